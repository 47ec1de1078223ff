package calc

// blockDraws is how many draws of a stake are made at a time: enough that the
// work of each step is in its loop, and few enough to stay near the processor.
const blockDraws = 2048

// block is a run of draws, made stake by stake.
type block struct {
	p       *prepared
	first   int        // a multiple of four
	shared  [][]uint64 // each cause's numbers: of the amount in the lower half, of the coming in the upper
	pairs   []uint64
	numbers []uint32  // of the stake drawn last, where it has a probability or a cause
	values  []float64 // of the stake drawn last: 0 when it did not come
	came    []bool
	byCause []bool // drawn with its cause's numbers
}

// newBlock has room for so many draws, a multiple of four.
func (p *prepared) newBlock(draws int) *block {
	b := &block{
		p: p, shared: make([][]uint64, len(p.causes)), pairs: make([]uint64, draws), numbers: make([]uint32, draws),
		values: make([]float64, draws), came: make([]bool, draws), byCause: make([]bool, draws),
	}
	for c := range b.shared {
		b.shared[c] = make([]uint64, draws)
	}
	return b
}

// begin turns to the draws from first on, a few more than count where that is
// no multiple of four, and draws the causes' numbers.
func (b *block) begin(first, count int) {
	count = (count + 3) &^ 3
	b.first, b.pairs, b.numbers = first, b.pairs[:count], b.numbers[:count]
	b.values, b.came, b.byCause = b.values[:count], b.came[:count], b.byCause[:count]
	for c, key := range b.p.causes {
		b.shared[c] = b.shared[c][:count]
		b.p.schedule.pairs(key, forCause, first, b.shared[c])
	}
}

// draw draws a stake. Stakes that are sure to come and have no cause need no
// number but their own, and leave came and byCause as they were.
func (b *block) draw(i int) {
	stake, key := &b.p.stakes[i], b.p.keys[i]
	if stake.sureAlone() {
		b.p.quantiles[i].draw(b.p.schedule, key, b.first, b.values)
		return
	}
	b.p.schedule.numbers(key, b.first, b.numbers)
	b.p.schedule.pairs(key, forChance, b.first, b.pairs)
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
	for d, pair := range b.pairs {
		b.byCause[d] = cause >= 0 && pair&0xFFFFFFFF < b.p.follows
		if b.byCause[d] {
			pair = b.shared[cause][d]
			b.numbers[d] = uint32(pair)
		}
		b.came[d] = pair>>32 < below
	}
}
