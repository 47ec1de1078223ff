package portfolio

import (
	"time"

	"raaderum/calc"
)

// CaseID identifies a BusinessCase for good: it survives renaming and re-import.
type CaseID string

// BusinessCase (business case, forretningsmæssigt investeringsforslag) is one
// project's promise: what it costs, what it gives, and on what assumptions.
type BusinessCase struct {
	ID           CaseID         `json:"id"`
	Organisation OrganisationID `json:"organisation"`
	Version      int            `json:"version"` // 1 and up; versions are immutable
	Number       string         `json:"number"`  // the municipality's own number, such as "BC01"
	Title        string         `json:"title"`
	Summary      string         `json:"summary"`
	FocusArea    FocusAreaID    `json:"focusArea"` // "" when not known
	Origin       Origin         `json:"origin"`
	Obligatory   bool           `json:"obligatory"` // obligatory joint measures stand outside ranking
	Phase        Phase          `json:"phase"`
	Status       CaseStatus     `json:"status"`
	DecisionDate time.Time      `json:"decisionDate,omitzero"` // zero: not decided or not known
	GoLive       time.Time      `json:"goLive,omitzero"`       // zero: not known
	PriceLevel   PriceLevel     `json:"priceLevel"`
	ProjectOwner string         `json:"projectOwner"`
	SystemOwner  string         `json:"systemOwner"`
	RecordNumber string         `json:"recordNumber"` // ESDH case number, "85.00.00-P23-1-19"
	Goals        map[int]string `json:"goals"`        // the case's account for each strategic goal
	Dispensation *Dispensation  `json:"dispensation"` // from the payback rule
	Costs        []CostLine     `json:"costs"`
	Benefits     []Benefit      `json:"benefits"`
	Stated       StatedFigures  `json:"stated"`
	Source       Source         `json:"source"` // where the case was read

	// What people wrote about the case since; see Entry.
	Idea        *Idea          `json:"idea,omitempty"`        // how the case began; nil when it was read from a workbook
	ProjectTest *ProjectTest   `json:"projectTest,omitempty"` // what kind of project it is; nil when nobody has answered
	Documents   []GateDocument `json:"documents,omitempty"`   // of the gate checklist, as handed in
	// Commitments are the case's answers to the strategy's commitments, by id.
	Commitments    map[string]string `json:"commitments,omitempty"`
	HolisticView   string            `json:"holisticView,omitempty"`   // helhedssyn: whether it is sustainable and fits with the rest
	Networks       string            `json:"networks,omitempty"`       // that it gets help and inspiration from
	System         string            `json:"system,omitempty"`         // the system it is about, by name
	Recommendation *Recommendation   `json:"recommendation,omitempty"` // of the working group; nil when there is none
	FirstMeeting   time.Time         `json:"firstMeeting,omitzero"`    // held with the office; zero: not held or not known
	IdeaReceived   time.Time         `json:"ideaReceived,omitzero"`    // when the idea was written down
	// PlannedGoLive is the go-live date the plan was made by, when GoLive was
	// moved since; zero when it was not.
	PlannedGoLive time.Time `json:"plannedGoLive,omitzero"`
	Ended         time.Time `json:"ended,omitzero"` // the day it was rejected, dropped or stopped; zero: not said
}

// Origin (gevinstkilde) tells who the case belongs to.
type Origin string

// The origins.
const (
	Own            Origin = "own"
	JointMunicipal Origin = "joint-municipal" // fælleskommunal
	JointPublic    Origin = "joint-public"    // fællesoffentlig
	CrossMunicipal Origin = "cross-municipal" // tværkommunalt samarbejde
)

// Joint tells whether the origin's benefits supplement the target instead of
// counting towards it.
func (o Origin) Joint() bool { return o == JointMunicipal || o == JointPublic }

// Phase (fase) is how far a case has come in its life.
type Phase string

// The phases.
const (
	PhaseIdea        Phase = "idea"
	PhaseAnalysis    Phase = "analysis"
	PhaseProcurement Phase = "procurement"
	PhaseExecution   Phase = "execution"
	PhaseRealization Phase = "realization"
	PhaseOperation   Phase = "operation"
	PhaseClosed      Phase = "closed"
	PhaseStopped     Phase = "stopped"
)

