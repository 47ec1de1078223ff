package portfolio

import (
	"time"

	"raaderum/calc"
)

// Acceptance (accept) is what a user accepts of an imported file: nothing is
// stored before, and all of it or none is stored then.
type Acceptance struct {
	Organisation OrganisationID
	By           UserID
	At           time.Time
	File         OriginalFile
	Layout       string
	Cases        []BusinessCase  // new cases, or new versions of known ones (same Number)
	Reports      []BenefitReport // series for benefits of known cases
	Statuses     []QuarterlyStatus
	Yearly       []YearlyValue     // targets, budgets and indices of single years
	Answers      map[string]string // question key → the user's answer
}

// OriginalFile (originalfil) is a file as it was uploaded, kept content-addressed.
type OriginalFile struct {
	SHA256 string // lower-case hex
	Name   string
	Bytes  []byte
}

// BenefitReport (indberetning) is one series of a known benefit, as a
// coordinator reported it.
type BenefitReport struct {
	CaseNumber string
	Benefit    BenefitID // or "" and the Label decides
	Label      string
	Series     Series
	Amounts    []Amount
	State      BenefitState // "" leaves the state as it is
}

// QuarterlyStatus (kvartalsstatus) is what was reported about a case for a quarter.
type QuarterlyStatus struct {
	Case           CaseID       `json:"case"` // or "" and CaseNumber decides
	CaseNumber     string       `json:"caseNumber"`
	Quarter        calc.Quarter `json:"quarter"`
	Light          TrafficLight `json:"light"` // as chosen by the reporter; "" is not given
	Comment        string       `json:"comment"`
	DecisionNeeded string       `json:"decisionNeeded"`
	ReportedBy     string       `json:"reportedBy"`
	ReportedAt     time.Time    `json:"reportedAt,omitzero"` // zero: not stated
	Source         Source       `json:"source"`

	Reason        string         `json:"reason,omitempty"`        // why Light is another than the computed one
	Report        int64          `json:"report,omitempty"`        // the number of the last StatusReport; 0: there is none
	Deviations    []Deviation    `json:"deviations,omitempty"`    // of the last StatusReport
	Confirmations []Confirmation `json:"confirmations,omitempty"` // the last of each benefit
}

// UserID identifies a User.
type UserID string

// User (bruger) is a person who may log in, with one role in each organisation
// they belong to.
type User struct {
	ID          UserID
	Name        string
	Email       string
	Memberships []Membership
}

// Membership is a user's role in one organisation.
type Membership struct {
	Organisation OrganisationID
	Role         Role
}

// Role (rolle) decides what a user may do.
type Role string

// The roles.
const (
	RoleAnalyst     Role = "analyst"     // imports, answers, corrects, freezes
	RoleCoordinator Role = "coordinator" // reports for a focus area
	RoleOwner       Role = "owner"       // confirms realised benefits
	RoleCouncil     Role = "council"     // reads and decides
	RoleBoard       Role = "board"       // approves the action plan
	RoleReader      Role = "reader"
	RoleAuditor     Role = "auditor"
	RoleAdmin       Role = "admin"
)

// Roles are all roles, in the order the demo prints its links.
var Roles = []Role{RoleAnalyst, RoleCoordinator, RoleOwner, RoleCouncil, RoleBoard, RoleReader, RoleAuditor, RoleAdmin}

// MayImport tells whether the role may upload and accept workbooks.
func (r Role) MayImport() bool {
	return r == RoleAnalyst || r == RoleCoordinator || r == RoleAdmin
}

// MayFreeze tells whether the role may freeze a quarter.
func (r Role) MayFreeze() bool { return r == RoleAnalyst || r == RoleAdmin }

// MayAdminister tells whether the role may say who belongs to the organisation, and
// as what.
func (r Role) MayAdminister() bool { return r == RoleAdmin }

// MayGovern tells whether the role may change the organisation's rules and
// strategy.
func (r Role) MayGovern() bool { return r == RoleAnalyst || r == RoleAdmin }
