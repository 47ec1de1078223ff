package importers

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// What a text was read as does not depend on what was read before it, by whom,
// or on whether it was forgotten in between.
func TestReadingsFollowFromTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kept := &readings[int]{read: func(text string) int { return len(text) }}
		texts := rapid.SliceOfN(rapid.SampledFrom([]string{"", "Gevinst", "Udgift 2016", strings.Repeat("lang ", 60)}), 1, 20).Draw(t, "texts")
		for i, text := range texts {
			if rapid.Bool().Draw(t, "forget") {
				for n := range mostRemembered + 1 {
					kept.of(strconv.Itoa(i) + "-" + strconv.Itoa(n))
				}
			}
			if got := kept.of(text); got != len(text) {
				t.Fatalf("%q is %d, it has %d letters", text, got, len(text))
			}
		}
		if most := len(kept.recent) + len(kept.before); most > 2*mostRemembered {
			t.Fatalf("%d texts are kept", most)
		}
	})
}

func TestReadingsKeepNoLongTexts(t *testing.T) {
	kept := &readings[int]{read: func(text string) int { return len(text) }}
	kept.of(strings.Repeat("x", longestRemembered))
	kept.of(strings.Repeat("x", longestRemembered+1))
	if len(kept.recent) != 1 {
		t.Errorf("%d texts are kept, 1 is short enough", len(kept.recent))
	}
}

// A text that two imports meet is read once, whichever of them comes first.
func TestImportsShareWhatTextsMean(t *testing.T) {
	var lock sync.Mutex
	reads := 0
	kept := &readings[string]{read: func(text string) string {
		lock.Lock()
		defer lock.Unlock()
		reads++
		return strings.ToUpper(text)
	}}
	one, other := memory[string]{readings: kept}, memory[string]{readings: kept}
	if one.of("gevinst") != "GEVINST" || other.of("gevinst") != "GEVINST" || one.of("gevinst") != "GEVINST" || reads != 1 {
		t.Errorf("read %d times", reads)
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			own := memory[string]{readings: kept}
			for n := range 500 {
				if text := "post " + strconv.Itoa(n%50); own.of(text) != strings.ToUpper(text) {
					t.Errorf("%q is %q", text, own.of(text))
				}
			}
		})
	}
	group.Wait()
}

// A text that lacks none of a piece's pairs may still not hold it, but never
// the other way round.
func TestPairsRuleOutNoPieceThatStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.String().Draw(t, "piece")
		text := rapid.String().Draw(t, "before") + piece + rapid.String().Draw(t, "after")
		all, own := pairsOf(text), pairsOf(piece)
		if !all.hold(&own) {
			t.Fatalf("%q is said not to hold %q", text, piece)
		}
	})
	all, own := pairsOf("gevinst"), pairsOf("udgift")
	if all.hold(&own) {
		t.Error("the pairs rule out nothing")
	}
}
