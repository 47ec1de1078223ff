package importers

import (
	"strings"

	"raaderum/importers/workbook"
)

// plainSum are the areas that a formula adds when that is all it does: SUM of
// areas, or cells with + between them. It asks less than adding does, so that it
// can be asked of every cell of a book.
func plainSum(formula string) (areas []operand, ok bool) {
	p := sumParser{rest: formula}
	p.skip("+")
	for {
		if p.call() {
			for {
				area, ok := p.area()
				if !ok {
					return nil, false
				}
				if areas = append(areas, area); !p.skip(",") && !p.skip(";") {
					break
				}
			}
			if !p.skip(")") {
				return nil, false
			}
		} else {
			area, ok := p.area()
			if !ok || area.area.FirstRow != area.area.LastRow || area.area.FirstCol != area.area.LastCol {
				return nil, false
			}
			areas = append(areas, area)
		}
		if p.skip("+") {
			continue
		}
		p.blanks()
		return areas, p.rest == "" && (p.summed || len(areas) > 1)
	}
}

// summedBy is plainSum, and of what it does not know what adding does: a rounded
// sum, or one in brackets. A formula that takes anything off is no sum.
func summedBy(formula string) ([]operand, bool) {
	if areas, ok := plainSum(formula); ok {
		return areas, true
	}
	parts, ok := adding(formula)
	for _, part := range parts {
		ok = ok && !part.minus
	}
	return parts, ok && (len(parts) > 1 || len(parts) == 1 && parts[0].area.FirstRow+parts[0].area.FirstCol < parts[0].area.LastRow+parts[0].area.LastCol)
}

// sumParser goes through a formula from its beginning.
type sumParser struct {
	rest   string
	summed bool
}

func (p *sumParser) blanks() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// skip goes past a mark, if that is what comes.
func (p *sumParser) skip(mark string) bool {
	p.blanks()
	rest, ok := strings.CutPrefix(p.rest, mark)
	p.rest = rest
	return ok
}

// call goes past the beginning of a call that adds.
func (p *sumParser) call() bool {
	p.blanks()
	for _, begins := range [...]string{"SUM(", "SUBTOTAL(9,", "SUBTOTAL(109,"} {
		if len(p.rest) > len(begins) && strings.EqualFold(p.rest[:len(begins)], begins) {
			p.rest, p.summed = p.rest[len(begins):], true
			return true
		}
	}
	return false
}

// area goes past a reference.
func (p *sumParser) area() (o operand, ok bool) {
	p.blanks()
	if at := strings.IndexAny(p.rest, "!+,;)"); at > 0 && p.rest[at] == '!' && (p.rest[0] != '\'' || p.rest[at-1] == '\'') {
		o.sheet, p.rest = unquote(p.rest[:at]), p.rest[at+1:]
	}
	row, col, ok := p.place()
	if !ok {
		return o, false
	}
	o.area = workbook.Range{FirstRow: row, FirstCol: col, LastRow: row, LastCol: col}
	if rest, spans := strings.CutPrefix(p.rest, ":"); spans {
		p.rest = rest
		if o.area.LastRow, o.area.LastCol, ok = p.place(); !ok {
			return o, false
		}
	}
	return o, true
}

// place goes past the name of one cell.
func (p *sumParser) place() (row, col int, ok bool) {
	p.rest = strings.TrimPrefix(p.rest, "$")
	i := 0
	for ; i < len(p.rest) && i < 3 && p.rest[i]|0x20 >= 'a' && p.rest[i]|0x20 <= 'z'; i++ {
		col = col*26 + int(p.rest[i]|0x20-'a') + 1
	}
	if i == 0 {
		return 0, 0, false
	}
	p.rest = strings.TrimPrefix(p.rest[i:], "$")
	for i = 0; i < len(p.rest) && i < 7 && p.rest[i] >= '0' && p.rest[i] <= '9'; i++ {
		row = row*10 + int(p.rest[i]-'0')
	}
	p.rest = p.rest[i:]
	return row, col, row > 0
}

// mayAdd tells whether a formula may be a plain sum at all.
func mayAdd(formula string) bool {
	return formula != "" && (strings.IndexByte(formula, '+') > 0 || strings.IndexByte(formula, '(') > 0)
}
