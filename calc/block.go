package calc

// blockDraws is how many draws of a stake are made at a time: enough that the
// work of each step is in its loop, and few enough to stay near the processor.
const blockDraws = 2048

// block is a run of draws, made stake by stake.
type block struct {
	p       *prepared
	first   int // even
	shared  [][]float64
	random  []uint64
	values  []float64 // of the stake drawn last: 0 when it did not come
	came    []bool
	byCause []bool // drawn with its cause's number
	sure    bool   // came and byCause are those of a stake that is sure to come alone
}

func (p *prepared) newBlock() *block {
	b := &block{
		p: p, shared: make([][]float64, len(p.causes)), random: make([]uint64, blockDraws),
		values: make([]float64, blockDraws), came: make([]bool, blockDraws), byCause: make([]bool, blockDraws),
	}
	for c := range b.shared {
		b.shared[c] = make([]float64, blockDraws)
	}
	return b
}

// begin turns to the draws first..first+count−1 and draws the causes' numbers.
func (b *block) begin(first, count int) {
	b.first, b.random, b.values = first, b.random[:count], b.values[:count]
	for c, key := range b.p.causes {
		uniforms(b.p.key, key, forCause, first, b.shared[c][:count])
	}
}

// draw draws a stake. Stakes that are sure to come and have no cause need no
// number but their own.
func (b *block) draw(i int) {
	p, stake := b.p, &b.p.stakes[i]
	uniforms(p.key, p.keys[i], forValue, b.first, b.values)
	if cause := p.causeOf[i]; cause >= 0 || stake.Probability < 1 {
		b.chances(stake, p.keys[i], cause)
	} else if !b.sure {
		for d := range b.came {
			b.came[d], b.byCause[d] = true, false
		}
	}
	b.sure = p.causeOf[i] < 0 && stake.Probability == 1
	p.quantiles[i].spread(b.values)
	if stake.Probability < 1 {
		for d, came := range b.came[:len(b.values)] {
			if !came {
				b.values[d] = 0
			}
		}
	}
}

// chances says in which draws a stake comes, and gives it its cause's number
// where it goes with that.
func (b *block) chances(stake *Stake, key uint64, cause int) {
	words(b.p.key, key, forChance, b.first, b.random)
	for d, word := range b.random {
		b.came[d], b.byCause[d] = uniform32(uint32(word>>32)) < stake.Probability, false
		if cause >= 0 && uniform32(uint32(word)) < b.p.chance {
			b.values[d], b.byCause[d] = b.shared[cause][d], true
		}
	}
}
