package importers

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// holdWords holds the quick ways of folding and cleaning against the long ones.
func holdWords(t interface{ Fatalf(string, ...any) }, text string) {
	if got, want := fold(text), foldAny(cut(text, longestWording)); got != want {
		t.Fatalf("%q folds to %q, the long way to %q", text, got, want)
	}
	if got, want := clean(text), strings.Join(strings.Fields(cut(text, longestText)), " "); got != want {
		t.Fatalf("%q cleans to %q, the long way to %q", text, got, want)
	}
}

func TestFoldingQuickly(t *testing.T) {
	for _, text := range []string{
		"Årsværk", "  to  blanke ", "bryd-\n ning", "a\u00A0b", "a\u2003b", "e\u0301", "A\u030A", "*stjerne_", "\t", "\xff", "æ\xc3", "İ", "K", "–", "\x00", "\x7f",
		strings.Repeat("Gevinst ", 400),
	} {
		holdWords(t, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		holdWords(t, strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{
			"a", "B", "Æ", "å", "ø", " ", "  ", "*", "_", "-", "\n", "\r", "\t", "\u00A0", "é", "–", "e\u0301", "\xc3", "1", "ß", "\u3000", "\u0085",
		})).Draw(t, "pieces"), ""))
		holdWords(t, rapid.String().Draw(t, "text"))
	})
}

func FuzzFold(f *testing.F) {
	for _, text := range []string{"Engangsudgift 2016 (t.kr.)", "Å  b", "bryd-\nning"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { holdWords(t, text) })
}
