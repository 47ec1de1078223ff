package store

import (
	"context"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// Cases are an organisation's cases in their latest versions, with every amount
// and its source, and with what has been reported about their benefits since.
// The number of questions to the database does not depend on how many there are.
func (s *Store) Cases(ctx context.Context, org portfolio.OrganisationID) (cases []portfolio.BusinessCase, err error) {
	err = s.read(ctx, func(t *tx) error {
		cases, err = findCases(ctx, t, org, everyCase)
		return err
	})
	return cases, err
}

// Case is one case in its latest version.
func (s *Store) Case(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) (one portfolio.BusinessCase, err error) {
	err = s.read(ctx, func(t *tx) error {
		found, err := findCases(ctx, t, org, caseSet{id})
		if err == nil && len(found) == 0 {
			err = portfolio.NotFound("case", string(id))
		}
		if err == nil {
			one = found[0]
		}
		return err
	})
	return one, err
}

// CaseVersions are all versions of a case as they were accepted, the newest
// first. What was reported about its benefits later is not in them.
func (s *Store) CaseVersions(ctx context.Context, org portfolio.OrganisationID, id portfolio.CaseID) (versions []portfolio.BusinessCase, err error) {
	err = s.read(ctx, func(t *tx) error {
		l := newLoader(t, func(table string) string {
			return ` WHERE ` + table + `.organisation_id = $1 AND ` + table + `.case_id = $2`
		}, org, id)
		if err := l.load(ctx); err != nil {
			return err
		}
		if versions = l.cases(); len(versions) == 0 {
			return portfolio.NotFound("case", string(id))
		}
		slices.Reverse(versions)
		return nil
	})
	return versions, err
}

// ofLatest narrows a table of version rows to the latest versions of an
// organisation's cases ($1).
func ofLatest(table string) string {
	return ` JOIN cases latest ON latest.organisation_id = ` + table + `.organisation_id AND latest.id = ` + table + `.case_id
		AND latest.latest_version = ` + table + `.version AND NOT latest.gone WHERE ` + table + `.organisation_id = $1`
}

// ofLiveImport leaves out rows that an undone import brought.
func ofLiveImport(table string) string {
	return `NOT EXISTS (SELECT 1 FROM import_undos undone
		WHERE undone.organisation_id = ` + table + `.organisation_id AND undone.import_id = ` + table + `.import_id)`
}

// findCases loads the latest versions of cases, with what was reported and
// corrected since.
func findCases(ctx context.Context, t *tx, org portfolio.OrganisationID, which caseSet) ([]portfolio.BusinessCase, error) {
	cases, err := findImported(ctx, t, org, which)
	if err != nil {
		return nil, err
	}
	corrections, err := findCorrections(ctx, t, org, which.only())
	if err != nil {
		return nil, err
	}
	applyCorrections(cases, corrections)
	return cases, nil
}

// findImported is findCases without the corrections: what was imported with what
// people wrote about it.
func findImported(ctx context.Context, t *tx, org portfolio.OrganisationID, which caseSet) ([]portfolio.BusinessCase, error) {
	one, args := which.where, which.args(org)
	l := newLoader(t, func(table string) string { return ofLatest(table) + one(table) }, args...)
	if err := l.load(ctx); err != nil {
		return nil, err
	}
	entries, err := findEntries(ctx, t, org, which.only())
	if err != nil {
		return nil, err
	}
	l.addBenefits(entries)
	if err := l.overlayReports(ctx, ` WHERE r.organisation_id = $1 AND `+ofLiveImport("r")+one("r")); err != nil {
		return nil, err
	}
	l.overlayEntries(entries)
	if err := l.overlayOverlaps(ctx, ` WHERE o.organisation_id = $1`+one("o")); err != nil {
		return nil, err
	}
	judgments, err := findJudgments(ctx, t, org)
	if err != nil {
		return nil, err
	}
	l.overlayJudgments(judgments)
	return l.cases(), nil
}

// loader puts versions together from their rows, one question per table.
type loader struct {
	t     *tx
	which func(table string) string // the JOIN and WHERE for a table of version rows
	args  []any
	order []versionKey
	found map[versionKey]*loadedCase
}

type versionKey struct {
	id      portfolio.CaseID
	version int
}

type loadedCase struct {
	portfolio.BusinessCase
	sequence  int64 // of the import the version came with
	costs     map[string]int
	benefits  map[portfolio.BenefitID]int
	stateless map[portfolio.BenefitID]bool  // the version does not state a state
	stateFrom map[portfolio.BenefitID]int64 // of the import a state was reported with later
}

func newLoader(t *tx, which func(string) string, args ...any) *loader {
	return &loader{t: t, which: which, args: args, found: map[versionKey]*loadedCase{}}
}

func (l *loader) load(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		l.loadVersions, l.loadStated, l.loadCosts, l.loadCostAmounts, l.loadBenefits, l.loadBenefitAmounts,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) cases() []portfolio.BusinessCase {
	cases := make([]portfolio.BusinessCase, 0, len(l.order))
	for _, key := range l.order {
		cases = append(cases, l.found[key].BusinessCase)
	}
	return cases
}

func (l *loader) loadVersions(ctx context.Context) error {
	query := `SELECT v.organisation_id, v.case_id, v.version, v.number, v.title, v.summary, v.focus_area, v.origin, v.obligatory,
			v.phase, v.status, v.decision_date, v.go_live, v.price_basis, v.price_year, v.project_owner, v.system_owner,
			v.record_number, v.goals, v.dispensation_ground, v.dispensation_reason, v.dispensation_by, v.dispensation_date,
			v.sheet, v.cell, v.raw, v.formula, v.import_id, i.sha256, i.file_name, i.sequence
		FROM case_versions v
		JOIN imports i ON i.organisation_id = v.organisation_id AND i.id = v.import_id
		JOIN cases c ON c.organisation_id = v.organisation_id AND c.id = v.case_id` +
		l.which("v") + ` AND ` + ofLiveImport("v") + ` ORDER BY c.ordinal, v.version`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		one := &loadedCase{costs: map[string]int{}, benefits: map[portfolio.BenefitID]int{}, stateless: map[portfolio.BenefitID]bool{}, stateFrom: map[portfolio.BenefitID]int64{}}
		var ground *portfolio.DispensationGround
		var dispensation portfolio.Dispensation
		err := scan(&one.Organisation, &one.ID, &one.Version, &one.Number, &one.Title, &one.Summary, &one.FocusArea, &one.Origin, &one.Obligatory,
			&one.Phase, &one.Status, instant{&one.DecisionDate}, instant{&one.GoLive}, &one.PriceLevel.Basis, &one.PriceLevel.Year,
			&one.ProjectOwner, &one.SystemOwner, &one.RecordNumber, documentOf{&one.Goals},
			&ground, &dispensation.Reason, &dispensation.By, instant{&dispensation.Date},
			&one.Source.Sheet, &one.Source.Cell, &one.Source.Raw, &one.Source.Formula,
			&one.Source.Import, &one.Source.SHA256, &one.Source.File, &one.sequence)
		if err != nil {
			return err
		}
		if ground != nil {
			dispensation.Ground = *ground
			one.Dispensation = &dispensation
		}
		key := versionKey{one.ID, one.Version}
		l.order = append(l.order, key)
		l.found[key] = one
		return nil
	})
}