// CaseStatus (status) is where a case stands in its decision.
type CaseStatus string

// The statuses.
const (
	StatusDraft     CaseStatus = "draft"
	StatusSubmitted CaseStatus = "submitted"
	StatusApproved  CaseStatus = "approved"
	StatusRejected  CaseStatus = "rejected"
	StatusWaiting   CaseStatus = "waiting"
	StatusRunning   CaseStatus = "running"
	StatusDropped   CaseStatus = "dropped"
)

// Decided tells whether the council has said yes.
func (s CaseStatus) Decided() bool { return s == StatusApproved || s == StatusRunning }

// Dispensation is a decided exception from the payback rule.
type Dispensation struct {
	Ground DispensationGround `json:"ground"`
	Reason string             `json:"reason"`
	By     string             `json:"by"`
	Date   time.Time          `json:"date,omitzero"`
}

// DispensationGround is one of the strategy's grounds for a dispensation.
type DispensationGround string

// The grounds.
const (
	GroundStrategic   DispensationGround = "strategic"   // særlig strategisk betydning
	GroundDevelopment DispensationGround = "development" // kommunens udvikling
	GroundEfficiency  DispensationGround = "efficiency"  // effektiviseringstiltag
	GroundOther       DispensationGround = "other"       // andet
)

// CostLine (udgiftspost) is one cost of a case over time.
type CostLine struct {
	ID         string     `json:"id"` // stable within the case
	Label      string     `json:"label"`
	Category   string     `json:"category"` // "licence", "training", …; "" when not known
	Recurrence Recurrence `json:"recurrence"`
	Amounts    []Amount   `json:"amounts"` // plan
}

// Recurrence tells whether a line is paid once or keeps running.
type Recurrence string

// The recurrences.
const (
	RecurrenceUnknown Recurrence = ""
	OneOff            Recurrence = "one-off" // engangs
	Running           Recurrence = "running" // drift, varig
)

// Amount (beløb) is money in a period with the cell it was read from.
type Amount struct {
	Period calc.Period `json:"period"`
	Money  calc.Money  `json:"ore"`
	Source Source      `json:"source"`
}

// Source (kilde) is the cell a value was read from: enough to find it again
// years later, even if the file has been renamed. An amount that a correction or
// an entry stated has its number and no cell.
type Source struct {
	SHA256  string `json:"sha256"` // of the file
	File    string `json:"file"`   // its name when it was imported
	Sheet   string `json:"sheet"`
	Cell    string `json:"cell"`    // "D14"
	Raw     string `json:"raw"`     // as stored in the workbook
	Formula string `json:"formula"` // without the leading =; "" when the cell holds a constant
	Import  string `json:"import"`  // the import that stored it

	Correction int64 `json:"correction,omitempty"` // the number of the correction that stated it; 0 for a cell
	Entry      int64 `json:"entry,omitempty"`      // the number of the Entry that stated it; Raw is then where it is known from
}

// StatedFigures are the key figures the workbook itself states, kept beside
// the computed ones and never mixed with them.
type StatedFigures struct {
	Payback *StatedFigure `json:"payback"` // years
	NPV     *StatedFigure `json:"npv"`     // kroner
	IRR     *StatedFigure `json:"irr"`     // fraction per year
}

// StatedFigure is a figure a workbook states, with its cell.
type StatedFigure struct {
	Value  float64 `json:"value"`
	Source Source  `json:"source"`
}

// InOperation (i drift) tells whether a case is said to be in use.
func (bc BusinessCase) InOperation() bool {
	return bc.Phase == PhaseRealization || bc.Phase == PhaseOperation
}

// HasGoneLive (idriftsat) tells whether a case is said to be in use, or to have been.
func (bc BusinessCase) HasGoneLive() bool {
	return !bc.Over() && (bc.InOperation() || bc.Phase == PhaseClosed)
}

// Over (stoppet eller bortfaldet) tells whether a case was ended, after a
// decision or instead of one: rejected, dropped or stopped.
func (bc BusinessCase) Over() bool {
	return bc.Status == StatusRejected || bc.Status == StatusDropped || bc.Phase == PhaseStopped
}
