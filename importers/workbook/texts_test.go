package workbook

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Texts come back as they were kept, however many are kept after them. Those
// that texts has no room for are refused, never cut.
func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kept := newTexts()
		given := map[textRef]string{}
		for _, text := range rapid.SliceOf(rapid.OneOf(
			rapid.String(),
			rapid.StringMatching(`-?[0-9]{1,4}`),
			rapid.Map(rapid.IntRange(0, pieceBytes+textStep), func(n int) string { return strings.Repeat("æ", n/2) }),
		)).Draw(t, "texts") {
			ref, ok := kept.keep([]byte(text))
			if !ok {
				if len(text) <= pieceBytes-mostTextHeader {
					t.Fatalf("no room for %d bytes", len(text))
				}
				continue
			}
			if was, met := given[ref]; met && was != text {
				t.Fatalf("%q is given what was given for %q", text, was)
			}
			given[ref] = text
		}
		for ref, want := range given {
			if got := kept.at(ref); got != want {
				t.Fatalf("%d is %q, want %q", ref, got, want)
			}
		}
	})
}

// A text that was met lately is kept once, and texts that are all different fill
// what a reference reaches: then cells have texts of their own.
func TestTextsRepeat(t *testing.T) {
	kept := newTexts()
	first, _ := kept.keep([]byte("Center for Borgere"))
	if again, _ := kept.keep([]byte("Center for Borgere")); again != first {
		t.Errorf("the same text lies at %d and at %d", first, again)
	}
	for len(kept.pieces) < int(maxTextRef)/textsInPiece { // as if they were full
		kept.pieces = append(kept.pieces, nil)
	}
	kept.pieces = append(kept.pieces, make([]byte, 0, pieceBytes))
	cell := Cell{beside: &beside{look: plainLook, home: &home{texts: kept}}}
	own := 0
	for i := range 2 * textsInPiece {
		text := fmt.Sprintf("forslag %d", i)
		cell.setText(Text, []byte(text))
		if cell.Raw() != text {
			t.Fatalf("%q is %q", text, cell.Raw())
		}
		if cell.packed&textMask == 0 {
			own++
		}
	}
	if own == 0 || own == 2*textsInPiece {
		t.Errorf("%d of %d texts are cells' own", own, 2*textsInPiece)
	}
}
