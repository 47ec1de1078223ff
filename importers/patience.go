package importers

import "context"

// patience (tålmodighed) ends a reading that takes too long. Whoever looks at
// one more cell, column, fact or text spends some of it; when the context has
// ended, the reading is left by a panic that Import makes a rejected file of.
// Recognition goes back and forth over a workbook in ways that only a hostile
// one makes long, and asking in every such loop would hide what the loops do.
type patience struct {
	ctx   context.Context
	spent int
}

// outOfPatience is what a reading panics with.
type outOfPatience struct{}

// aWhile is how many looks are taken before the context is asked: some
// milliseconds.
const aWhile = 1 << 14

// spend takes one look.
func (p *patience) spend() { p.spendOn(1) }

// spendOn takes as many looks as a list is long.
func (p *patience) spendOn(length int) {
	if p.spent += length; p.spent < aWhile {
		return
	}
	p.spent = 0
	if p.ctx.Err() != nil {
		panic(outOfPatience{})
	}
}
