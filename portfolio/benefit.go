package portfolio

import (
	"time"

	"raaderum/calc"
)

// BenefitID identifies a Benefit within its case for good.
type BenefitID string

// Benefit (gevinst) is one thing a case promises to give, with an owner in the
// line organisation and four parallel series of amounts.
type Benefit struct {
	ID             BenefitID           `json:"id"`
	Label          string              `json:"label"`
	Kind           BenefitKind         `json:"kind"`
	Owner          string              `json:"owner"` // gevinstejer; "" when nobody is named
	AccruesTo      AccruesTo           `json:"accruesTo"`
	Recurrence     Recurrence          `json:"recurrence"` // OneOff benefits never count as new permanent effect
	State          BenefitState        `json:"state"`
	FullYear       *calc.Money         `json:"fullYearOre"` // helårseffekt as stated; nil when not stated
	FullYearSource Source              `json:"fullYearSource"`
	Baseline       bool                `json:"baseline"` // a baseline measurement (nulpunktsmåling) exists
	Series         map[Series][]Amount `json:"series"`
	// CountedIn (overlapper med) is the benefit that the same money is counted as,
	// so that it counts once; nil when it is counted here.
	CountedIn *BenefitRef `json:"countedIn"`

	// What people wrote about the benefit since; see Entry.
	BaselineMeasure *BaselineMeasure `json:"baselineMeasure,omitempty"`
	TimeBasis       *TimeBasis       `json:"timeBasis,omitempty"` // what an amount in time rests on
	Account         string           `json:"account,omitempty"`   // konto: of the budget it is taken from
	Licence         string           `json:"licence,omitempty"`   // the licence or contract that is no longer paid
	NotSame         []BenefitRef     `json:"notSame,omitempty"`   // benefits it was judged not to be the same as
	Slides          bool             `json:"slides,omitempty"`    // the forecast is the plan, moved with the go-live date
	Ended           time.Time        `json:"ended,omitzero"`      // the day it lapsed; zero: not said
}

// BenefitKind (gevinsttype) decides whether a benefit counts towards the target.
type BenefitKind string

// The kinds of benefit.
const (
	Cashable       BenefitKind = "cashable"       // budgetgevinst
	Revenue        BenefitKind = "revenue"        // merindtægt
	CostAvoidance  BenefitKind = "cost-avoidance" // undgået udgift
	ReleasedTime   BenefitKind = "released-time"  // frigivet tid
	OtherPublic    BenefitKind = "other-public"   // gevinst i anden offentlig sektor
	Societal       BenefitKind = "societal"       // samfundsgevinst
	Qualitative    BenefitKind = "qualitative"    // kvalitativ
	Disbenefit     BenefitKind = "disbenefit"     // negativ gevinst
	BenefitUnknown BenefitKind = ""
)

// AccruesTo (gevinst tilfalder) tells who keeps a benefit.
type AccruesTo string

// Who may keep a benefit.
const (
	AccruesUnknown AccruesTo = ""
	AccruesCentral AccruesTo = "central" // kommunekassen
	AccruesUnit    AccruesTo = "unit"    // fagområdet
)

// Series is one of the parallel accounts of a benefit or cost.
type Series string

// The four series. Promised is not budgeted, and budgeted is not realised.
const (
	Plan     Series = "plan"     // frozen at decision
	Forecast Series = "forecast" // latest expectation
	Budgeted Series = "budgeted" // indarbejdet i budget
	Realised Series = "realised" // documented
)

// BenefitState (gevinststatus) is how far a benefit has come.
type BenefitState string

// The states, from wish to money in hand, and the three that went wrong.
const (
	BenefitIdentified BenefitState = "identified"
	BenefitEstimated  BenefitState = "estimated"
	BenefitDecided    BenefitState = "decided"
	BenefitBudgeted   BenefitState = "budgeted"
	BenefitRealised   BenefitState = "realised"
	BenefitDelayed    BenefitState = "delayed"
	BenefitReduced    BenefitState = "reduced"
	BenefitLapsed     BenefitState = "lapsed"
)
