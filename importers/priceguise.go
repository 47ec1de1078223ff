package importers

import (
	"regexp"
	"slices"
	"strings"
)

// priceWords are what a label says of prices, with the brackets around it.
var priceWords = regexp.MustCompile(`\(?\b(?:i )?(?:(?:faste |loebende )?(?:(?:19|20)\d\d)?[ -]?(?:priser|p/l|pl|prisniveau|niveau|prices)|(?:faste|loebende|current|constant|real|nominal) (?:priser|prices|p/l|pl)(?: (?:i )?(?:19|20)\d\d)?)\b\)?`)

// askPriceGuises asks which prices count where the same line stands in two of
// them, "Licens (2024-priser)" and "Licens (løbende priser)": together they would
// count the money twice. Until it is answered only the first is shown.
func (r *reader) askPriceGuises() {
	type name struct {
		table *table
		words string
	}
	levels := map[name][]string{}
	cells := map[*table][]string{}
	options := map[*table][]string{}
	var order []*table
	of := func(f fact) (name, string) {
		own := r.words.headings.of(f.label()).price
		if own == nil || f.blockKind() {
			return name{}, ""
		}
		return name{f.table(), bareOfPrice(f.label())}, own.answer()
	}
	for f := range r.facts.all {
		n, level := of(f)
		if level == "" || slices.Contains(levels[n], level) {
			continue
		}
		if levels[n] = append(levels[n], level); len(levels[n]) < 2 {
			continue
		}
		if options[f.table()] == nil {
			order = append(order, f.table())
		}
		for _, level := range levels[n] {
			if !slices.Contains(options[f.table()], level) {
				options[f.table()] = append(options[f.table()], level)
			}
		}
		cells[f.table()] = append(cells[f.table()], firstWord(f.labelRef(), f.ref()))
	}
	chosen := map[*table]string{}
	for _, t := range order {
		answer, ok := r.ask(Question{
			Key: "scenario@" + t.key(), Code: "price-guises", Cells: cells[t], Options: append(slices.Clone(options[t]), every),
			Proposed: options[t][0], Confidence: 0.6, Args: map[string]any{"sheet": t.key(), "names": strings.Join(options[t], ", ")},
		})
		if !ok {
			answer = options[t][0]
		}
		chosen[t] = answer
	}
	if len(chosen) == 0 {
		return
	}
	r.drop(func(f fact) bool {
		answer := chosen[f.table()]
		if answer == "" || answer == every {
			return false
		}
		n, level := of(f)
		if len(levels[n]) < 2 || level == answer {
			return false
		}
		r.setAside(f.table(), f.row())
		return true
	})
}
