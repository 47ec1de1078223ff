package importers

import "testing"

func TestAdding(t *testing.T) {
	for text, want := range map[string]bool{
		"SUM(B5:B10)":                     true,
		"B5+B6+'2.a Udgifter'!B7":         true,
		"-'2.a Udgifter'!B11":             true,
		"SUM(F6:F11)-F9":                  true,
		"ROUND(SUM(C6:C8),-1)":            true,
		"SUM(G6,I6,K6)":                   true,
		"B4*B5":                           false,
		"Data!B4*Input!$B$10*1000":        false,
		"SUM(B5:B10)/1000":                false,
		"NPV(0.04,B5:G5)":                 false,
		"IF(B5>0,B5,0)":                   false,
		"'Ark med * i navnet'!B4+B5":      true,
		"D13+(D13*0.07)":                  false,
		"SUM(Udgifter!B5:B10)+Gevinst!B1": true,
	} {
		if _, got := adding(text); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestOperands(t *testing.T) {
	got := operands("SUM($B$5:C10)-'Det''s ark'!D4+LOG10(2)")
	if len(got) != 2 {
		t.Fatalf("%d operands: %v", len(got), got)
	}
	if got[0].area.LastCol != 3 || got[0].area.LastRow != 10 || got[0].minus {
		t.Errorf("first %+v", got[0])
	}
	if got[1].sheet != "Det's ark" || !got[1].minus || !got[1].covers("Ark1", "det's ark", 4, 4) {
		t.Errorf("second %+v", got[1])
	}
}

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := columnName(n); got != want || columnNumber(want) != n {
			t.Errorf("%d: %s, back %d", n, got, columnNumber(want))
		}
	}
}
