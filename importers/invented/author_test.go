package invented

import (
	"fmt"
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// The sign rules, in the importer's words.
const (
	bothPositive    = "both-positive"
	costNegative    = "cost-negative"
	benefitNegative = "benefit-negative"
)

// author is whoever wrote the book: one habit for all of it.
type author struct {
	t *rapid.T
	b *book

	unit     unit
	unitText string
	cellUnit string // how the unit stands behind a number
	unitAt   string // where the unit stands
	price    string // the price level as written, "" for nowhere
	sign     string
	signText string // a sentence that says the rule, "" for none
	numbers  string // how amounts are typed
	blank    string // what stands where an amount is missing
	format   string
	axis     axis
	decoys   bool
}

var unitTexts = map[string][]string{
	"kr.":      {"kr.", "Kr", "kroner", "hele kr.", "DKK"},
	"t.kr.":    {"t.kr.", "1.000 kr.", "tkr.", "1000 kr", "T.kr.", "i tusinde kr."},
	"mio. kr.": {"mio. kr.", "Mio.kr.", "mio kr", "mill. kr."},
}

var cellUnits = map[string][]string{"kr.": {"kr.", "kr", "DKK"}, "t.kr.": {"t.kr.", "tkr", "tkr."}, "mio. kr.": {"mio. kr.", "mio.", "mio. kr"}}

// newAuthor draws the habits that any layout needs.
func newAuthor(t *rapid.T, b *book, periods int, unitPlaces ...string) *author {
	a := &author{t: t, b: b, unit: pick(t, "unit", units...)}
	a.unitText = pick(t, "unit text", unitTexts[a.unit.name]...)
	a.unitAt = pick(t, "unit at", unitPlaces...)
	if a.unitAt != "nowhere" {
		b.plain["unit"] = true
	}
	b.trait("unit " + a.unit.name + " " + a.unitAt)
	a.cellUnit = pick(t, "unit of a cell", cellUnits[a.unit.name]...)
	a.price = pick(t, "price", "2025-priser", "2025-pl", "2025 p/l", "løbende priser", "")
	if a.price != "" {
		b.plain["price-level"] = true
	}
	a.sign = pick(t, "sign", bothPositive, costNegative, benefitNegative)
	if oneIn(t, 2, "sign said") {
		a.signText = pick(t, "sign text", signTexts[a.sign]...)
	}
	if a.signText != "" || a.sign == bothPositive {
		b.plain["sign"] = true
	}
	b.trait("sign " + a.sign)
	a.numbers = pick(t, "numbers", "plain", "grouped", "text", "text with unit")
	if a.numbers == "grouped" {
		a.format = pick(t, "format", "#,##0", "#,##0.00", "0.0", "#,##0;[Red]-#,##0", `#,##0_);(#,##0)`)
		if a.unit.kroner > 1000 {
			a.format = pick(t, "format of millions", "#,##0.00", "0.00", "0.00;[Red]-0.00")
		}
	}
	if a.unitAt == "format" {
		a.numbers, a.format = "plain", `#,##0.00" `+a.cellUnit+`"`
	}
	b.trait("numbers " + a.numbers)
	a.blank = pick(t, "blank", "", "", "-", "n/a", "?", "ukendt")
	a.decoys = oneIn(t, 2, "decoys")
	a.axis = drawAxis(t, b, periods)
	return a
}

var signTexts = map[string][]string{
	bothPositive:    {"Alle beløb er angivet uden fortegn", ""},
	costNegative:    {"Udgifter er angivet med minus, gevinster med plus", "Udgifter er negative, gevinster positive"},
	benefitNegative: {"+ = merudgift, - = mindreudgift", "Besparelser er angivet med minus", "Merudgift (+) / mindreudgift (-)"},
}

// facts are what the author knows of a sheet.
func (a *author) facts(title string) facts {
	return facts{unit: a.unit, sign: a.sign, baseYear: a.axis.base, title: title}
}

// sheet begins a sheet of the book.
func (a *author) sheet(name, title string) *sheet {
	s := newSheet(name)
	s.facts = a.facts(title)
	a.b.sheets = append(a.b.sheets, s)
	return s
}

// signed is an amount with the sign the author writes it with.
func (a *author) signed(kind string, kroner int64) int64 {
	if a.sign == costNegative && kind == cost || a.sign == benefitNegative && kind == benefit {
		return -kroner
	}
	return kroner
}

// write puts an amount of a kind in a cell, as the author types amounts.
func (a *author) write(s *sheet, row, col int, x amount, kind, period, series string) {
	m := mark{role: "amount", kind: kind}
	switch x.state {
	case missing:
		if a.blank != "" {
			m.role = "missing"
			s.put(row, col, a.blank, m)
		}
		return
	case zero:
		m.want = &want{kind: kind, period: period, series: series}
	default:
		m.want = &want{kind: kind, period: period, series: series, ore: x.kroner * 100}
	}
	a.number(s, row, col, a.signed(kind, x.kroner), m)
}

// spelled is an amount of a line with the sign the author writes it with. Where
// signs say nothing, money that comes in among the costs has none either.
func (a *author) spelled(l line, kroner int64) int64 {
	if l.income && a.sign == bothPositive {
		return -kroner
	}
	return a.signed(l.kind, kroner)
}

// writeLine puts an amount of a line in a cell.
func (a *author) writeLine(s *sheet, row, col int, x amount, l line, period string) {
	a.write(s, row, col, x, l.kind, period, "")
	if c := s.cells[place{row, col}]; l.income && c != nil && c.mark.want != nil {
		c.mark.income = true
		a.number(s, row, col, a.spelled(l, x.kroner), c.mark)
	}
}

// number puts kroner in a cell in the author's unit and spelling.
func (a *author) number(s *sheet, row, col int, kroner int64, m mark) *cell {
	x := a.unit.in(kroner)
	switch a.numbers {
	case "text":
		return s.put(row, col, danish(x), m)
	case "text with unit":
		if a.unitAt == "nowhere" {
			return s.put(row, col, danish(x), m)
		}
		return s.put(row, col, danish(x)+" "+a.cellUnit, m)
	}
	c := s.put(row, col, x, m)
	c.format = a.format
	return c
}

// danish writes a number as text, "1.234,5".
func danish(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	whole, part, _ := strings.Cut(text, ".")
	minus := ""
	if strings.HasPrefix(whole, "-") {
		minus, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if part != "" {
		whole += "," + part
	}
	return minus + whole
}

// top writes what stands above a table, and gives the row the table begins in.
func (a *author) top(s *sheet, row, col int, title string) int {
	if title == "" && a.unitAt == "title" {
		s.put(row, col, a.unitAndPrice(), mark{role: "unit"})
		row++
	}
	if title != "" {
		text := title
		if a.unitAt == "title" {
			text = fmt.Sprintf("%s (%s)", title, a.unitAndPrice())
		}
		s.put(row, col, text, mark{role: "title", line: title}).bold = true
		row++
	}
	if a.unitAt == "line" {
		s.put(row, col, pick(a.t, "unit line", "Beløb i %s", "Alle tal er i %s", "%s", "(%s)")+"", mark{role: "unit"})
		c := s.cells[place{row, col}]
		c.value = fmt.Sprintf(c.value.(string), a.unitAndPrice())
		row++
	} else if a.unitAt != "title" && a.price != "" {
		s.put(row, col, pick(a.t, "price line", "Prisniveau: %s", "%s")+"", mark{role: "unit"})
		c := s.cells[place{row, col}]
		c.value = fmt.Sprintf(c.value.(string), a.price)
		row++
	}
	if a.signText != "" {
		s.put(row, col, a.signText, mark{role: "note"})
		row++
	}
	if oneIn(a.t, 3, "blank row above") {
		row++
	}
	return row
}

func (a *author) unitAndPrice() string {
	if a.price == "" {
		return a.unitText
	}
	return a.unitText + ", " + a.price
}

// foot writes what stands below a table.
func (a *author) foot(s *sheet, row, col int) int {
	if a.unitAt == "foot" {
		row++
		s.put(row, col, pick(a.t, "foot", "Note: Alle beløb er i ", "* Beløb i ", "Beløbene er angivet i ")+a.unitText, mark{role: "unit"})
	}
	if oneIn(a.t, 4, "note below") {
		row++
		s.put(row, col, pick(a.t, "note", "Kilde: Økonomi, notat af 12. marts 2025", "Kontakt: tlf. 43 68 68 68", "Se bilag 2 side 14", "Godkendt i styregruppen d. 04-03-2025"), mark{role: "note"})
	}
	return row
}

// corner is what stands over the names of the lines.
func (a *author) corner() any {
	text := pick(a.t, "corner", corners...)
	if a.unitAt == "corner" {
		return pick(a.t, "corner unit", a.unitText, "Beløb i "+a.unitText, strings.TrimSpace(text+" ("+a.unitText+")"))
	}
	return text
}

// head is a heading of the axis.
func (a *author) head(i int) any {
	if a.unitAt == "heading" {
		return fmt.Sprintf("%v (%s)", a.axis.heads[i], a.unitText)
	}
	return a.axis.heads[i]
}
