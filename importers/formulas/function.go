package formulas

import (
	"math"
	"strconv"
	"strings"
)

// call computes a function. A function that is not here is not computed: a
// wrong answer would be worse than none.
func (e *evaluation) call(n *Node) Value {
	if n.Volatile() {
		return e.stop(WhyVolatile, "")
	}
	if rule, ok := gathering[n.Text]; ok {
		return rule(e, n.Args)
	}
	if rule, ok := choosing[n.Text]; ok && len(n.Args) > 0 {
		return rule(e, n.Args)
	}
	if rule, ok := plain[n.Text]; ok {
		args := make([]float64, len(n.Args))
		for i, arg := range n.Args {
			switch v := e.value(arg); {
			case e.err != nil:
				return Value{}
			case v.Kind == ErrorValue:
				return v
			case v.Kind == TextValue:
				return e.stop(WhyText, "")
			default:
				args[i] = v.Number
			}
		}
		if v, ok := rule(args); ok {
			return v
		}
	}
	return e.stop(WhyFunction, n.Text)
}

// Known tells whether a function, in capitals, is one of Excel's that is
// computed here.
func Known(name string) bool {
	if _, ok := gathering[name]; ok {
		return true
	}
	if _, ok := choosing[name]; ok {
		return true
	}
	_, ok := plain[name]
	return ok || (&Node{Kind: Call, Text: name}).Volatile()
}

// plain are functions of numbers; false when they are called in another way.
var plain = map[string]func(x []float64) (Value, bool){
	"ABS":  one(math.Abs),
	"INT":  one(math.Floor),
	"SQRT": one(math.Sqrt),
	"EXP":  one(math.Exp),
	"LN":   one(math.Log),
	"SIGN": one(func(x float64) float64 {
		switch {
		case x > 0:
			return 1
		case x < 0:
			return -1
		}
		return 0
	}),
	"POWER":     two(math.Pow),
	"ROUND":     rounding(func(x float64) float64 { return math.Round(x) }),
	"ROUNDUP":   rounding(func(x float64) float64 { return math.Copysign(math.Ceil(math.Abs(x)), x) }),
	"ROUNDDOWN": rounding(math.Trunc),
	"MOD": func(x []float64) (Value, bool) {
		if len(x) != 2 {
			return Value{}, false
		}
		if x[1] == 0 {
			return fault("#DIV/0!"), true
		}
		return number(x[0] - x[1]*math.Floor(x[0]/x[1])), true
	},
	"TRUE":  func(x []float64) (Value, bool) { return truth(true), len(x) == 0 },
	"FALSE": func(x []float64) (Value, bool) { return truth(false), len(x) == 0 },
}

func one(rule func(float64) float64) func([]float64) (Value, bool) {
	return func(x []float64) (Value, bool) {
		if len(x) != 1 {
			return Value{}, false
		}
		return number(rule(x[0])), true
	}
}

func two(rule func(x, y float64) float64) func([]float64) (Value, bool) {
	return func(x []float64) (Value, bool) {
		if len(x) != 2 {
			return Value{}, false
		}
		return number(rule(x[0], x[1])), true
	}
}

// rounding rounds in decimals: 2.675 to two places is 2.68, whatever its binary
// fraction, which is why the scaled number goes through its fifteen digits.
func rounding(rule func(float64) float64) func([]float64) (Value, bool) {
	return two(func(x, digits float64) float64 {
		scale := math.Pow(10, math.Trunc(digits))
		scaled, err := strconv.ParseFloat(strconv.FormatFloat(x*scale, 'g', 15, 64), 64)
		if err != nil {
			return math.NaN()
		}
		return rule(scaled) / scale
	})
}

// choosing are functions that look at their arguments one at a time.
var choosing map[string]func(e *evaluation, args []*Node) Value

