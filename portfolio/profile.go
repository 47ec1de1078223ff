package portfolio

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
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
	Governance Governance `json:"governance"`
	Strategy   Strategy   `json:"strategy"`
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
	return readProfile(OrganisationID(name), data)
}

// readProfile reads a profile strictly: a misspelt field would be a rule that
// silently does not apply.
func readProfile(id OrganisationID, data []byte) (Organisation, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var p profile
	if err := decoder.Decode(&p); err != nil {
		return Organisation{}, fmt.Errorf("portfolio: profile %s: %w", id, err)
	}
	org := Organisation{ID: id, Name: p.Name, Governance: p.Governance, Strategy: p.Strategy}
	if err := org.check(); err != nil {
		return Organisation{}, fmt.Errorf("portfolio: profile %s: %w", id, err)
	}
	return org, nil
}

// check tells whether the rules hold together: classes that meet without gap
// or overlap, focus areas and goals that are unique, one target a year.
func (o Organisation) check() error {
	if o.Name == "" || o.Governance.CouncilName == "" {
		return fmt.Errorf("name or council is missing")
	}
	if err := checkClasses(o.Governance.AmountClasses); err != nil {
		return err
	}
	switch o.Governance.HeadlineMethod {
	case NewPermanent, InYear:
	default:
		return fmt.Errorf("headline method %q is not known", o.Governance.HeadlineMethod)
	}
	areas, goals, years := map[FocusAreaID]bool{}, map[int]bool{}, map[int]bool{}
	for _, area := range o.Strategy.FocusAreas {
		if area.ID == "" || area.Name == "" || areas[area.ID] {
			return fmt.Errorf("focus area %q is empty or stands twice", area.ID)
		}
		areas[area.ID] = true
	}
	for _, goal := range o.Strategy.Goals {
		if goal.Text == "" || goals[goal.Number] {
			return fmt.Errorf("goal %d is empty or stands twice", goal.Number)
		}
		goals[goal.Number] = true
	}
	for _, target := range o.Strategy.Targets {
		if target.Year < o.Strategy.FromYear || target.Year > o.Strategy.ToYear || years[target.Year] {
			return fmt.Errorf("target of %d lies outside the strategy or stands twice", target.Year)
		}
		years[target.Year] = true
	}
	return nil
}

// checkClasses tells whether half-open classes cover every amount from 0 once.
func checkClasses(classes []AmountClass) error {
	for i, class := range classes {
		last := i == len(classes)-1
		switch {
		case i == 0 && class.From != 0:
			return fmt.Errorf("the first amount class does not begin at 0")
		case last != (class.Below == nil):
			return fmt.Errorf("only the last amount class is open upwards: %q", class.Name)
		case !last && (*class.Below <= class.From || classes[i+1].From != *class.Below):
			return fmt.Errorf("a gap or an overlap after the amount class %q", class.Name)
		}
	}
	return nil
}
