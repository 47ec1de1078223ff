package importers

import (
	"testing"

	"pgregory.net/rapid"
)

// A fact refers to what it was given last, and to nothing that another was given,
// however many things there are to refer to.
func TestSharedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		to := rapid.SampledFrom([]refTo{toRow, toSaying, toNaming}).Draw(t, "to")
		facts := make([]heldFact, 0, factsInPiece)
		var list sharedList[int]
		var want []int
		give := func(i, thing int) {
			list.refer(facts, int32(i), to, thing)
			want[i] = thing
		}
		things := rapid.SampledFrom([]int{1, 3, 40, 500, 1 << 20}).Draw(t, "things")
		step := rapid.SampledFrom([]int{1, 7, 1009}).Draw(t, "step") // primes, and none of them divides a number of things
		next := 0
		for i := range rapid.SampledFrom([]int{1, 20, factsInPiece}).Draw(t, "facts") {
			facts, want = append(facts, heldFact{}), append(want, 0)
			give(i, next%things)
			next += step
		}
		for range rapid.IntRange(0, 3).Draw(t, "rounds") {
			for i := range facts {
				give(i, next%things)
				next += step
			}
		}
		for i := range facts {
			if at := facts[i].refs.at(to); list.things[at] != want[i] {
				t.Fatalf("fact %d of %d refers to %d, want %d", i, len(facts), list.things[at], want[i])
			}
			for _, other := range []refTo{toRow, toSaying, toNaming} {
				if other != to && facts[i].refs.at(other) != 0 {
					t.Fatalf("fact %d refers to another thing of another kind", i)
				}
			}
		}
		if len(list.things) > to.most() {
			t.Fatalf("%d things", len(list.things))
		}
	})
}
