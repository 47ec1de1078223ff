package report

import (
	"raaderum/charts"
	"raaderum/portfolio"
)

// QuarterDocument is a quarter as a Word document for the secretary to edit:
// the answer, what needs a decision, each chart as a picture with its message
// and its numbers, the cases, and what the figures rest on. A chart that was not
// drawn has its numbers, and a line says how to get the picture.
func QuarterDocument(p Pack, pictures []Picture, drawn map[string][]byte) ([]byte, error) {
	t := p.Print.T
	title := p.Report.Organisation.Name + ", " + p.Print.Quarter(p.Report.Quarter)
	d := &document{title: title, language: map[string]string{"da": "da-DK", "en": "en-GB"}[p.Print.Language()], footer: title + " · " + p.Standing() + " · " + p.Print.Date(p.At)}
	d.heading(1, title)
	if p.Report.Organisation.Example {
		d.note(t("pack.example"))
	}
	d.styled("Heading2", p.headline())
	d.note(p.Standing())
	p.writeDecisions(d)
	for _, one := range pictures {
		d.heading(2, one.Title)
		if png, ok := drawn[one.ID]; ok {
			if err := d.picture(png, one.Summary); err != nil {
				return nil, err
			}
		} else {
			d.note(t("pack.no-picture"))
		}
		d.table(chartRowsOf(one.Table), true)
		if one.Table.Note != "" {
			d.note(one.Table.Note)
		}
	}
	d.heading(2, t("terms.title"))
	var rows [][]string
	rows = append(rows, []string{t("report.name"), t("report.value")})
	for _, row := range p.termRows() {
		rows = append(rows, row[:])
	}
	d.table(rows, false)
	return d.write(p.At)
}

// writeDecisions writes what the cases ask the council to decide.
func (p Pack) writeDecisions(d *document) {
	t := p.Print.T
	rows := [][]string{{t("pack.case"), t("pack.record"), t("cases.column-light"), t("pack.decision")}}
	for _, figures := range p.Report.Cases {
		if figures.Status != nil && figures.Status.DecisionNeeded != "" {
			rows = append(rows, []string{caseName(figures.Case), figures.Case.RecordNumber, t("light." + string(figures.Light)), figures.Status.DecisionNeeded})
		}
	}
	d.heading(2, t("pack.decisions"))
	if len(rows) == 1 {
		d.paragraph(t("pack.no-decisions"))
		return
	}
	d.table(rows, false)
}

func caseName(bc portfolio.BusinessCase) string {
	if bc.Number == "" {
		return bc.Title
	}
	return bc.Number + " " + bc.Title
}

func chartRowsOf(table charts.Table) [][]string {
	rows := [][]string{table.Head}
	for _, row := range table.Rows {
		cells := make([]string, 0, len(table.Head))
		for _, cell := range row {
			cells = append(cells, cell.Text)
		}
		rows = append(rows, cells)
	}
	return rows
}
