package formulas

import (
	"errors"
	"strconv"
	"strings"
)

// The most a formula may be. Excel's own limits are 8,192 characters and 64
// levels of nesting.
const (
	longest = 32_768
	deepest = 128
)

// ErrUnread is a formula that cannot be taken apart.
var ErrUnread = errors.New("formulas: cannot be read")

// Parse reads a formula without its "=".
func Parse(text string) (*Node, error) {
	if len(text) > longest {
		return nil, ErrUnread
	}
	p := &parser{lexer: lexer{text: text}}
	p.advance()
	n := p.expression(0)
	if p.failed || p.now.kind != tokenEnd {
		return nil, ErrUnread
	}
	return n, nil
}

// parser reads by precedence climbing. After a failure it only runs out.
type parser struct {
	lexer  lexer
	now    token
	depth  int
	failed bool
}

func (p *parser) advance() { p.now = p.lexer.next() }

func (p *parser) fail() *Node {
	p.failed = true
	p.now = token{}
	return &Node{Kind: Foreign}
}

func (p *parser) sign(text string) bool { return p.now.kind == tokenSign && p.now.text == text }

// precedence of the operators, from loose to tight; 0 is none.
var precedence = map[string]int{
	"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5,
}

func (p *parser) expression(least int) *Node {
	if p.depth++; p.depth > deepest {
		return p.fail()
	}
	defer func() { p.depth-- }()
	left := p.prefixed()
	for !p.failed && p.now.kind == tokenSign {
		tight := precedence[p.now.text]
		if tight == 0 || tight <= least {
			break
		}
		operator := p.now.text
		p.advance()
		left = &Node{Kind: Binary, Text: operator, Args: []*Node{left, p.expression(tight)}}
	}
	return left
}

// prefixed reads signs, which bind tighter than any operator: -2^2 is 4.
func (p *parser) prefixed() *Node {
	if p.sign("-") || p.sign("+") || p.sign("@") {
		sign := p.now.text
		p.advance()
		if p.depth++; p.depth > deepest {
			return p.fail()
		}
		defer func() { p.depth-- }()
		return &Node{Kind: Prefix, Text: sign, Args: []*Node{p.prefixed()}}
	}
	n := p.operand()
	for !p.failed && p.sign("%") {
		p.advance()
		n = &Node{Kind: Percent, Args: []*Node{n}}
	}
	return n
}

func (p *parser) operand() *Node {
	switch t := p.now; {
	case t.kind == tokenNumber:
		return p.number()
	case t.kind == tokenText:
		p.advance()
		return &Node{Kind: Text, Text: t.text}
	case t.kind == tokenError:
		p.advance()
		return &Node{Kind: Error, Text: t.text}
	case t.kind == tokenWord, t.kind == tokenQuoted, t.kind == tokenBrackets:
		return p.word()
	case p.sign("("):
		p.advance()
		n := p.expression(0)
		if p.sign(",") { // a union of ranges
			for p.sign(",") {
				p.advance()
				p.expression(0)
			}
			n = &Node{Kind: Foreign, Args: []*Node{n}}
		}
		return p.close(n, ")")
	case p.sign("{"):
		for p.now.kind != tokenEnd && !p.sign("}") {
			p.advance()
		}
		return p.close(&Node{Kind: Foreign}, "}")
	}
	return p.fail()
}

func (p *parser) close(n *Node, sign string) *Node {
	if p.failed || !p.sign(sign) {
		return p.fail()
	}
	p.advance()
	return n
}

// number reads a number, or rows such as 4:4.
func (p *parser) number() *Node {
	text := p.now.text
	p.advance()
	if p.sign(":") {
		first, ok := readCorner(text)
		p.advance()
		last, too := readCorner(p.now.text)
		if !ok || !too {
			return p.fail()
		}
		p.advance()
		return &Node{Kind: Cells, Area: spanning("", first, last)}
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return p.fail()
	}
	return &Node{Kind: Number, Number: x}
}

// word reads what begins with letters or a sheet: a function, a reference, a
// name or a truth value.
func (p *parser) word() *Node {
	var area Area
	first := p.now
	p.advance()
	if first.kind == tokenBrackets { // [1]Sheet!A1
		if p.now.kind != tokenWord && p.now.kind != tokenQuoted {
			return p.foreign()
		}
		area.Book = true
		first = p.now
		p.advance()
	}
	if first.kind == tokenWord && p.sign(":") {
		return p.colon(first, area)
	}
	if p.sign("!") {
		p.advance()
		return p.onSheet(first, area)
	}
	if first.kind == tokenQuoted {
		return p.fail()
	}
	return p.named(first.text, area)
}

// onSheet reads what stands after "Sheet!".
func (p *parser) onSheet(sheet token, area Area) *Node {
	area.Sheet = sheet.text
	if i := strings.LastIndexByte(area.Sheet, ']'); sheet.kind == tokenQuoted && i >= 0 { // '[1]Sheet'!A1
		area.Book, area.Sheet = true, area.Sheet[i+1:]
	}
	area.ThreeDim = area.ThreeDim || sheet.kind == tokenQuoted && strings.Contains(area.Sheet, ":")
	target := p.now
	p.advance()
	switch target.kind {
	case tokenError:
		return &Node{Kind: Error, Text: target.text}
	case tokenWord, tokenNumber:
		if p.sign(":") {
			return p.colon(target, area)
		}
		return p.named(target.text, area)
	}
	return p.fail()
}

