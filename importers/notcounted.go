package importers

// leftOutSaid says in the name of a row that the row is not in the sum.
var leftOutSaid = says(`\b(?:indgaar|medregnes|regnes|taeller|taelles|medtaget|er) ikke (?:med(?:regnet|taget|talt)?\b|i (?:summen|totalen|beregningen|resultatet|regnestykket|casen|sagen|tallene))|\bmedregnes ikke\b|\bikke (?:er |bliver |laengere )?(?:medregnet|medtaget|medtalt|indregnet|regnet med|talt med)\b|\b(?:udeladt|udelades|holdt ude(?:nfor)?)\b|\b(?:uden ?for|ikke med i) (?:summen|totalen)\b|\b(?:kun )?til orientering\b|\bnot (?:included|counted)\b|\bfor information only\b`)

// leftOutRemarked says the same of its row in a remark, which may as well be about
// something else: it begins with the words, or ends with them.
var leftOutRemarked = says(`^(?:\d+\) ?|\*+ ?)?(?:(?:indgaar|regnes|taeller|taelles) ikke (?:med\b|i (?:summen|totalen|beregningen|resultatet|regnestykket|casen|sagen|tallene))|medregnes ikke\b|er ikke med(?:regnet|taget|talt)?\b|ikke (?:medregnet|medtaget|medtalt)\b|(?:udeladt|udelades|holdt ude(?:nfor)?)\b|(?:uden ?for|ikke med i) (?:summen|totalen)\b|(?:kun )?til orientering\b|not (?:included|counted)\b)|\bog (?:medregnes ikke|(?:taeller|taelles|regnes) ikke med)\.?$`)

// saysLeftOut tells whether a row's own words say that it is not counted.
func saysLeftOut(label, remarks string) bool {
	return leftOutSaid.MatchString(fold(label)) || remarks != "" && leftOutRemarked.MatchString(fold(remarks))
}

// leavesSaidOut tells whether a row says that it is not counted, and is left out for
// that by the answer. Whatever is answered, the sum below it may be without it.
func (r *reader) leavesSaidOut(t *table, row int, place, label, remarks string, columns []column) bool {
	if !saysLeftOut(label, remarks) {
		return false
	}
	if r.saidOut == nil {
		r.saidOut = map[tableRow]bool{}
	}
	r.saidOut[tableRow{t, row}] = true
	cells := []string{place}
	if len(columns) > 0 {
		cells = append(cells, t.grid.ref(row, columns[0].at))
	}
	answer, ok := r.ask(Question{
		Key: "row@" + place, Code: "not-counted", Cells: cells, Options: []string{asNothing, asLine},
		Proposed: asNothing, Confidence: 0.6, Args: map[string]any{"label": firstWord(label, place)},
	})
	return !ok || answer == asNothing
}
