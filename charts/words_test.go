package charts

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"raaderum/calc"
	"raaderum/portfolio"
)

// plain is a language of its own: keys with their arguments, numbers as Go
// writes them. What people read is tested with the real catalogues, beside them.
type plain struct{}

func (plain) Language() string { return "en" }

func (plain) T(key string, pairs ...any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		key += fmt.Sprintf(" %v=%v", pairs[i], pairs[i+1])
	}
	return strings.TrimPrefix(key, "chart.")
}

func (w plain) N(key string, n int, pairs ...any) string {
	return w.T(key, append([]any{"n", n}, pairs...)...)
}
func (plain) Number(f float64, decimals int) string  { return fmt.Sprintf("%.*f", decimals, f) }
func (plain) Percent(f float64, decimals int) string { return fmt.Sprintf("%.*f%%", decimals, f*100) }
func (plain) Kroner(m calc.Money) string             { return fmt.Sprintf("%.0f", m.Kroner()) }
func (plain) ShortMoney(m calc.Money) string         { return fmt.Sprintf("%.0f kr", m.Kroner()) }
func (plain) Quarter(q calc.Quarter) string          { return q.String() }
func (plain) Period(p calc.Period) string            { return p.String() }

// testLinks lead somewhere for everything.
var testLinks = Links{
	Case:    func(id portfolio.CaseID) string { return "/case/" + string(id) },
	Year:    func(year int) string { return fmt.Sprintf("#year-%d", year) },
	Quarter: func(q calc.Quarter) string { return "?quarter=" + q.String() },
	Area:    func(id portfolio.FocusAreaID) string { return "/area/" + string(id) },
}

// drawGallery draws the gallery, which imports this package and so is handed in
// by gallery_test.go.
var drawGallery func(Words, Links) (map[string]Chart, error)

// examples are all charts of the gallery, by kind and name.
func examples(t testing.TB) map[string]Chart {
	t.Helper()
	all, err := gallery()
	if err != nil {
		t.Fatal(err)
	}
	return maps.Clone(all)
}

var gallery = sync.OnceValues(func() (map[string]Chart, error) { return drawGallery(plain{}, testLinks) })

func sortedNames(all map[string]Chart) []string { return slices.Sorted(maps.Keys(all)) }
