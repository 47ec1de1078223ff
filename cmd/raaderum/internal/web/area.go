package web

import (
	"raaderum/calc"
	"raaderum/portfolio"
)

// areaTable is the benefits per focus area, drawn to one common scale.
type areaTable struct {
	Rows  []areaRow
	Empty int // focus areas that have neither cases nor benefits
}

type areaRow struct {
	Area     portfolio.FocusArea // zero for the cases without one
	Figures  portfolio.AreaFigures
	Achieved *calc.Money // nil: nothing is known
	Segments []segment
}

func newAreaTable(report portfolio.QuarterReport) areaTable {
	var table areaTable
	widest := 0.0
	for _, figures := range report.Areas {
		widest = max(widest, layersTotal(figures.Layers, drawnLayers).Kroner())
	}
	for _, figures := range report.Areas {
		if figures.Cases == 0 && len(figures.Layers) == 0 {
			table.Empty++
			continue
		}
		area, _ := report.Organisation.Strategy.FocusArea(figures.Area)
		row := areaRow{Area: area, Figures: figures}
		at := 0.0
		for _, layer := range drawnLayers {
			amount, ok := figures.Layers[layer]
			if !ok {
				continue
			}
			if layer != portfolio.LayerPipeline {
				total := layersTotal(figures.Layers, countedLayers)
				row.Achieved = &total
			}
			if amount > 0 {
				row.Segments = append(row.Segments, segment{layer, percentage(at, widest), percentage(amount.Kroner(), widest), amount})
				at += amount.Kroner()
			}
		}
		table.Rows = append(table.Rows, row)
	}
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
