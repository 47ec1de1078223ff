package importers

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes a text comparable: lower case, one blank between words, no line
// breaks inside hyphenated words, no asterisks, and æ, ø, å as people without
// them write them. Vocabulary patterns are written in folded form.
func fold(text string) string {
	text = cut(text, longestWording)
	if folded, ok := foldPlain(text); ok {
		return folded
	}
	return foldAny(text)
}

func foldAny(text string) string {
	text = strings.ToLower(norm.NFC.String(text))
	text = brokenWord.ReplaceAllString(text, "")
	text = foldings.Replace(text)
	return strings.TrimSpace(strings.Join(strings.Fields(text), " "))
}

var foldings = strings.NewReplacer(
	"æ", "ae", "ø", "oe", "å", "aa", "é", "e", "ó", "o", "ñ", "n",
	"*", " ", " ", " ", "–", "-", "−", "-", "_", " ",
)

// foldPlain folds a text in one pass when it has none but the letters of Danish
// and the marks of a keyboard, as nearly all texts do; false when it has others.
func foldPlain(text string) (string, bool) {
	var short [64]byte
	out := short[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case 'A' <= c && c <= 'Z':
			out = append(out, c+'a'-'A')
		case c == ' ', c == '\t', c == '*', c == '_':
			if len(out) > 0 && out[len(out)-1] != ' ' {
				out = append(out, ' ')
			}
		case c < ' ', c == 0x7F:
			return "", false
		case c < utf8.RuneSelf:
			out = append(out, c)
		case c == 0xC3 && i+1 < len(text):
			i++
			switch text[i] {
			case 0x86, 0xA6: // Æ, æ
				out = append(out, "ae"...)
			case 0x98, 0xB8: // Ø, ø
				out = append(out, "oe"...)
			case 0x85, 0xA5: // Å, å
				out = append(out, "aa"...)
			default:
				return "", false
			}
		default:
			return "", false
		}
	}
	if len(out) > 0 && out[len(out)-1] == ' ' {
		out = out[:len(out)-1]
	}
	if string(out) == text {
		return text, true
	}
	return string(out), true
}

// brokenWord is a hyphen at the end of a line inside a heading cell.
var brokenWord = regexp.MustCompile(`-\s*[\r\n]+\s*`)

// clean is a text as people should see it: trimmed, with single blanks.
func clean(text string) string {
	text = cut(text, longestText)
	if isClean(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isClean tells whether a text surely has nothing but single blanks within.
func isClean(text string) bool {
	blank := true // none may stand first
	for i := range len(text) {
		switch c := text[i]; {
		case c == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case c < ' ', c == 0xC2, c >= 0xE1 && c <= 0xE3: // what other blanks begin with
			return false
		}
		blank = false
	}
	return text == "" || !blank
}

// A cell may hold 32,767 characters, and a hostile file more. What a heading
// says it says at once; what a field says is kept to a few pages.
const (
	longestWording = 1_000
	longestText    = 8_000
)

// cut is the beginning of a text, in whole characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}
