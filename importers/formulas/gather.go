package formulas

import (
	"math"
	"strconv"
	"strings"
)

// gathering are functions over any number of cells.
var gathering map[string]func(e *evaluation, args []*Node) Value

func init() {
	gathering = map[string]func(e *evaluation, args []*Node) Value{
		"SUM": func(e *evaluation, args []*Node) Value {
			sum := 0.0
			return e.numbers(args, func(x float64) { sum += x }, func(int) Value { return number(sum) })
		},
		"AVERAGE": func(e *evaluation, args []*Node) Value {
			sum := 0.0
			return e.numbers(args, func(x float64) { sum += x }, func(n int) Value {
				if n == 0 {
					return fault("#DIV/0!")
				}
				return number(sum / float64(n))
			})
		},
		"PRODUCT": func(e *evaluation, args []*Node) Value {
			product := 1.0
			return e.numbers(args, func(x float64) { product *= x }, func(n int) Value {
				if n == 0 {
					return number(0)
				}
				return number(product)
			})
		},
		"MIN": extreme(math.Min, math.Inf(1)),
		"MAX": extreme(math.Max, math.Inf(-1)),
		"COUNT": func(e *evaluation, args []*Node) Value {
			n := 0
			e.eachOf(args, func(v Value, _ bool) {
				if v.Kind == NumberValue {
					n++
				}
			})
			return number(float64(n))
		},
		"COUNTA": func(e *evaluation, args []*Node) Value {
			n := 0
			e.eachOf(args, func(v Value, _ bool) {
				if v.Kind != Blank {
					n++
				}
			})
			return number(float64(n))
		},
		"AND":        logic(func(some, all bool) bool { return all }),
		"OR":         logic(func(some, all bool) bool { return some }),
		"NPV":        npv,
		"IRR":        irr,
		"SUMPRODUCT": sumProduct,
		"SUMIF": func(e *evaluation, args []*Node) Value {
			sum := 0.0
			return e.matching(args, "SUMIF", func(v Value) { sum += v.Number }, func() Value { return number(sum) })
		},
		"COUNTIF": func(e *evaluation, args []*Node) Value {
			n := 0
			if len(args) != 2 {
				return e.stop(WhyFunction, "COUNTIF")
			}
			return e.matching(args, "COUNTIF", func(Value) { n++ }, func() Value { return number(float64(n)) })
		},
	}
}

func (e *evaluation) eachOf(args []*Node, show func(v Value, loose bool)) {
	for _, arg := range args {
		e.each(arg, show)
	}
}

// numbers shows every number among the arguments. Words and truth values in
// cells do not count; written into the formula itself they might.
func (e *evaluation) numbers(args []*Node, add func(float64), finish func(n int) Value) Value {
	n := 0
	var wrong *Value
	e.eachOf(args, func(v Value, loose bool) {
		switch {
		case v.Kind == ErrorValue && wrong == nil:
			wrong = &v
		case v.Kind == NumberValue:
			add(v.Number)
			n++
		case loose && v.Kind == TextValue:
			e.stop(WhyText, "")
		case loose && v.Kind == BoolValue:
			add(v.Number)
			n++
		}
	})
	switch {
	case e.err != nil:
		return Value{}
	case wrong != nil:
		return *wrong
	}
	result := finish(n)
	e.weigh(result)
	return result
}

func extreme(better func(x, y float64) float64, from float64) func(*evaluation, []*Node) Value {
	return func(e *evaluation, args []*Node) Value {
		best := from
		return e.numbers(args, func(x float64) { best = better(best, x) }, func(n int) Value {
			if n == 0 {
				return number(0)
			}
			return number(best)
		})
	}
}

// logic joins truth values and numbers; words in cells do not count.
func logic(rule func(some, all bool) bool) func(*evaluation, []*Node) Value {
	return func(e *evaluation, args []*Node) Value {
		some, all, n := false, true, 0
		var wrong *Value
		e.eachOf(args, func(v Value, loose bool) {
			switch {
			case v.Kind == ErrorValue && wrong == nil:
				wrong = &v
			case v.Kind == NumberValue, v.Kind == BoolValue, v.Kind == Blank && loose:
				some, all = some || v.Number != 0, all && v.Number != 0
				n++
			case v.Kind == TextValue && loose:
				e.stop(WhyText, "")
			}
		})
		switch {
		case wrong != nil:
			return *wrong
		case n == 0:
			return e.stop(WhyText, "")
		}
		return truth(rule(some, all))
	}
}

// npv discounts from the first value on: Σ v_i / (1+r)^i, i from 1.
func npv(e *evaluation, args []*Node) Value {
	if len(args) < 2 {
		return e.stop(WhyFunction, "NPV")
	}
	rate := e.value(args[0])
	if rate.Kind != NumberValue || rate.Number <= -1 {
		return e.stop(WhyFunction, "NPV")
	}
	sum, factor := 0.0, 1.0
	return e.numbers(args[1:], func(x float64) {
		factor /= 1 + rate.Number
		sum += float64(x * factor)
	}, func(int) Value { return number(sum) })
}

