package formulas

import (
	"strconv"
	"strings"
)

// Relative is the formula as it looks from its own cell, in R1C1 form: cells of
// a row into which one formula was copied have the same. =SUM(B2:B5) in B6 is
// SUM(R[-4]C:R[-1]C).
func (n *Node) Relative(row, col int) string {
	var b strings.Builder
	n.relative(&b, row, col)
	return b.String()
}

func (n *Node) relative(b *strings.Builder, row, col int) {
	switch n.Kind {
	case Number:
		b.WriteString(strconv.FormatFloat(n.Number, 'g', -1, 64))
	case Text:
		b.WriteString(strconv.Quote(n.Text))
	case Bool:
		b.WriteString(strconv.FormatBool(n.Number != 0))
	case Error, Name:
		b.WriteString(n.Area.Sheet + "!" + strings.ToUpper(n.Text))
	case Cells:
		n.Area.relative(b, row, col)
	case Foreign:
		b.WriteByte('?')
	case Percent:
		n.Args[0].relative(b, row, col)
		b.WriteByte('%')
	case Call, Prefix, Binary:
		b.WriteString(n.Text)
		b.WriteByte('(')
		for i, arg := range n.Args {
			if i > 0 {
				b.WriteByte(',')
			}
			arg.relative(b, row, col)
		}
		b.WriteByte(')')
	}
}

func (a Area) relative(b *strings.Builder, row, col int) {
	if a.Book {
		b.WriteString("[]")
	}
	if a.Sheet != "" {
		b.WriteString(strings.ToLower(a.Sheet))
		b.WriteByte('!')
	}
	a.First.relative(b, row, col)
	if !a.OneCell {
		b.WriteByte(':')
		a.Last.relative(b, row, col)
	}
}

func (c Corner) relative(b *strings.Builder, row, col int) {
	axis := func(letter byte, at, own int, fixed bool) {
		if at == 0 {
			return
		}
		b.WriteByte(letter)
		if fixed {
			b.WriteString(strconv.Itoa(at))
			return
		}
		b.WriteByte('[')
		b.WriteString(strconv.Itoa(at - own))
		b.WriteByte(']')
	}
	axis('R', c.Row, row, c.RowFixed)
	axis('C', c.Col, col, c.ColFixed)
}
