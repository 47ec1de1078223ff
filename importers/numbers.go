package importers

import (
	"slices"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// readNumbers keeps the facts that are amounts. What is no number is reported
// at its cell and left out; an ambiguous number is asked about.
func (r *reader) readNumbers() {
	written := map[*table]int{}
	r.doubted = map[*workbook.Cell]value{}
	r.takenOff = map[*workbook.Cell]bool{}
	r.drop(func(f fact) bool {
		if r.stale && f.cell().Formula() != "" {
			return true
		}
		switch f.state() {
		case isNumber:
			return false
		case isTextNumber:
			written[f.table()]++
			return false
		case isAmbiguous:
			chosen := r.chooseReading(f)
			r.doubted[f.cell()] = f.said()
			return !chosen
		case isBlank:
			return true
		case isWords:
			if r.chooseEnd(f) {
				written[f.table()]++
				return false
			}
		}
		r.find(notAnAmount(f))
		if f.state() != isDash {
			r.doubted[f.cell()] = f.said()
		}
		if f.subject() != nil && (f.state() == isUncached || f.state() == isError) {
			f.subject().blank = true
		}
		return true
	})
	for _, v := range r.views {
		for _, t := range v.tables {
			if written[t] > 0 {
				r.find(Finding{Severity: portfolio.SeverityInfo, Code: "text-numbers", Cell: t.grid.ref(t.first, t.columns[0].at), Args: map[string]any{"n": written[t], "sheet": t.key()}})
			}
		}
	}
}

func notAnAmount(f fact) Finding {
	finding := Finding{Cell: f.ref(), Raw: f.cell().Raw(), Args: map[string]any{"text": clean(f.cell().Raw())}}
	switch f.state() {
	case isError:
		finding.Severity, finding.Code = portfolio.SeverityError, "error-value"
	case isUncached:
		finding.Severity, finding.Code, finding.Raw = portfolio.SeverityError, "no-cached-value", "="+f.cell().Formula()
	case isDash:
		finding.Severity, finding.Code = portfolio.SeverityInfo, "missing-dash"
	case isDate:
		finding.Severity, finding.Code = portfolio.SeverityWarning, "date-for-number"
	default:
		finding.Severity, finding.Code = portfolio.SeverityWarning, "not-a-number"
	}
	return finding
}

// chooseReading asks which number an ambiguous text is.
func (r *reader) chooseReading(f fact) bool {
	choices := choicesIn(f.cell().Raw(), f.table().grid.locale)
	var options []string
	read := choices[:0:0]
	for _, choice := range choices {
		if option := danishNumber(choice.String()); !slices.Contains(options, option) {
			options, read = append(options, option), append(read, choice)
		}
	}
	if len(options) == 1 { // two ways of writing one number
		f.readAs(read[0])
		return true
	}
	proposed, confidence := f.table().grid.likelyReading(options), 0.6
	if proposed == "" {
		confidence = 0.4
	}
	answer, ok := r.ask(Question{
		Key: "number-format@" + f.ref(), Code: "number-format", Cells: []string{f.ref()}, Options: options,
		Proposed: proposed, Confidence: confidence, Args: map[string]any{"text": clean(f.cell().Raw()), "first": options[0], "second": options[len(options)-1]},
	})
	if !ok {
		return false
	}
	for i, option := range options {
		if option == answer {
			f.readAs(read[i])
		}
	}
	return true
}

// readAs settles which number a text is.
func (f fact) readAs(number danish.Decimal) {
	v := f.said()
	v.setDecimal(number)
	v.state = isTextNumber
	f.setValue(v)
}

// danishNumber writes a decimal in machine form the Danish way: "1.500",
// "1,5".
func danishNumber(machine string) string {
	whole, fraction := machine, ""
	for i := range machine {
		if machine[i] == '.' {
			whole, fraction = machine[:i], ","+machine[i+1:]
		}
	}
	sign := ""
	if len(whole) > 0 && whole[0] == '-' {
		sign, whole = "-", whole[1:]
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	return sign + whole + fraction
}
