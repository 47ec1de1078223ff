package importers

import (
	"context"
	"strings"
	"sync"
)

// lexicon (ordbog) remembers, through one import, what texts were read as: a
// workbook says the same words on every sheet and a register on every row. All
// who read have it, so the patience of the import is here too.
type lexicon struct {
	patience
	headings memory[heading]
	names    memory[string]      // of the line that a heading names, folded
	halves   memory[int]         // of its year that a heading names
	units    memory[measure]     // that a text states for others
	measures memory[measure]     // that a text is written in
	signs    memory[string]      // the sign rule that a text states
	prices   memory[*PriceLevel] // that a text states for others; shared, so never written to
	vats     memory[string]      // what a text says of value-added tax
	formats  memory[shownAs]     // what a number format does
	yearly   memory[bool]        // whether a line's name says that its amount comes every year
	marks    memory[*marks]      // of a text, for the second reading; shared, so never written to
	periods  memory[int64]       // how many of the periods that a text names are in a year
}

func newLexicon(ctx context.Context) *lexicon {
	return &lexicon{
		patience: patience{ctx: ctx},
		headings: memory[heading]{readings: readHeadings},
		names:    memory[string]{readings: readNames},
		halves:   memory[int]{readings: readHalves},
		units:    memory[measure]{readings: readUnits},
		measures: memory[measure]{readings: readMeasures},
		signs:    memory[string]{readings: readSigns},
		prices:   memory[*PriceLevel]{readings: readPrices},
		vats:     memory[string]{readings: readVATs},
		formats:  memory[shownAs]{readings: readFormats},
		yearly:   memory[bool]{readings: readYearly},
		periods:  memory[int64]{readings: readPeriods},
		marks:    memory[*marks]{readings: readingMarks},
	}
}

// The workbooks of a municipality say the same words too, so what they mean is
// kept from one import to the next. A reading follows from its text alone.
var (
	readHeadings = &readings[heading]{read: readHeading}
	readNames    = &readings[string]{read: foldedName}
	readHalves   = &readings[int]{read: halfNamedIn}
	readUnits    = &readings[measure]{read: unitStated}
	readMeasures = &readings[measure]{read: measureOfText}
	readSigns    = &readings[string]{read: statedSign}
	readPrices   = &readings[*PriceLevel]{read: priceStated}
	readVATs     = &readings[string]{read: vatIn}
	readFormats  = &readings[shownAs]{read: formatOf}
	readYearly   = &readings[bool]{read: yearlyIn}
	readPeriods  = &readings[int64]{read: periodsInYear}
	readingMarks = &readings[*marks]{read: readMarks}
)

// memory is a reading of texts that one import does not do twice for the same
// text, nor at all when an import before it did.
type memory[T any] struct {
	*readings[T]
	known map[string]T
}

// mostRemembered keeps a file of a million different texts from filling the
// memory with them.
const mostRemembered = 4096

// of is what a text was read as.
func (m *memory[T]) of(text string) T {
	meaning, known := m.known[text]
	switch {
	case known:
		return meaning
	case len(m.known) >= mostRemembered:
		return m.read(text)
	}
	meaning = m.readings.of(text)
	if m.known == nil {
		m.known = map[string]T{}
	}
	m.known[text] = meaning
	return meaning
}

// readings are the latest texts that imports read, and what they were read as.
// What was not met while as many others were is forgotten.
type readings[T any] struct {
	read   func(text string) T
	lock   sync.RWMutex
	recent map[string]T
	before map[string]T
}

func (r *readings[T]) of(text string) T {
	if meaning, known := r.remembered(text); known {
		return meaning
	}
	text = strings.Clone(text) // a workbook's texts are cut from larger pieces
	meaning := r.read(text)
	if len(text) > longestRemembered {
		return meaning
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.recent == nil || len(r.recent) >= mostRemembered {
		r.before, r.recent = r.recent, map[string]T{}
	}
	r.recent[text] = meaning
	return meaning
}

// longestRemembered is how long a text may be that is worth keeping: longer
// ones are not headings, and no two workbooks say them alike.
const longestRemembered = 200

func (r *readings[T]) remembered(text string) (meaning T, known bool) {
	r.lock.RLock()
	defer r.lock.RUnlock()
	if meaning, known = r.recent[text]; !known {
		meaning, known = r.before[text]
	}
	return meaning, known
}
