package portfolio

import (
	"slices"

	"raaderum/calc"
)

// Uncertainty (usikkerhed) is what somebody assumes about the benefits that have
// not been realised yet. Nothing is assumed by itself: a layer that is not
// named comes as planned, and the pipeline, which nobody has decided, not at all.
type Uncertainty struct {
	Layers      map[Layer]LayerUncertainty
	Method      calc.EstimateMethod // how low, planned and high become a spread; "" is PERT
	Correlation float64             // between benefits of the same focus area, 0 to 1
}

// LayerUncertainty is what is assumed of every benefit in a layer.
type LayerUncertainty struct {
	Low         float64 // share of the planned amount, 0 to 1
	High        float64 // share of the planned amount, 1 or more
	Probability float64 // that it comes at all (realiseringssandsynlighed), 0 to 1
}

// UncertainLayers are the layers about which something may be assumed.
var UncertainLayers = []Layer{LayerBudgeted, LayerDecided, LayerPipeline}

// asPlanned is the layer when nothing is assumed about it.
func asPlanned(layer Layer) LayerUncertainty {
	if layer == LayerPipeline {
		return LayerUncertainty{1, 1, 0}
	}
	return LayerUncertainty{1, 1, 1}
}

// Of is what holds for a layer: what is assumed, else as planned.
func (u Uncertainty) Of(layer Layer) LayerUncertainty {
	if assumed, ok := u.Layers[layer]; ok {
		return assumed
	}
	return asPlanned(layer)
}

// Outlook (udsigt) is a target account with its uncertainty: for each year of
// the strategy what the benefits are expected to come to and how likely the
// target is. The figures without chance stand in the report it was made of.
type Outlook struct {
	Uncertainty Uncertainty
	Certain     []bool // of each year: its target is reached, or missed, whatever comes
	calc.Forecasted
}

// NewOutlook draws the account of a report under assumptions. Each benefit in
// each layer is one stake: its planned amount of every year times a share that
// is drawn once. What is realised, and running costs, come as they are. A case
// in the pipeline is one stake, net of its running costs. The numbers drawn
// are named by organisation and quarter, so the same page has the same figures.
// An organisation without benefits gives CodeInvalid, as do assumptions that
// cannot be.
func NewOutlook(report QuarterReport, u Uncertainty, draws, workers int) (Outlook, error) {
	if u.Method == "" {
		u.Method = calc.PERT
	}
	f := calc.Forecast{
		Snapshot: string(report.Organisation.ID) + " " + report.Quarter.String(),
		Stakes:   outlookStakes(report, u), Targets: map[int]float64{}, Draws: draws, Correlation: u.Correlation,
	}
	for _, year := range report.Account.Years {
		f.Years = append(f.Years, year.Year)
		if year.Target != nil {
			f.Targets[year.Year] = year.Target.Kroner()
		}
	}
	if len(f.Stakes) == 0 {
		return Outlook{}, &Error{Code: CodeInvalid, Key: "outlook.nothing"}
	}
	answer, err := f.Run(workers)
	if err != nil {
		return Outlook{}, &Error{Code: CodeInvalid, Key: "outlook.assumptions", Err: err}
	}
	outlook := Outlook{Uncertainty: u, Forecasted: answer}
	for j := range f.Years {
		outlook.Certain = append(outlook.Certain, certain(f, j))
	}
	return outlook, nil
}

// certain tells whether a year's target is reached, or missed, in every outcome
// the assumptions allow: the lowest sum is no lower than it, or the highest is
// lower. A successive estimate has no lowest or highest.
func certain(f calc.Forecast, j int) bool {
	target, has := f.Targets[f.Years[j]]
	if !has {
		return false
	}
	var least, most float64
	for _, stake := range f.Stakes {
		low, high := stake.Estimate.Low*stake.Weights[j], stake.Estimate.High*stake.Weights[j]
		if stake.Estimate.Method == calc.Successive && low != high && stake.Probability > 0 {
			return false
		}
		if stake.Probability == 0 {
			continue
		}
		low, high = min(low, high), max(low, high)
		if stake.Probability < 1 {
			low, high = min(low, 0), max(high, 0)
		}
		least, most = least+low, most+high
	}
	return target <= least-halfOre || target > most+halfOre
}

// halfOre is what sums of kroner as fractions may be off, with room to spare.
const halfOre = 0.005

// stakeName is a benefit in a layer; the benefit is "" for running costs, and in
// the pipeline, where a case comes whole or not at all.
type stakeName struct {
	at    BenefitRef
	layer Layer
}

// outlookStakes are the account's contributions, one stake for each benefit in
// each layer, in the account's order.
func outlookStakes(report QuarterReport, u Uncertainty) []calc.Stake {
	years := report.Account.Years
	area := map[CaseID]FocusAreaID{}
	for _, figures := range report.Cases {
		area[figures.Case.ID] = figures.Case.FocusArea
	}
	var stakes []calc.Stake
	at := map[stakeName]int{}
	for j, year := range years {
		for _, one := range year.Contributions {
			if one.Layer == LayerJoint {
				continue
			}
			name := stakeName{BenefitRef{one.Case, one.Benefit}, one.Layer}
			if one.Layer == LayerPipeline {
				name.at.Benefit = "" // it is the case that is decided or not
			}
			i, known := at[name]
			if !known {
				i = len(stakes)
				at[name] = i
				stakes = append(stakes, u.stake(name, string(area[one.Case]), len(years)))
			}
			stakes[i].Weights[j] += one.Amount.Kroner()
		}
	}
	return stakes
}

// stake is a benefit with what is assumed about it: a share of the plan.
func (u Uncertainty) stake(name stakeName, area string, years int) calc.Stake {
	assumed := u.Of(name.layer)
	if !slices.Contains(UncertainLayers, name.layer) {
		assumed = LayerUncertainty{1, 1, 1}
	}
	if name.at.Benefit == "" && name.layer != LayerPipeline { // running costs come as planned
		assumed.Low, assumed.High = 1, 1
	}
	return calc.Stake{
		Case: string(name.at.Case), Line: string(name.at.Benefit) + "/" + string(name.layer),
		Estimate:    calc.ThreePoint{Low: assumed.Low, Likely: 1, High: assumed.High, Method: u.Method},
		Probability: assumed.Probability,
		Weights:     make([]float64, years),
		Cause:       area,
	}
}

// BenefitOf is the benefit and the layer of a stake's line, as NewOutlook names
// it; the benefit is "" for a case's running costs and for a case in the pipeline.
func BenefitOf(line string) (BenefitID, Layer) {
	for i := len(line) - 1; i >= 0; i-- {
		if line[i] == '/' {
			return BenefitID(line[:i]), Layer(line[i+1:])
		}
	}
	return BenefitID(line), ""
}
