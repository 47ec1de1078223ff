package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// ReadAssumptions reads what somebody assumes about benefits to come, each as
// "decided-low=60": the least, the most and the chance of a layer, in percent, how
// far benefits go together, and the method. Nothing assumed is nil. CodeInvalid is
// for what cannot be read.
func ReadAssumptions(stated []string) (*portfolio.Uncertainty, error) {
	if len(stated) == 0 {
		return nil, nil
	}
	u := portfolio.Uncertainty{Layers: map[portfolio.Layer]portfolio.LayerUncertainty{}, Method: calc.PERT}
	for _, one := range stated {
		name, value, _ := strings.Cut(one, "=")
		if !assume(&u, name, value) {
			return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "pack.wrong-assumption", Args: map[string]any{"value": one}}
		}
	}
	return &u, nil
}

// assume puts one of them into u and tells whether it could be.
func assume(u *portfolio.Uncertainty, name, value string) bool {
	if name == "method" {
		u.Method = calc.EstimateMethod(value)
		return slices.Contains([]calc.EstimateMethod{calc.PERT, calc.Triangular, calc.Successive}, u.Method)
	}
	digits := strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(value, "%")), ",", ".")
	percent, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsNaN(percent) || percent < 0 || percent > 1000 {
		return false
	}
	share := percent / 100
	if name == "together" {
		u.Correlation = share
		return share <= 1
	}
	layerName, side, _ := strings.Cut(name, "-")
	layer := portfolio.Layer(layerName)
	of := u.Of(layer)
	switch {
	case !slices.Contains(portfolio.UncertainLayers, layer):
		return false
	case side == "low" && share <= 1:
		of.Low = share
	case side == "high" && share >= 1:
		of.High = share
	case side == "chance" && share <= 1:
		of.Probability = share
	default:
		return false
	}
	u.Layers[layer] = of
	return true
}

// AssumedText says what was assumed, layer by layer.
func (p Pack) AssumedText() string {
	t := p.Print.T
	var said []string
	for _, layer := range portfolio.UncertainLayers {
		if of, ok := p.Assumed.Layers[layer]; ok {
			said = append(said, t("pack.assumed-layer", "layer", t("layer."+string(layer)), "low", p.Print.Percent(of.Low, 0), "high", p.Print.Percent(of.High, 0), "chance", p.Print.Percent(of.Probability, 0)))
		}
	}
	said = append(said, t("pack.assumed-together", "share", p.Print.Percent(p.Assumed.Correlation, 0), "method", t("outlook.method-"+string(p.Assumed.Method))))
	return t("pack.assumed", "assumptions", strings.Join(said, "; ")) + " " + t("outlook.running-rule")
}
