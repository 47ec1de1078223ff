package portfolio

import (
	"errors"
	"slices"
	"strings"
	"time"

	"raaderum/calc"
)

// StatusReport (statusindberetning) is what a person said of a case for a
// quarter without a workbook. A later one stands instead of an earlier; neither
// is ever changed.
type StatusReport struct {
	Number         int64        `json:"number"` // 1 and up within the organisation
	Case           CaseID       `json:"case"`
	Quarter        calc.Quarter `json:"quarter"`
	Light          TrafficLight `json:"light"`  // "" leaves it to the computed one
	Reason         string       `json:"reason"` // why Light is another than the computed one
	Comment        string       `json:"comment"`
	DecisionNeeded string       `json:"decisionNeeded"`
	Deviations     []Deviation  `json:"deviations"`
	By             UserID       `json:"by"`
	At             time.Time    `json:"at"`
}

// MayReport tells whether a role may report the status of a case; a coordinator
// only in the focus areas that are theirs, as Organisation.MayReport tells.
func (r Role) MayReport() bool { return r == RoleAnalyst || r == RoleCoordinator || r == RoleAdmin }

// MayConfirm tells whether a role may confirm what a benefit realised; an owner
// and a coordinator only those that are theirs, as Organisation.MayConfirm tells.
func (r Role) MayConfirm() bool { return r.MayReport() || r == RoleOwner }

// MayReport tells why somebody of a name and a role may not report the status of
// a case; nil when they may. A coordinator reports for the focus areas whose
// coordinator they are by the strategy.
func (o Organisation) MayReport(bc BusinessCase, name string, role Role) error {
	if !role.MayReport() {
		return &Error{Code: CodeForbidden, Key: "status.forbidden"}
	}
	if role != RoleCoordinator {
		return nil
	}
	return o.ownArea(bc, name, refusals{"status.no-area", "status.no-coordinator", "status.not-coordinator"})
}

// MayImport tells why somebody of a name and a role may not bring in a case, or
// anything about it; nil when they may. A coordinator does for the focus areas
// whose coordinator they are by the strategy.
func (o Organisation) MayImport(bc BusinessCase, name string, role Role) error {
	if !role.MayImport() {
		return &Error{Code: CodeForbidden, Key: "user.may-not-import"}
	}
	if role != RoleCoordinator {
		return nil
	}
	return o.ownArea(bc, name, refusals{"import.no-area", "import.no-coordinator", "import.not-coordinator"})
}

// MayWrite tells why somebody of a name and a role may not write facts about a
// case (entries, typed amounts, how its benefits are counted, undoing its import);
// nil when they may. A coordinator does for the focus areas whose coordinator they
// are by the strategy.
func (o Organisation) MayWrite(bc BusinessCase, name string, role Role) error {
	if !role.MayImport() {
		return &Error{Code: CodeForbidden, Key: "user.may-not-write"}
	}
	if role != RoleCoordinator {
		return nil
	}
	return o.ownArea(bc, name, refusals{"area.no-area", "area.no-coordinator", "area.not-coordinator"})
}

// refusals are the keys of the words that tell a coordinator why a case is not
// theirs, in words about what they wanted to do.
type refusals struct{ noArea, noCoordinator, notCoordinator string }

// ownArea tells why a coordinator of a name may not act on a case; nil when the
// case is of an area of theirs.
func (o Organisation) ownArea(bc BusinessCase, name string, words refusals) error {
	args := map[string]any{"number": firstOf(bc.Number, bc.Title)}
	area, known := o.Strategy.FocusArea(bc.FocusArea)
	if !known {
		return &Error{Code: CodeForbidden, Key: words.noArea, Args: args}
	}
	args["area"], args["coordinator"] = area.Name, area.Coordinator
	switch {
	case strings.TrimSpace(area.Coordinator) == "":
		return &Error{Code: CodeForbidden, Key: words.noCoordinator, Args: args}
	case FoldNumber(area.Coordinator) != FoldNumber(name):
		return &Error{Code: CodeForbidden, Key: words.notCoordinator, Args: args}
	}
	return nil
}

// firstOf is the number of a case, or what there is instead.
func firstOf(number, title string) string {
	if number != "" {
		return number
	}
	return title
}

