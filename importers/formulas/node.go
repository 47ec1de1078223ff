package formulas

import "strings"

// Kind is what a Node is.
type Kind int8

// The kinds of node.
const (
	Number Kind = iota
	Text
	Bool
	Error   // "#REF!"
	Cells   // a cell or a range
	Name    // a defined name
	Call    // Text is the function, in capitals
	Binary  // Text is the operator
	Prefix  // "-" or "+"
	Percent // the number before it, divided by 100
	Omitted // an argument that is left out
	Foreign // arrays, structured references and other things that are not computed
)

// Node is a formula, or a part of one.
type Node struct {
	Kind   Kind
	Text   string
	Number float64
	Area   Area
	Args   []*Node
}

// Area is a reference to a cell or a range: rows and columns from 1, the first
// corner never below or to the right of the last. Row 0 or column 0 is a whole
// column or row.
type Area struct {
	Sheet    string // "" is the formula's own
	Book     bool   // it lies in another workbook
	First    Corner
	Last     Corner
	OneCell  bool
	ThreeDim bool // over several sheets, "Jan:Dec!A1"
}

// Corner is one end of a reference.
type Corner struct {
	Row, Col           int
	RowFixed, ColFixed bool // "$"
}

// Walk shows every node to visit, the outermost first.
func (n *Node) Walk(visit func(*Node)) {
	visit(n)
	for _, arg := range n.Args {
		arg.Walk(visit)
	}
}

// Areas are the references of a formula, in order.
func (n *Node) Areas() []Area {
	var areas []Area
	n.Walk(func(one *Node) {
		if one.Kind == Cells {
			areas = append(areas, one.Area)
		}
	})
	return areas
}

// Calls tells whether the formula calls one of the functions.
func (n *Node) Calls(functions ...string) bool {
	found := false
	n.Walk(func(one *Node) {
		for _, function := range functions {
			found = found || one.Kind == Call && one.Text == function
		}
	})
	return found
}

// Volatile tells whether the formula gives another value tomorrow without
// anybody changing the workbook.
func (n *Node) Volatile() bool { return n.Calls("TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY") }

// External tells whether the formula reads another workbook.
func (n *Node) External() bool {
	found := false
	n.Walk(func(one *Node) { found = found || one.Kind == Cells && one.Area.Book })
	return found
}

// Covers tells whether the reference, in a formula on the sheet own, includes a
// cell.
func (a Area) Covers(own, sheet string, row, col int) bool {
	name := a.Sheet
	if name == "" {
		name = own
	}
	return !a.Book && !a.ThreeDim && strings.EqualFold(name, sheet) &&
		(a.First.Row == 0 || a.First.Row <= row && row <= a.Last.Row) &&
		(a.First.Col == 0 || a.First.Col <= col && col <= a.Last.Col)
}
