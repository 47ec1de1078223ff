package invented

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// mark is what its author knows of a cell: by it a question about the cell is
// answered, and what an import makes of it is judged.
type mark struct {
	role   string // "amount", "label", "head", "total", "decoy", "section", "title", "unit", ""
	name   string // of the decoy, or how a total is called: for counting
	kind   string // cost or benefit, where the cell is of one
	period string // where the cell is the heading of one
	line   string // the line or case it names
	income bool   // money that comes in among the costs
	want   *want  // the truth of an amount
}

// cell is a cell as it is written.
type cell struct {
	value   any // string, int or float64
	formula string
	format  string
	bold    bool
	mark    mark
}

// place is where a cell stands.
type place struct{ row, col int }

// sheet is a sheet that is being written.
type sheet struct {
	name   string
	cells  map[place]*cell
	merged []mergedRange
	hidden map[int]bool
	endRow int

	hiddenCols map[int]bool
	comments   map[place]string

	endCol int
	facts  facts
}

type mergedRange struct{ from, to place }

// facts are what the author knows of a whole sheet.
type facts struct {
	unit     unit
	sign     string // a rule of the importer's
	baseYear string
	title    string
}

func newSheet(name string) *sheet {
	return &sheet{name: name, cells: map[place]*cell{}, hidden: map[int]bool{}, hiddenCols: map[int]bool{}, comments: map[place]string{}}
}

// put writes a value; nil writes nothing.
func (s *sheet) put(row, col int, value any, m mark) *cell {
	if value == nil || value == "" {
		return &cell{}
	}
	c := &cell{value: value, mark: m}
	s.cells[place{row, col}] = c
	s.endRow, s.endCol = max(s.endRow, row), max(s.endCol, col)
	return c
}

// merge merges from a cell to another.
func (s *sheet) merge(row, col, toRow, toCol int) {
	if row != toRow || col != toCol {
		s.merged = append(s.merged, mergedRange{place{row, col}, place{toRow, toCol}})
	}
}

func letters(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		panic(err)
	}
	return name
}

func (p place) String() string { return letters(p.col) + strconv.Itoa(p.row) }

// String shows the sheet in the notation of the hard workbooks' tests, so that
// what was found can be kept there.
func (s *sheet) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "--- %s\n", s.name)
	for row := 1; row <= s.endRow; row++ {
		var cells []string
		for col := 1; col <= s.endCol; col++ {
			cells = append(cells, s.shown(place{row, col}))
		}
		line := strings.TrimRight(strings.Join(cells, " | "), " |")
		if s.hidden[row] {
			line = "!" + line
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

func (s *sheet) shown(p place) string {
	for _, m := range s.merged {
		inside := m.from.row <= p.row && p.row <= m.to.row && m.from.col <= p.col && p.col <= m.to.col
		switch {
		case !inside || p == m.from:
		case p.row > m.from.row:
			return "^"
		default:
			return "<"
		}
	}
	c := s.cells[p]
	if c == nil {
		return ""
	}
	text := fmt.Sprint(c.value)
	if str, ok := c.value.(string); ok {
		if _, err := strconv.ParseFloat(str, 64); err == nil {
			text = "'" + str
		}
	}
	if f, ok := c.value.(float64); ok {
		text = strconv.FormatFloat(f, 'f', -1, 64)
	}
	if c.formula != "" {
		text = "=" + c.formula + " -> " + text
	}
	if c.format != "" {
		text = "{" + c.format + "}" + text
	}
	if c.bold {
		text = "*" + text + "*"
	}
	return text
}
