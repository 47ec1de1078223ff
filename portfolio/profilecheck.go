package portfolio

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What a municipality's rules may be: longer periods, limits and deadlines are
// slips of the keyboard.
const (
	maxStrategyYears = 20
	maxPaybackYears  = 50
	maxDeadlineDays  = 365
)

// faults are what is wrong with an organisation's rules, each at its field as a
// profile file names it.
type faults []error

func (f *faults) add(field, key string, pairs ...any) {
	wrong := badProfile(key, pairs...)
	wrong.Place.Field = field
	*f = append(*f, wrong)
}

// InFile is an error, or all that were joined, with the name of the file they are
// in.
func InFile(err error, name string) error {
	joined, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // only the outermost error is a list
	if !ok {
		var wrong *Error
		if errors.As(err, &wrong) {
			placed := *wrong
			placed.Place.File = name
			return &placed
		}
		return err
	}
	var all []error
	for _, one := range joined.Unwrap() {
		all = append(all, InFile(one, name))
	}
	return errors.Join(all...)
}

// Check tells whether the rules hold together: CodeInvalid with all that does not,
// each with its field.
func (o Organisation) Check() error {
	o.Strategy.Imported = nil // belongs to the imports
	return errors.Join(append(o.check(), CheckTexts(o))...)
}

// check tells whether the rules hold together: a period that can be one, classes
// that meet without gap or overlap, limits and deadlines that can be kept, focus
// areas and goals that are unique, one target a year.
func (o Organisation) check() (f faults) {
	if strings.TrimSpace(o.Name) == "" {
		f.add("name", "profile.no-name")
	}
	o.Governance.check(&f)
	o.Strategy.check(&f)
	return f
}

func (g Governance) check(f *faults) {
	if strings.TrimSpace(g.CouncilName) == "" {
		f.add("governance.councilName", "profile.no-name")
	}
	checkClasses(f, g.AmountClasses)
	checkList(f, "governance.gateChecklist", g.GateChecklist)
	switch g.HeadlineMethod {
	case NewPermanent, InYear:
	default:
		f.add("governance.headlineMethod", "profile.headline-method", "method", string(g.HeadlineMethod))
	}
	if limit := g.PaybackLimit; limit != nil && !(*limit > 0 && *limit <= maxPaybackYears) {
		f.add("governance.paybackLimit", "profile.payback-limit", "value", *limit, "max", maxPaybackYears)
	}
	if g.DeadlineDays < 0 || g.DeadlineDays > maxDeadlineDays {
		f.add("governance.deadlineDays", "profile.deadline-days", "value", g.DeadlineDays, "max", maxDeadlineDays)
	}
	if limits := g.Lights; limits != nil && !(limits.Yellow >= 0 && limits.Yellow <= limits.Red && limits.Red <= 1) {
		f.add("governance.lights", "profile.lights", "yellow", limits.Yellow, "red", limits.Red)
	}
	if g.Meeting != nil {
		g.Meeting.check(f, "governance.meeting")
	}
	if g.Office != nil {
		if strings.TrimSpace(g.Office.Name) == "" {
			f.add("governance.office.name", "profile.office")
		}
		if g.Office.Meeting != nil {
			g.Office.Meeting.check(f, "governance.office.meeting")
		}
	}
	g.checkGateOrder(f)
	g.checkSystems(f)
	if g.Sensitivity != nil {
		g.Sensitivity.check(f)
	}
	if g.Calibration != nil {
		g.Calibration.check(f)
	}
}

// checkClasses tells whether half-open classes cover every amount from 0 once,
// and can be told apart.
func checkClasses(f *faults, classes []AmountClass) {
	seen := map[string]bool{}
	for i, class := range classes {
		at, last := fmt.Sprintf("governance.amountClasses[%d]", i), i == len(classes)-1
		if name := FoldNumber(class.Name); name == "" || seen[name] {
			f.add(at+".name", "profile.class-name", "class", class.Name)
		} else {
			seen[name] = true
		}
		if _, err := time.Parse("01-02", class.ProposalsBy); err != nil && class.ProposalsBy != "" {
			f.add(at+".proposalsBy", "profile.class-proposals", "class", class.Name)
		}
		if !known(Accruals, class.AccruesTo) {
			f.add(at+".accruesTo", "profile.class-accrues", "class", class.Name, "value", string(class.AccruesTo))
		}
		checkList(f, at+".gateChecklist", class.GateChecklist)
		switch {
		case i == 0 && class.From != 0:
			f.add(at+".fromOre", "profile.class-first", "class", class.Name)
		case last != (class.Below == nil):
			f.add(at+".belowOre", "profile.class-open", "class", class.Name)
		case !last && (*class.Below <= class.From || classes[i+1].From != *class.Below):
			f.add(at+".belowOre", "profile.class-gap", "class", class.Name)
		case class.From > MaxAmount || class.Below != nil && *class.Below > MaxAmount:
			f.add(at+".belowOre", "profile.class-amount", "class", class.Name)
		}
	}
}

// checkList tells whether the documents of a checklist have names, each once.
func checkList(f *faults, at string, names []string) {
	seen := map[string]bool{}
	for i, name := range names {
		if folded := FoldNumber(name); folded == "" || seen[folded] {
			f.add(fmt.Sprintf("%s[%d]", at, i), "profile.gate-name", "document", name)
		} else {
			seen[folded] = true
		}
	}
}

