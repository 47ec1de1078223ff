package report

import (
	"cmp"
	"io"

	"raaderum/charts"
	"raaderum/portfolio"
)

// WriteQuarterDocument writes a quarter as a Word document for the secretary to edit:
// the answer, what needs a decision, each chart as a picture with its message
// and its numbers, the cases, and what the figures rest on. A chart that was not
// drawn has its numbers, and a line says how to get the picture. Origin is where
// its links lead; "" leaves them out.
func WriteQuarterDocument(out io.Writer, p Pack, pictures []Picture, drawn map[string][]byte, origin string) error {
	return p.quarterPaper(pictures, drawn).WriteWord(out, origin)
}

func (p Pack) quarterPaper(pictures []Picture, drawn map[string][]byte) Paper {
	t := p.Print.T
	paper := Paper{Name: p.Name(), Title: p.Title(), Footer: p.footerText(), At: p.At, Print: p.Print}
	paper.heading(1, "", p.Title())
	if p.Report.Organisation.Example {
		paper.note(t("pack.example"))
	}
	paper.add(wordsBlock{leadWords, p.headline(), p.trail().quarter()})
	paper.note(p.Standing())
	if p.Filter.Any() {
		paper.say(p.Which() + ". " + t("filter.part"))
	}
	paper.blocks = append(paper.blocks, p.Changes().blocks...)
	p.writeDecisions(&paper)
	p.writeRound(&paper)
	p.writeMeetings(&paper)
	for _, one := range pictures {
		paper.heading(2, one.ID, one.Title)
		if one.Blank() {
			paper.note(cmp.Or(one.Table.Note, t("pack.no-rows")))
			continue
		}
		paper.add(pictureBlock{one, drawn[one.ID], t("pack.no-picture"), p.trail().quarter()})
		paper.grid(chartGrid(one.Table, p.trail().quarter()), t("pack.no-rows"))
		if one.Table.Note != "" {
			paper.note(one.Table.Note)
		}
	}
	paper.heading(2, "terms", t("terms.title"))
	var rows [][2]entry
	for _, row := range p.termRows() {
		rows = append(rows, fact(row[0], row[1]))
	}
	paper.facts(rows...)
	return paper
}

// writeDecisions writes what the cases ask the council to decide.
func (p Pack) writeDecisions(paper *Paper) {
	t := p.Print.T
	table := gridBlock{caption: t("pack.decisions"), head: heads(9, t("pack.case"), t("pack.record"), t("cases.column-light"), t("pack.decision")), shares: []int{3, 2, 1, 4}}
	for _, figures := range p.Report.Cases {
		if figures.Status != nil && figures.Status.DecisionNeeded != "" {
			table.rows = append(table.rows, []entry{{text: caseName(figures.Case), see: p.trail().caseAt(figures.Case.ID)}, said(figures.Case.RecordNumber),
				said(t("light." + string(figures.Light))), said(figures.Status.DecisionNeeded)})
		}
	}
	paper.heading(2, "decisions", t("pack.decisions"))
	paper.grid(table, t("pack.no-decisions"))
	paper.note(t("decisions.on-paper"))
}

func caseName(bc portfolio.BusinessCase) string {
	if bc.Number == "" {
		return bc.Title
	}
	return bc.Number + " " + bc.Title
}

// chartGrid is a chart's numbers as a table of a paper. A number without a way of
// its own leads where its row does, or to the page the chart stands on.
func chartGrid(table charts.Table, page string) gridBlock {
	grid := gridBlock{caption: table.Caption}
	if table.Unit != "" {
		grid.caption += " (" + table.Unit + ")"
	}
	for x, head := range table.Head {
		grid.head = append(grid.head, entry{text: head, number: table.Counts(x)})
	}
	for _, row := range table.Rows {
		var entries []entry
		for x, cell := range row {
			entries = append(entries, entry{text: cell.Text, number: table.Counts(x), see: cmp.Or(cell.Link, row[0].Link, page)})
		}
		grid.rows = append(grid.rows, entries)
	}
	return grid
}
