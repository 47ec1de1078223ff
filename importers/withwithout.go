package importers

import (
	"math"

	"raaderum/importers/danish"
	"raaderum/portfolio"
)

// asDifference is the answer that the difference between two columns counts.
const asDifference = "difference"

// What is spent without the project and with it, in columns that say no more.
var (
	withoutProject = says(`^(?:\w+ )?(?:uden|foer|without|before|nul-?alternativ\w*|0-?alternativ\w*)(?: (?:projekt\w*|tiltag\w*|loesning\w*|investering\w*|system\w*|indsats\w*|aendring\w*|project))?$`)
	withProject    = says(`^(?:\w+ )?(?:med|efter|with|after)(?: (?:projekt\w*|tiltag\w*|loesning\w*|investering\w*|system\w*|indsats\w*|aendring\w*|project))?$`)
)

// settleWithWithout asks what two columns of the same time are, one of what is
// spent without the project and one of what is spent with it: their difference,
// or nothing in the case. A third column that is the difference has said it.
func (r *reader) settleWithWithout(t *table) {
	for i := range t.columns {
		without := &t.columns[i]
		if !countsWithout(without) {
			continue
		}
		with, saved := t.besideWithout(without)
		if with == nil {
			continue
		}
		names := [3]string{t.columnName(without.at), t.columnName(with.at)}
		cells := []string{t.headRef(without.at), t.headRef(with.at)}
		if third := t.savedColumn(without, with, saved); third != nil {
			names[2] = t.columnName(third.at)
			without.role, with.role, third.role = roleBaseline, roleBaseline, roleMoney
			third.kind = firstWord(third.kind, benefit)
			r.find(differenceFinding(cells[0], names[0], names))
			r.find(differenceFinding(cells[1], names[1], names))
			continue
		}
		answer, ok := r.ask(Question{
			Key: "row@" + cells[0], Code: "with-without", Cells: cells, Options: []string{asDifference, asNothing},
			Proposed: asDifference, Confidence: 0.6, Args: map[string]any{"without": names[0], "with": names[1]},
		})
		without.role = roleBaseline
		if ok && answer == asNothing {
			with.role = roleBaseline
			continue
		}
		if with.role = roleMoney; t.less == nil {
			t.less = map[int]int{}
		}
		t.less[with.at] = without.at
		if ok {
			r.find(Finding{Severity: portfolio.SeverityInfo, Code: "difference-of-columns", Cell: cells[1], Raw: names[1], Args: map[string]any{"without": names[0], "with": names[1]}})
		}
	}
}

func countsWithout(c *column) bool {
	return c.numbers > 0 && (c.role == roleMoney || c.role == noRole) && withoutProject.MatchString(fold(c.name))
}

// besideWithout is the column of what is spent with the project, and those that
// may be the difference.
func (t *table) besideWithout(without *column) (with *column, saved []*column) {
	for i := range t.columns {
		c := &t.columns[i]
		switch {
		case c == without || c.time != without.time || c.numbers == 0:
		case with == nil && (c.role == roleMoney || c.role == noRole) && withProject.MatchString(fold(c.name)):
			with = c
		default:
			saved = append(saved, c)
		}
	}
	return with, saved
}

// takeDifferences makes the amounts of a table's columns that another is
// subtracted from what they are: more spent with the project is a cost, less is a
// benefit. Where one of the two is no number there is no difference.
func (r *reader) takeDifferences(t *table) {
	if len(t.less) == 0 {
		return
	}
	r.drop(func(f fact) bool {
		if f.table() != t || t.less[f.col()] == 0 {
			return false
		}
		v := f.said()
		base := readValueIn(t.grid.at(f.row(), t.less[f.col()]), t.grid.locale)
		less, ok := saved(base, v)
		if !ok {
			r.find(warning("difference-missing", f.ref(), f.cell().Raw()))
			return true
		}
		kind := benefit
		if less.Sign() < 0 {
			kind, less = cost, less.Negated()
		}
		v.setDecimal(less)
		f.setValue(v)
		f.sayKind(kind)
		return false
	})
}

// saved is what is spent without the project less what is spent with it; false
// when one of them is no number. Both may be written with a minus.
func saved(without, with value) (danish.Decimal, bool) {
	for _, v := range []value{without, with} {
		if v.state != isNumber && v.state != isTextNumber || v.unit != unmeasured {
			return danish.Decimal{}, false
		}
	}
	a, as := without.decimal().Parts()
	b, bs := with.decimal().Parts()
	const most = math.MaxInt64 / 100
	for ; as < bs && a < most && a > -most; as++ {
		a *= 10
	}
	for ; bs < as && b < most && b > -most; bs++ {
		b *= 10
	}
	if as != bs || a >= most || b >= most || a <= -most || b <= -most {
		return danish.Decimal{}, false
	}
	if a <= 0 && b <= 0 {
		a, b = -a, -b
	}
	return danish.DecimalOf(a-b, as), true
}
