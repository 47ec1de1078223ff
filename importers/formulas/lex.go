package formulas

import "strings"

// token is one word of a formula.
type token struct {
	kind tokenKind
	text string
	gap  bool // a space stands before it
}

type tokenKind int8

const (
	tokenEnd tokenKind = iota
	tokenNumber
	tokenText
	tokenError
	tokenWord     // a name, reference or function
	tokenQuoted   // a sheet's name in apostrophes
	tokenBrackets // [1] or [Column]
	tokenSign     // an operator, parenthesis or separator
)

// lexer takes a formula apart.
type lexer struct {
	text string
	at   int
}

// errorValues are the error values as a file spells them.
var errorValues = []string{"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}

func (l *lexer) next() token {
	start := l.at
	for l.at < len(l.text) && (l.text[l.at] == ' ' || l.text[l.at] == '\n' || l.text[l.at] == '\r' || l.text[l.at] == '\t') {
		l.at++
	}
	t := l.read()
	t.gap = l.at > start && start < len(l.text) && t.text != l.text[start:l.at] && l.text[start] <= ' '
	return t
}

func (l *lexer) read() token {
	if l.at >= len(l.text) {
		return token{}
	}
	rest := l.text[l.at:]
	switch c := rest[0]; {
	case c == '"':
		return l.quoted('"', tokenText)
	case c == '\'':
		return l.quoted('\'', tokenQuoted)
	case c == '[':
		return l.take(bracketed(rest), tokenBrackets)
	case c == '#':
		for _, value := range errorValues {
			if strings.HasPrefix(rest, value) {
				return l.take(len(value), tokenError)
			}
		}
		return l.take(1, tokenSign)
	case isDigit(c) || c == '.' && len(rest) > 1 && isDigit(rest[1]):
		return l.take(numberEnd(rest), tokenNumber)
	case isWord(c):
		end := 1
		for end < len(rest) && isWord(rest[end]) {
			end++
		}
		return l.take(end, tokenWord)
	case strings.HasPrefix(rest, "<>"), strings.HasPrefix(rest, "<="), strings.HasPrefix(rest, ">="):
		return l.take(2, tokenSign)
	}
	return l.take(1, tokenSign)
}

func (l *lexer) take(n int, kind tokenKind) token {
	t := token{kind: kind, text: l.text[l.at : l.at+n]}
	l.at += n
	return t
}

// quoted reads a text or a sheet's name; a doubled mark stands for itself.
func (l *lexer) quoted(mark byte, kind tokenKind) token {
	var text strings.Builder
	for l.at++; l.at < len(l.text); l.at++ {
		if l.text[l.at] == mark {
			if l.at+1 >= len(l.text) || l.text[l.at+1] != mark {
				l.at++
				break
			}
			l.at++
		}
		text.WriteByte(l.text[l.at])
	}
	return token{kind: kind, text: text.String()}
}

func bracketed(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

func numberEnd(text string) int {
	end := 0
	for end < len(text) && (isDigit(text[end]) || text[end] == '.') {
		end++
	}
	if end < len(text) && (text[end] == 'E' || text[end] == 'e') {
		exponent := end + 1
		if exponent < len(text) && (text[exponent] == '+' || text[exponent] == '-') {
			exponent++
		}
		if exponent < len(text) && isDigit(text[exponent]) {
			for end = exponent; end < len(text) && isDigit(text[end]); {
				end++
			}
		}
	}
	return end
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isWord(c byte) bool {
	return c == '$' || c == '_' || c == '.' || c == '\\' || c == '?' || c >= 0x80 || isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
