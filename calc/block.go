package calc

import "slices"

// A block of draws is made stake by stake, and each stake's in windows: few
// enough draws at a time to stay in the processor's nearest cache, and many
// with one stake before the next, whose table has to be fetched.
const windowDraws = 1024

// blockDraws is how many draws a block has: eight windows, or fewer where many
// causes' numbers are kept for it, which shall not take more than 4 MB.
func (p *prepared) blockDraws() int {
	return windowDraws * max(1, min(8, 512/max(1, len(p.causes))))
}

// block is a run of draws.
type block struct {
	p            *prepared
	first, count int        // first is a multiple of eight
	shared       [][]uint64 // each cause's numbers: of the amount in the lower half, of the coming in the upper
	at           int        // the window's first draw

	// The window of the stake drawn last.
	pairs   []uint64
	numbers []uint32
	values  []float64 // 0 when it did not come
	came    []bool
	byCause []bool // drawn with its cause's numbers
}

// newBlock has room for so many draws, a multiple of eight.
func (p *prepared) newBlock(draws int) *block {
	window := min(draws, windowDraws)
	b := &block{
		p: p, shared: make([][]uint64, len(p.causes)), pairs: make([]uint64, window), numbers: make([]uint32, window),
		values: make([]float64, window), came: make([]bool, window), byCause: make([]bool, window),
	}
	for c := range b.shared {
		b.shared[c] = make([]uint64, draws)
	}
	return b
}

// begin turns to the draws from first on and draws the causes' numbers.
func (b *block) begin(first, count int) {
	b.first, b.count = first, count
	for c, key := range b.p.causes {
		b.p.schedule.pairs(key, forCause, first, b.shared[c][:multipleOfEight(count)])
	}
	b.turn(first, min(count, windowDraws))
}

// multipleOfEight is the next one: numbers are made eight at a time, and those
// too many are not used.
func multipleOfEight(n int) int { return (n + 7) &^ 7 }

// turn turns to a window.
func (b *block) turn(at, count int) {
	count = multipleOfEight(count)
	b.at, b.pairs, b.numbers, b.values = at, b.pairs[:count], b.numbers[:count], b.values[:count]
	b.came, b.byCause = b.came[:count], b.byCause[:count]
}

// add draws a stake and adds what comes of it to each measure. The totals have
// room for a whole number of eights.
func (b *block) add(i int, totals [][]float64) {
	stake := &b.p.stakes[i]
	main := slices.IndexFunc(stake.Weights, func(weight float64) bool { return weight != 0 })
	if main < 0 {
		return
	}
	for at := b.first; at < b.first+b.count; at += windowDraws {
		b.turn(at, min(windowDraws, b.first+b.count-at))
		to, next := at+len(b.values), main
		if stake.sureAlone() {
			b.p.schedule.numbers(b.p.keys[i], at, b.numbers)
			b.p.quantiles[i].add(b.numbers, b.values, totals[main][at:to], stake.Weights[main])
			next++
		} else {
			b.draw(i)
		}
		for j := next; j < len(totals); j++ {
			if weight := stake.Weights[j]; weight != 0 {
				addTimes(totals[j][at:to], b.values, weight)
			}
		}
	}
}

// draw draws a stake. Stakes that are sure to come and have no cause need no
// number but their own, and leave came and byCause as they were.
func (b *block) draw(i int) {
	stake, key := &b.p.stakes[i], b.p.keys[i]
	b.p.schedule.numbers(key, b.at, b.numbers)
	if stake.sureAlone() {
		b.p.quantiles[i].spread(b.numbers, b.values)
		return
	}
	b.p.schedule.pairs(key, forChance, b.at, b.pairs)
	b.chances(threshold(stake.Probability), b.p.causeOf[i])
	b.p.quantiles[i].spread(b.numbers, b.values)
	for d, came := range b.came {
		if !came {
			b.values[d] = 0
		}
	}
}

// sureAlone says whether a stake is sure to come and has no cause.
func (s *Stake) sureAlone() bool { return s.Cause == "" && s.Probability == 1 }

// chances says in which draws a stake comes, and gives it its cause's numbers
// where it goes with that.
func (b *block) chances(below uint64, cause int) {
	var shared []uint64
	if cause >= 0 {
		shared = b.shared[cause][b.at-b.first:]
	}
	for d, pair := range b.pairs {
		b.byCause[d] = cause >= 0 && pair&0xFFFFFFFF < b.p.follows
		if b.byCause[d] {
			pair = shared[d]
			b.numbers[d] = uint32(pair)
		}
		b.came[d] = pair>>32 < below
	}
}
