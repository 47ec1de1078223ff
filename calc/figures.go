package calc

// Figures is an Evaluation in the form of the machine interface, which the
// command line, the HTTP interface and snapshots share. A figure that does not
// exist is null, with the code of the reason in the field of the same name
// ending in Why.
type Figures struct {
	NPV                     *float64      `json:"npv"`
	NPVWhy                  Reason        `json:"npvWhy,omitempty"`
	PresentValueCosts       *float64      `json:"presentValueCosts"`
	PresentValueCostsWhy    Reason        `json:"presentValueCostsWhy,omitempty"`
	PresentValueBenefits    *float64      `json:"presentValueBenefits"`
	PresentValueBenefitsWhy Reason        `json:"presentValueBenefitsWhy,omitempty"`
	BenefitCostRatio        *float64      `json:"benefitCostRatio"`
	BenefitCostRatioWhy     Reason        `json:"benefitCostRatioWhy,omitempty"`
	IRR                     IRRFigure     `json:"irr"`
	MIRR                    *float64      `json:"mirr"`
	MIRRWhy                 Reason        `json:"mirrWhy,omitempty"`
	Payback                 PaybackFigure `json:"payback"`
	DiscountedPayback       PaybackFigure `json:"discountedPayback"`

	// Only of a problem that says when it goes live.
	PaybackFromGoLive           *PaybackFigure `json:"paybackFromGoLive,omitempty"`
	DiscountedPaybackFromGoLive *PaybackFigure `json:"discountedPaybackFromGoLive,omitempty"`

	SwitchingValue      *float64  `json:"switchingValue"`
	SwitchingValueWhy   Reason    `json:"switchingValueWhy,omitempty"`
	ROI                 *float64  `json:"roi"`
	ROIWhy              Reason    `json:"roiWhy,omitempty"`
	EquivalentAnnual    *float64  `json:"equivalentAnnual"`
	EquivalentAnnualWhy Reason    `json:"equivalentAnnualWhy,omitempty"`
	Conventional        bool      `json:"conventional"`
	Warnings            []Warning `json:"warnings"`
}

// IRRFigure is an IRR in the form of the machine interface.
type IRRFigure struct {
	Status IRRStatus `json:"status"`
	Roots  []float64 `json:"roots"`
	Why    Reason    `json:"why,omitempty"`
}

// PaybackFigure is a Payback in the form of the machine interface.
type PaybackFigure struct {
	Status     PaybackStatus `json:"status"`
	Years      *float64      `json:"years"`
	WholeYears *int          `json:"wholeYears"`
	Why        Reason        `json:"why,omitempty"`
}

// Figures is the evaluation in the form of the machine interface.
func (e Evaluation) Figures() Figures {
	f := Figures{
		IRR:               IRRFigure{Status: e.IRR.Status, Roots: append([]float64{}, e.IRR.Roots...), Why: e.IRR.Why},
		Payback:           e.Payback.figure(),
		DiscountedPayback: e.DiscountedPayback.figure(),
		Conventional:      e.Conventional,
		Warnings:          append([]Warning{}, e.Warnings...),
	}
	if e.PaybackFromGoLive != nil && e.DiscountedPaybackFromGoLive != nil {
		simple, discounted := e.PaybackFromGoLive.figure(), e.DiscountedPaybackFromGoLive.figure()
		f.PaybackFromGoLive, f.DiscountedPaybackFromGoLive = &simple, &discounted
	}
	f.NPV, f.NPVWhy = e.NPV.parts()
	f.PresentValueCosts, f.PresentValueCostsWhy = e.PresentValueCosts.parts()
	f.PresentValueBenefits, f.PresentValueBenefitsWhy = e.PresentValueBenefits.parts()
	f.BenefitCostRatio, f.BenefitCostRatioWhy = e.BenefitCostRatio.parts()
	f.MIRR, f.MIRRWhy = e.MIRR.parts()
	f.SwitchingValue, f.SwitchingValueWhy = e.SwitchingValue.parts()
	f.ROI, f.ROIWhy = e.ROI.parts()
	f.EquivalentAnnual, f.EquivalentAnnualWhy = e.EquivalentAnnual.parts()
	return f
}

func (f Figure) parts() (*float64, Reason) {
	if !f.Exists() {
		return nil, f.Why
	}
	return &f.Value, ""
}

// Reason is why the payback period is no number of years; "" when it is one.
func (p Payback) Reason() Reason {
	switch p.Status {
	case PaybackValue:
		return ""
	case PaybackImmediate:
		if p.Why != "" {
			return p.Why
		}
		return ReasonNeverNegative
	case PaybackNever:
		return ReasonNotInHorizon
	case PaybackNotApplicable:
		return ReasonNoInvestment
	}
	return p.Why
}

func (p Payback) figure() PaybackFigure {
	if p.Status != PaybackValue {
		return PaybackFigure{Status: p.Status, Why: p.Reason()}
	}
	return PaybackFigure{Status: p.Status, Years: &p.Years, WholeYears: &p.WholeYears}
}