func init() { // they call each other
	choosing = map[string]func(e *evaluation, args []*Node) Value{
		"IF": func(e *evaluation, args []*Node) Value {
			switch v := e.value(args[0]); {
			case v.Kind == ErrorValue:
				return v
			case v.Kind == TextValue:
				return e.stop(WhyText, "")
			case v.Number != 0 && len(args) > 1:
				return e.value(args[1])
			case v.Number == 0 && len(args) > 2:
				return e.value(args[2])
			default:
				return truth(v.Number != 0)
			}
		},
		"IFERROR": func(e *evaluation, args []*Node) Value {
			if v := e.value(args[0]); v.Kind != ErrorValue || len(args) < 2 {
				return v
			}
			return e.value(args[1])
		},
		"NOT": func(e *evaluation, args []*Node) Value {
			v := e.value(args[0])
			return e.arithmetic(v, v, func(x, _ float64) Value { return truth(x == 0) })
		},
		"ISBLANK":  is(func(v Value) bool { return v.Kind == Blank }),
		"ISNUMBER": is(func(v Value) bool { return v.Kind == NumberValue }),
		"ISTEXT":   is(func(v Value) bool { return v.Kind == TextValue }),
		"ISERROR":  is(func(v Value) bool { return v.Kind == ErrorValue }),
		"ISNA":     is(func(v Value) bool { return v.Kind == ErrorValue && v.Text == "#N/A" }),
		"CHOOSE": func(e *evaluation, args []*Node) Value {
			v := e.value(args[0])
			if i := int(v.Number); v.Kind == NumberValue && i >= 1 && i < len(args) {
				return e.value(args[i])
			}
			return e.stop(WhyFunction, "CHOOSE")
		},
		"INDEX": index,
		"MATCH": match,
		"VLOOKUP": func(e *evaluation, args []*Node) Value {
			return e.lookUp(args, "VLOOKUP", false)
		},
		"HLOOKUP": func(e *evaluation, args []*Node) Value {
			return e.lookUp(args, "HLOOKUP", true)
		},
	}
}

func is(test func(Value) bool) func(*evaluation, []*Node) Value {
	return func(e *evaluation, args []*Node) Value { return truth(test(e.value(args[0]))) }
}

func index(e *evaluation, args []*Node) Value {
	b, ok := e.block(args[0])
	if !ok || len(args) < 2 || len(args) > 3 {
		return e.stop(WhyFunction, "INDEX")
	}
	first := e.value(args[1])
	second := Value{Kind: NumberValue}
	if len(args) == 3 {
		second = e.value(args[2])
	} else if b.firstRow == b.lastRow { // a single row is counted across
		first, second = second, first
	}
	row, col := int(first.Number), int(second.Number)
	if b.firstRow == b.lastRow && row == 0 {
		row = 1
	}
	if b.firstCol == b.lastCol && col == 0 {
		col = 1
	}
	if first.Kind == ErrorValue || second.Kind == ErrorValue || row < 1 || col < 1 ||
		b.firstRow+row-1 > b.lastRow || b.firstCol+col-1 > b.lastCol {
		return e.stop(WhyFunction, "INDEX")
	}
	return e.cell(Area{Sheet: b.sheet, First: Corner{Row: b.firstRow + row - 1, Col: b.firstCol + col - 1}})
}

// match finds an exact value; the sorted kinds are not computed.
func match(e *evaluation, args []*Node) Value {
	if len(args) != 3 {
		return e.stop(WhyFunction, "MATCH")
	}
	wanted, exact := e.value(args[0]), e.value(args[2])
	if exact.Kind != NumberValue || exact.Number != 0 || wanted.Kind == Blank || wild(wanted) {
		return e.stop(WhyFunction, "MATCH")
	}
	at, position := 0, 0
	e.each(args[1], func(v Value, _ bool) {
		if position++; at == 0 && same(wanted, v) {
			at = position
		}
	})
	if at == 0 {
		return fault("#N/A")
	}
	return number(float64(at))
}

// lookUp is VLOOKUP, or HLOOKUP when across, for exact values.
func (e *evaluation) lookUp(args []*Node, name string, across bool) Value {
	if len(args) != 4 {
		return e.stop(WhyFunction, name)
	}
	wanted, nth, sorted := e.value(args[0]), e.value(args[2]), e.value(args[3])
	b, ok := e.block(args[1])
	if !ok || sorted.Number != 0 || sorted.Kind == TextValue || nth.Kind != NumberValue || wanted.Kind == Blank || wild(wanted) {
		return e.stop(WhyFunction, name)
	}
	away := int(nth.Number) - 1
	steps, wide := b.lastRow-b.firstRow, b.lastCol-b.firstCol
	if across {
		steps, wide = wide, steps
	}
	if away < 0 || away > wide {
		return e.stop(WhyFunction, name)
	}
	for i := 0; i <= steps && e.err == nil; i++ {
		key, found := Corner{Row: b.firstRow + i, Col: b.firstCol}, Corner{Row: b.firstRow + i, Col: b.firstCol + away}
		if across {
			key, found = Corner{Row: b.firstRow, Col: b.firstCol + i}, Corner{Row: b.firstRow + away, Col: b.firstCol + i}
		}
		if same(wanted, e.cell(Area{Sheet: b.sheet, First: key})) {
			return e.cell(Area{Sheet: b.sheet, First: found})
		}
	}
	return fault("#N/A")
}

func wild(v Value) bool { return v.Kind == TextValue && strings.ContainsAny(v.Text, "*?~") }

func same(a, b Value) bool {
	return a.Kind == b.Kind && (a.Kind == TextValue && strings.EqualFold(a.Text, b.Text) || a.Kind != TextValue && a.Number == b.Number)
}
