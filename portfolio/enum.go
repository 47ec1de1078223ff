package portfolio

import "slices"

// The values of each enumeration, in the order people should meet them. The
// database's CHECK constraints hold the same words; a test keeps them so.
var (
	Origins       = []Origin{Own, JointMunicipal, JointPublic, CrossMunicipal}
	Phases        = []Phase{PhaseIdea, PhaseAnalysis, PhaseProcurement, PhaseExecution, PhaseRealization, PhaseOperation, PhaseClosed, PhaseStopped}
	CaseStatuses  = []CaseStatus{StatusDraft, StatusSubmitted, StatusApproved, StatusRejected, StatusWaiting, StatusRunning, StatusDropped}
	Grounds       = []DispensationGround{GroundStrategic, GroundDevelopment, GroundEfficiency, GroundOther}
	BenefitKinds  = []BenefitKind{Cashable, Revenue, CostAvoidance, ReleasedTime, OtherPublic, Societal, Qualitative, Disbenefit}
	BenefitStates = []BenefitState{BenefitIdentified, BenefitEstimated, BenefitDecided, BenefitBudgeted, BenefitRealised, BenefitDelayed, BenefitReduced, BenefitLapsed}
	AllSeries     = []Series{Plan, Forecast, Budgeted, Realised}
	Recurrences   = []Recurrence{OneOff, Running}
	Accruals      = []AccruesTo{AccruesCentral, AccruesUnit}
	PriceBases    = []PriceBasis{PricesFixed, PricesCurrent}
	Lights        = []TrafficLight{LightGreen, LightYellow, LightRed, LightNone, LightMissing}
	Layers        = []Layer{LayerRealised, LayerBudgeted, LayerDecided, LayerPipeline, LayerJoint}
	CountMethods  = []CountMethod{NewPermanent, InYear}
	Verdicts      = []Verdict{VerdictReached, VerdictOnTrack, VerdictShort, VerdictNoTarget, VerdictNoFigures, VerdictPart}
)

// known tells whether a value is not stated or one of its enumeration's.
func known[T ~string](values []T, value T) bool {
	return value == "" || slices.Contains(values, value)
}
