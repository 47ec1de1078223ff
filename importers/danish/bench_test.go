package danish

import "testing"

// Most texts of a register are words; a few are headings and numbers.
var benchTexts = []string{
	"1234", "1.234,50", "2,5 mio. kr.", "Etablering af fælles drift af skolernes netværk", "afventer", "-1.000", "2013",
	"Gevinst 2014 (t.kr.)", "1. kvartal 2013", "Indsatsområde", "Budget 2015-2018", "Center for Økonomi & It", "Projektleder",
	"Sag 127: fælles digital løsning", "Besluttet", "Der forventes færre henvendelser til Borgerservice",
}

func BenchmarkParseNumber(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		ParseNumber(benchTexts[i%len(benchTexts)])
	}
}

func BenchmarkParseHeading(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		ParseHeading(benchTexts[i%len(benchTexts)])
	}
}

func BenchmarkLookup(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		Lookup(benchTexts[i%len(benchTexts)])
	}
}
