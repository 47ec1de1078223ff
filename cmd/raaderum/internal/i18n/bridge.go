package i18n

import (
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// BridgeFigure names a figure of a bridge.
func (p *Printer) BridgeFigure(bridge portfolio.Bridge, key portfolio.BridgeKey) string {
	text := p.T("bridge.figure-"+string(key.Quantity), "year", strconv.Itoa(key.Year), "case", bridge.CaseName(key.Case))
	if key.Layer != "" {
		text += ": " + p.T("layer."+string(key.Layer))
	}
	if key.Method != "" {
		text += " (" + p.T("method."+string(key.Method)) + ")"
	}
	return text
}

// BridgePart says what one change was: the case, the line, what of it, and what
// it was and is.
func (p *Printer) BridgePart(bridge portfolio.Bridge, part portfolio.BridgePart) string {
	var words []string
	if part.Case != "" {
		words = append(words, bridge.CaseName(part.Case))
	}
	if part.Line != nil {
		words = append(words, part.Line.Label)
	}
	switch {
	case part.Period != nil:
		words = append(words, p.T("series."+string(part.Series)), p.Period(*part.Period))
	case part.Series != "":
		words = append(words, p.T("series."+string(part.Series)))
	case part.Field != "" && p.Has("bridge.field-"+part.Field):
		words = append(words, p.T("bridge.field-"+part.Field))
	case part.Field != "":
		words = append(words, p.T("change.field-"+part.Field))
	}
	text := strings.Join(words, ", ")
	if part.Before != "" || part.After != "" {
		change := p.T("bridge.from-to", "before", p.bridgeValue(part, part.Before), "after", p.bridgeValue(part, part.After))
		text = strings.TrimPrefix(text+": "+change, ": ")
	}
	return text
}

// bridgeValue writes a value from its machine form; "" is not stated.
func (p *Printer) bridgeValue(part portfolio.BridgePart, value string) string {
	if value == "" {
		return p.T("bridge.not-stated")
	}
	if part.Cause == portfolio.CauseQuarter {
		if quarter, err := calc.ParseQuarter(value); err == nil {
			return p.Quarter(quarter)
		}
	}
	if part.Period != nil || part.Field == "full-year" {
		if ore, err := strconv.ParseInt(value, 10, 64); err == nil {
			return p.Money(calc.Money(ore))
		}
	}
	if word, ok := p.word(part.Field, value); ok {
		return word
	}
	return value
}