func (s Strategy) check(f *faults) {
	if s.FromYear != 0 || s.ToYear != 0 {
		if !plausibleYear(s.FromYear) || !plausibleYear(s.ToYear) || s.ToYear < s.FromYear || s.ToYear-s.FromYear >= maxStrategyYears {
			f.add("strategy.toYear", "profile.strategy-period", "from", strconv.Itoa(s.FromYear), "to", strconv.Itoa(s.ToYear), "max", maxStrategyYears)
		}
	}
	areas, goals, years := map[FocusAreaID]bool{}, map[int]bool{}, map[int]bool{}
	for i, area := range s.FocusAreas {
		at := fmt.Sprintf("strategy.focusAreas[%d]", i)
		if area.ID == "" || strings.TrimSpace(area.Name) == "" || areas[area.ID] {
			f.add(at+".id", "profile.focus-area", "id", string(area.ID))
		}
		areas[area.ID] = true
		if badDay(area.Appointed) {
			f.add(at+".appointed", "profile.date", "date", area.Appointed, "field", area.Name)
		}
		area.WorkingGroup.check(f, at+".workingGroup", area.Name)
	}
	for i, goal := range s.Goals {
		if strings.TrimSpace(goal.Text) == "" || goal.Number < 1 || goals[goal.Number] {
			f.add(fmt.Sprintf("strategy.goals[%d]", i), "profile.goal", "n", goal.Number)
		}
		goals[goal.Number] = true
	}
	for i, target := range s.Targets {
		at := fmt.Sprintf("strategy.targets[%d]", i)
		if target.Year < s.FromYear || target.Year > s.ToYear || years[target.Year] {
			f.add(at+".year", "profile.target", "year", strconv.Itoa(target.Year))
		}
		years[target.Year] = true
		target.check(f, at)
	}
	s.checkCommitments(f)
}

// check tells whether a target and the whole budget are amounts a municipality
// can have, in prices that are said whole.
func (t Target) check(f *faults, at string) {
	year := strconv.Itoa(t.Year)
	if t.Amount < 0 || t.Amount > MaxAmount || t.EfficiencyBudget != nil && (*t.EfficiencyBudget < 0 || *t.EfficiencyBudget > MaxAmount) {
		f.add(at+".ore", "profile.target-amount", "year", year)
	}
	if (t.PriceLevel.Basis == PricesFixed) != (t.PriceLevel.Year != 0) || t.PriceLevel.Year != 0 && !plausibleYear(t.PriceLevel.Year) || !known(PriceBases, t.PriceLevel.Basis) {
		f.add(at+".priceLevel", "profile.target-prices", "year", year)
	}
}

// check tells whether each member has a name and is named once.
func (g *WorkingGroup) check(f *faults, at, area string) {
	if g == nil {
		return
	}
	seen := map[string]bool{g.TaskForce: g.TaskForce != ""}
	for i, member := range g.Members {
		if strings.TrimSpace(member) == "" || seen[member] {
			f.add(fmt.Sprintf("%s.members[%d]", at, i), "profile.working-group", "area", area, "member", member)
		}
		seen[member] = true
	}
}

// check tells whether the rule can be followed, and each date that was moved is
// one of its meetings, moved to a day of its own.
func (c MeetingCalendar) check(f *faults, at string) {
	whole := len(*f)
	if c.Weekday != "" {
		if _, known := weekdays[c.Weekday]; !known || c.Nth < 1 || c.Nth > 4 || c.EveryMonths < 1 || c.EveryMonths > 12 {
			f.add(at+".weekday", "profile.meeting-rule")
		}
	}
	if c.EveryDays < 0 || c.EveryDays > 366 || c.EveryDays > 0 && c.Weekday != "" {
		f.add(at+".everyDays", "profile.meeting-days")
	}
	if badDay(c.First) {
		f.add(at+".first", "profile.meeting-date", "date", c.First)
	}
	follows := len(*f) == whole
	held := map[string]bool{}
	for i, extra := range c.Extra {
		field := fmt.Sprintf("%s.extra[%d]", at, i)
		if extra == "" || badDay(extra) {
			f.add(field, "profile.meeting-date", "date", extra)
		} else if held[extra] {
			f.add(field, "profile.meeting-twice", "date", extra)
		}
		held[extra] = true
	}
	for _, planned := range slices.Sorted(maps.Keys(c.Moved)) {
		field, moved := at+".moved["+planned+"]", c.Moved[planned]
		day, err := time.Parse(time.DateOnly, planned)
		switch {
		case err != nil || badDay(planned):
			f.add(field, "profile.meeting-date", "date", planned)
		case badDay(moved):
			f.add(field, "profile.meeting-date", "date", moved)
		case follows && !slices.ContainsFunc(c.planned(day, day), day.Equal):
			f.add(field, "profile.meeting-moved", "date", planned)
		case moved != "" && held[moved]:
			f.add(field, "profile.meeting-twice", "date", moved)
		}
		if moved != "" {
			held[moved] = true
		}
	}
}
