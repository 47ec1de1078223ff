package formulas

import (
	"math"
	"strings"
)

// Result is what a formula comes to.
type Result struct {
	Value   Value
	Largest float64 // the largest number it used, for Agrees
}

// Evaluate computes a formula that stands on a sheet, from the values stored
// around it. It reads at most so many cells, and gives how many it read.
func Evaluate(n *Node, source Source, sheet string, cells int) (result Result, read int, err error) {
	e := &evaluation{source: source, sheet: sheet, left: cells}
	value := e.value(n)
	if e.err != nil {
		return Result{}, cells - e.left, e.err
	}
	if value.Kind == Blank {
		value = number(0)
	}
	if n.scales() {
		e.largest = math.Min(e.largest, 1000*(math.Abs(value.Number)+1))
	}
	return Result{value, e.largest}, cells - e.left, nil
}

// scales tells whether a formula ends in a ratio or a product: what its parts
// lost in digits, it lost in proportion.
func (n *Node) scales() bool {
	return n.Kind == Percent || n.Kind == Binary && strings.Contains("*/^", n.Text) || n.Kind == Call && n.Text == "IRR"
}

// evaluation is one formula under way. The first thing that cannot be known
// stops it.
type evaluation struct {
	source  Source
	sheet   string
	left    int
	names   int
	largest float64
	err     error
}

func (e *evaluation) stop(why, what string) Value {
	if e.err == nil {
		e.err = &UnknowableError{why, what}
	}
	return Value{}
}

func (e *evaluation) value(n *Node) Value {
	if e.err != nil {
		return Value{}
	}
	switch n.Kind {
	case Number:
		return number(n.Number)
	case Text:
		return text(n.Text)
	case Bool:
		return truth(n.Number != 0)
	case Error:
		return fault(n.Text)
	case Omitted:
		return Value{}
	case Cells:
		if !n.Area.OneCell && !n.Area.Book {
			return e.stop(WhyForm, "") // one cell of the range is meant; which, depends
		}
		return e.cell(n.Area)
	case Name:
		named := e.named(n)
		if named == nil {
			return Value{}
		}
		defer func() { e.names-- }()
		return e.value(named)
	case Percent:
		v := e.value(n.Args[0])
		return e.arithmetic(v, v, func(x, _ float64) Value { return number(x / 100) })
	case Prefix:
		v := e.value(n.Args[0])
		if n.Text != "-" {
			return v
		}
		return e.arithmetic(v, v, func(x, _ float64) Value { return number(-x) })
	case Binary:
		return e.binary(n.Text, e.value(n.Args[0]), e.value(n.Args[1]))
	case Call:
		return e.call(n)
	}
	return e.stop(WhyForm, "")
}

func (e *evaluation) sheetOf(a Area) string {
	if a.Sheet != "" {
		return a.Sheet
	}
	return e.sheet
}

func (e *evaluation) cell(a Area) Value {
	if a.Book {
		return e.stop(WhyExternal, "")
	}
	if a.ThreeDim {
		return e.stop(WhyForm, "")
	}
	if e.left--; e.left < 0 {
		return e.stop(WhySize, "")
	}
	v, known := e.source.Value(e.sheetOf(a), a.First.Row, a.First.Col)
	if !known {
		return e.stop(WhyUnstored, "")
	}
	e.weigh(v)
	return v
}

func (e *evaluation) weigh(v Value) {
	if v.Kind == NumberValue {
		e.largest = math.Max(e.largest, math.Abs(v.Number))
	}
}

