package importers

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// rowUnit is the unit that the unit columns give the row: one may say the scale
// and another the currency. Any other word there says that the row counts
// something else than money.
func (t *table) rowUnit(row int) measure {
	if t.column(roleUnit) == nil {
		return t.titleUnit(row)
	}
	unit := unmeasured
	for i := range t.columns {
		c := &t.columns[i]
		if c.role != roleUnit || blank(t.grid.at(row, c.at)) {
			continue
		}
		text := clean(t.grid.at(row, c.at).Raw())
		m := t.grid.words.measures.of(text)
		if m == unmeasured {
			m = scaleAlone(fold(text))
		}
		unit = unit.with(m)
	}
	return unit
}

// with is what two cells about one number say together: "t.kr." and "EUR" are
// thousands of euros.
func (m measure) with(other measure) measure {
	switch {
	case m == unmeasured:
		return other
	case other == unmeasured:
		return m
	case m == notMoney || other == notMoney:
		return notMoney
	}
	return measureScaled(max(m.scale(), other.scale()), m.abroad() || other.abroad())
}

// scale is how many thousands a measure of money is of: 0, 1 or 2 times.
func (m measure) scale() int {
	switch m {
	case thousands, foreignThousands:
		return 1
	case millions, foreignMillions:
		return 2
	}
	return 0
}

// measureScaled is the measure of money of a scale, in kroner or another currency.
func measureScaled(scale int, abroad bool) measure {
	if abroad {
		return [...]measure{foreign, foreignThousands, foreignMillions}[scale]
	}
	return [...]measure{kroner, thousands, millions}[scale]
}

// unitColumns counts the columns that say units.
func (t *table) unitColumns() int {
	n := 0
	for i := range t.columns {
		if t.columns[i].role == roleUnit {
			n++
		}
	}
	return n
}

// settleUnitColumn takes "Enhed" for the part of the organisation, "Økonomi" and
// "Børn", where the headings of a register say that its numbers are kroner, or what
// they cost and give, and no row names a measure.
func (t *table) settleUnitColumn() {
	c := t.column(roleUnit)
	if c == nil || !partOfWhole.MatchString(fold(c.text)) || t.column(roleTitle) == nil {
		return
	}
	if !slices.ContainsFunc(t.amounts(), func(a column) bool { return a.measure.money() || a.kind != "" }) {
		return
	}
	named := 0
	for row := t.first; row <= t.last; row++ {
		text := t.grid.text(row, c.at)
		switch {
		case text == "":
		case t.grid.words.measures.of(text) != unmeasured, scaleAlone(fold(text)) != notMoney, hasDigit(text), !startsUpper(text):
			return
		default:
			named++
		}
	}
	if named > 0 {
		c.role = roleOrganisation
	}
}

var partOfWhole = says(`^enhed(?:er)?$`)

// startsUpper tells whether a text begins with a capital, as names do and "stk."
// and "elever" do not.
func startsUpper(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first)
}

// titleUnit is the unit in brackets behind the name of a row's case: "Digital
// tolkning (mio. kr.)".
func (t *table) titleUnit(row int) measure {
	c := t.column(roleTitle)
	if c == nil {
		return unmeasured
	}
	if m := unitBehind.FindStringSubmatch(fold(t.grid.text(row, c.at))); m != nil {
		return measureIn(m[1])
	}
	return unmeasured
}

var unitBehind = says(`[(\[] ?((?:i )?(?:t\.? ?kr|1[. ]?000 ?kr|mio\.? ?kr|mill?\.? ?kr|kr|dkk|tdkk|mdkk|mkr)\.?) ?[)\]]$`)

// scaleAlone is the unit of a word below "Enhed" or "Angivet i" that names a scale
// and leaves out what it scales: "1.000", "tusind", "hele".
func scaleAlone(folded string) measure {
	switch {
	case wholeAlone.MatchString(folded):
		return kroner
	case thousandsAlone.MatchString(folded):
		return thousands
	case millionsAlone.MatchString(folded):
		return millions
	}
	return notMoney
}

var (
	wholeAlone     = says(`^(?:hele|1)$`)
	thousandsAlone = says(`^(?:1[. ]?000|tusinde?r?|tus\.?|k)$`)
	millionsAlone  = says(`^(?:1[. ]?000[. ]?000|millioner)$`)
)

// leastOfRow is the largest amount in kroner of a line that is still too small
// for a case, where the rest of the table is in thousands.
const leastOfRow = 1000

// doubtRowUnit asks about a line that says kroner in a table of thousands and
// holds no more than thousands do: "Færre timer (kr.)" with 50 and 300 among 210
// and 15 thousand.
func (u unitSettler) doubtRowUnit(f fact, m measure) measure {
	if m != kroner || f.blockKind() || f.table().column(roleUnit) != nil {
		return m
	}
	if c := f.table().columnAt(f.col()); c == nil || c.measure != unmeasured {
		return m
	}
	rest := u.statedUnit(f.table()).measure
	if rest != thousands && rest != millions || u.words.headings.of(f.label()).measure != kroner {
		return m
	}
	largest := 0.0
	for _, c := range f.table().amounts() {
		if x, ok := quickNumber(f.table().grid.at(f.row(), c.at)); ok {
			largest = math.Max(largest, math.Abs(x))
		}
	}
	if largest == 0 || largest >= leastOfRow {
		return m
	}
	place := firstWord(f.labelRef(), f.ref())
	answer, ok := u.ask(Question{
		Key: "unit@" + place, Code: "unit-row", Cells: []string{place, f.ref()}, Options: []string{m.String(), rest.String()},
		Proposed: rest.String(), Confidence: 0.6, Args: map[string]any{"label": f.name(), "own": m.String(), "rest": rest.String()},
	})
	if !ok {
		return m
	}
	return unitNamed(answer)
}
