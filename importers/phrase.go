package importers

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// phrase (vending) is a pattern over folded text that looks for pieces of text
// before it looks for itself. Hardly any text holds what hardly any pattern
// says, and a piece is found a hundred times sooner than an expression. The
// pieces are read off the expression, so that none can be forgotten. Both are
// made when they are first needed: a workbook speaks of few things.
type phrase struct {
	pattern    string
	pieces     func() []piece // every match holds one of them; none: nothing is known
	expression func() *regexp.Regexp
}

// piece is a text that a match must hold, at an end of the text when it says so.
type piece struct {
	text       string
	first      bool // the text begins with it
	last       bool // the text ends with it
	impossible bool // a piece that no text can hold
	pairs      pairs
}

// pairs are the pairs of letters of a text, several of them to a bit. A text
// that lacks a pair of a piece does not hold it, which one glance tells of
// hundreds of pieces; what they do not rule out is looked for.
type pairs [2]uint64

func pairsOf(text string) pairs {
	var all pairs
	for i := 1; i < len(text); i++ {
		bit := (uint(text[i-1])*29 + uint(text[i])) % 128
		all[bit/64] |= 1 << (bit % 64)
	}
	return all
}

// hold tells whether all of another's pairs are among them.
func (p *pairs) hold(other *pairs) bool { return other[0]&^p[0]|other[1]&^p[1] == 0 }

// everyPhrase are all that the importers know, so that a test can hold each
// against its expression.
var everyPhrase []*phrase

// says is a pattern over folded text, a constant of the program.
func says(pattern string) *phrase {
	p := newPhrase(pattern)
	everyPhrase = append(everyPhrase, p)
	return p
}

func newPhrase(pattern string) *phrase {
	return &phrase{
		pattern:    pattern,
		pieces:     sync.OnceValue(func() []piece { return piecesFrom(pattern) }),
		expression: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) }),
	}
}

func piecesFrom(pattern string) []piece {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err) // the test of everyPhrase finds it
	}
	return piecesOf(demandsOf(tree).pieces())
}

// may tells whether a text holds a piece without which nothing matches.
func (p *phrase) may(text string) bool {
	pieces := p.pieces()
	if len(pieces) == 0 {
		return true
	}
	all := pairsOf(text)
	for i := range pieces {
		if piece := &pieces[i]; all.hold(&piece.pairs) && piece.in(text) {
			return true
		}
	}
	return false
}

func (p *piece) in(text string) bool {
	switch {
	case p.impossible:
		return false
	case p.first && p.last:
		return text == p.text
	case p.first:
		return strings.HasPrefix(text, p.text)
	case p.last:
		return strings.HasSuffix(text, p.text)
	}
	return strings.Contains(text, p.text)
}

// String is the pattern.
func (p *phrase) String() string { return p.pattern }

// MatchString is that of the expression.
func (p *phrase) MatchString(text string) bool {
	return p.may(text) && p.expression().MatchString(text)
}

// FindString is that of the expression.
func (p *phrase) FindString(text string) string {
	if !p.may(text) {
		return ""
	}
	return p.expression().FindString(text)
}

// FindStringIndex is that of the expression.
func (p *phrase) FindStringIndex(text string) []int {
	if !p.may(text) {
		return nil
	}
	return p.expression().FindStringIndex(text)
}

// FindAllString is that of the expression.
func (p *phrase) FindAllString(text string, most int) []string {
	if !p.may(text) {
		return nil
	}
	return p.expression().FindAllString(text, most)
}

// FindStringSubmatch is that of the expression.
func (p *phrase) FindStringSubmatch(text string) []string {
	if !p.may(text) {
		return nil
	}
	return p.expression().FindStringSubmatch(text)
}

// ReplaceAllString is that of the expression.
func (p *phrase) ReplaceAllString(text, by string) string {
	if !p.may(text) {
		return text
	}
	return p.expression().ReplaceAllString(text, by)
}

// The ends of a text, as they stand in demands.
const (
	beginning = "\x02"
	ending    = "\x03"
)

// demands are what a part of an expression asks of a text: to be one of whole,
// when that is a short list, else to hold one of parts, when those are known.
type demands struct {
	whole []string
	parts []string
}

// manyWords is how many texts are still a short list.
const manyWords = 400

