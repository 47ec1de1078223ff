package web

import (
	"cmp"
	"slices"
	"strings"

	"raaderum/calc"
	"raaderum/portfolio"
)

// areaTable is the benefits per focus area, drawn to one common scale, the
// largest first.
type areaTable struct {
	Rows  []areaRow
	Empty []portfolio.FocusArea // those with nothing in any layer
}

type areaRow struct {
	Area     portfolio.FocusArea // zero for the cases without one
	Figures  portfolio.AreaFigures
	Segments []segment
}

func newAreaTable(report portfolio.QuarterReport) areaTable {
	var table areaTable
	widest := 0.0
	for _, figures := range report.Areas {
		widest = max(widest, layersTotal(figures.Layers, drawnLayers).Kroner())
	}
	for _, figures := range report.Areas {
		area, _ := report.Organisation.Strategy.FocusArea(figures.Area)
		if len(figures.Layers) == 0 {
			if figures.Area != "" {
				table.Empty = append(table.Empty, area)
			}
			continue
		}
		row := areaRow{Area: area, Figures: figures}
		at := 0.0
		for _, layer := range drawnLayers {
			amount, ok := figures.Layers[layer]
			if !ok {
				continue
			}
			if amount > 0 {
				row.Segments = append(row.Segments, segment{layer, percentage(at, widest), percentage(amount.Kroner(), widest), amount})
				at += amount.Kroner()
			}
		}
		table.Rows = append(table.Rows, row)
	}
	slices.SortStableFunc(table.Rows, func(a, b areaRow) int {
		return cmp.Or(
			cmp.Compare(layersTotal(b.Figures.Layers, countedLayers), layersTotal(a.Figures.Layers, countedLayers)),
			cmp.Compare(b.Figures.Layers[portfolio.LayerPipeline], a.Figures.Layers[portfolio.LayerPipeline]))
	})
	return table
}

func layersTotal(layers map[portfolio.Layer]calc.Money, of []portfolio.Layer) calc.Money {
	var total calc.Money
	for _, layer := range of {
		total += layers[layer]
	}
	return total
}

func (r areaRow) layer(layer portfolio.Layer) *calc.Money {
	if amount, ok := r.Figures.Layers[layer]; ok {
		return &amount
	}
	return nil
}

func (t areaTable) amounts() []calc.Money {
	var amounts []calc.Money
	for _, row := range t.Rows {
		for _, amount := range row.Figures.Layers {
			amounts = append(amounts, amount)
		}
	}
	return amounts
}

// areaNames are the names of focus areas in one text.
func areaNames(areas []portfolio.FocusArea) string {
	names := make([]string, len(areas))
	for i, area := range areas {
		names[i] = area.Name
	}
	return strings.Join(names, ", ")
}