// named is the formula of a defined name. Names may refer to names, not for ever.
func (e *evaluation) named(n *Node) *Node {
	formula, ok := e.source.Name(firstOf(n.Area.Sheet, e.sheet), n.Text)
	if e.names++; !ok || e.names > 8 {
		e.stop(WhyForm, n.Text)
		return nil
	}
	node, err := Parse(strings.TrimPrefix(formula, "="))
	if err != nil {
		e.stop(WhyForm, n.Text)
		return nil
	}
	return node
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (e *evaluation) binary(operator string, left, right Value) Value {
	switch operator {
	case "=", "<>", "<", ">", "<=", ">=":
		return e.compare(operator, left, right)
	case "&":
		if left.Kind == ErrorValue {
			return left
		}
		if right.Kind == ErrorValue {
			return right
		}
		if left.Kind == NumberValue || right.Kind == NumberValue {
			return e.stop(WhyText, "") // how a number is written depends on the country
		}
		return text(left.Text + right.Text)
	}
	return e.arithmetic(left, right, func(x, y float64) Value {
		switch operator {
		case "+":
			return number(x + y)
		case "-":
			return number(x - y)
		case "*":
			return number(x * y)
		case "/":
			if y == 0 {
				return fault("#DIV/0!")
			}
			return number(x / y)
		case "^":
			return number(math.Pow(x, y))
		}
		return e.stop(WhyForm, "")
	})
}

// arithmetic applies a rule to two numbers. An empty cell counts as 0; words
// are left alone, since what they come to depends on the country.
func (e *evaluation) arithmetic(left, right Value, rule func(x, y float64) Value) Value {
	for _, v := range []Value{left, right} {
		switch v.Kind {
		case ErrorValue:
			return v
		case TextValue:
			return e.stop(WhyText, "")
		}
	}
	if e.err != nil {
		return Value{}
	}
	result := rule(left.Number, right.Number)
	e.weigh(result)
	return result
}

// compare follows Excel: numbers come before words, words before truth values;
// an empty cell is 0, "" or FALSE, as the other side is.
func (e *evaluation) compare(operator string, left, right Value) Value {
	for _, v := range []Value{left, right} {
		if v.Kind == ErrorValue {
			return v
		}
	}
	if left.Kind == Blank {
		left = emptyAs(right)
	}
	if right.Kind == Blank {
		right = emptyAs(left)
	}
	order := 0
	switch {
	case left.Kind != right.Kind:
		order = int(left.Kind) - int(right.Kind)
	case left.Kind == TextValue:
		order = strings.Compare(strings.ToLower(left.Text), strings.ToLower(right.Text))
	case math.Abs(left.Number-right.Number) > 1e-12*math.Max(math.Abs(left.Number), math.Abs(right.Number)):
		order = 1
		if left.Number < right.Number {
			order = -1
		}
	}
	return truth(map[string]bool{
		"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0,
	}[operator])
}

func emptyAs(other Value) Value {
	switch other.Kind {
	case TextValue:
		return text("")
	case BoolValue:
		return truth(false)
	}
	return number(0)
}

// each shows the values of an argument: those of a range one by one, row by
// row; loose tells that the value was not read from a cell.
func (e *evaluation) each(n *Node, show func(v Value, loose bool)) {
	switch {
	case e.err != nil:
	case n.Kind == Name:
		if named := e.named(n); named != nil {
			e.each(named, show)
			e.names--
		}
	case n.Kind == Cells:
		if block, ok := e.block(n); ok {
			for row := block.firstRow; row <= block.lastRow; row++ {
				for col := block.firstCol; col <= block.lastCol && e.err == nil; col++ {
					show(e.cell(Area{Sheet: block.sheet, First: Corner{Row: row, Col: col}}), false)
				}
			}
		}
	default:
		if v := e.value(n); e.err == nil {
			show(v, true)
		}
	}
}

// block is a range cut to where its sheet has cells.
type block struct {
	sheet                                string
	firstRow, firstCol, lastRow, lastCol int
}

func (e *evaluation) block(n *Node) (block, bool) {
	if n.Kind == Name {
		if named := e.named(n); named != nil {
			defer func() { e.names-- }()
			return e.block(named)
		}
		return block{}, false
	}
	if n.Kind != Cells {
		e.stop(WhyForm, "")
		return block{}, false
	}
	a := n.Area
	switch {
	case a.Book:
		e.stop(WhyExternal, "")
		return block{}, false
	case a.ThreeDim:
		e.stop(WhyForm, "")
		return block{}, false
	}
	sheet := e.sheetOf(a)
	rows, cols, ok := e.source.Size(sheet)
	if !ok {
		e.stop(WhyForm, "")
		return block{}, false
	}
	b := block{sheet, max(a.First.Row, 1), max(a.First.Col, 1), a.Last.Row, a.Last.Col}
	if a.Last.Row == 0 {
		b.lastRow = rows
	}
	if a.Last.Col == 0 {
		b.lastCol = cols
	}
	b.lastRow, b.lastCol = min(b.lastRow, rows), min(b.lastCol, cols)
	return b, true
}
