package portfolio

import (
	"slices"
	"strings"
	"unicode"
)

// IdentityError (identitetsspørgsmål) asks whether an imported case is one
// that is known already. It is the cause of the Error that refuses the
// acceptance until Acceptance.Answers holds an answer to its Key.
type IdentityError struct {
	Key     string   // of the answer
	Options []string // SameCase and OtherCase
}

// The answers to an IdentityError.
const (
	SameCase  = "same"  // the known case, in a new version
	OtherCase = "other" // a case of its own
)

func (q *IdentityError) Error() string { return "portfolio: nobody has answered " + q.Key }

// IdentityKey is the key of the answer for a case by its number, or by its
// title when it has none.
func IdentityKey(numberOrTitle string) string { return "same-case@" + FoldNumber(numberOrTitle) }

// OtherTitle tells whether two titles have so little in common that they may
// name different cases: no word of three letters or more, and less than three
// in ten of their letter triples. A renamed case keeps something of its name.
func OtherTitle(a, b string) bool {
	wordsA, wordsB := titleWords(a), titleWords(b)
	for _, word := range wordsA {
		if len([]rune(word)) >= 3 && slices.Contains(wordsB, word) {
			return false
		}
	}
	triplesA, triplesB := triples(wordsA), triples(wordsB)
	if len(triplesA)+len(triplesB) == 0 {
		return FoldNumber(a) != FoldNumber(b)
	}
	shared := 0
	for triple := range triplesA {
		if triplesB[triple] {
			shared++
		}
	}
	return float64(2*shared)/float64(len(triplesA)+len(triplesB)) < 0.3
}

func titleWords(title string) []string {
	return strings.FieldsFunc(FoldNumber(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// triples are the letter triples of words.
func triples(words []string) map[string]bool {
	all := map[string]bool{}
	for _, word := range words {
		letters := []rune(word)
		for i := 0; i+3 <= len(letters); i++ {
			all[string(letters[i:i+3])] = true
		}
	}
	return all
}
