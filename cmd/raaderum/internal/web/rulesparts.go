package web

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// rows that are empty, for classes that are to come.
const spareClasses = 2

func (f *rulesForm) council() {
	f.section("council")
	f.group("", false)
	f.Org.Governance.CouncilName = f.field("governance.councilName", entryInput{Name: "council", Label: "council-name", Value: f.Org.Governance.CouncilName})
}

// classes are the amount classes. Each begins where the one before ends, so that
// there is no gap and no overlap to type.
func (f *rulesForm) classes() {
	f.section("classes")
	stand := f.Org.Governance.AmountClasses
	rows := len(stand) + spareClasses
	if f.typed != nil {
		if sent, err := strconv.Atoi(f.typed("classes")); err == nil {
			rows = min(max(sent, 0), 50)
		}
	}
	all, from := []portfolio.AmountClass{}, calc.Money(0)
	for i := range rows {
		class := portfolio.AmountClass{}
		if i < len(stand) {
			class = stand[i]
		}
		read, blank := f.class(i, len(all), class)
		if blank {
			continue
		}
		read.From = from
		if read.Below != nil {
			from = *read.Below
		}
		all = append(all, read)
	}
	f.Org.Governance.AmountClasses = all
}

// class is row i of the form, which is to be class n of the rules. A row without
// a name and a limit is no class.
func (f *rulesForm) class(i, n int, class portfolio.AmountClass) (portfolio.AmountClass, bool) {
	place, name := fmt.Sprintf("governance.amountClasses[%d]", n), func(field string) string { return field + "-" + strconv.Itoa(i) }
	f.group(f.Page.T("rules.class-n", "n", i+1), true)
	limit := ""
	if class.Below != nil {
		limit = typedMoney(f.Page, *class.Below)
	}
	class.Name = f.field(place+".name", entryInput{Name: name("class"), Label: "class-name", Value: class.Name})
	limit = f.field(place+".belowOre", entryInput{Name: name("below"), Label: "class-below", Hint: "class-below-hint", Value: limit})
	f.at[place+".fromOre"] = name("below")
	class.Below = nil
	if limit != "" {
		money, wrong := readKroner(f.Page.Print, limit)
		if class.Below = &money; wrong != "" {
			f.fail(name("below"), wrong)
		}
	}
	class.Financing = f.field(place+".financing", entryInput{Name: name("financing"), Label: "class-financing", Value: class.Financing})
	class.Route = f.field(place+".route", entryInput{Name: name("route"), Label: "class-route", Value: class.Route})
	class.AccruesTo = portfolio.AccruesTo(f.field(place+".accruesTo", entryInput{Name: name("accrues"), Label: "class-accrues", Kind: inputSelect, Value: string(class.AccruesTo),
		Options: options(f.Page, "accrues.", portfolio.Accruals)}))
	class.ProposalsBy = f.field(place+".proposalsBy", entryInput{Name: name("proposals"), Label: "class-proposals", Hint: "class-proposals-hint", Value: class.ProposalsBy})
	plan := ""
	if class.HarvestPlan {
		plan = "yes"
	}
	class.HarvestPlan = f.field(place+".harvestPlan", entryInput{Name: name("harvest"), Label: "class-harvest", Kind: inputSelect, Value: plan,
		Options: []entryOption{{"", f.Page.T("entry.no")}, {"yes", f.Page.T("entry.yes")}}}) == "yes"
	class.GateChecklist = f.list(place+".gateChecklist", name("gate"), "class-gate", "class-gate-hint", class.GateChecklist)
	return class, class.Name == "" && limit == "" && class.Financing == "" && class.Route == ""
}

func (f *rulesForm) counting() {
	rules := &f.Org.Governance
	f.section("counting")
	f.group("", false)
	rules.HeadlineMethod = portfolio.CountMethod(f.field("governance.headlineMethod", entryInput{Name: "method", Label: "method", Kind: inputSelect, Value: string(rules.HeadlineMethod),
		Options: []entryOption{{string(portfolio.NewPermanent), f.Page.T("method.new-permanent")}, {string(portfolio.InYear), f.Page.T("method.in-year")}}}))
	rules.CountsOnlyCentral = f.yes("governance.countsOnlyCentral", "only-central", rules.CountsOnlyCentral)
	rules.CountsGross = f.yes("governance.countsGross", "gross", rules.CountsGross)
}

func (f *rulesForm) limits() {
	rules := &f.Org.Governance
	f.section("limits")
	f.group("", true)
	rules.PaybackLimit = f.decimal("governance.paybackLimit", "payback", "payback", "payback-hint", rules.PaybackLimit)
	var yellow, red *float64
	if rules.Lights != nil {
		yellow, red = percent(rules.Lights.Yellow), percent(rules.Lights.Red)
	}
	yellow = f.decimal("governance.lights", "yellow", "yellow", "yellow-hint", yellow)
	red = f.decimal("", "red", "red", "red-hint", red)
	switch {
	case yellow == nil && red == nil:
		rules.Lights = nil
	case yellow == nil || red == nil:
		f.fail("yellow", f.Page.T("rules.lights-both"))
	default:
		rules.Lights = &portfolio.LightLimits{Yellow: *yellow / 100, Red: *red / 100}
	}
}

