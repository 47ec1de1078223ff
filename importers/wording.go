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
	text = strings.ToLower(norm.NFC.String(text))
	text = brokenWord.ReplaceAllString(text, "")
	text = foldings.Replace(text)
	return strings.TrimSpace(strings.Join(strings.Fields(text), " "))
}

var foldings = strings.NewReplacer(
	"æ", "ae", "ø", "oe", "å", "aa", "é", "e", "ó", "o", "ñ", "n",
	"*", " ", " ", " ", "–", "-", "−", "-", "_", " ",
)

// brokenWord is a hyphen at the end of a line inside a heading cell.
var brokenWord = regexp.MustCompile(`-\s*[\r\n]+\s*`)

// clean is a text as people should see it: trimmed, with single blanks.
func clean(text string) string { return strings.Join(strings.Fields(cut(text, longestText)), " ") }

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