// pieces are the texts of which a match holds one; nil when nothing is known.
func (d demands) pieces() []string {
	if len(d.whole) > 0 {
		return useful(d.whole)
	}
	return useful(d.parts)
}

// useful is a list without those that hold another of it; nil when one of them
// is empty, for every text holds that.
func useful(list []string) []string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b string) int { return len(a) - len(b) })
	var kept []string
	for _, text := range list {
		if strings.Trim(text, beginning+ending) == "" {
			return nil
		}
		if !slices.ContainsFunc(kept, func(shorter string) bool { return strings.Contains(text, shorter) }) {
			kept = append(kept, text)
		}
	}
	return kept
}

// demandsOf reads a parsed expression. What it does not know it asks nothing
// of; \b is taken for nothing, which only asks for less.
func demandsOf(tree *syntax.Regexp) demands {
	switch tree.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return demands{whole: []string{""}}
	case syntax.OpBeginText:
		return demands{whole: []string{beginning}}
	case syntax.OpEndText:
		return demands{whole: []string{ending}}
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 {
			return demands{whole: []string{string(tree.Rune)}}
		}
	case syntax.OpCharClass:
		return demands{whole: runesOf(tree.Rune)}
	case syntax.OpCapture:
		return demandsOf(tree.Sub[0])
	case syntax.OpConcat:
		return inTurn(tree.Sub)
	case syntax.OpAlternate:
		return either(tree.Sub)
	case syntax.OpQuest:
		if d := demandsOf(tree.Sub[0]); len(d.whole) > 0 {
			return demands{whole: append([]string{""}, d.whole...)}
		}
	case syntax.OpPlus:
		return demands{parts: demandsOf(tree.Sub[0]).pieces()}
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return demands{parts: demandsOf(tree.Sub[0]).pieces()}
		}
	}
	return demands{}
}

// runesOf are the characters of a small class.
func runesOf(ranges []rune) []string {
	var all []string
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if all = append(all, string(r)); len(all) > 12 {
				return nil
			}
		}
	}
	return all
}

// inTurn is what expressions one after the other ask: whole texts joined as
// far as they are known, and of several such joints the one that asks most.
func inTurn(list []*syntax.Regexp) demands {
	run, best := []string{""}, []string(nil)
	known := true
	for _, sub := range list {
		d := demandsOf(sub)
		if joined := product(run, d.whole); joined != nil {
			run = joined
			continue
		}
		best, known = better(best, useful(run)), false
		best = better(best, d.pieces())
		run = []string{""}
		if len(d.whole) > 0 {
			run = d.whole
		}
	}
	if known {
		return demands{whole: run}
	}
	return demands{parts: better(best, useful(run))}
}

func product(first, second []string) []string {
	if len(first)*len(second) > manyWords {
		return nil
	}
	var all []string
	for _, a := range first {
		for _, b := range second {
			all = append(all, a+b)
		}
	}
	return all
}

// better is the list whose shortest text is longer.
func better(one, other []string) []string {
	switch {
	case len(one) == 0:
		return other
	case len(other) == 0 || len(one[0]) >= len(other[0]): // both stand shortest first
		return one
	}
	return other
}

// either is what one of several expressions asks.
func either(list []*syntax.Regexp) demands {
	var whole, parts []string
	exact, known := true, true
	for _, sub := range list {
		d := demandsOf(sub)
		pieces := d.pieces()
		exact, known = exact && len(d.whole) > 0, known && len(pieces) > 0
		whole, parts = append(whole, d.whole...), append(parts, pieces...)
	}
	switch {
	case exact && len(whole) <= manyWords:
		return demands{whole: whole}
	case known:
		return demands{parts: parts}
	}
	return demands{}
}

// piecesOf gives pieces their places. The end of a text in the midst of a piece
// means that nothing is like it.
func piecesOf(texts []string) []piece {
	pieces := make([]piece, 0, len(texts))
	for _, text := range texts {
		p := piece{first: strings.HasPrefix(text, beginning), last: strings.HasSuffix(text, ending)}
		p.text = strings.TrimRight(strings.TrimLeft(text, beginning), ending)
		p.impossible = strings.Contains(p.text, beginning) || strings.Contains(p.text, ending)
		p.pairs = pairsOf(p.text)
		pieces = append(pieces, p)
	}
	return pieces
}
