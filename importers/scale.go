package importers

import (
	"math"
	"slices"
	"sync"

	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// settleUnits gives every amount its unit: its own, its row's or column's,
// what its number format shows, what the table, the sheet or the book says, or
// the user's answer.
func (r *reader) settleUnits() {
	u := unitSettler{
		reader: r, said: map[*table]stating{}, asked: map[*table]stating{}, usual: map[*table]sizes{},
		currencies: map[string]string{}, exchanges: map[string]exchange{},
	}
	r.drop(func(f fact) bool {
		m, x := u.unitOf(f)
		switch {
		case m == notMoney:
			r.notMoney(f.table(), f.row(), []column{{at: f.col()}}, f.label())
			return true
		case x.leave:
			r.doubted[f.cell()] = value{state: isWords} // sums of it cannot be checked
			return true
		}
		f.setMeasure(m)
		ore, err := f.decimal().Ore(danish.Unit(m.String()))
		if err == nil {
			ore, err = shared(ore, f.rare().share)
		}
		if err == nil && m.abroad() && x.known {
			ore, err = x.converted(ore)
		}
		if err != nil {
			r.find(Finding{Severity: portfolio.SeverityError, Code: "amount-out-of-range", Cell: f.ref(), Raw: f.cell().Raw()})
			return true
		}
		f.setOre(ore)
		return false
	})
	u.askAboutSize()
	r.exchanges = u.exchanges
}

// unitSettler remembers what tables say of their units.
type unitSettler struct {
	*reader
	said       map[*table]stating // what stands written, if anything
	asked      map[*table]stating // that, or the user's answer
	usual      map[*table]sizes
	currencies map[string]string   // the first other currency of each sheet
	exchanges  map[string]exchange // what becomes of them, by the question's key
}

// unitOf is the unit of a fact, and what becomes of it where it is not kroner.
func (u unitSettler) unitOf(f fact) (measure, exchange) {
	s, known := u.said[f.table()]
	if !known {
		s = u.statedUnit(f.table())
		u.said[f.table()], u.usual[f.table()] = s, u.sizesOf(f.table())
	}
	if at, abroad := u.foreignOf(f, s); abroad {
		if x := u.exchangeOf(f, at); !x.kroner {
			return at.measure, x
		}
	}
	return u.kronerOf(f, s), exchange{}
}

// kronerOf is the unit of a fact in kroner: its own, its row's or column's, what
// it is shown in, or what its table says or the user answers.
func (u unitSettler) kronerOf(f fact, s stating) measure {
	if f.unit() != unmeasured {
		f.table().rowUnits = true // "1,25 mio." among kroner
		return f.unit()
	}
	scaled := s.measure == thousands || s.measure == millions
	if f.measure() != unmeasured && !f.measure().abroad() && (!scaled || !f.onlyInKroner()) {
		return u.doubtRowUnit(f, u.unitShown(f, f.measure()))
	}
	if s.measure != notMoney {
		if shown := u.unitShown(f, s.measure); shown != s.measure {
			return shown
		}
	}
	answered, known := u.asked[f.table()]
	if !known {
		answered = u.unitOfTable(f.table(), s)
		u.asked[f.table()] = answered
	}
	if answered.measure == notMoney {
		return answered.measure
	}
	return u.askAboutOutlier(f, answered.measure, u.usual[f.table()])
}

// stating is what a text states, with its cell.
type stating struct {
	measure measure
	ref     string
	text    string
}

// unitOfTable is the unit of a table's amounts, asked for when nothing says it.
func (r *reader) unitOfTable(t *table, s stating) stating {
	if s.measure.money() || s.measure == notMoney {
		return s
	}
	proposed, confidence := r.likelyUnit(t), 0.6
	if proposed == unmeasured {
		confidence = 0.3
	}
	cells := r.headRefs(t)
	if said, ref := t.commented(func(text string) bool { return r.words.units.of(text).money() }); said != "" {
		proposed, confidence, cells = r.words.units.of(said), 0.9, append(cells, ref)
	}
	q := Question{
		Key: "unit@" + t.key(), Code: "unit", Cells: cells, Options: units,
		Proposed: proposed.String(), Confidence: confidence, Args: map[string]any{"sheet": t.key(), "median": cleanFloat(r.medianOf(t))},
	}
	if said := printed(t, func(text string) bool { return r.words.units.of(text).money() }); said != "" {
		q.Code, q.Proposed, q.Confidence, q.Args["text"] = "unit-printed", r.words.units.of(said).String(), 0.9, said
	}
	answer, ok := r.ask(q)
	if ok {
		proposed = unitNamed(answer)
	}
	if proposed == unmeasured {
		proposed = kroner // until it is answered
	}
	return stating{measure: proposed}
}

// statedUnit looks for the unit from the table outwards: its headings, the
// texts above and below it, its sheet, the master data, the other sheets.
func (r *reader) statedUnit(t *table) stating {
	r.words.spendOn(r.facts.len())
	corner := true
	var ofYear stating // what the column of one year says
	for _, c := range t.columns {
		corner = corner && !c.time.known() && c.numbers == 0
		if c.measure != unmeasured && c.measure != notMoney && !c.role.derived() && (corner || c.role != roleMoney && !c.measure.abroad()) {
			own := stating{c.measure, t.headRef(c.at), c.text}
			if c.time.known() && c.measure.money() {
				ofYear = firstStating(ofYear, own) // "2026 kr" beside "2026" is about itself
				continue
			}
			return own
		}
	}
	v := r.view(t)
	for _, notes := range [][]note{t.titles, t.notes, v.texts} {
		for _, n := range notes {
			if m := r.words.units.of(n.text); m != unmeasured {
				return stating{m, n.ref, n.text}
			}
		}
	}
	if ofYear.measure != unmeasured {
		return ofYear
	}
	for _, other := range r.around(v) {
		if other.master.unit.found() {
			if m := measureIn(fold(other.master.unit.text)); m != unmeasured {
				return stating{m, other.master.unit.ref, other.master.unit.text}
			}
		}
	}
	for _, other := range r.views {
		if len(other.tables) > 0 {
			continue
		}
		for _, n := range other.texts {
			if m := r.words.units.of(n.text); m != unmeasured {
				return stating{m, n.ref, n.text}
			}
		}
	}
	return stating{}
}

func firstStating(first, other stating) stating {
	if first.measure != unmeasured {
		return first
	}
	return other
}

// unitStated is the unit that a text states for others: "Beløb i t.kr.", not
// "mål 2,5 mio. kr.".
func unitStated(text string) measure {
	folded := fold(text)
	if currencyIn(folded) != "" && !saysKroner.MatchString(folded) && !saysShortKroner.MatchString(folded) {
		if inForeign.MatchString(folded) {
			return foreignScale(folded)
		}
		return unmeasured
	}
	switch {
	case kronerInThousands.MatchString(folded):
		return thousands
	case kronerInMillions.MatchString(folded):
		return millions
	}
	if unit, ok := danish.ParseUnit(text); ok {
		return unitNamed(string(unit))
	}
	return unmeasured
}

// inForeign says that amounts are in another currency, and does not only mention
// one: "Amounts in EUR", "Beløb (1.000 USD)", "Valuta: GBP".
var inForeign = says(`(?:\bin|\bi|valuta:?|currency:?|unit:?|enhed:?|\(|^) ?(?:1[. ,]?000 |t\.? ?|k ?|m ?|mio\.? |mill?\.? |millions? |thousands? |hele )?(?:eur|euros?|usd|gbp|sek|nok|[$€£])(?:[mk]|mn|\b| ?['’‘]?000|$|\))`)

// Units written backwards: "Kr. 1.000", "DKK thousand", "DKK m".
var (
	kronerInThousands = says(`\b(?:kr\.?|dkk:?) ?1[. ]?000(?:[^.\d]|\.(?:\D|$)|$)|\bdkk ?(?:thousands?|['’‘´(]?000|1,000)\b|\bkr\.? ?['’‘´(]000\b|\bdkk k\b|\bk dkk\b`)
	kronerInMillions  = says(`\bdkk (?:millions?|mio|mill|m)\b`)
)

// headRefs are the places to look at for a question about a table: its first
// text above, its corner and its first amount heading.
func (r *reader) headRefs(t *table) []string {
	r.words.spendOn(r.facts.len())
	var refs []string
	if len(t.titles) > 0 {
		refs = append(refs, t.titles[len(t.titles)-1].ref)
	}
	refs = append(refs, t.headRef(t.columns[0].at))
	for f := range r.facts.all {
		if f.table() == t {
			refs = append(refs, t.headRef(f.col()), f.ref())
			break
		}
	}
	return refs
}

// likelyUnit is the unit that numbers of a case can hardly be in another than:
// 250,000 are no thousands, 250 are no kroner and no millions. Between them it
// may be either.
func (r *reader) likelyUnit(t *table) measure {
	switch m := r.medianOf(t); {
	case m < 20 && m != math.Trunc(m):
		return millions
	case m >= 20 && m < 2000:
		return thousands
	case m >= 100_000:
		return kroner
	}
	return unmeasured
}

func (r *reader) medianOf(t *table) float64 { return r.sizesOf(t).all }

// median is the middle number, the larger of two. It puts the numbers in another
// order: as far as it takes to know which is in the middle (quickselect).
func median(sizes []float64) float64 {
	if len(sizes) == 0 {
		return 0
	}
	middle, from, to := len(sizes)/2, 0, len(sizes)-1
	for from < to {
		pivot := sizes[from+(to-from)/2]
		i, j := from, to
		for i <= j {
			for sizes[i] < pivot {
				i++
			}
			for sizes[j] > pivot {
				j--
			}
			if i <= j {
				sizes[i], sizes[j] = sizes[j], sizes[i]
				i++
				j--
			}
		}
		switch {
		case middle <= j:
			to = j
		case middle >= i:
			from = i
		default:
			return sizes[middle]
		}
	}
	return sizes[middle]
}

// An amount this many times its neighbours is likely to be typed in a smaller
// unit than theirs.
const outlierRatio = 150

// sizes are how large the amounts of a table usually are.
type sizes struct {
	all  float64
	n    int
	rows func() map[int][]float64 // by row: looked at where an amount dwarfs all
}

func (r *reader) sizesOf(t *table) sizes {
	r.words.spendOn(r.facts.len())
	each := func(yield func(row int, size float64)) {
		for f := range r.facts.all {
			if f.table() != t || f.unit() != unmeasured {
				continue
			}
			if x := math.Abs(f.decimal().Float()); x > 0 {
				yield(f.row(), x)
			}
		}
	}
	var s sizes
	each(func(int, float64) { s.n++ })
	all := make([]float64, 0, s.n)
	each(func(_ int, size float64) { all = append(all, size) })
	s.all = median(all)
	s.rows = sync.OnceValue(func() map[int][]float64 {
		rows := map[int][]float64{}
		each(func(row int, size float64) { rows[row] = append(rows[row], size) })
		return rows
	})
	return s
}

// dwarfs tells whether an amount is out of all proportion to the others of
// its table, and of its row where that has others.
func (s sizes) dwarfs(f fact, x float64) bool {
	if s.n < 5 || x < outlierRatio*s.all {
		return false
	}
	var others []float64
	for _, y := range s.rows()[f.row()] {
		if y != x {
			others = append(others, y)
		}
	}
	return len(others) == 0 || x >= outlierRatio*median(others)
}

// askAboutOutlier asks about an amount that dwarfs the others of its row and
// table: "typed in kr. among t.kr.?".
func (r *reader) askAboutOutlier(f fact, unit measure, usual sizes) measure {
	var smaller measure
	switch unit {
	case thousands:
		smaller = kroner
	case millions:
		smaller = thousands
	}
	if smaller == unmeasured || !usual.dwarfs(f, math.Abs(f.decimal().Float())) {
		return unit
	}
	answer, ok := r.ask(Question{
		Key: "outlier@" + f.ref(), Code: "outlier", Cells: []string{f.ref()}, Options: []string{unit.String(), smaller.String()},
		Proposed: smaller.String(), Confidence: 0.7, Args: map[string]any{"text": f.cell().Raw(), "unit": unit.String()},
	})
	if !ok {
		return unit
	}
	return unitNamed(answer)
}

// settlePrices gives every case its price level, asked for once for all cases
// of which nothing says it.
func (r *reader) settlePrices() {
	stated := map[*table]*PriceLevel{}
	var open []*table
	levels := make(map[*subject][]PriceLevel, len(r.subjects))
	places := make(map[*subject]fact, len(r.subjects)) // the last of a level that was new
	var last fact                                      // whose subject and level are known
	for f := range r.facts.all {
		level, known := stated[f.table()]
		if !known {
			level = r.statedPrice(f.table())
			stated[f.table()] = level
			if level == nil {
				open = append(open, f.table())
			}
		}
		if f.price() == nil && level != nil {
			f.sayPrice(level)
		}
		if f.price() == nil || last.known() && last.subject() == f.subject() && last.price() == f.price() {
			continue
		}
		last = f
		if !slices.Contains(levels[f.subject()], *f.price()) {
			levels[f.subject()] = append(levels[f.subject()], *f.price())
			places[f.subject()] = f
		}
	}
	if level := r.askPrice(open); level != nil {
		for f := range r.facts.all {
			if f.price() == nil {
				f.sayPrice(level)
				if last.known() && last.subject() == f.subject() && last.price() == level {
					continue
				}
				last = f
				if !slices.Contains(levels[f.subject()], *level) {
					levels[f.subject()] = append(levels[f.subject()], *level)
				}
			}
		}
	}
	var shared *PriceLevel // by the cases of a register
	for _, s := range r.subjects {
		switch found := levels[s]; {
		case len(found) == 1:
			if shared == nil || *shared != found[0] {
				shared = &found[0]
			}
			s.PriceLevel = shared
		case len(found) > 1:
			r.find(Finding{Severity: portfolio.SeverityError, Code: "price-levels-mixed", Cell: places[s].ref(), Args: map[string]any{"first": found[0].answer(), "second": found[1].answer(), "title": s.Title}})
			level := found[0]
			s.PriceLevel = &level
		}
	}
}

func (r *reader) askPrice(open []*table) *PriceLevel {
	open = slices.DeleteFunc(open, func(t *table) bool {
		return !r.facts.any(func(f fact) bool { return f.table() == t && f.price() == nil })
	})
	if len(open) == 0 {
		return nil
	}
	var cells []string
	for _, t := range open {
		cells = append(cells, r.headRefs(t)...)
	}
	q := Question{Key: "price-level@" + open[0].key(), Code: "price-level", Cells: cells, Confidence: 0.3, Args: map[string]any{"sheet": open[0].key()}}
	if year, ok := r.firstYear(); ok {
		q.Proposed = PriceLevel{Year: year, Basis: string(portfolio.PricesFixed)}.answer()
	}
	if r.facts.any(func(f fact) bool { return f.price() == nil && f.series() == portfolio.Realised }) {
		q.Proposed = PriceLevel{Basis: string(portfolio.PricesCurrent)}.answer() // what was spent is in the prices of its year
	}
	if said, ref := open[0].commented(func(text string) bool { return r.words.prices.of(text) != nil }); said != "" {
		q.Proposed, q.Confidence, q.Cells = r.words.prices.of(said).answer(), 0.9, append(q.Cells, ref)
	}
	if said := printed(open[0], func(text string) bool { return r.words.prices.of(text) != nil }); said != "" {
		q.Proposed, q.Confidence = r.words.prices.of(said).answer(), 0.9
	}
	answer, ok := r.ask(q)
	if !ok {
		return nil
	}
	level := priceAnswer(answer)
	if level == nil {
		r.refuse(q, answer)
	}
	return level
}

func (r *reader) firstYear() (int, bool) {
	first := 0
	for f := range r.facts.all {
		if year, ok := f.period().Year(); ok && (first == 0 || year < first) {
			first = year
		}
	}
	return first, first > 0
}

// statedPrice looks for the price level from the table outwards.
func (r *reader) statedPrice(t *table) *PriceLevel {
	for _, c := range t.columns {
		if c.price != nil && !c.role.derived() {
			return c.price
		}
	}
	v := r.view(t)
	for _, notes := range [][]note{t.titles, t.notes, v.texts} {
		for _, n := range notes {
			if level := r.words.prices.of(n.text); level != nil {
				return level
			}
		}
	}
	for _, other := range r.around(v) {
		if other.master.price.found() {
			if level := priceAnswer(other.master.price.text); level != nil && (level.Year > 0 || level.Basis == string(portfolio.PricesCurrent)) {
				return level
			}
		}
	}
	for _, other := range r.views {
		if len(other.tables) > 0 {
			continue
		}
		for _, n := range other.texts {
			if level := r.words.prices.of(n.text); level != nil {
				return level
			}
		}
	}
	return nil
}
