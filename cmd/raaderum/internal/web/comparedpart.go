package web

import (
	"strconv"

	"raaderum/calc"
	"raaderum/portfolio"
)

// comparedPart is one of a page's own tables, held up against an earlier quarter.
type comparedPart struct {
	Caption, Head string
	Unit          string // "": a count
	Rows          []comparedRow
}

// comparedRow is one thing as two quarters saw it, in words.
type comparedRow struct {
	Name          string
	Before, After comparedSide
	Difference    string // "" when there is none to tell
}

// comparedSide is what one of the quarters says; Text "" is nothing.
type comparedSide struct{ Text, Under, URL string }

// countedRow is a row of counts; where there is none, there is nothing to lead to.
func countedRow(page Page, name string, before, after int, beforeURL, afterURL string) comparedRow {
	side := func(n int, to string) comparedSide {
		if n == 0 {
			return comparedSide{}
		}
		return comparedSide{Text: strconv.Itoa(n), URL: to}
	}
	return comparedRow{name, side(before, beforeURL), side(after, afterURL), withSign(page, float64(after-before))}
}

// comparedAreas is what each focus area has achieved of the later quarter's year;
// those that neither quarter has anything of are left out.
func comparedAreas(page Page, view comparisonView) comparedPart {
	year := view.Years[0].Year
	part := comparedPart{Caption: page.T("comparison.areas", "year", yearText(year)), Head: page.T("calibration.name-area"), Unit: page.T("unit.kroner")}
	for _, area := range portfolio.CompareAreas(view.Earlier, view.Later, view.Method) {
		one := area.Figure(portfolio.BridgeAchieved, "")
		if one.Before == nil && one.After == nil {
			continue
		}
		side := func(report portfolio.QuarterReport, amount *calc.Money) comparedSide {
			if amount == nil {
				return comparedSide{}
			}
			to := withQuery(page.accountURL(report, year, "", view.Method), "area", areaKey(area.Area))
			return comparedSide{Text: view.In.text(*amount), URL: to}
		}
		row := comparedRow{Name: page.T("areas.none"), Before: side(view.Earlier, one.Before), After: side(view.Later, one.After)}
		if named, ok := view.Later.Organisation.Strategy.FocusArea(area.Area); ok {
			row.Name = named.Name
		}
		if one.Difference != nil {
			row.Difference = view.In.signed(*one.Difference)
		}
		part.Rows = append(part.Rows, row)
	}
	return part
}

// comparedQuality is how many cases lacked what, and lack it.
func comparedQuality(page Page, view comparisonView) comparedPart {
	before, after := portfolio.NewDataQuality(view.Earlier), portfolio.NewDataQuality(view.Later)
	at := func(report portfolio.QuarterReport) string {
		return page.developmentURL(report.Quarter) + "#data-quality"
	}
	row := func(name string, was, is int) comparedRow {
		return countedRow(page, name, was, is, at(view.Earlier), at(view.Later))
	}
	part := comparedPart{Caption: page.T("comparison.quality"), Head: page.T("chart.quality.head")}
	for _, one := range after.Defects {
		part.Rows = append(part.Rows, row(page.T("chart.quality."+one.Code), before.Lack(one.Code), len(one.Cases)))
	}
	for _, one := range before.Defects {
		if after.Lack(one.Code) == 0 {
			part.Rows = append(part.Rows, row(page.T("chart.quality."+one.Code), len(one.Cases), 0))
		}
	}
	part.Rows = append(part.Rows, row(page.T("comparison.quality-any"), before.Lacking, after.Lacking))
	return part
}

