package importers

import (
	"time"

	"raaderum/calc"
	"raaderum/importers/danish"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// fact is one cell that may become an amount, with everything its place says
// about it. The stages of a reading fill in what is missing, and drop facts. A
// register has hundreds of thousands of them. They share what they have in
// common, so nothing behind a pointer is ever written to: say and named give a
// fact other words.
type fact struct {
	*saying // of its column and its line
	*naming // its line
	subject *subject
	cell    *workbook.Cell
	ore     calc.Money // set by the unit stage in the workbook's sign, by the sign stage in the normal direction
	heldValue
}

// saying is what the words over a column and beside a line say of an amount.
type saying struct {
	table      *table
	kind       string
	ownKind    string // the kind that the line's own label says, whatever the section says
	recurrence portfolio.Recurrence
	series     portfolio.Series
	time       timeLabel
	blockKind  bool  // the kind, when unknown, is one for the whole column block
	neutral    *note // the heading that gave the kind, where it says which budget and not which way
	price      *PriceLevel
	period     calc.Period // set by the axis stage
	*rare
}

// naming is the name of a line, where it stands, and what stands beside it.
type naming struct {
	label, labelRef string
	*rowNotes
}

// rare is what few facts have.
type rare struct {
	share   *float64 // of a full-year amount; nil: the cell holds the amount itself
	copies  []calc.Period
	instead *value // of what its cell says
}

// What most facts have.
var (
	noNotes = &rowNotes{}
	unnamed = &naming{rowNotes: noNotes}
	plain   = &rare{}
)

// say changes what is said of a fact, and of no other.
func (f *fact) say(said saying) { f.sayUnder(f.table.columnAt(f.col()), said) }

// sayUnder is say for a fact in a column that is known. The fact above says
// the same in nearly every table, and they share it.
func (f *fact) sayUnder(c *column, said saying) {
	switch {
	case said == *f.saying:
	case c != nil && c.said != nil && *c.said == said:
		f.saying = c.said
	default:
		own := said
		f.saying = &own
		if c != nil {
			c.said, c.before = &own, nil
		}
	}
}

// sayPeriod changes the period alone.
func (f *fact) sayPeriod(period calc.Period) {
	if f.period == period {
		return
	}
	c := f.table.columnAt(f.col())
	if c != nil && c.before == f.saying && c.said.period == period { // as the fact above did
		f.saying = c.said
		return
	}
	before, said := f.saying, *f.saying
	said.period = period
	if f.sayUnder(c, said); c != nil {
		c.before = before
	}
}

// sayPrice changes the price level alone.
func (f *fact) sayPrice(level *PriceLevel) {
	said := *f.saying
	said.price = level
	f.say(said)
}

// sayRare changes what few facts have.
func (f *fact) sayRare(own rare) {
	said := *f.saying
	said.rare = &own
	f.say(said)
}

// sayKind changes the kind alone.
func (f *fact) sayKind(kind string) {
	if f.kind != kind {
		said := *f.saying
		said.kind = kind
		f.say(said)
	}
}

// named is the name of facts that are called by their column: those below
// each other share it.
func (c *column) named(name naming) *naming {
	if c.naming == nil || *c.naming != name {
		own := name
		c.naming = &own
	}
	return c.naming
}

// decimal is the number that the fact's cell says, or was found to say.
func (f *fact) decimal() danish.Decimal { return f.said().decimal() }

// said is the fact's value in full.
func (f *fact) said() value {
	switch {
	case f.scale != elsewhere:
		return value{coefficient: int64(f.coefficient), scale: f.scale, state: f.state, unit: f.unit}
	case f.instead != nil:
		return *f.instead
	}
	return readValueIn(f.cell, f.table.grid.locale)
}

// setValue changes the fact's value. A number with more digits than there is
// room for is read again from its cell when it is asked for, or kept beside the
// fact when its cell says another.
func (f *fact) setValue(v value) {
	f.heldValue = v.held(f.measure)
	if f.scale == elsewhere && readValueIn(f.cell, f.table.grid.locale) != v {
		own := *f.rare
		own.instead = &v
		f.sayRare(own)
	}
}

// factPieces cuts rows of facts from larger pieces, which grow with the book: a
// register has hundreds of thousands.
type factPieces struct{ piece []fact }

const (
	leastPiece = 16
	mostPiece  = 510 // just below what Go rounds up to whole pages
)

func (p *factPieces) take(n int) []fact {
	if len(p.piece)+n > cap(p.piece) {
		p.piece = make([]fact, 0, max(n, leastPiece, min(2*cap(p.piece), mostPiece)))
	}
	start := len(p.piece)
	p.piece = p.piece[:start+n]
	return p.piece[start : start+n : start+n]
}

// ref is the fact's cell.
func (f *fact) ref() string { return reference(f.sheet(), f.cell.Row(), f.cell.Col()) }

// row and col are where the fact stands in its table's grid.
func (f *fact) row() int { return f.table.grid.seen(f.cell.Row(), f.cell.Col()).row }

func (f *fact) col() int { return f.table.grid.seen(f.cell.Row(), f.cell.Col()).col }

// sheet is the name of the fact's sheet.
func (f *fact) sheet() string { return f.table.grid.sheet.Name }

// name is what the fact is called to people: its label, else its cell.
func (f *fact) name() string { return firstWord(f.label, f.ref()) }

// subject is a case under way.
type subject struct {
	Case
	fields   []Field
	sheets   map[string]bool // where its lines stand
	rate     *float64        // discount rate the workbook states
	from, to int             // the rows of its sheet, where cases stand below each other; 0 for all
	scenario string          // which alternative of its project it is
	blank    bool            // amounts that could not be read keep its figures from being checked
	dropped  bool
}

// sumRow is a row (or a column) that states a sum of others: kept out of the
// lines, and checked against them.
type sumRow struct {
	table *table
	row   int
	label string
	role  role
	kind  string
}

// reader reads one book. Its methods are the stages of the reading, in order.
type reader struct {
	*dialogue
	book      *workbook.Book
	words     *lexicon
	asOf      time.Time // the day whose rules hold where the workbook leaves them open
	views     []*view
	subjects  []*subject
	facts     []*fact
	pieces    factPieces
	sums      []sumRow
	known     map[string]*subject       // the registers' cases by sheet, number and title
	scaled    map[*table]bool           // numbers are shown smaller than they are stored
	topSums   map[*table]map[int]bool   // rows of sums that stand above their parts
	aside     map[*table]map[int]bool   // rows that count something else, or a part of another row
	doubted   map[*workbook.Cell]value  // amounts that were asked about or could not be read
	details   map[*table]map[int]detail // rows that are parts of a sum above them
	options   map[*table][]rowOption    // the alternatives that line tables have below each other
	compared  map[*table]tableVectors   // while copies are looked for
	exchanges map[string]exchange       // what became of amounts in other currencies
	stale     bool                      // the stored results of formulas are not to be trusted
}

// view is a visible sheet as it was understood.
type view struct {
	sheet  *workbook.Sheet
	grid   *grid
	tables []*table
	layout string // of its tables
	master master
	texts  []note

	repeats bool // what other sheets say
}

// upright is the sheet's grid as the sheet shows it, not turned.
func (v *view) upright() *grid {
	if v.grid.turned {
		return v.grid.turn()
	}
	return v.grid
}

// drop removes the facts that a test picks.
func (r *reader) drop(picked func(*fact) bool) {
	var kept []*fact // a new list: the test may look through the old one
	dropped := false
	for i, f := range r.facts {
		switch {
		case !picked(f):
			if dropped {
				kept = append(kept, f)
			}
		case !dropped:
			kept, dropped = append(make([]*fact, 0, len(r.facts)-1), r.facts[:i]...), true
		}
	}
	if dropped {
		r.facts = kept
	}
}
