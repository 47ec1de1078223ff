package web

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// planForm is what people decide about a plan, as typed.
type planForm struct {
	Year     int
	Budgets  [2][]planField // the proposal's, and another frame's
	Weights  []planField
	Measures []portfolio.PlanMeasure
	Overview string
	Wrong    string
}

type planField struct{ Name, Text string }

// newPlanForm holds what the settings say.
func newPlanForm(page Page, year int, settings portfolio.PlanSettings) planForm {
	form := planForm{Year: year, Overview: settings.Overview}
	for f := range form.Budgets {
		for y := range portfolio.PlanYears {
			field := planField{Name: "budget-" + strconv.Itoa(f) + "-" + strconv.Itoa(y)}
			if f < len(settings.Frames) && len(settings.Frames[f].Budgets) > 0 && settings.Frames[f].Budgets[y] != nil {
				budget := *settings.Frames[f].Budgets[y]
				field.Text = columnFor(page.Print, []calc.Money{budget}).text(budget)
			}
			form.Budgets[f] = append(form.Budgets[f], field)
		}
	}
	for _, measure := range portfolio.PlanMeasures {
		field := planField{Name: "weight-" + string(measure)}
		for _, one := range settings.Criteria {
			if one.Measure == measure {
				field.Text = page.Print.Value(one.Weight)
			}
		}
		form.Weights, form.Measures = append(form.Weights, field), append(form.Measures, measure)
	}
	return form
}

// read takes what was sent.
func (f *planForm) read(page Page, c *fiber.Ctx) {
	f.Overview = strings.TrimSpace(c.FormValue("overview"))
	for _, fields := range [][]planField{f.Budgets[0], f.Budgets[1], f.Weights} {
		for i := range fields {
			fields[i].Text = strings.TrimSpace(c.FormValue(fields[i].Name))
			if _, ok := readNumber(page.Print, fields[i].Text); !ok && fields[i].Text != "" {
				f.Wrong = page.T("plan.make-wrong", "text", fields[i].Text)
			}
		}
	}
}

// readNumber reads a number of 0 or more as the page's language writes it.
func readNumber(print *i18n.Printer, text string) (float64, bool) {
	group, point := ".", ","
	if print.Language() != i18n.Languages[0] {
		group, point = ",", "."
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, "kr."))
	for _, space := range []string{" ", i18n.NoBreak, group} {
		text = strings.ReplaceAll(text, space, "")
	}
	number, err := strconv.ParseFloat(strings.ReplaceAll(text, point, "."), 64)
	return number, err == nil && number >= 0 && !math.IsInf(number, 0) && number < 1e12
}

// settings are those before with what was typed. An empty budget is no limit;
// the other frame is left out when nothing is typed of it.
func (f planForm) settings(page Page, before portfolio.PlanSettings) portfolio.PlanSettings {
	after := portfolio.PlanSettings{Overview: f.Overview, Cases: before.Cases}
	for i, fields := range f.Budgets {
		frame := portfolio.PlanFrame{Name: page.T("plan.frame-proposal")}
		if i > 0 {
			frame.Name = page.T("plan.frame-other")
		}
		if i < len(before.Frames) {
			frame.Hours, frame.Targets = before.Frames[i].Hours, before.Frames[i].Targets
			if before.Frames[i].Name != "" {
				frame.Name = before.Frames[i].Name
			}
		}
		if frame.Budgets = budgetsOf(page.Print, fields); i == 0 || frame.Budgets != nil || frame.Hours != nil || frame.Targets != nil {
			after.Frames = append(after.Frames, frame)
		}
	}
	if len(before.Frames) > len(f.Budgets) {
		after.Frames = append(after.Frames, before.Frames[len(f.Budgets):]...)
	}
	standard := portfolio.StandardCriteria(page.Organisation.Strategy, f.Year)
	for i, measure := range f.Measures {
		one := standard[slices.IndexFunc(standard, func(c portfolio.PlanCriterion) bool { return c.Measure == measure })]
		for _, known := range before.Criteria {
			if known.Measure == measure {
				one = known
			}
		}
		one.Weight, _ = readNumber(page.Print, f.Weights[i].Text)
		after.Criteria = append(after.Criteria, one)
	}
	return after
}

// budgetsOf is a frame's budgets; nil when none was typed.
func budgetsOf(print *i18n.Printer, fields []planField) []*calc.Money {
	budgets, any := make([]*calc.Money, len(fields)), false
	for y, field := range fields {
		if number, ok := readNumber(print, field.Text); ok && field.Text != "" {
			if amount, err := calc.FromKroner(number); err == nil {
				budgets[y], any = &amount, true
			}
		}
	}
	if !any {
		return nil
	}
	return budgets
}
