package portfolio

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
)

// A governance profile is one JSON file: a municipality's council, classes,
// limits, goals, focus areas and targets as they stand in its own documents.
// No municipality is mentioned in code.
//
//go:embed profiles/*.json
var profileFiles embed.FS

// profile (styringsprofil) is the file's form of an Organisation.
type profile struct {
	Name       string     `json:"name"`
	Revision   int        `json:"revision,omitempty"` // that the file was written from; absent in one that is new
	Governance Governance `json:"governance"`
	Strategy   Strategy   `json:"strategy"`
}

// WriteProfile is an organisation as a profile file, to be changed and read again
// with ReadProfile. What was imported is left out: it belongs to its imports.
func WriteProfile(org Organisation) ([]byte, error) {
	org.Strategy.Imported = nil
	data, err := json.MarshalIndent(profile{org.Name, org.Revision, org.Governance, org.Strategy}, "", "  ")
	return append(data, '\n'), err
}

// Profiles are the names of the profiles the program knows, sorted.
func Profiles() []string {
	names, err := fs.Glob(profileFiles, "profiles/*.json")
	if err != nil {
		return nil // the pattern is constant
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(path.Base(name), ".json")
	}
	return names
}

// LoadProfile is the municipality a profile describes; the profile's name is
// its id. A name that is not known gives CodeNotFound, a file that does not
// hold together CodeInternal.
func LoadProfile(name string) (Organisation, error) {
	data, err := profileFiles.ReadFile("profiles/" + name + ".json")
	if err != nil {
		return Organisation{}, NotFound("profile", name)
	}
	organisation, err := ReadProfile(OrganisationID(name), data)
	if err != nil {
		return Organisation{}, fmt.Errorf("portfolio: profile %s: %v", name, err) //nolint:errorlint // ours, so nobody else can mend it: the code must not show through
	}
	return organisation, nil
}

// ReadProfile is the municipality that a profile file describes. It is read
// strictly: a misspelt field would be a rule that silently does not apply. A
// file that is no profile, or whose rules do not hold together, gives
// CodeInvalid with what is wrong.
func ReadProfile(id OrganisationID, data []byte) (Organisation, error) {
	org, wrong := readProfile(id, data)
	if wrong != nil {
		wrong.Place.File = string(id) + ".json"
		return Organisation{}, wrong
	}
	return org, nil
}

func readProfile(id OrganisationID, data []byte) (Organisation, *Error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var p profile
	if err := decoder.Decode(&p); err != nil {
		return Organisation{}, notProfile(data, decoder.InputOffset(), err)
	}
	if decoder.More() {
		return Organisation{}, badProfile("profile.not-json", "line", lineAt(data, decoder.InputOffset()))
	}
	org := Organisation{ID: id, Name: p.Name, Revision: p.Revision, Governance: p.Governance, Strategy: p.Strategy}
	return org, org.check()
}

// badProfile is what is wrong with a profile.
func badProfile(key string, pairs ...any) *Error {
	e := &Error{Code: CodeInvalid, Key: key, Args: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Args[pairs[i].(string)] = pairs[i+1]
	}
	return e
}

// notProfile names the line or the field that cannot be read.
func notProfile(data []byte, offset int64, err error) *Error {
	var syntax *json.SyntaxError
	var value *json.UnmarshalTypeError
	switch unknown, found := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case found:
		return badProfile("profile.field-unknown", "field", strings.Trim(unknown, `"`))
	case errors.As(err, &value) && value.Field != "":
		return badProfile("profile.field-value", "field", value.Field, "line", lineAt(data, value.Offset))
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.Is(err, io.ErrUnexpectedEOF):
		offset = int64(len(data))
	}
	return badProfile("profile.not-json", "line", lineAt(data, offset))
}

// lineAt is the line of a byte, from 1.
func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(max(offset, 0), int64(len(data)))], []byte("\n"))
}

// Check tells whether the rules hold together: CodeInvalid with the first that
// does not.
func (o Organisation) Check() error {
	if wrong := o.check(); wrong != nil {
		return wrong
	}
	return nil
}

