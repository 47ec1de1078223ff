package importers

import (
	"raaderum/calc"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// fact is one cell that may become an amount, with everything its place says
// about it. The stages of a reading fill in what is missing, and drop facts.
type fact struct {
	table    *table
	subject  *subject
	row, col int // in the table's grid
	cell     *workbook.Cell
	value    value

	label     string
	labelRef  string
	*rowWords // of the row, one for all its facts; the fact's own kind, recurrence and series stand before it

	kind       string
	ownKind    string // the kind that the line's own label says, whatever the section says
	recurrence portfolio.Recurrence
	series     portfolio.Series
	time       timeLabel
	measure    measure
	price      *PriceLevel
	blockKind  bool     // the kind, when unknown, is one for the whole column block
	share      *float64 // of a full-year amount; nil: the cell holds the amount itself

	period calc.Period // set by the axis stage
	ore    calc.Money  // set by the unit stage in the workbook's sign, by the sign stage in the normal direction
	copies []calc.Period
}

// ref is the fact's cell.
func (f *fact) ref() string { return f.table.grid.ref(f.row, f.col) }

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
	book     *workbook.Book
	words    *lexicon
	views    []*view
	subjects []*subject
	facts    []*fact
	sums     []sumRow
	known    map[string]*subject      // the registers' cases by sheet, number and title
	scaled   map[*table]bool          // numbers are shown smaller than they are stored
	topSums  map[*table]map[int]bool  // rows of sums that stand above their parts
	aside    map[*table]map[int]bool  // rows that count something else, or a part of another row
	doubted  map[*workbook.Cell]value // amounts that were asked about or could not be read
	stale    bool                     // the stored results of formulas are not to be trusted
}

// view is a visible sheet as it was understood.
type view struct {
	sheet  *workbook.Sheet
	grid   *grid
	tables []*table
	layout string // of its tables
	master master
	texts  []note
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
