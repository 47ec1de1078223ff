package template

import (
	"bytes"
	"fmt"
	"io"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Form is what the template is filled in with. The zero Form is an empty
// template; what is not known stays an empty cell.
type Form struct {
	Organisation string   // the municipality's name
	FocusAreas   []string // the choices of Indsatsområde
	Goals        []portfolio.StrategicGoal
	Case         portfolio.BusinessCase
	FocusArea    string // the name, which Case has only as an id
	Unit         string // "kr.", "t.kr." or "mio. kr."; "" leaves the cell empty
	BaseYear     int    // 0 leaves the cell empty
	Years        int    // columns of years; 0 is 10
	Rate         *float64
	Risks        []Risk
	Example      bool // the figures are made up
	Protect      bool // only input cells may be written in
	SpareRows    int  // empty rows for more lines; 0 is plenty
}

// Risk (risiko) is one line of the risk sheet.
type Risk struct {
	Label, Probability, Consequence, Response, Owner string
}

const (
	defaultYears = 10
	mostYears    = 40
	plentyOfRows = 12
)

// unitOf is the worth of one unit in øre; kroner when none is chosen.
func unitOf(unit string) calc.Money {
	switch unit {
	case "t.kr.":
		return calc.ThousandKrone
	case "mio. kr.":
		return calc.MillionKrone
	}
	return calc.Krone
}

// Write writes the template to w. It fails on a Form that would lose data: an
// amount outside the years, or a period that is not a year of the case.
func Write(w io.Writer, form Form) error {
	if form.Years == 0 {
		form.Years = defaultYears
	}
	if err := form.check(); err != nil {
		return err
	}
	b := newBook(form.Protect, form.Example)
	b.hasLists = true
	p := placesOf(form)
	drawMaster(b, form, p)
	drawCosts(b, form, p)
	drawBenefits(b, form, p)
	drawRisks(b, form)
	drawResult(b, form, p)
	drawGuide(b)
	drawLists(b, form)
	return b.write(w)
}

// check refuses a Form the template has no room for.
func (f Form) check() error {
	if f.Years < 1 || f.Years > mostYears {
		return fmt.Errorf("template: %d years; between 1 and %d are possible", f.Years, mostYears)
	}
	if f.Unit != "" && Units.Label(f.Unit) == "" {
		return fmt.Errorf("template: unit %q is not known", f.Unit)
	}
	if err := f.checkWords(); err != nil {
		return err
	}
	for _, line := range f.Case.Costs {
		if _, err := f.spread(line.Amounts); err != nil {
			return fmt.Errorf("template: cost %q: %w", line.Label, err)
		}
	}
	for _, benefit := range f.Case.Benefits {
		if _, err := f.spread(benefit.Series[portfolio.Plan]); err != nil {
			return fmt.Errorf("template: benefit %q: %w", benefit.Label, err)
		}
	}
	return nil
}

// checkWords refuses values the template has no words for.
func (f Form) checkWords() error {
	c := f.Case
	var wordless []string
	word := func(choices Choices, code string) {
		if code != "" && choices.Label(code) == "" {
			wordless = append(wordless, code)
		}
	}
	word(Origins, string(c.Origin))
	word(Phases, string(c.Phase))
	word(Statuses, string(c.Status))
	word(PriceBases, string(c.PriceLevel.Basis))
	if c.Dispensation != nil {
		word(Grounds, string(c.Dispensation.Ground))
	}
	for _, line := range c.Costs {
		word(Categories, line.Category)
		word(Recurrences, string(line.Recurrence))
	}
	for _, benefit := range c.Benefits {
		word(Kinds, string(benefit.Kind))
		word(Recipients, string(benefit.AccruesTo))
		word(Recurrences, string(benefit.Recurrence))
		word(States, string(benefit.State))
	}
	for number := range c.Goals {
		if number < 1 || number > 3 {
			wordless = append(wordless, fmt.Sprintf("goal %d", number))
		}
	}
	if len(wordless) > 0 {
		return fmt.Errorf("template: no room for %q", wordless)
	}
	return nil
}

// spread puts amounts into the year columns; nil is an empty cell.
func (f Form) spread(amounts []portfolio.Amount) ([]*calc.Money, error) {
	row := make([]*calc.Money, f.Years)
	for _, amount := range amounts {
		t, ok := amount.Period.Offset()
		if !ok {
			year, isYear := amount.Period.Year()
			if !isYear || amount.Period.Kind() != calc.YearPeriod || f.BaseYear == 0 {
				return nil, fmt.Errorf("period %q is not a year of the template", amount.Period)
			}
			t = year - f.BaseYear
		}
		if t < 0 || t >= f.Years || row[t] != nil {
			return nil, fmt.Errorf("period %q lies outside the template's years or stands twice", amount.Period)
		}
		row[t] = &amount.Money
	}
	return row, nil
}

// Bytes is Write into memory.
func Bytes(form Form) ([]byte, error) {
	var buffer bytes.Buffer
	err := Write(&buffer, form)
	return buffer.Bytes(), err
}
