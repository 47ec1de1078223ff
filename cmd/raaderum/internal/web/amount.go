package web

import (
	"strconv"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// CellURL is the address of the cell a value was read from; "" when the source
// is not a cell of a kept file.
func (p Page) CellURL(source portfolio.Source) string {
	switch {
	case source.Correction > 0:
		return p.URL("corrections") + "#" + correctionAnchor(source.Correction)
	case source.Entry > 0:
		return p.URL("entries", strconv.FormatInt(source.Entry, 10))
	case source.SHA256 == "" || source.Cell == "":
		return ""
	}
	return p.URL("files", source.SHA256, "cells", source.Sheet, source.Cell)
}

// cellName is a cell as people write it, "Økonomi!D14"; for an amount that a
// correction or an entry stated, its number.
func cellName(source portfolio.Source) string {
	if source.Correction > 0 {
		return "№ " + strconv.FormatInt(source.Correction, 10)
	}
	if source.Entry > 0 {
		return "✎ " + strconv.FormatInt(source.Entry, 10)
	}
	if source.Sheet == "" {
		return source.Cell
	}
	return source.Sheet + "!" + source.Cell
}

// sourceTitle says where an amount is from.
func sourceTitle(page Page, source portfolio.Source) string {
	if source.Entry > 0 {
		return page.T("amount.typed", "source", source.Raw)
	}
	return page.T("amount.source", "cell", cellName(source), "file", source.File)
}

// column writes the amounts of one table alike: whole kroner when every amount
// is, else with both decimals, so that the decimal commas stand under each other.
type column struct {
	print *i18n.Printer
	ore   bool
}

// columnFor chooses how a table writes its amounts.
func columnFor(print *i18n.Printer, amounts []calc.Money) column {
	for _, amount := range amounts {
		if amount%calc.Krone != 0 {
			return column{print, true}
		}
	}
	return column{print, false}
}

func (c column) text(m calc.Money) string {
	if c.ore {
		return c.print.Money(m)
	}
	return c.print.Kroner(m)
}

// kroner writes a computed amount, which has no cell.
func (c column) kroner(f float64) string {
	if c.ore {
		return c.print.Number(f, 2)
	}
	return c.print.Number(f, 0)
}

// percentage is a share of the whole as SVG writes it; the drawing is scaled by
// the browser, so no style attribute is needed.
func percentage(part, whole float64) string {
	if whole <= 0 {
		return "0%"
	}
	return strconv.FormatFloat(100*part/whole, 'f', 2, 64) + "%"
}
