package importers

import "context"

// lexicon (ordbog) remembers, through one import, what texts were read as: a
// workbook says the same words on every sheet and a register on every row. All
// who read have it, so the patience of the import is here too.
type lexicon struct {
	patience
	headings memory[heading]
	units    memory[measure]     // that a text states for others
	signs    memory[string]      // the sign rule that a text states
	prices   memory[*PriceLevel] // that a text states for others; shared, so never written to
}

func newLexicon(ctx context.Context) *lexicon {
	return &lexicon{
		patience: patience{ctx: ctx},
		headings: memory[heading]{read: readHeading},
		units:    memory[measure]{read: unitStated},
		signs:    memory[string]{read: statedSign},
		prices:   memory[*PriceLevel]{read: priceStated},
	}
}

// memory is a reading of texts that is not done twice for the same text.
type memory[T any] struct {
	read  func(text string) T
	known map[string]T
}

// mostRemembered keeps a file of a million different texts from filling the
// memory with them.
const mostRemembered = 4096

// of is what a text was read as.
func (m *memory[T]) of(text string) T {
	meaning, known := m.known[text]
	if known {
		return meaning
	}
	meaning = m.read(text)
	if len(m.known) < mostRemembered {
		if m.known == nil {
			m.known = map[string]T{}
		}
		m.known[text] = meaning
	}
	return meaning
}
