package i18n

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// TimeFormula is the way from the assumptions of a time saving to hours,
// full-time equivalents and kroner, one line each.
func (p *Printer) TimeFormula(basis portfolio.TimeBasis) []string {
	saving, err := basis.Compute()
	if err != nil {
		return nil
	}
	pairs := []any{"hours", p.shortest(saving.Hours, 2)}
	for _, one := range basis.Assumptions {
		pairs = append(pairs, string(one.Input), p.shortest(one.Value, 6))
	}
	lines := []string{p.T("time.formula-hours", pairs...)}
	if saving.FTE != nil {
		lines = append(lines, p.T("time.formula-fte", append(pairs, "fte", p.shortest(*saving.FTE, 3))...))
	}
	if saving.Money != nil {
		lines = append(lines, p.T("time.formula-kroner", append(pairs, "kroner", p.Money(*saving.Money))...))
	}
	return lines
}

// LikenessMatch says which field two benefits share, what each says of it and
// how much alike that is.
func (p *Printer) LikenessMatch(match portfolio.LikenessMatch) string {
	a, b := match.A, match.B
	if match.Field == "amount" || match.Field == "planned" {
		a, b = p.oreText(a), p.oreText(b)
	}
	if match.Field == "hours" {
		a, b = p.hourText(a), p.hourText(b)
	}
	key := "likeness.differs"
	if a == b {
		key = "likeness.same"
	}
	return p.T(key, "field", p.T("likeness.field-"+match.Field), "a", a, "b", b, "percent", p.Percent(match.Degree, 0))
}

func (p *Printer) oreText(text string) string {
	ore, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return text
	}
	return p.Money(calc.Money(ore)) + NoBreak + p.T("unit.kroner")
}

func (p *Printer) hourText(text string) string {
	hours, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return p.shortest(hours, 2)
}

// OverlapJudgment is what somebody said of two benefits that look alike.
func (p *Printer) OverlapJudgment(judgment portfolio.OverlapJudgment) string {
	key := "likeness.said-different"
	if judgment.Same {
		key = "likeness.said-same"
	}
	return p.T(key, "user", string(judgment.By), "date", judgment.At, "reason", judgment.Reason)
}
