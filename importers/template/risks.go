package template

// drawRisks draws Risici: what may go wrong and what is done about it.
func drawRisks(b *book, form Form) {
	widths := make([]float64, len(RiskColumns))
	for i, column := range RiskColumns {
		widths[i] = column.width
	}
	s := b.sheet(SheetRisks, widths...)
	s.banner("Risici", "Højst de 12 væsentligste. Omkostningen ved et modtræk hører hjemme i arket Omkostninger.")
	const head = 5
	first, last := head+1, head+form.rows(len(form.Risks))
	for col, column := range RiskColumns {
		s.words(head, col+1, column.Heading, lookHeading)
		if column.Choices != nil {
			s.choose(down(col+1, first, last), b.listOf(column.Choices))
		}
	}
	s.heights[head] = 22
	for row := first; row <= last; row++ {
		words := map[string]string{}
		if i := row - first; i < len(form.Risks) {
			risk := form.Risks[i]
			words = map[string]string{
				"id": idOr("", "R", i+1), "label": risk.Label, "response": risk.Response, "owner": risk.Owner,
				"probability": Levels.Label(risk.Probability), "consequence": Levels.Label(risk.Consequence),
			}
		}
		for col, column := range RiskColumns {
			s.text(row, col+1, words[column.Name], lookInput)
		}
		s.heights[row] = rowHeight(RiskColumns, words)
	}
	s.page = page{landscape: true, freeze: at(first, 1), titleRows: "$5:$5"}
}