// source is a cell in the file this version came from.
func (c *loadedCase) source(sheet, cell, raw, formula string) portfolio.Source {
	return portfolio.Source{SHA256: c.Source.SHA256, File: c.Source.File, Import: c.Source.Import,
		Sheet: sheet, Cell: cell, Raw: raw, Formula: formula}
}

func (l *loader) loadStated(ctx context.Context) error {
	query := `SELECT s.case_id, s.version, s.figure, s.value, s.sheet, s.cell, s.raw, s.formula FROM stated_figures s` + l.which("s")
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var key versionKey
		var name, sheet, cell, raw, formula string
		figure := &portfolio.StatedFigure{}
		if err := scan(&key.id, &key.version, &name, &figure.Value, &sheet, &cell, &raw, &formula); err != nil {
			return err
		}
		one := l.found[key]
		if one == nil {
			return nil // of a version that was undone
		}
		figure.Source = one.source(sheet, cell, raw, formula)
		switch name {
		case "payback":
			one.Stated.Payback = figure
		case "npv":
			one.Stated.NPV = figure
		case "irr":
			one.Stated.IRR = figure
		}
		return nil
	})
}

func (l *loader) loadCosts(ctx context.Context) error {
	query := `SELECT l.case_id, l.version, l.id, l.label, l.category, l.recurrence FROM cost_lines l` +
		l.which("l") + ` ORDER BY l.case_id, l.version, l.position`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var key versionKey
		var line portfolio.CostLine
		if err := scan(&key.id, &key.version, &line.ID, &line.Label, &line.Category, &line.Recurrence); err != nil {
			return err
		}
		one := l.found[key]
		if one == nil {
			return nil // of a version that was undone
		}
		one.costs[line.ID] = len(one.Costs)
		one.Costs = append(one.Costs, line)
		return nil
	})
}