// MayConfirm tells why somebody of a name and a role may not confirm what a
// benefit realised; nil when they may. Whoever the benefit names as its owner
// may, and whoever may report the case.
func (o Organisation) MayConfirm(bc BusinessCase, benefit Benefit, name string, role Role) error {
	own := benefit.Owner != "" && FoldNumber(benefit.Owner) == FoldNumber(name)
	switch {
	case !role.MayConfirm():
		return &Error{Code: CodeForbidden, Key: "confirmation.forbidden"}
	case own:
		return nil
	case role == RoleOwner:
		return &Error{Code: CodeForbidden, Key: "confirmation.not-owner", Args: map[string]any{"number": bc.Number, "benefit": benefit.Label, "owner": benefit.Owner}}
	}
	return o.MayReport(bc, name, role)
}

// Check tells everything a report breaks, for the case as it is known.
func (r StatusReport) Check(org Organisation, bc BusinessCase) error {
	var errs []error
	refuse := func(key string, pairs ...any) {
		args := map[string]any{"quarter": r.Quarter, "number": bc.Number}
		for i := 0; i+1 < len(pairs); i += 2 {
			args[pairs[i].(string)] = pairs[i+1]
		}
		errs = append(errs, &Error{Code: CodeInvalid, Key: key, Args: args})
	}
	claims := newClaims(org, []BusinessCase{bc}, r.Quarter)
	computed, why := computeLight(org.Governance.lightLimits(), bc, claims, r.Quarter, nil)
	switch {
	case r.Light != "" && !slices.Contains(ChosenLights, r.Light):
		refuse("status.bad-light", "light", string(r.Light))
	case r.Light != "" && computed == LightNone:
		refuse("status.without-light", "why", why)
	case r.Light != "" && r.Light != computed && why != LightNothingDue && why != LightNoMeasurable && strings.TrimSpace(r.Reason) == "":
		refuse("status.no-reason")
	}
	if len(r.Deviations) > 0 && newCaseDeviation(claims, r.Quarter, nil) == nil {
		refuse("status.nothing-reported")
	}
	for i, one := range r.Deviations {
		errs = append(errs, one.check(i+1, r.Quarter)...)
	}
	return errors.Join(append(errs, CheckTexts(r))...)
}

// Empty tells that nothing is said in a report.
func (r StatusReport) Empty() bool {
	said := strings.TrimSpace(string(r.Light) + r.Reason + r.Comment + r.DecisionNeeded)
	return said == "" && len(r.Deviations) == 0
}

// InStrategy tells why nobody reports for a quarter: it is outside the years of the
// strategy. nil when it is inside, or the strategy has no years.
func (o Organisation) InStrategy(quarter calc.Quarter) error {
	from, to := o.Strategy.FromYear, o.Strategy.ToYear
	if from == 0 || quarter.Year >= from && quarter.Year <= to {
		return nil
	}
	return &Error{Code: CodeInvalid, Key: "status.outside-strategy", Place: Place{Field: "quarter"},
		Args: map[string]any{"quarter": quarter, "from": yearName(from), "to": yearName(to)}}
}

// ChosenLights are the lights a person may choose.
var ChosenLights = []TrafficLight{LightGreen, LightYellow, LightRed}

// Confirmation (bekræftelse) is that somebody stands for what a benefit realised
// in a quarter. It holds for the amount it was given for.
type Confirmation struct {
	Case    CaseID       `json:"case"`
	Benefit BenefitID    `json:"benefit"`
	Quarter calc.Quarter `json:"quarter"`
	Amount  calc.Money   `json:"ore"`
	Note    string       `json:"note,omitempty"`
	By      UserID       `json:"by"`
	Name    string       `json:"name"` // of By
	At      time.Time    `json:"at"`
}

// Check tells whether a benefit can be confirmed as Amount, as the case is known.
func (c Confirmation) Check(bc BusinessCase, benefit Benefit) error {
	args := map[string]any{"quarter": c.Quarter, "number": bc.Number, "benefit": benefit.Label, "amount": c.Amount}
	known := RealisedIn(benefit.Series[Realised], bc.GoLive, c.Quarter)
	switch {
	case known == nil:
		return &Error{Code: CodeInvalid, Key: "confirmation.nothing-reported", Args: args}
	case *known != c.Amount:
		args["known"] = *known
		return &Error{Code: CodeConflict, Key: "confirmation.changed", Args: args}
	}
	return CheckTexts(c)
}