// comparedPhases is how many cases each phase had and has, with their project sums.
func comparedPhases(page Page, view comparisonView, pipeline pipelineView) comparedPart {
	part := comparedPart{Caption: page.T("comparison.phases"), Head: page.T("cases.column-phase")}
	was, is := map[portfolio.Phase]portfolio.PipelinePhase{}, map[portfolio.Phase]portfolio.PipelinePhase{}
	for _, one := range portfolio.NewPipeline(view.Earlier, pipeline.Today) {
		was[one.Phase] = one
	}
	for _, one := range pipeline.Phases {
		is[one.Phase] = one
	}
	under := func(phase portfolio.PipelinePhase) string {
		if phase.Sum == nil {
			return ""
		}
		return page.T("comparison.phase-sum", "sum", page.Print.ShortMoney(*phase.Sum))
	}
	for _, phase := range append(append([]portfolio.Phase{}, portfolio.Phases...), portfolio.PhaseUnknown) {
		before, after := was[phase], is[phase]
		if len(before.Steps)+len(after.Steps) == 0 {
			continue
		}
		row := countedRow(page, phaseText(page, phase), len(before.Steps), len(after.Steps), page.pipelineURL(view.From)+"#"+phaseAnchor(phase), "#"+phaseAnchor(phase))
		row.Before.Under, row.After.Under = under(before), under(after)
		part.Rows = append(part.Rows, row)
	}
	return part
}

// comparedExperience is what each group of benefits came to of its promises.
func comparedExperience(page Page, view comparisonView, now calibrationView) (parts []comparedPart) {
	then := newCalibrationView(page, view.Earlier.Organisation, casesOf(view.Earlier), calibrationOf(page, view.EarlierWhole))
	side := func(row *calibrationRow) comparedSide {
		if row == nil || row.Share == nil {
			return comparedSide{}
		}
		return comparedSide{page.Print.Percent(*row.Share, 0), page.Print.N("comparison.benefits", len(row.Benefits)), row.URL}
	}
	for i, table := range now.Tables {
		part := comparedPart{Caption: page.T("comparison.experience", "group", page.T("calibration.by-"+table.By)), Head: page.T("calibration.name-" + table.By), Unit: page.T("calibration.share")}
		names := append([]calibrationRow{}, table.Rows...)
		for _, row := range then.Tables[i].Rows {
			if now.row(row.by(table.By)) == nil {
				names = append(names, row)
			}
		}
		for _, row := range names {
			before, after := then.row(row.by(table.By)), now.row(row.by(table.By))
			one := comparedRow{Name: row.Name, Before: side(before), After: side(after)}
			if one.Before.Text != "" && one.After.Text != "" {
				one.Difference = pointsText(page, *after.Share-*before.Share)
			}
			part.Rows = append(part.Rows, one)
		}
		parts = append(parts, part)
	}
	return parts
}

// comparedChances is the chance of each year's target under the same assumptions.
func comparedChances(page Page, then, now outlookView) comparedPart {
	part := comparedPart{Caption: page.T("comparison.chances"), Head: page.T("case.year"), Unit: page.T("outlook.chance-of-target")}
	side := func(view outlookView, year int) (comparedSide, *float64) {
		for i, one := range view.Outlook.Years {
			if one.Year != year {
				continue
			}
			said := comparedSide{Under: "P50 " + page.Print.ShortMoney(wholeKroner(one.P50.Value)), URL: view.Form.url(page, view.Report, year, one.P50.Draw)}
			if said.Text = page.T("amount.missing"); one.Chance != nil {
				said.Text = chanceText(page.Print, view.year(i))
			}
			return said, one.Chance
		}
		return comparedSide{}, nil
	}
	for _, year := range now.Outlook.Years {
		row := comparedRow{Name: yearText(year.Year)}
		var before, after *float64
		row.Before, before = side(then, year.Year)
		row.After, after = side(now, year.Year)
		if before != nil && after != nil {
			row.Difference = pointsText(page, *after-*before)
		}
		part.Rows = append(part.Rows, row)
	}
	return part
}

// pointsText is the difference of two shares.
func pointsText(page Page, difference float64) string {
	sign := ""
	if difference > 0 {
		sign = "+"
	}
	return page.T("comparison.points", "points", sign+page.Print.Number(100*difference, 0))
}
