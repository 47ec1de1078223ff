package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// What a table's columns are measured by, in characters of its type.
const (
	lineCharacters = 112 // of a table over the width of the text
	widestText     = 64  // of a column of words; longer ones take more lines
	longestWord    = 24  // longer ones break
	cellPadding    = 2
)

// measured are the widths that a table's columns ask for. Where there is no room
// for all, each has its longest word or number, and what is left goes to those that
// lack most.
func (b gridBlock) measured() []int {
	least, wanted := make([]int, len(b.head)), make([]int, len(b.head))
	leastOf, wantedOf := 0, 0
	for x, head := range b.head {
		least[x] = wordLength(head.text) * 8 / 7 // bold
		for _, row := range b.rows {
			length := min(utf8.RuneCountInString(row[x].text), widestText)
			wanted[x] = max(wanted[x], length)
			least[x] = max(least[x], wordLength(row[x].text))
		}
		least[x] += cellPadding
		wanted[x] = max(least[x], wanted[x]+cellPadding)
		leastOf, wantedOf = leastOf+least[x], wantedOf+wanted[x]
	}
	room := lineCharacters - leastOf
	switch {
	case wantedOf <= lineCharacters:
		return wanted
	case room <= 0: // the widest give way, so that a year is not cut
		for range -room {
			least[slices.Index(least, slices.Max(least))]--
		}
		return least
	}
	widths := make([]int, len(least))
	for x := range least {
		widths[x] = least[x] + room*(wanted[x]-least[x])/(wantedOf-leastOf)
	}
	return widths
}

// wordLength is the length of a text's longest word.
func wordLength(text string) (longest int) {
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, min(utf8.RuneCountInString(word), longestWord))
	}
	return longest
}