func (l *loader) loadCostAmounts(ctx context.Context) error {
	query := `SELECT a.case_id, a.version, a.line_id, a.period, a.ore, a.sheet, a.cell, a.raw, a.formula FROM cost_amounts a` +
		l.which("a") + ` ORDER BY a.case_id, a.version, a.line_id, a.position`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var key versionKey
		var line string
		var row amountRow
		if err := scan(append([]any{&key.id, &key.version, &line}, row.columns()...)...); err != nil {
			return err
		}
		one := l.found[key]
		if one == nil {
			return nil // of a version that was undone
		}
		amount, err := row.amount(one.source)
		to := &one.Costs[one.costs[line]]
		to.Amounts = append(to.Amounts, amount)
		return err
	})
}

func (l *loader) loadBenefits(ctx context.Context) error {
	query := `SELECT b.case_id, b.version, b.id, b.label, b.kind, b.owner, b.accrues_to, b.recurrence, b.state, b.full_year_ore, b.baseline,
			b.full_year_sheet, b.full_year_cell, b.full_year_raw, b.full_year_formula
		FROM benefits b` + l.which("b") + ` ORDER BY b.case_id, b.version, b.position`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var key versionKey
		benefit := portfolio.Benefit{Series: map[portfolio.Series][]portfolio.Amount{}}
		var sheet, cell, raw, formula string
		if err := scan(&key.id, &key.version, &benefit.ID, &benefit.Label, &benefit.Kind, &benefit.Owner, &benefit.AccruesTo,
			&benefit.Recurrence, &benefit.State, &benefit.FullYear, &benefit.Baseline, &sheet, &cell, &raw, &formula); err != nil {
			return err
		}
		one := l.found[key]
		if one == nil {
			return nil // of a version that was undone
		}
		if cell != "" {
			benefit.FullYearSource = one.source(sheet, cell, raw, formula)
		}
		one.benefits[benefit.ID] = len(one.Benefits)
		one.stateless[benefit.ID] = benefit.State == ""
		one.Benefits = append(one.Benefits, benefit)
		return nil
	})
}

func (l *loader) loadBenefitAmounts(ctx context.Context) error {
	query := `SELECT a.case_id, a.version, a.benefit_id, a.series, a.period, a.ore, a.sheet, a.cell, a.raw, a.formula FROM benefit_amounts a` +
		l.which("a") + ` ORDER BY a.case_id, a.version, a.benefit_id, a.series, a.position`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var key versionKey
		var id portfolio.BenefitID
		var series portfolio.Series
		var row amountRow
		if err := scan(append([]any{&key.id, &key.version, &id, &series}, row.columns()...)...); err != nil {
			return err
		}
		one := l.found[key]
		if one == nil {
			return nil // of a version that was undone
		}
		amount, err := row.amount(one.source)
		to := one.Benefits[one.benefits[id]].Series
		to[series] = append(to[series], amount)
		return err
	})
}

