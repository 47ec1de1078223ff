package charts

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Chart (diagram) is one picture with everything that must stand beside it.
type Chart struct {
	ID      string          // stable; unique on a page, and fit for an HTML id
	Title   string          // the message, as a sentence computed from the numbers
	Summary string          // what a screen reader reads first: kind, extent, main figures
	Option  json.RawMessage // for ECharts: wide and narrow, as media queries
	Table   Table           // the same numbers
	Help    string          // how to move about in it with the keyboard

	Width, Height int  // of the wide drawing
	Narrow        Size // of the drawing for narrow windows
}

// Size is the size of a drawing, in CSS pixels.
type Size struct{ Width, Height int }

// Table (tabel) is a chart's numbers as a real table.
type Table struct {
	Caption string
	Unit    string   // of the amounts: "beløb i kr."; "" when there are none, or each says its own
	Head    []string // the first is the heading of the row headings
	Rows    [][]Cell // the first cell of a row is its heading
	Note    string   // sign rule, unit, rounding, what is not counted
	Anchor  string   // what the id of each row begins with; "" when rows have none
}

// RowID is the HTML id of a row, to which a point leads when what lies under it
// is several cases; "" when no point of the chart does.
func (t Table) RowID(row int) string {
	if t.Anchor == "" {
		return ""
	}
	return t.Anchor + strconv.Itoa(row+1)
}

// Counts tells whether a column is one of numbers: something in it begins as a
// number does, or every number of it is missing. Names that lead to several things
// are not numbers.
func (t Table) Counts(column int) bool {
	counted := func(row []Cell) bool {
		return len(row[column].Parts) == 0 && row[column].Text != "" && strings.ContainsAny(row[column].Text[:1], "0123456789+-<>") ||
			strings.HasPrefix(row[column].Text, "−")
	}
	known := func(row []Cell) bool { return !row[column].Missing }
	return column > 0 && len(t.Rows) > 0 && (slices.ContainsFunc(t.Rows, counted) || !slices.ContainsFunc(t.Rows, known))
}

// rowAnchor is the Anchor of a chart's table; its rows' numbers follow it.
func rowAnchor(chart string) string { return chart + "-row-" }

// toRow leads to a row of a chart's table.
func toRow(chart string, row int) string { return "#" + (Table{Anchor: rowAnchor(chart)}).RowID(row) }

// Cell is one cell of a Table.
type Cell struct {
	Text    string
	Missing bool   // nothing is known: not zero
	Link    string // where the number comes from; "" for nowhere
	Parts   []Cell // the same text in parts, when each leads somewhere of its own
}

// inParts is a cell of several texts, each leading to what it names.
func inParts(parts []Cell) Cell {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = part.Text
	}
	return Cell{Text: strings.Join(texts, ", "), Parts: parts}
}

// Words are the reader's language; *i18n.Printer is one.
type Words interface {
	Language() string
	T(key string, pairs ...any) string
	N(key string, n int, pairs ...any) string
	Number(f float64, decimals int) string
	Percent(fraction float64, decimals int) string
	Kroner(m calc.Money) string
	ShortMoney(m calc.Money) string
	Quarter(q calc.Quarter) string
	Period(p calc.Period) string
}

// Links say where a click on a chart or its table leads. Nil, or "", is nowhere.
// Only addresses within the site, beginning with / or # or ?, are followed.
type Links struct {
	Case    func(portfolio.CaseID) string
	Year    func(int) string
	Quarter func(calc.Quarter) string
	Area    func(portfolio.FocusAreaID) string
	// Organisation is for charts of several organisations alone.
	Organisation func(portfolio.OrganisationID) string
}

func (l Links) toCase(id portfolio.CaseID) string      { return follow(l.Case, id) }
func (l Links) toYear(year int) string                 { return follow(l.Year, year) }
func (l Links) toQuarter(q calc.Quarter) string        { return follow(l.Quarter, q) }
func (l Links) toArea(id portfolio.FocusAreaID) string { return follow(l.Area, id) }

func (l Links) toOrganisation(id portfolio.OrganisationID) string { return follow(l.Organisation, id) }

func follow[T any](link func(T) string, to T) string {
	if link == nil {
		return ""
	}
	return link(to)
}

// JSON is what the browser needs to bring the chart to life, for a data block
// in the page. It is safe inside a script element: < is escaped.
func (c Chart) JSON() ([]byte, error) {
	return json.Marshal(struct {
		Title  string          `json:"title"`
		Help   string          `json:"help"`
		Option json.RawMessage `json:"option"`
	}{c.Title, c.Help, c.Option})
}
