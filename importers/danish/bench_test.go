package danish

import "testing"

func BenchmarkParseNumber(b *testing.B) {
	texts := []string{"1234", "1.234,50", "2,5 mio. kr.", "Etablering af fælles drift af skolernes netværk", "afventer", "-1.000"}
	for i := 0; b.Loop(); i++ {
		ParseNumber(texts[i%len(texts)])
	}
}

func BenchmarkParseHeading(b *testing.B) {
	texts := []string{"2013", "Gevinst 2014 (t.kr.)", "1. kvartal 2013", "Indsatsområde", "Budget 2015-2018"}
	for i := 0; b.Loop(); i++ {
		ParseHeading(texts[i%len(texts)])
	}
}
