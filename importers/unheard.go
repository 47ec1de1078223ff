package importers

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"raaderum/importers/workbook"
)

// questionCodes are what a question's key may begin with. The last two are the
// portfolio's own questions.
var questionCodes = []string{
	"base-year", "cases", "currency", "dropped", "duplicate-case", "example", "hidden", "kind", "level-or-increment", "number-format", "outlier", "per-period", "percent",
	"price-level", "range", "recurrence", "row", "scenario", "sign", "strikethrough", "subtotal", "summary", "title", "unit", "unit-size", "vat", "version", "year-axis",
	"same-case", "same-title",
}

// Unheard (uhørt svar) is an answer that was given to a question that nothing
// in the file asks.
type Unheard struct {
	Key, Answer string
	// Wrong tells that the key is misspelled: there is no such question, or no
	// such sheet and something is still open that it was meant for. Where nothing
	// is open it may have been meant for another file.
	Wrong bool
}

// tellUnheard finds the answers that were given and that no question asked for.
// Whether the portfolio will ask is not known here, so its questions are left out.
//
// An answer may also have settled what another question was about. Those that are
// asked where nothing is answered were heard.
func (f *File) tellUnheard(book *workbook.Book, given Answers, unanswered func() []Question) {
	if f.Status == Rejected {
		return
	}
	asked := sync.OnceValue(unanswered)
	for _, key := range slices.Sorted(maps.Keys(given)) {
		code, place, _ := strings.Cut(key, "@")
		_, settled := f.Settled[key]
		open := slices.ContainsFunc(f.Questions, func(q Question) bool { return q.Key == key })
		if settled || open || code == "same-case" || code == "same-title" {
			continue
		}
		if slices.Contains(questionCodes, code) && slices.ContainsFunc(asked(), func(q Question) bool { return q.Key == key }) {
			continue
		}
		f.Unheard = append(f.Unheard, Unheard{Key: key, Answer: given[key], Wrong: !slices.Contains(questionCodes, code) ||
			len(f.Questions) > 0 && code != "duplicate-case" && !slices.ContainsFunc(book.Sheets, func(s *workbook.Sheet) bool { return strings.HasPrefix(place, s.Name) })})
	}
}