// colon reads the rest of "A1:", which may also name sheets: Jan:Dec!A1.
func (p *parser) colon(first token, area Area) *Node {
	p.advance()
	second := p.now
	if second.kind != tokenWord && second.kind != tokenNumber {
		return p.foreign()
	}
	p.advance()
	if p.sign("!") {
		p.advance()
		area.ThreeDim = true
		return p.onSheet(token{kind: tokenWord, text: first.text + ":" + second.text}, area)
	}
	from, ok := readCorner(first.text)
	to, too := readCorner(second.text)
	if !ok || !too || (from.Row == 0) != (to.Row == 0) || (from.Col == 0) != (to.Col == 0) {
		if p.sign("(") { // A1:INDEX(…)
			p.arguments()
		}
		return p.foreign()
	}
	span := spanning(area.Sheet, from, to)
	span.Book, span.ThreeDim = area.Book, area.ThreeDim
	return &Node{Kind: Cells, Area: span}
}

// named reads a single word: a call, a cell, a truth value or a name.
func (p *parser) named(word string, area Area) *Node {
	if p.sign("(") {
		name := strings.ToUpper(word)
		for _, prefix := range []string{"_XLFN.", "_XLWS.", "_XLUDF."} {
			name = strings.TrimPrefix(name, prefix)
		}
		return &Node{Kind: Call, Text: name, Args: p.arguments()}
	}
	if p.now.kind == tokenBrackets {
		p.advance()
		return p.foreign()
	}
	if p.sign("#") { // a spilled range
		p.advance()
		return p.foreign()
	}
	if corner, ok := readCorner(word); ok && corner.Row > 0 && corner.Col > 0 {
		area.First, area.Last, area.OneCell = corner, corner, true
		return &Node{Kind: Cells, Area: area}
	}
	switch strings.ToUpper(word) {
	case "TRUE":
		return &Node{Kind: Bool, Number: 1}
	case "FALSE":
		return &Node{Kind: Bool}
	}
	if area.Book {
		return &Node{Kind: Cells, Area: Area{Book: true, Sheet: area.Sheet}}
	}
	return &Node{Kind: Name, Text: word, Area: Area{Sheet: area.Sheet}}
}

func (p *parser) foreign() *Node {
	for p.sign(":") || p.now.kind == tokenBrackets {
		p.advance()
		if p.now.kind == tokenWord {
			p.advance()
		}
	}
	return &Node{Kind: Foreign}
}

// arguments reads what stands in the parentheses of a call.
func (p *parser) arguments() []*Node {
	p.advance()
	var args []*Node
	for !p.failed {
		switch {
		case p.sign(")"):
			if len(args) > 0 {
				args = append(args, &Node{Kind: Omitted})
			}
			p.advance()
			return args
		case p.sign(","):
			args = append(args, &Node{Kind: Omitted})
			p.advance()
			continue
		}
		args = append(args, p.expression(0))
		if p.sign(",") {
			p.advance()
			continue
		}
		p.close(nil, ")")
		return args
	}
	return args
}

const (
	lastRow = 1 << 20
	lastCol = 1 << 14
)

// readCorner reads "B5", "$B$5", "B" or "5".
func readCorner(word string) (c Corner, ok bool) {
	rest := word
	if strings.HasPrefix(rest, "$") && len(rest) > 1 && !isDigit(rest[1]) {
		c.ColFixed, rest = true, rest[1:]
	}
	for rest != "" && (rest[0] >= 'A' && rest[0] <= 'Z' || rest[0] >= 'a' && rest[0] <= 'z') {
		c.Col = c.Col*26 + int(rest[0]|0x20-'a') + 1
		if c.Col > lastCol {
			return Corner{}, false
		}
		rest = rest[1:]
	}
	if strings.HasPrefix(rest, "$") {
		c.RowFixed, rest = true, rest[1:]
		if rest == "" {
			return Corner{}, false
		}
	}
	for rest != "" {
		if !isDigit(rest[0]) {
			return Corner{}, false
		}
		if c.Row = c.Row*10 + int(rest[0]-'0'); c.Row > lastRow {
			return Corner{}, false
		}
		rest = rest[1:]
	}
	return c, c.Row > 0 || c.Col > 0 && !c.RowFixed
}

// spanning is the range between two corners, whichever way round.
func spanning(sheet string, a, b Corner) Area {
	if a.Row > b.Row {
		a.Row, b.Row, a.RowFixed, b.RowFixed = b.Row, a.Row, b.RowFixed, a.RowFixed
	}
	if a.Col > b.Col {
		a.Col, b.Col, a.ColFixed, b.ColFixed = b.Col, a.Col, b.ColFixed, a.ColFixed
	}
	return Area{Sheet: sheet, First: a, Last: b, OneCell: a.Row == b.Row && a.Col == b.Col && a.Row > 0 && a.Col > 0}
}
