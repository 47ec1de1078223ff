package importers

import (
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// shownAs (talformat) is what a number format does to a stored number: it may
// leave off thousands, and write a unit behind. In "#,##0," a stored 1250000
// is shown as 1.250, and in "0.0,," mio. kr."" it is shown as 1,3 mio. kr.
type shownAs struct {
	thousands int     // how many times a thousand is left off
	unit      measure // the unit written behind; unmeasured for none
	abroad    measure // the same, of another currency
}

// formatOf reads a number format: its first section, which is that of
// positive numbers.
func formatOf(code string) shownAs {
	if !strings.ContainsAny(code, `,"\[$€£`) {
		return shownAs{}
	}
	var words strings.Builder
	var s shownAs
	commas, placed := 0, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			i = len(code)
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				end = len(code) - i - 1
			}
			words.WriteString(code[i+1 : i+1+end])
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return s
			}
			if symbol, ok := strings.CutPrefix(code[i+1:i+end], "$"); ok {
				symbol, _, _ = strings.Cut(symbol, "-")
				words.WriteString(" " + symbol + " ")
			}
			i += end
		case '\\':
			if i++; i < len(code) {
				words.WriteByte(code[i])
			}
		case '_', '*':
			i++
		case '0', '#', '?':
			commas, placed = 0, true
		case ',':
			if placed {
				commas++
			}
		case '.':
		default:
			if placed && commas > 0 {
				s.thousands, placed = commas, false
			}
			words.WriteByte(c)
		}
	}
	if s.thousands == 0 && placed {
		s.thousands = commas
	}
	switch m := measureIn(fold(words.String())); {
	case m.money():
		s.unit = m
	case m.abroad():
		s.abroad = m
	}
	return s
}

// stored is the unit of a stored number that is shown with thousands left off:
// thousands of kroner shown without a thousand are kroner.
func (s shownAs) stored(unit measure) measure {
	for range s.thousands {
		switch unit {
		case millions:
			unit = thousands
		case thousands:
			unit = kroner
		default:
			return unmeasured
		}
	}
	return unit
}

// unitShown is the unit of a stored number by how it is shown and what is
// stated about it. Where the two cannot both be right, it is asked about.
func (r *reader) unitShown(f fact, stated measure) measure {
	if f.cell().Kind() != workbook.Number {
		return stated
	}
	s := r.words.formats.of(f.cell().Format())
	switch {
	case s.thousands > 0:
		unit := s.unit
		if unit == unmeasured {
			unit = stated
		}
		if stored := s.stored(unit); stored != unmeasured {
			r.tellScaled(f, unit)
			return stored
		}
		return r.askStoredUnit(f, "unit-scaled", stated)
	case s.unit == unmeasured, stated == s.unit, stated.abroad(), stated == notMoney:
		return stated
	case stated == unmeasured:
		return s.unit
	}
	return r.askStoredUnit(f, "unit-format", stated)
}

// tellScaled says, once for a table, that its numbers are shown smaller than
// they are stored.
func (r *reader) tellScaled(f fact, unit measure) {
	if r.scaled[f.table()] {
		return
	}
	if r.scaled == nil {
		r.scaled = map[*table]bool{}
	}
	r.scaled[f.table()] = true
	r.find(Finding{
		Severity: portfolio.SeverityInfo, Code: "shown-scaled", Cell: f.ref(), Raw: f.cell().Raw(),
		Args: map[string]any{"sheet": f.sheet(), "unit": unit.String(), "format": f.cell().Format(), "text": f.cell().Raw()},
	})
}

// askStoredUnit asks for the unit of the stored numbers of a sheet whose number
// formats contradict what is written about them.
func (r *reader) askStoredUnit(f fact, code string, stated measure) measure {
	proposed := r.likelyUnit(f.table())
	answer, ok := r.ask(Question{
		Key: "unit@" + f.sheet(), Code: code, Cells: append([]string{f.ref()}, r.headRefs(f.table())...), Options: units,
		Proposed: proposed.String(), Confidence: 0.5,
		Args: map[string]any{"sheet": f.sheet(), "format": f.cell().Format(), "text": f.cell().Raw(), "unit": stated.String()},
	})
	if ok {
		proposed = unitNamed(answer)
	}
	return proposed
}
