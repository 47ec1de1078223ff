// Package i18n is the program's language: the catalogues of Danish and English
// words, and how numbers, money, dates and quarters are written. Everything
// below this package deals in keys and arguments.
package i18n

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"
	"sync"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Languages are the interface languages, the default first.
var Languages = []string{"da", "en"}

// Each language is a folder with one file per room of the program, so that a
// file fits in the head. Keys are "<noun>.<what>" and unique across files.
//
//go:embed catalog
var files embed.FS

// Printer speaks one language. It is safe for concurrent use.
type Printer struct {
	language string
	words    map[string]string
}

var catalogs = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, language := range Languages {
		words, err := load(language)
		if err != nil {
			panic(err) // the catalogues are part of the program and tested
		}
		all[language] = words
	}
	return all
})

func load(language string) (map[string]string, error) {
	words := map[string]string{}
	names, err := fs.Glob(files, path.Join("catalog", language, "*.json"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var room map[string]string
		if err := json.Unmarshal(data, &room); err != nil {
			return nil, fmt.Errorf("i18n: %s: %w", name, err)
		}
		for key, text := range room {
			if _, twice := words[key]; twice {
				return nil, fmt.Errorf("i18n: %s: key %q stands in two files", name, key)
			}
			words[key] = text
		}
	}
	return words, nil
}

// New is a Printer for a language; Danish for one that is not known.
func New(language string) *Printer {
	words, ok := catalogs()[language]
	if !ok {
		language, words = Languages[0], catalogs()[Languages[0]]
	}
	return &Printer{language, words}
}

// Language is the language's code, for lang attributes.
func (p *Printer) Language() string { return p.language }

// Has tells whether the catalogue knows a key.
func (p *Printer) Has(key string) bool { _, ok := p.words[key]; return ok }

// T is the text for a key with its named places filled in:
// T("case.count", "n", 24) fills {n}. Values are written the language's way by
// their type: calc.Money as "2,5 mio. kr." when they are round, calc.Quarter
// as "1. kvartal 2013", time.Time as a date, floats with up to two decimals. A
// key that is missing comes back in brackets; a test keeps that from shipping.
func (p *Printer) T(key string, pairs ...any) string {
	text, ok := p.words[key]
	if !ok {
		return "[" + key + "]"
	}
	if len(pairs) == 0 || !strings.Contains(text, "{") {
		return text
	}
	replace := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		place, value := "{"+fmt.Sprint(pairs[i])+"}", p.Value(pairs[i+1])
		if strings.HasSuffix(value, ".") {
			replace = append(replace, place+".", value) // "kr." ends its sentence too
		}
		replace = append(replace, place, value)
	}
	return strings.NewReplacer(replace...).Replace(text)
}

// N is T for a number of things: key + ".one" for 1, else key + ".other", with
// {n} filled in.
func (p *Printer) N(key string, n int, pairs ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return p.T(key+form, append([]any{"n", n}, pairs...)...)
}

// Args is T for arguments in a map, as findings and errors carry them. A quarter
// that was written as a code, "2014K2", is said as people say it.
func (p *Printer) Args(key string, args map[string]any) string {
	pairs := make([]any, 0, 2*len(args))
	for name, value := range args {
		if text, ok := value.(string); ok && name == "quarter" {
			if quarter, err := calc.ParseQuarter(text); err == nil {
				value = quarter
			}
		}
		pairs = append(pairs, name, value)
	}
	return p.T(key, pairs...)
}

// Value writes one value the language's way.
func (p *Printer) Value(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case calc.Money:
		return p.ShortMoney(v)
	case calc.Quarter:
		return p.Quarter(v)
	case calc.Period:
		return p.Period(v)
	case time.Time:
		return p.Date(v)
	case portfolio.Holiday:
		return p.T("holiday." + string(v))
	case int:
		return p.Number(float64(v), 0)
	case float64:
		return p.shortest(v, 2)
	}
	return fmt.Sprint(value)
}

// Error is what a person is told about an error: the catalogue's words for a
// *portfolio.Error with its place first, and for anything else only that the
// program failed. Errors that were joined have a line each. Internals never
// reach the user.
func (p *Printer) Error(err error) string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var lines []string
		for _, one := range joined.Unwrap() {
			lines = append(lines, p.Error(one))
		}
		return strings.Join(lines, "\n")
	}
	e, ok := asError(err)
	if !ok {
		return p.T("error.internal")
	}
	text := p.Args("error."+e.Key, p.named(e.Args))
	place := e.Place
	place.Field = p.fieldName(place.Field)
	if place := place.String(); place != "" {
		return place + ": " + text
	}
	return text
}

// named is an error's arguments with the fields among them by their names.
func (p *Printer) named(args map[string]any) map[string]any {
	for _, name := range []string{"field", "input"} {
		if field, ok := args[name].(string); ok && p.fieldName(field) != field {
			args = maps.Clone(args)
			args[name] = p.fieldName(field)
		}
	}
	return args
}

// fieldName is what people call a field that they may write; itself when it has
// no other name.
func (p *Printer) fieldName(field string) string {
	for _, prefix := range []string{"change.field-", "time.input-"} {
		if p.Has(prefix + field) {
			return p.T(prefix + field)
		}
	}
	if number, ok := strings.CutPrefix(field, "goal-"); ok {
		return p.T("change.field-goal", "number", number)
	}
	if name, ok := strings.CutPrefix(field, "document:"); ok {
		return name
	}
	if name := p.typedName(portfolio.EntryField(field)); name != "" {
		return name
	}
	return field
}

func asError(err error) (*portfolio.Error, bool) {
	var e *portfolio.Error
	if !errors.As(err, &e) {
		return nil, false
	}
	return e, e.Code != portfolio.CodeInternal
}
