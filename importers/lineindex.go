package importers

import "hash/maphash"

// lineIndex (linjeregister) numbers lines from 0, in the order in which facts of
// them are met. A key is as large as a line of two amounts, and a register has
// tens of thousands, so a line is known by the hash of its key and its first
// fact, which says the key again.
type lineIndex struct {
	seed   maphash.Seed
	at     map[uint64]int32
	firsts []int32 // of the lines, by where they are among all facts

	last lineKey
	line int32 // of last
}

// newLineIndex has room for about that many lines.
func newLineIndex(lines int) *lineIndex {
	return &lineIndex{seed: maphash.MakeSeed(), at: make(map[uint64]int32, lines), firsts: make([]int32, 0, lines)}
}

// of is the number of the line a fact belongs to, and whether the fact is the
// first of it.
func (x *lineIndex) of(f fact) (line int32, first bool) {
	k := f.line()
	if len(x.firsts) > 0 && k == x.last {
		return x.line, false
	}
	x.last = k
	for hash := maphash.Comparable(x.seed, k); ; hash++ {
		line, known := x.at[hash]
		if !known {
			x.line = int32(len(x.firsts))
			x.at[hash], x.firsts = x.line, append(x.firsts, f.at)
			return x.line, true
		}
		if (fact{f.in, x.firsts[line]}).line() == k {
			x.line = line
			return line, false
		}
	}
}
