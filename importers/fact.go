package importers

import (
	"time"

	"raaderum/calc"
	"raaderum/importers/danish"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// fact is one cell that may become an amount, with everything its place says
// about it. The stages of a reading fill in what is missing, and drop facts. It
// is a handle: two handles of one fact are equal, and see the same.
type fact struct {
	in *facts
	at int32
}

// known tells whether there is a fact.
func (f fact) known() bool { return f.in != nil }

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

// What is said of a fact, and by what it is called.
func (f fact) saying() *saying                  { return f.piece().saying(f.at % factsInPiece) }
func (f fact) table() *table                    { return f.saying().table }
func (f fact) kind() string                     { return f.saying().kind }
func (f fact) ownKind() string                  { return f.saying().ownKind }
func (f fact) recurrence() portfolio.Recurrence { return f.saying().recurrence }
func (f fact) series() portfolio.Series         { return f.saying().series }
func (f fact) time() timeLabel                  { return f.saying().time }
func (f fact) blockKind() bool                  { return f.saying().blockKind }
func (f fact) neutral() *note                   { return f.saying().neutral }
func (f fact) price() *PriceLevel               { return f.saying().price }
func (f fact) period() calc.Period              { return f.saying().period }
func (f fact) rare() *rare                      { return f.saying().rare }
func (f fact) naming() *naming                  { return f.piece().naming(f.at % factsInPiece) }
func (f fact) label() string                    { return f.naming().label }
func (f fact) labelRef() string                 { return f.naming().labelRef }
func (f fact) negative() bool                   { return f.naming().negative }
func (f fact) remarks() string                  { return f.naming().remarks }

// subject is the case that the fact belongs to; nil until it is known.
func (f fact) subject() *subject { return f.in.subjects[f.standing().subject] }

func (f fact) setSubject(s *subject) {
	if at, number := f.standing(), f.in.subjectRef(s); at.subject != number {
		at.subject = number
		f.piece().stand(f.at%factsInPiece, at)
	}
}

// ore is the amount: set by the unit stage in the workbook's sign, by the sign
// stage in the normal direction.
func (f fact) ore() calc.Money { return f.piece().ore(f.at % factsInPiece) }

func (f fact) setOre(ore calc.Money) { f.piece().setOre(f.at%factsInPiece, ore) }

// unit is the number's own unit, and measure what the amount is in.
func (f fact) unit() measure     { return f.held().held.unit() }
func (f fact) measure() measure  { return f.held().held.measure() }
func (f fact) state() valueState { return f.held().held.state() }

// setMeasure changes the measure and not the amount.
func (f fact) setMeasure(m measure) {
	v := f.held().value()
	v.measure = m
	f.hold(v)
}

// hold changes what is held of a fact's value, and not the amount.
func (f fact) hold(v heldValue) {
	held := f.held()
	if held.value() == v {
		return
	}
	ore := f.ore()
	held.setValue(v)
	f.setOre(ore)
}

// say changes what is said of a fact, and of no other.
func (f fact) say(said saying) { f.sayUnder(f.table().columnAt(f.col()), said) }

// sayUnder is say for a fact in a column that is known. The fact above says
// the same in nearly every table, and they share it.
func (f fact) sayUnder(c *column, said saying) {
	switch {
	case said == *f.saying():
	case c != nil && c.said != nil && *c.said == said:
		f.saySame(c.said)
	default:
		own := said
		f.saySame(&own)
		if c != nil {
			c.said, c.before = &own, nil
		}
	}
}

// saySame has the fact say what others say too.
func (f fact) saySame(said *saying) { f.piece().say(f.at%factsInPiece, said) }

// sayPeriod changes the period alone.
func (f fact) sayPeriod(period calc.Period) {
	if f.period() == period {
		return
	}
	c, before := f.table().columnAt(f.col()), f.saying()
	if c != nil && c.before == before && c.said.period == period { // as the fact above did
		f.saySame(c.said)
		return
	}
	said := *before
	said.period = period
	if f.sayUnder(c, said); c != nil {
		c.before = before
	}
}

// sayPrice changes the price level alone.
func (f fact) sayPrice(level *PriceLevel) {
	said := *f.saying()
	said.price = level
	f.say(said)
}

// sayRare changes what few facts have.
func (f fact) sayRare(own rare) {
	said := *f.saying()
	said.rare = &own
	f.say(said)
}

// sayKind changes the kind alone.
func (f fact) sayKind(kind string) {
	if f.kind() != kind {
		said := *f.saying()
		said.kind = kind
		f.say(said)
	}
}

// call gives a fact its name.
func (f fact) call(name *naming) { f.piece().call(f.at%factsInPiece, name) }

// naming is the name of facts that are called by their column: those below each
// other share it.
func (c *column) naming(name naming) *naming {
	if c.named == nil || *c.named != name {
		own := name
		c.named = &own
	}
	return c.named
}

// decimal is the number that the fact's cell says, or was found to say.
func (f fact) decimal() danish.Decimal { return f.said().decimal() }

// said is the fact's value in full.
func (f fact) said() value {
	held, rare := f.held().value(), f.rare()
	switch {
	case held.scale != elsewhere:
		return value{coefficient: int64(held.coefficient), scale: held.scale, state: held.state, unit: held.unit}
	case rare.instead != nil:
		return *rare.instead
	}
	return readValueIn(f.cell(), f.table().grid.locale)
}

// setValue changes the fact's value. A number with more digits than there is
// room for is read again from its cell when it is asked for, or kept beside the
// fact when its cell says another.
func (f fact) setValue(v value) {
	held := v.held(f.measure())
	f.hold(held)
	if held.scale == elsewhere && readValueIn(f.cell(), f.table().grid.locale) != v {
		own := *f.rare()
		own.instead = &v
		f.sayRare(own)
	}
}

// cell is the workbook's cell.
func (f fact) cell() *workbook.Cell {
	return f.table().grid.cellAt(f.standsAt())
}

// ref is the fact's cell.
func (f fact) ref() string {
	row, col := f.standsAt()
	return reference(f.sheet(), row, col)
}

// row and col are where the fact stands in its table's grid.
func (f fact) row() int { return f.place().row }

func (f fact) col() int { return f.place().col }

func (f fact) place() place { return f.table().grid.seen(f.standsAt()) }

// standsAt is where the fact's cell stands in its sheet.
func (f fact) standsAt() (row, col int) { return int(f.standing().row), f.held().held.col() }

// sheet is the name of the fact's sheet.
func (f fact) sheet() string { return f.table().grid.sheet.Name }

// name is what the fact is called to people: its label, else its cell.
func (f fact) name() string { return firstWord(f.label(), f.ref()) }

// subject is a case under way.
type subject struct {
	*Case
	sheets   map[string]bool // where its lines stand
	rate     *float64        // discount rate the workbook states
	from, to int32           // the rows of its sheet, where cases stand below each other; 0 for all
	scenario string          // which alternative of its project it is
	facts    []factList      // of its lines, until they are handed over
	listed   uint32          // its number among the subjects of facts, 0 for none
	blank    bool            // amounts that could not be read keep its figures from being checked
	joined   bool            // with cases of other years
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
	book       *workbook.Book
	words      *lexicon
	asOf       time.Time // the day whose rules hold where the workbook leaves them open
	views      []*view
	subjects   []*subject
	room       subjectRoom
	ofSheets   map[*subject]bool // cases that are no rows of a register
	gathered   []Case            // of the subjects, see gatherCases
	facts      factList
	row        []fact // room for those of a row
	sums       []sumRow
	lonely     []lonelyTotal                              // of which nothing in their table is a part
	known      map[string]*subject                        // the registers' cases by sheet, number and title
	scaled     map[*table]bool                            // numbers are shown smaller than they are stored
	topSums    map[*table]map[int]bool                    // rows of sums that stand above their parts
	aside      map[*table]map[int]bool                    // rows that count something else, or a part of another row
	deductions map[tableRow]bool                          // rows that are taken off the row above them
	saidOut    map[tableRow]bool                          // rows that say that they are not in the sum
	yearly     []YearlyValue                              // of rows that are targets or budgets of the whole
	mixedUnits map[tableColumn]map[*workbook.Cell]measure // of columns whose rows have units of their own, while sums are checked
	takenOff   map[*workbook.Cell]bool                    // amounts that the total below them subtracts
	doubted    map[*workbook.Cell]value                   // amounts that were asked about or could not be read
	details    map[*table]map[int]detail                  // rows that are parts of a sum above them
	running    map[*table]map[int]runningRow              // rows that are running sums of lines
	options    map[*table][]rowOption                     // the alternatives that line tables have below each other
	compared   map[*table]tableVectors                    // while copies are looked for
	exchanges  map[string]exchange                        // what became of amounts in other currencies
	pivots     []string                                   // where pivot tables begin
	posted     map[*table]bool                            // extracts of postings, debit and credit
	places     *formulaBook                               // where the book's cells are, once somebody asks
	stale      bool                                       // the stored results of formulas are not to be trusted
}

// view is a visible sheet as it was understood.
type view struct {
	sheet  *workbook.Sheet
	grid   *grid
	tables []*table
	layout string // of its tables
	master master
	texts  []note

	strip   int  // which of the cases beside each other on its sheet it is, from 1; 0 where there is one
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
func (r *reader) drop(picked func(fact) bool) {
	kept := factList{in: r.facts.in} // a new list: the test may look through the old one
	for f := range r.facts.all {
		if !picked(f) {
			kept.add(f)
		}
	}
	r.facts = kept
}