// amountRow is the part that every table of amounts has.
type amountRow struct {
	period                    string
	ore                       int64
	sheet, cell, raw, formula string
}

func (r *amountRow) columns() []any {
	return []any{&r.period, &r.ore, &r.sheet, &r.cell, &r.raw, &r.formula}
}

func (r *amountRow) amount(source func(sheet, cell, raw, formula string) portfolio.Source) (portfolio.Amount, error) {
	period, err := calc.ParsePeriod(r.period)
	return portfolio.Amount{Period: period, Money: calc.Money(r.ore), Source: source(r.sheet, r.cell, r.raw, r.formula)}, err
}

// latest finds the loaded cases by id; one version of each is loaded.
func (l *loader) latest() map[portfolio.CaseID]*loadedCase {
	latest := map[portfolio.CaseID]*loadedCase{}
	for key, one := range l.found {
		latest[key.id] = one
	}
	return latest
}

// overlayReports lays what was reported later over the versions: for a series
// and period the latest import's word stands, and so for a benefit's state.
func (l *loader) overlayReports(ctx context.Context, where string) error {
	latest := l.latest()
	query := `SELECT r.case_id, r.benefit_id, r.series, r.state, i.id, i.sha256, i.file_name, i.sequence,
			COALESCE(a.period, ''), COALESCE(a.ore, 0), COALESCE(a.sheet, ''), COALESCE(a.cell, ''), COALESCE(a.raw, ''), COALESCE(a.formula, '')
		FROM benefit_reports r
		JOIN imports i ON i.organisation_id = r.organisation_id AND i.id = r.import_id
		LEFT JOIN report_amounts a ON a.organisation_id = r.organisation_id AND a.import_id = r.import_id AND a.report = r.position` +
		where + ` ORDER BY i.sequence, r.position, a.position`
	return l.t.each(ctx, query, l.args, func(scan func(...any) error) error {
		var report reportRow
		err := scan(append([]any{&report.caseID, &report.benefit, &report.series, &report.state,
			&report.source.Import, &report.source.SHA256, &report.source.File, &report.sequence}, report.columns()...)...)
		if err != nil {
			return err
		}
		one := latest[report.caseID]
		if one == nil {
			return nil
		}
		i, ok := one.benefits[report.benefit]
		if !ok {
			return nil
		}
		return report.lay(one, &one.Benefits[i])
	})
}

type reportRow struct {
	amountRow
	caseID   portfolio.CaseID
	benefit  portfolio.BenefitID
	series   portfolio.Series
	state    portfolio.BenefitState
	source   portfolio.Source
	sequence int64
}

// lay puts a report over a benefit. One that is older than the benefit's
// version only fills in what the version does not state.
func (r *reportRow) lay(one *loadedCase, benefit *portfolio.Benefit) error {
	newer := r.sequence >= one.sequence
	if r.state != "" && (newer || one.stateless[benefit.ID]) {
		benefit.State = r.state
		one.stateFrom[benefit.ID] = r.sequence
	}
	if r.period == "" { // a report of a state only
		return nil
	}
	amount, err := r.amount(func(sheet, cell, raw, formula string) portfolio.Source {
		source := r.source
		source.Sheet, source.Cell, source.Raw, source.Formula = sheet, cell, raw, formula
		return source
	})
	if err != nil {
		return err
	}
	amounts := benefit.Series[r.series]
	at := slices.IndexFunc(amounts, func(known portfolio.Amount) bool { return known.Period == amount.Period })
	switch {
	case at < 0:
		amounts = append(amounts, amount)
		slices.SortStableFunc(amounts, func(a, b portfolio.Amount) int { return a.Period.Compare(b.Period) })
		benefit.Series[r.series] = amounts
	case newer || amounts[at].Source.Import != one.Source.Import:
		amounts[at] = amount
	}
	return nil
}
