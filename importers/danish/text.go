package danish

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tidy gives every kind of space and dash one form, and one space between
// words.
func tidy(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	blank := true // no space at the start
	for _, r := range text {
		switch {
		case r == '\u00AD' || r == '\u200B' || r == '\uFEFF' || r == '\u2060': // soft hyphen, zero width
			continue
		case unicode.IsSpace(r) || r == '\u202F' || r == '\u2009' || r == '\u2007':
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		case r == '\u2212' || r == '\u2013' || r == '\u2014' || r == '\u2010' || r == '\u2011':
			r = '-'
		}
		b.WriteRune(r)
		blank = false
	}
	return strings.TrimRight(b.String(), " ")
}

var foldings = strings.NewReplacer("æ", "ae", "ø", "oe", "å", "aa", "é", "e", "ü", "u", "ö", "oe", "ä", "ae")

// fold is lower case with æøå written ae, oe, aa, so that "Årsværk", "Aarsvaerk"
// and "ÅRSVÆRK" compare equal.
func fold(text string) string { return foldings.Replace(strings.ToLower(text)) }

var (
	unitSuffix = regexp.MustCompile(`[,;:/ ]*\b(?:i )?(?:1[. ]?000 ?(?:kr|dkk)|t\.? ?kr|tkr|mio|mill|mia|kr|dkk|kroner)\b\.?(?: ?(?:kr|dkk|kroner)\b\.?)?(?: ?(?:pr\.? ?aar|/ ?aar|aarligt))?$`)
	bracketed  = regexp.MustCompile(`\s*[(\[][^()\[\]]*[)\]]`)
	pricesIn   = regexp.MustCompile(`[,;:/ ]*\b(?:19|20)?\d\d[ -]?(?:p/?l|priser|pris)\b\.?(?:[- ]?niveau)?`)
)

// Normalise is a heading as synonyms are looked up: lower case, æøå folded,
// spaces collapsed, without stars, footnote marks, brackets, unit, price level
// and closing punctuation.
func Normalise(heading string) string {
	text := fold(tidy(heading))
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("*¹²³⁴⁵†\"»«", r) {
			return -1
		}
		return r
	}, text)
	if strings.ContainsAny(text, "([") {
		if bare := bracketed.ReplaceAllString(text, ""); strings.TrimSpace(bare) != "" {
			text = bare
		}
	}
	for {
		shorter := text
		if holdsAny(text, pricePieces) {
			shorter = pricesIn.ReplaceAllString(shorter, "")
		}
		if holdsAny(text, unitPieces) {
			shorter = unitSuffix.ReplaceAllString(shorter, "")
		}
		shorter = strings.Trim(shorter, " :;,/-")
		if shorter == text || shorter == "" {
			return text
		}
		text = shorter
	}
}

func runeBefore(text string, at int) rune {
	r, size := utf8.DecodeLastRuneInString(text[:at])
	if size == 0 {
		return 0
	}
	return r
}

func runeAfter(text string, at int) rune {
	r, size := utf8.DecodeRuneInString(text[at:])
	if size == 0 {
		return 0
	}
	return r
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