// check tells whether the rules hold together: classes that meet without gap
// or overlap, focus areas and goals that are unique, one target a year.
func (o Organisation) check() *Error {
	if o.Name == "" || o.Governance.CouncilName == "" {
		return badProfile("profile.no-name")
	}
	if err := checkClasses(o.Governance.AmountClasses); err != nil {
		return err
	}
	switch o.Governance.HeadlineMethod {
	case NewPermanent, InYear:
	default:
		return badProfile("profile.headline-method", "method", string(o.Governance.HeadlineMethod))
	}
	if calendar := o.Governance.Meeting; calendar != nil {
		if err := calendar.check(); err != nil {
			return err
		}
	}
	if err := o.Governance.checkOffice(); err != nil {
		return err
	}
	if levers := o.Governance.Sensitivity; levers != nil {
		if err := levers.check(); err != nil {
			return err
		}
	}
	if rule := o.Governance.Calibration; rule != nil {
		if err := rule.check(); err != nil {
			return err
		}
	}
	areas, goals, years := map[FocusAreaID]bool{}, map[int]bool{}, map[int]bool{}
	for _, area := range o.Strategy.FocusAreas {
		if area.ID == "" || area.Name == "" || areas[area.ID] {
			return badProfile("profile.focus-area", "id", string(area.ID))
		}
		areas[area.ID] = true
		if badDay(area.Appointed) {
			return badProfile("profile.date", "date", area.Appointed, "field", area.Name)
		}
		if err := area.WorkingGroup.check(area.Name); err != nil {
			return err
		}
	}
	for _, goal := range o.Strategy.Goals {
		if goal.Text == "" || goals[goal.Number] {
			return badProfile("profile.goal", "n", goal.Number)
		}
		goals[goal.Number] = true
	}
	for _, target := range o.Strategy.Targets {
		if target.Year < o.Strategy.FromYear || target.Year > o.Strategy.ToYear || years[target.Year] {
			return badProfile("profile.target", "year", strconv.Itoa(target.Year))
		}
		years[target.Year] = true
		if err := target.check(); err != nil {
			return err
		}
	}
	return o.Strategy.checkCommitments()
}

// checkOffice tells whether the office, its systems and the order of the
// documents can be followed.
func (g Governance) checkOffice() *Error {
	if g.Office != nil {
		if strings.TrimSpace(g.Office.Name) == "" {
			return badProfile("profile.office")
		}
		if calendar := g.Office.Meeting; calendar != nil {
			if err := calendar.check(); err != nil {
				return err
			}
		}
	}
	if err := g.checkGateOrder(); err != nil {
		return err
	}
	return g.checkSystems()
}

// check tells whether a target and the whole budget are amounts a municipality
// can have, in prices that are said whole.
func (t Target) check() *Error {
	year := strconv.Itoa(t.Year)
	if t.Amount < 0 || t.Amount > MaxAmount || t.EfficiencyBudget != nil && (*t.EfficiencyBudget < 0 || *t.EfficiencyBudget > MaxAmount) {
		return badProfile("profile.target-amount", "year", year)
	}
	if (t.PriceLevel.Basis == PricesFixed) != (t.PriceLevel.Year != 0) || t.PriceLevel.Year != 0 && !plausibleYear(t.PriceLevel.Year) || !known(PriceBases, t.PriceLevel.Basis) {
		return badProfile("profile.target-prices", "year", year)
	}
	return nil
}

// check tells whether each member has a name and is named once.
func (g *WorkingGroup) check(area string) *Error {
	if g == nil {
		return nil
	}
	seen := map[string]bool{g.TaskForce: g.TaskForce != ""}
	for _, member := range g.Members {
		if strings.TrimSpace(member) == "" || seen[member] {
			return badProfile("profile.working-group", "area", area, "member", member)
		}
		seen[member] = true
	}
	return nil
}

// checkClasses tells whether half-open classes cover every amount from 0 once.
func checkClasses(classes []AmountClass) *Error {
	for i, class := range classes {
		last := i == len(classes)-1
		if _, err := time.Parse("01-02", class.ProposalsBy); err != nil && class.ProposalsBy != "" {
			return badProfile("profile.class-proposals", "class", class.Name)
		}
		switch {
		case i == 0 && class.From != 0:
			return badProfile("profile.class-first", "class", class.Name)
		case last != (class.Below == nil):
			return badProfile("profile.class-open", "class", class.Name)
		case !last && (*class.Below <= class.From || classes[i+1].From != *class.Below):
			return badProfile("profile.class-gap", "class", class.Name)
		}
	}
	return nil
}
