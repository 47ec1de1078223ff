package calc

import "math"

// EstimateMethod is how three points become a mean and a spread.
type EstimateMethod string

// The methods, with a the low, m the likely and b the high point:
//
//	pert        mean (a + 4m + b)/6, standard deviation (b − a)/6
//	triangular  mean (a + m + b)/3, standard deviation √((a² + b² + m² − ab − am − bm)/18)
//	successive  mean (a + 3m + b)/5, standard deviation (b − a)/5, Lichtenberg's successive principle
const (
	PERT       EstimateMethod = "pert"
	Triangular EstimateMethod = "triangular"
	Successive EstimateMethod = "successive"
)

// ThreePoint (trepunktsestimat) is an amount somebody has estimated as low,
// likely and high. Low ≤ Likely ≤ High; they may be equal. The unit is the
// user's, most often kroner.
type ThreePoint struct {
	Low, Likely, High float64
	Method            EstimateMethod
}

// Check is nil for a known method and finite points in order.
func (e ThreePoint) Check() error {
	for _, point := range []struct {
		field string
		value float64
	}{{"low", e.Low}, {"likely", e.Likely}, {"high", e.High}} {
		if math.IsNaN(point.value) || math.IsInf(point.value, 0) {
			return &Error{ErrNotFinite, point.field}
		}
	}
	switch {
	case e.Low > e.Likely:
		return &Error{ErrPointOrder, "low"}
	case e.Likely > e.High:
		return &Error{ErrPointOrder, "high"}
	case math.IsInf(e.High-e.Low, 0):
		return &Error{ErrOverflow, "high"}
	}
	switch e.Method {
	case PERT, Triangular, Successive:
		return nil
	}
	return &Error{ErrMethodUnknown, "method"}
}

// Mean is the expected value by the method.
func (e ThreePoint) Mean() float64 {
	switch e.Method {
	case Triangular:
		return e.Likely + ((e.Low-e.Likely)+(e.High-e.Likely))/3
	case Successive:
		return e.Likely + ((e.Low-e.Likely)+(e.High-e.Likely))/5
	}
	return e.Likely + ((e.Low-e.Likely)+(e.High-e.Likely))/6
}

// SD is the standard deviation (standardafvigelse) by the method's rule. For
// PERT the rule is the practitioners'; the beta distribution a simulation
// draws from is a little wider or narrower: see DrawnSD.
func (e ThreePoint) SD() float64 {
	switch e.Method {
	case Triangular:
		return e.DrawnSD()
	case Successive:
		return (e.High - e.Low) / 5
	}
	return (e.High - e.Low) / 6
}

// DrawnSD is the standard deviation of the distribution a simulation draws
// from: for PERT the beta distribution on [low, high] with the same mean and
// shapes 1+4(m−a)/(b−a) and 1+4(b−m)/(b−a), √((mean − a)(b − mean)/7); for the
// others as SD.
func (e ThreePoint) DrawnSD() float64 {
	below, above := e.Likely-e.Low, e.High-e.Likely
	switch e.Method {
	case Triangular:
		return math.Sqrt((float64(below*below) + float64(above*above) + float64(below*above)) / 18)
	case Successive:
		return (e.High - e.Low) / 5
	}
	mean := e.Mean()
	return math.Sqrt((mean - e.Low) * (e.High - mean) / 7)
}

// Spread is a mean with its standard deviation, in the unit of what it is of.
type Spread struct{ Mean, SD float64 }

// TotalEstimate is the mean and spread of a sum of estimates that have nothing
// to do with each other: means add, variances add. Estimates that share a
// cause vary more together than this says; see Simulation. *Error for an
// estimate that Check refuses, with its index.
func TotalEstimate(estimates []ThreePoint) (Spread, error) {
	var mean, variance total
	for i, e := range estimates {
		if err := e.Check(); err != nil {
			return Spread{}, moved(err, indexed("estimates", i))
		}
		mean.add(e.Mean())
		variance.add(e.SD() * e.SD())
	}
	return Spread{mean.value(), math.Sqrt(variance.value())}, nil
}

// Risk (risiko) is something that may happen, with what it would cost.
type Risk struct {
	Probability float64 // 0 to 1
	Consequence float64 // kroner
}

// RiskReserve (risikopulje) is Σ p·k over the risks with the spread of what
// they may come to, Σ p(1−p)k², each on its own. *Error for a probability
// outside 0 to 1 or numbers that are none.
func RiskReserve(risks []Risk) (Spread, error) {
	var mean, variance total
	for i, risk := range risks {
		switch {
		case math.IsNaN(risk.Consequence) || math.IsInf(risk.Consequence, 0):
			return Spread{}, &Error{ErrNotFinite, indexed("risks", i)}
		case !(risk.Probability >= 0 && risk.Probability <= 1):
			return Spread{}, &Error{ErrProbability, indexed("risks", i)}
		}
		mean.add(risk.Probability * risk.Consequence)
		variance.add(risk.Probability * (1 - risk.Probability) * risk.Consequence * risk.Consequence)
	}
	return Spread{mean.value(), math.Sqrt(variance.value())}, nil
}

// RiskAdjusted (risikojusteret gevinst) is a benefit times the probability
// that it is realised (realiseringssandsynlighed, 0 to 1). *Error outside that.
func RiskAdjusted(benefit Money, probability float64) (Money, error) {
	if !(probability >= 0 && probability <= 1) {
		return 0, &Error{ErrProbability, "probability"}
	}
	return FromKroner(benefit.Kroner() * probability)
}