// irr is the rate at which flows are worth nothing. Only flows that change sign
// once are computed: they have one rate above −1, others may have several. A
// guess, the second argument, is then of no matter.
func irr(e *evaluation, args []*Node) Value {
	var flows []float64
	changes, before := 0, 0.0
	if len(args) == 0 {
		return e.stop(WhyFunction, "IRR")
	}
	v := e.numbers(args[:1], func(x float64) {
		flows = append(flows, x)
		if x != 0 {
			if x*before < 0 {
				changes++
			}
			before = x
		}
	}, func(int) Value { return Value{} })
	if e.err != nil || v.Kind == ErrorValue {
		return v
	}
	worth := func(rate float64) float64 {
		sum, factor := 0.0, 1.0
		for _, x := range flows {
			sum += float64(x * factor)
			factor /= 1 + rate
		}
		return sum
	}
	low, high := -0.99, 100.0
	if changes != 1 || worth(low)*worth(high) > 0 {
		return e.stop(WhyFunction, "IRR")
	}
	for range 200 {
		if middle := (low + high) / 2; worth(low)*worth(middle) > 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return number((low + high) / 2)
}

// sumProduct multiplies ranges of one shape, cell by cell.
func sumProduct(e *evaluation, args []*Node) Value {
	var blocks []block
	for _, arg := range args {
		if arg.Kind != Cells || arg.Area.First.Row == 0 || arg.Area.First.Col == 0 {
			return e.stop(WhyFunction, "SUMPRODUCT")
		}
		a := arg.Area
		blocks = append(blocks, block{e.sheetOf(a), a.First.Row, a.First.Col, a.Last.Row, a.Last.Col})
		if a.Last.Row-a.First.Row != blocks[0].lastRow-blocks[0].firstRow || a.Last.Col-a.First.Col != blocks[0].lastCol-blocks[0].firstCol || a.Book || a.ThreeDim {
			return e.stop(WhyFunction, "SUMPRODUCT")
		}
	}
	if len(blocks) == 0 {
		return e.stop(WhyFunction, "SUMPRODUCT")
	}
	sum := 0.0
	for row := 0; row <= blocks[0].lastRow-blocks[0].firstRow; row++ {
		for col := 0; col <= blocks[0].lastCol-blocks[0].firstCol; col++ {
			product := 1.0
			for _, b := range blocks {
				v := e.cell(Area{Sheet: b.sheet, First: Corner{Row: b.firstRow + row, Col: b.firstCol + col}})
				switch {
				case e.err != nil:
					return Value{}
				case v.Kind == ErrorValue:
					return v
				case v.Kind != NumberValue:
					product = 0
				default:
					product *= v.Number
				}
			}
			sum += product
		}
	}
	e.weigh(number(sum))
	return number(sum)
}

// matching shows the values beside the cells that meet a condition: SUMIF's
// third argument, or the cells themselves.
func (e *evaluation) matching(args []*Node, name string, show func(Value), finish func() Value) Value {
	if len(args) < 2 || len(args) > 3 {
		return e.stop(WhyFunction, name)
	}
	meets, ok := condition(e.value(args[1]))
	if !ok {
		return e.stop(WhyFunction, name)
	}
	tests, sums := args[0], args[0]
	if len(args) == 3 {
		sums = args[2]
	}
	if tests.Kind != Cells || sums.Kind != Cells || sums.Area.Book || tests.Area.Book {
		return e.stop(WhyFunction, name)
	}
	b, ok := e.block(tests)
	if !ok {
		return Value{}
	}
	for row := b.firstRow; row <= b.lastRow; row++ {
		for col := b.firstCol; col <= b.lastCol && e.err == nil; col++ {
			v := e.cell(Area{Sheet: b.sheet, First: Corner{Row: row, Col: col}})
			if e.err != nil || !meets(v) {
				continue
			}
			beside := v
			if len(args) == 3 {
				beside = e.cell(Area{Sheet: e.sheetOf(sums.Area), First: Corner{
					Row: max(sums.Area.First.Row, 1) + row - b.firstRow, Col: max(sums.Area.First.Col, 1) + col - b.firstCol,
				}})
			}
			switch {
			case beside.Kind == ErrorValue && name == "SUMIF":
				return beside
			case beside.Kind == NumberValue || name == "COUNTIF":
				show(beside)
			}
		}
	}
	if e.err != nil {
		return Value{}
	}
	result := finish()
	e.weigh(result)
	return result
}

// condition reads SUMIF's condition: a number, words, or a comparison with a
// number.
func condition(v Value) (func(Value) bool, bool) {
	switch {
	case v.Kind == NumberValue:
		return func(cell Value) bool { return cell.Kind == NumberValue && cell.Number == v.Number }, true
	case v.Kind != TextValue || wild(v) || v.Text == "":
		return nil, false
	}
	for _, operator := range []string{"<=", ">=", "<>", "<", ">", "="} {
		rest, found := strings.CutPrefix(v.Text, operator)
		if !found {
			continue
		}
		limit, err := strconv.ParseFloat(rest, 64)
		if err != nil || operator == "<>" {
			return nil, false
		}
		return func(cell Value) bool {
			x := cell.Number
			return cell.Kind == NumberValue && map[string]bool{"<=": x <= limit, ">=": x >= limit, "<": x < limit, ">": x > limit, "=": x == limit}[operator]
		}, true
	}
	if _, err := strconv.ParseFloat(v.Text, 64); err == nil {
		return nil, false // "5" meets numbers and words alike
	}
	return func(cell Value) bool { return same(v, cell) }, true
}
