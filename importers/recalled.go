package importers

import (
	"maps"
	"slices"
	"strings"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// withMapping adds a mapping's answers to those that were given, which overrule
// them.
func (o Options) withMapping(book *workbook.Book) (Answers, Recall) {
	if o.Mapping == nil {
		return o.Answers, Recall{}
	}
	recall := o.Mapping.recall(book)
	answers := maps.Clone(recall.Answers)
	maps.Copy(answers, o.Answers)
	return answers, recall
}

// tellMapping proposes the mapping's answers to what is open, and tells which of
// its answers were used, which moved, which are asked about again, and which
// could not be used.
func (o Options) tellMapping(file *File, recall Recall) {
	if o.Mapping == nil {
		return
	}
	tell := func(severity portfolio.Severity, code string, args map[string]any) {
		file.Findings = append(file.Findings, findingAt(severity, code, "", "", args))
	}
	if len(o.Mapping.Sheets) > 0 && !recall.Known {
		tell(portfolio.SeverityWarning, "mapping-other-layout", nil)
		return
	}
	var used, moves []string
	for _, before := range slices.Sorted(maps.Keys(recall.Renamed)) {
		after := recall.Renamed[before]
		answer, holds := recall.Answers[after]
		if _, asked := file.Settled[after]; !holds || !asked {
			continue
		}
		used = append(used, after+" = "+answer)
		_, _, was := keyPlace(before)
		if _, _, is := keyPlace(after); was != is {
			moves = append(moves, before+" → "+after)
		}
	}
	if len(used) > 0 {
		tell(portfolio.SeverityInfo, "mapping-used", map[string]any{"answers": strings.Join(used, "; ")})
	}
	if len(moves) > 0 {
		tell(portfolio.SeverityWarning, "mapping-moved", map[string]any{"n": len(moves), "moves": strings.Join(moves, "; ")})
	}
	if recall.Unchecked {
		o.tellUnchecked(file)
	}
	file.proposeAgain(recall)
	if fell := file.fallen(recall, o.Answers); len(fell) > 0 {
		tell(portfolio.SeverityWarning, "mapping-lost", map[string]any{"keys": strings.Join(fell, "; ")})
	}
}

// tellUnchecked tells of each answer that was used by its address alone, at the
// place that it is about.
func (o Options) tellUnchecked(file *File) {
	for _, key := range slices.Sorted(maps.Keys(file.Settled)) {
		answer, theirs := o.Mapping.Answers[key]
		if _, own := o.Answers[key]; own || !theirs {
			continue
		}
		cell := ""
		if q := file.Settled[key]; len(q.Cells) > 0 {
			cell = q.Cells[0]
		}
		file.Findings = append(file.Findings, findingAt(portfolio.SeverityWarning, "mapping-unchecked", cell, answer, map[string]any{"key": key, "answer": answer}))
	}
}

// proposeAgain makes answers that may not hold any more the proposals of their
// questions, and tells why they are asked about.
func (f *File) proposeAgain(recall Recall) {
	again := map[string][]string{} // by the reason
	for i := range f.Questions {
		q := &f.Questions[i]
		answer, ok := recall.Again[q.Key]
		if !ok {
			continue
		}
		if q.Takes(answer) {
			q.Proposed = answer
		}
		reason := recall.Reasons[q.Key]
		again[reason] = append(again[reason], q.Key+" = "+answer)
	}
	for _, reason := range []string{RecallHeadings, RecallYears, RecallScale, RecallSign} {
		if answers := again[reason]; len(answers) > 0 {
			f.Findings = append(f.Findings, findingAt(portfolio.SeverityWarning, reason, "", "", map[string]any{"answers": strings.Join(answers, "; ")}))
		}
	}
}

// fallen are the mapping's answers that nothing here asks for. As long as
// something is open more may be asked, so only those whose place is gone count.
func (f *File) fallen(recall Recall, own Answers) []string {
	fell := slices.Clone(recall.Lost)
	if len(f.Questions) > 0 || f.Status == Rejected {
		return fell
	}
	for _, answers := range []Answers{recall.Answers, recall.Again} {
		for key := range answers {
			_, settled := f.Settled[key]
			if _, given := own[key]; !settled && !given {
				fell = append(fell, key)
			}
		}
	}
	slices.Sort(fell)
	return fell
}
