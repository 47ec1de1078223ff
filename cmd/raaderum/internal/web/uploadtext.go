package web

import (
	"strconv"

	"raaderum/calc"
	"raaderum/importers"
)

// evidenceCells is how many cells a question shows before it says how many more.
const evidenceCells = 12

// shownQuestions is how many questions a page asks at once. More come when
// these are answered: an answer is given to what somebody has seen.
const shownQuestions = 50

// shown are the questions that a page asks now.
func shown[Q any](questions []Q) []Q { return questions[:min(len(questions), shownQuestions)] }

func questionID(i int) string { return "question-" + strconv.Itoa(i+1) }

func optionID(question string, j int) string { return question + "-" + strconv.Itoa(j+1) }

func caseAnchor(prefix string, i int) string { return prefix + "case-" + strconv.Itoa(i+1) }

// optionText is an option in words where the catalogue has them; units and
// texts of the workbook itself stand as they are.
func optionText(page Page, code, option string) string {
	for _, key := range []string{"option." + code + "." + option, "option." + option} {
		if page.Print.Has(key) {
			return page.T(key)
		}
	}
	return option
}

// layoutName is a layout in words where the catalogue has them.
func layoutName(page Page, layout string) string {
	if key := "layout-name." + layout; page.Print.Has(key) {
		return page.T(key)
	}
	return layout
}

// spoken is a finding's words.
func spoken(page Page, finding importers.Finding) string {
	return page.Print.Args("finding."+finding.Code, finding.Args)
}

// proposals counts the questions with something proposed.
func proposals(questions []questionView) int {
	n := 0
	for _, q := range questions {
		if q.Proposed != "" {
			n++
		}
	}
	return n
}

// blockName is "Omkostninger", or "Gevinster: realiseret".
func blockName(page Page, block blockPreview) string {
	return page.T("upload.block-" + block.Kind + "-" + string(block.Series))
}

// short is an amount as people say it, a dash when there is none.
func short(page Page, amount *calc.Money) string {
	if amount == nil {
		return page.T("upload.none")
	}
	return page.Print.ShortMoney(*amount)
}
