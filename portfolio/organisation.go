package portfolio

import "raaderum/calc"

// OrganisationID identifies an Organisation; every stored row carries one.
type OrganisationID string

// Organisation (kommune) is a municipality with its own cases and rules.
type Organisation struct {
	ID         OrganisationID
	Name       string // "Greve Kommune"
	Example    bool   // the figures are made up and marked so on every page
	Governance Governance
	Strategy   Strategy
	Revision   int // as it was read; 0 for one that is new. Saving an outdated one is a conflict
}

// Governance (styringsprofil) is a municipality's rules as data.
type Governance struct {
	CouncilName       string        `json:"councilName"` // It-udviklingsråd, Digitaliseringsråd
	AmountClasses     []AmountClass `json:"amountClasses"`
	PaybackLimit      *float64      `json:"paybackLimit"` // years; nil: no limit is known
	HeadlineMethod    CountMethod   `json:"headlineMethod"`
	CountsOnlyCentral bool          `json:"countsOnlyCentral"`     // benefits the unit keeps are shown apart
	CountsGross       bool          `json:"countsGross,omitempty"` // benefits count before their running costs; the rule is net
	Lights            *LightLimits  `json:"lights,omitempty"`      // nil: DefaultLightLimits
	Sensitivity       *Sensitivity  `json:"sensitivity,omitempty"` // nil: calc.StandardLevers
	GateChecklist     []string      `json:"gateChecklist"`
	// GateAfter says which documents must be approved before another is filled in.
	GateAfter    map[string][]string `json:"gateAfter,omitempty"`
	DeadlineDays int                 `json:"deadlineDays"` // papers before a meeting

	Meeting     *MeetingCalendar `json:"meeting,omitempty"`     // nil: not known when the council meets
	Office      *Office          `json:"office,omitempty"`      // who meets an idea first; nil: nobody is named
	Systems     []System         `json:"systems,omitempty"`     // in use, with their owners
	Calibration *CalibrationRule `json:"calibration,omitempty"` // nil: DefaultCalibrationRule
}

// AmountClass (beløbsklasse) is a half-open interval [From; Below) of a case's
// cost with the way a case in it is decided and financed.
type AmountClass struct {
	Name      string      `json:"name"`
	From      calc.Money  `json:"fromOre"`
	Below     *calc.Money `json:"belowOre"` // nil: no upper end
	Financing string      `json:"financing"`
	Route     string      `json:"route"`
	AccruesTo AccruesTo   `json:"accruesTo"` // "" where the rule does not say

	ProposalsBy string `json:"proposalsBy,omitempty"` // "04-30": month and day of the last proposals to next year's budget
	HarvestPlan bool   `json:"harvestPlan,omitempty"` // how the benefits are harvested must be said

	GateChecklist []string `json:"gateChecklist,omitzero"` // the class's own, maybe none; nil: the organisation's
}

// Strategy (digitaliseringsstrategi) is a period with goals, focus areas and a
// yearly target.
type Strategy struct {
	Name       string          `json:"name"`
	FromYear   int             `json:"fromYear"`
	ToYear     int             `json:"toYear"`
	Goals      []StrategicGoal `json:"goals"`
	FocusAreas []FocusArea     `json:"focusAreas"`
	Targets    []Target        `json:"targets"`
	Networks   []string        `json:"networks,omitempty"` // that cases may get help and inspiration from
	// Commitments are what the strategy wants of its cases beside goals and money.
	Commitments []Commitment  `json:"commitments,omitempty"`
	Imported    []YearlyValue `json:"imported,omitempty"` // what was imported for single years; kept by its imports, not saved with the organisation
}

// StrategicGoal (strategisk mål) is one of the goals every case must account for.
type StrategicGoal struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

// FocusAreaID identifies a FocusArea within its organisation, such as "esdh".
type FocusAreaID string

// FocusArea (indsatsområde) is a field of the strategy with one project
// coordinator (projektkoordinator) and, when needed, a working group.
type FocusArea struct {
	ID           FocusAreaID `json:"id"`
	Name         string      `json:"name"`
	CrossCutting bool        `json:"crossCutting"` // tværgående, as against faglig
	Coordinator  string      `json:"coordinator"`
	AppointedBy  string      `json:"appointedBy,omitempty"` // who appointed the coordinator; "" when nobody has said
	Appointed    string      `json:"appointed,omitempty"`   // "2012-03-01": when

	WorkingGroup *WorkingGroup `json:"workingGroup,omitempty"` // nil: none has been set up
}

// WorkingGroup (arbejdsgruppe) has the professional and economic responsibility
// for a focus area and recommends its projects to the council. It is set up where
// it is needed.
type WorkingGroup struct {
	TaskForce string   `json:"taskForce"` // the member by office, from the innovation and efficiency task force; "" when nobody is named
	Members   []string `json:"members"`   // professional staff
}

// Target (mål) is what the strategy is to contribute in one year, beside the
// whole efficiency budget (effektiviseringsbudget) of that year.
type Target struct {
	Year             int         `json:"year"`
	Amount           calc.Money  `json:"ore"`
	EfficiencyBudget *calc.Money `json:"efficiencyBudgetOre"` // nil: not known
	PriceLevel       PriceLevel  `json:"priceLevel"`
	Source           Source      `json:"source,omitzero"`       // of the amount, when it was imported
	BudgetSource     Source      `json:"budgetSource,omitzero"` // of the efficiency budget, when it was
}

// PriceBasis tells in what kind of prices an amount is stated.
type PriceBasis string

// The kinds of price level.
const (
	PricesUnknown PriceBasis = ""
	PricesFixed   PriceBasis = "pl"      // one year's price and wage level (faste priser, 2016 p/l)
	PricesCurrent PriceBasis = "current" // each year's own (løbende priser)
)

// PriceLevel (prisniveau) is the prices an amount is stated in.
type PriceLevel struct {
	Basis PriceBasis `json:"basis"`
	Year  int        `json:"year,omitempty"` // for PricesFixed
}

// String is the price level in machine form: "2014-pl", "current", "" when it is
// not stated. ReadPriceLevel reads it.
func (l PriceLevel) String() string { return priceText(l) }

// TargetFor is the target of a year; false when the strategy has none.
func (s Strategy) TargetFor(year int) (Target, bool) {
	return s.targetIn(year)
}

// FocusArea finds a focus area by its id.
func (s Strategy) FocusArea(id FocusAreaID) (FocusArea, bool) {
	for _, area := range s.FocusAreas {
		if area.ID == id {
			return area, true
		}
	}
	return FocusArea{}, false
}