// percent is a share as people type it.
func percent(share float64) *float64 {
	value := math.Round(share*1e8) / 1e6
	return &value
}

// checklist is what the council wants of a case, and in which order. A document
// that waits is asked for by its name, so that the order follows it.
func (f *rulesForm) checklist() {
	rules := &f.Org.Governance
	f.section("checklist")
	f.group("", false)
	rules.GateChecklist = f.list("governance.gateChecklist", "gate", "gate", "gate-hint", rules.GateChecklist)
	if rules.GateChecklist == nil {
		rules.GateChecklist = []string{}
	}
	names := slices.Clone(rules.GateChecklist)
	for _, class := range rules.AmountClasses {
		names = append(names, class.GateChecklist...)
	}
	stand := rules.GateAfter
	for name := range stand {
		names = append(names, name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		return
	}
	f.section("order")
	f.Sections[len(f.Sections)-1].Folded = true
	rules.GateAfter = nil
	for _, document := range names {
		f.group(document, false)
		hash := fnv.New32a()
		hash.Write([]byte(document))
		first := f.list("governance.gateAfter["+document+"]", fmt.Sprintf("after-%08x", hash.Sum32()), "after", "after-hint", stand[document])
		if len(first) > 0 {
			if rules.GateAfter == nil {
				rules.GateAfter = map[string][]string{}
			}
			rules.GateAfter[document] = first
		}
	}
}

func (f *rulesForm) calendars() {
	rules := &f.Org.Governance
	f.section("meeting")
	rules.Meeting = f.calendar("governance.meeting", "meeting-", rules.Meeting)
	f.group("", true)
	rules.DeadlineDays = f.whole("governance.deadlineDays", "deadline", "deadline", "deadline-hint", rules.DeadlineDays)
	f.section("office")
	f.group("", false)
	var office portfolio.Office
	if rules.Office != nil {
		office = *rules.Office
	}
	office.Name = f.field("governance.office.name", entryInput{Name: "office", Label: "office-name", Hint: "office-hint", Value: office.Name})
	office.Meeting = f.calendar("governance.office.meeting", "office-", office.Meeting)
	rules.Office = &office
	if office.Name == "" && office.Meeting == nil {
		rules.Office = nil
	}
}

// weekdays of a calendar, as a profile names them.
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday"}

// calendar is when a council or an office meets; nil when nothing is typed.
func (f *rulesForm) calendar(place, prefix string, now *portfolio.MeetingCalendar) *portfolio.MeetingCalendar {
	var c portfolio.MeetingCalendar
	if now != nil {
		c = *now
	}
	f.group(f.Page.T("rules.by-weekday"), true)
	c.Weekday = f.field(place+".weekday", entryInput{Name: prefix + "weekday", Label: "weekday", Kind: inputSelect, Value: c.Weekday, Options: options(f.Page, "rules.day-", weekdays)})
	c.Nth = f.whole("", prefix+"nth", "nth", "nth-hint", c.Nth)
	c.EveryMonths = f.whole("", prefix+"months", "months", "months-hint", c.EveryMonths)
	f.group(f.Page.T("rules.by-days"), true)
	c.EveryDays = f.whole(place+".everyDays", prefix+"days", "days", "days-hint", c.EveryDays)
	c.First = f.field(place+".first", entryInput{Name: prefix + "first", Label: "first", Kind: inputDate, Value: c.First})
	f.group(f.Page.T("rules.exceptions"), false)
	c.Moved = f.moved(place, prefix, c.Moved)
	c.Extra = f.list(place+".extra", prefix+"extra", "extra", "extra-hint", c.Extra)
	if c.Weekday == "" && c.Nth == 0 && c.EveryMonths == 0 && c.EveryDays == 0 && c.First == "" && len(c.Moved)+len(c.Extra) == 0 {
		return nil
	}
	return &c
}

// moved are meetings on other days than the rule gives, a line for each: the day
// of the rule and the new one, or the first alone for one that is cancelled.
func (f *rulesForm) moved(place, prefix string, now map[string]string) map[string]string {
	var lines []string
	for was, is := range now {
		lines = append(lines, strings.TrimSpace(was+" "+is))
	}
	slices.Sort(lines)
	var moved map[string]string
	for _, line := range f.list(place+".moved", prefix+"moved", "moved", "moved-hint", lines) {
		days := strings.Fields(line)
		if len(days) > 2 {
			f.fail(prefix+"moved", f.Page.T("rules.moved-wrong", "line", line))
			continue
		}
		if moved == nil {
			moved = map[string]string{}
		}
		if _, twice := moved[days[0]]; twice {
			f.fail(prefix+"moved", f.Page.T("rules.moved-twice", "date", days[0]))
		}
		moved[days[0]] = strings.Join(days[1:], "")
	}
	return moved
}
