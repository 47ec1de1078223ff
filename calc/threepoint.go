package calc

import "math"

// EstimateMethod is how three points become a mean and a spread.
type EstimateMethod string

// The methods, with a the low, m the likely and b the high point:
//
//	pert        mean (a + 4m + b)/6, standard deviation (b − a)/6
//	triangular  mean (a + m + b)/3, standard deviation √((a² + b² + m² − ab − am − bm)/18)
//	successive  mean (a + 3m + b)/5, standard deviation (b − a)/5, Lichtenberg's successive principle
//
// In a workbook, with a, m and b in cells: =(a+4*m+b)/6 and =(b-a)/6 and so on.
// PERT goes back to Malcolm, Roseboom, Clark and Fazar, "Application of a
// technique for research and development program evaluation", 1959. The low and
// high points of PERT and of the triangle are the ends of what may happen; those
// of the successive principle are passed now and then.
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

// Mean is the expected value by the method, in the unit of the points. Of an
// estimate that Check refuses it is of no use.
//
// Excel equivalent: (low+4*likely+high)/6 for PERT, (low+likely+high)/3 for
// Triangular, (low+3*likely+high)/5 for Successive.
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
//
// Excel equivalent: (high-low)/6 for PERT, (high-low)/5 for Successive, and for
// Triangular SQRT((low^2+likely^2+high^2-low*likely-low*high-likely*high)/18).
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
	width := e.High - e.Low
	if width == 0 {
		return 0
	}
	switch e.Method {
	case Triangular: // in shares of the width, whose square may be too large
		below, above := (e.Likely-e.Low)/width, (e.High-e.Likely)/width
		return width * math.Sqrt((float64(below*below)+float64(above*above)+float64(below*above))/18)
	case Successive:
		return width / 5
	}
	mean := e.Mean()
	return width * math.Sqrt((mean-e.Low)/width*((e.High-mean)/width)/7)
}

// Spread is a mean with its standard deviation, in the unit of what it is of.
type Spread struct {
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
}

// finite says whether both numbers are.
func (s Spread) finite() bool { return s.Mean-s.Mean == 0 && s.SD-s.SD == 0 }

// TotalEstimate is the mean and spread of a sum of estimates that have nothing
// to do with each other: means add, variances add. In a workbook SUM of the
// means and SQRT(SUMSQ(…)) of the deviations. Estimates that share a cause vary
// more together than this says; see Simulation. No estimates come to 0 ± 0.
// *Error for an estimate that Check refuses, with its index, and for sums that
// are too large for a number.
func TotalEstimate(estimates []ThreePoint) (Spread, error) {
	var mean total
	deviations := make([]float64, len(estimates))
	for i, e := range estimates {
		if err := e.Check(); err != nil {
			return Spread{}, moved(err, indexed("estimates", i))
		}
		mean.add(e.Mean())
		deviations[i] = e.SD()
	}
	sum := Spread{mean.value(), rootSum(deviations)}
	if !sum.finite() {
		return Spread{}, &Error{ErrOverflow, "estimates"}
	}
	return sum, nil
}

// rootSum is √Σx², without the squares being too large or too small.
func rootSum(values []float64) float64 {
	largest := 0.0
	for _, x := range values {
		largest = math.Max(largest, math.Abs(x))
	}
	_, exponent := math.Frexp(largest)
	var squares total
	for _, x := range values {
		x = math.Ldexp(x, -exponent)
		squares.add(x * x)
	}
	return math.Ldexp(math.Sqrt(squares.value()), exponent)
}
