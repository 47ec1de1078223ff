package template

import (
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// versionCell carries the mark by which the reader knows the template.
const versionCell = "C1"

// drawMaster draws Stamdata: what the case is, what it is computed on, how it
// serves the goals, and the exception it may have been given.
func drawMaster(b *book, form Form, p places) {
	s := b.sheet(SheetMaster, 25, 52, 50)
	s.banner("Business case", "Forretningsmæssigt investeringsforslag. Gule felter udfyldes; grå felter regner selv.")
	s.words(1, 3, Version, lookSubtitle)
	b.name(NameVersion, SheetMaster, versionCell)
	values := masterValues(form)
	for _, section := range masterSections {
		s.words(p.masterRow[section.fields[0].Name]-1, 1, section.title, lookSection)
		s.heights[p.masterRow[section.fields[0].Name]-1] = 24
		for _, field := range section.fields {
			s.masterField(p.masterRow[field.Name], field, values[field.Name])
		}
	}
	for _, goal := range form.Goals {
		if row, ok := p.masterRow["goal-"+strconv.Itoa(goal.Number)]; ok {
			s.words(row, 3, goal.Text, lookHelp)
		}
	}
	s.page = page{freeze: "A4", titleRows: "$1:$2"}
}

// masterField draws one line: the words, the input cell, and the help.
func (s *sheet) masterField(row int, field MasterField, value any) {
	b, cell := s.book, at(row, masterValue)
	s.words(row, 1, field.Label, lookLabel)
	s.words(row, 3, field.Help, lookHelp)
	s.heights[row] = 19
	if len([]rune(field.Help)) > 62 {
		s.heights[row] = 28
	}
	b.name(field.Defined, s.name, cell)
	switch v := value.(type) {
	case time.Time:
		s.date(row, masterValue, v, lookInput)
	case *float64:
		format := formatYear
		if field.kind == rate {
			format = formatRate
		}
		s.number(row, masterValue, v, lookInput.with(format))
	case string:
		if field.kind == longText {
			s.heights[row] = heightOf(v)
		}
		s.text(row, masterValue, v, lookInput)
	}
	s.masterRule(cell, field)
}

// masterRule says what may be written in a field.
func (s *sheet) masterRule(cell string, field MasterField) {
	b := s.book
	switch field.kind {
	case choice:
		if field.list != "" {
			s.suggest(cell, field.list)
		} else {
			s.choose(cell, b.listOf(field.Choices))
		}
	case year:
		s.validate(cell, func(v *excelize.DataValidation) {
			b.keep(v.SetRange(firstYear, lastYear, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween))
			v.SetError(excelize.DataValidationErrorStyleStop, "Årstal", "Skriv et årstal mellem 1990 og 2100.")
		})
	case rate:
		s.validate(cell, func(v *excelize.DataValidation) {
			b.keep(v.SetRange(-0.5, 1, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
			v.SetError(excelize.DataValidationErrorStyleStop, "Rente", "Skriv renten i procent, for eksempel 4 %.")
		})
	case date:
		s.validate(cell, func(v *excelize.DataValidation) {
			b.keep(v.SetRange(32874, 73415, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)) // 1990 to 2100
			v.SetError(excelize.DataValidationErrorStyleStop, "Dato", "Skriv datoen som dd-mm-åååå.")
		})
	}
}

// The years a case may lie in.
const (
	firstYear = 1990
	lastYear  = 2100
)

// heightOf is the height of a row of running text in the value column.
func heightOf(words string) float64 {
	const perLine = 54
	lines := 1 + len([]rune(words))/perLine
	return max(32, 6+float64(lines)*13)
}

// masterValues are the values of Stamdata by field: text, a date, or a number
// that may be missing.
func masterValues(form Form) map[string]any {
	c := form.Case
	values := map[string]any{
		"organisation": form.Organisation, "number": c.Number, "title": c.Title, "summary": c.Summary,
		"focus-area": form.FocusArea, "origin": Origins.Label(string(c.Origin)), "obligatory": "",
		"phase": Phases.Label(string(c.Phase)), "status": Statuses.Label(string(c.Status)),
		"project-owner": c.ProjectOwner, "system-owner": c.SystemOwner, "record-number": c.RecordNumber,
		"decision-date": c.DecisionDate, "go-live": c.GoLive,
		"base-year": numberOf(form.BaseYear), "unit": form.Unit,
		"price-basis": PriceBases.Label(string(c.PriceLevel.Basis)), "price-year": numberOf(c.PriceLevel.Year),
		"discount-rate": form.Rate,
		"goal-1":        c.Goals[1], "goal-2": c.Goals[2], "goal-3": c.Goals[3],
		"dispensation-ground": "", "dispensation-reason": "", "dispensation-by": "", "dispensation-date": time.Time{},
	}
	if c.Title != "" {
		values["obligatory"] = yesNo(c.Obligatory)
	}
	if d := c.Dispensation; d != nil {
		values["dispensation-ground"] = Grounds.Label(string(d.Ground))
		values["dispensation-reason"], values["dispensation-by"], values["dispensation-date"] = d.Reason, d.By, d.Date
	}
	return values
}

func yesNo(b bool) string { return YesNo.Label(strconv.FormatBool(b)) }

// numberOf is a whole number for a cell; 0 means not known here.
func numberOf(n int) *float64 {
	if n == 0 {
		return nil
	}
	f := float64(n)
	return &f
}
