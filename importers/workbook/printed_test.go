package workbook

import (
	"slices"
	"testing"
)

// Expected by the codes of ECMA-376 part 1, 18.3.1.39 and 18.3.1.46, by hand.
func TestPrintedTexts(t *testing.T) {
	for text, want := range map[string][]string{
		"&LBeløb i t.kr., 2025-pl&RSide &P af &N":       {"Beløb i t.kr., 2025-pl", "Side  af"},
		`&C&"Arial,Bold"&14&K01+000Digital nøgle`:       {"Digital nøgle"},
		"Teknik && Miljø, &D":                           {"Teknik & Miljø,"},
		`&L&8t.kr.&C&"-,Fed"&KFF0000Fortrolig&R&F – &A`: {"t.kr.", "Fortrolig", "–"},
		"": nil,
	} {
		if got := printedTexts(text); !slices.Equal(got, want) {
			t.Errorf("%q says %q, want %q", text, got, want)
		}
	}
}

func TestHeadersAreRead(t *testing.T) {
	book := parts{"xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><headerFooter><oddHeader>&amp;Lt.kr., 2025-pl</oddHeader><oddFooter>&amp;CSide &amp;P</oddFooter></headerFooter></worksheet>`}.read(t)
	if got, want := book.Sheets[0].Printed, []string{"t.kr., 2025-pl", "Side"}; !slices.Equal(got, want) {
		t.Errorf("printed %q, want %q", got, want)
	}
}
