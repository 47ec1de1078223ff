package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/importers"
	"raaderum/importers/example"
	"raaderum/portfolio"
)

// section is the picture of an example and the table of how it is read.
func section(e example.Example, read reading, titles map[string]string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "![%s](billeder/%s.svg)\n\n", e.Title, e.Page)
	out.WriteString("Sådan læser Råderum eksemplet:\n\n| Hvad | Læst |\n|---|---|\n")
	row := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&out, "| %s | %s |\n", name, value)
		}
	}
	file := read.file
	row("Navn i skemaer", "`"+file.Layout+"`")
	if len(file.Yearly) > 0 {
		row("Årlige værdier", strconv.Itoa(len(file.Yearly)))
	} else {
		row("Sager", caseNames(file.Cases))
	}
	sums := sumsOf(file)
	for _, s := range sumNames {
		if sum, ok := sums[s.key]; ok {
			row(s.name, kroner(sum))
		}
	}
	row("Spørgsmål", questionList(e, read.questions, titles))
	ofSheet, ofCase := sorted(file.Findings)
	row("Fund om arket", findingList(ofSheet, titles))
	if len(ofCase) > 0 {
		row("Fund om sagerne", findingList(ofCase, titles))
	}
	return out.String()
}

// caseNames are the cases in the order of the file.
func caseNames(cases []importers.Case) string {
	if len(cases) == 0 {
		return "ingen"
	}
	var names []string
	for _, c := range cases {
		name := c.Title
		if c.Number != "" {
			name += " (" + c.Number + ")"
		}
		names = append(names, name)
	}
	return fmt.Sprintf("%d: %s", len(cases), strings.Join(names, ", "))
}

// sumKey is what amounts are summed by; plan where a line says no series.
type sumKey struct {
	kind   string
	series portfolio.Series
}

var sumNames = []struct {
	key  sumKey
	name string
}{
	{sumKey{"cost", portfolio.Plan}, "Udgifter i alt"},
	{sumKey{"benefit", portfolio.Plan}, "Gevinster i alt, plan"},
	{sumKey{"benefit", portfolio.Realised}, "Gevinster i alt, realiseret"},
}

// sumsOf are a file's amounts, added. A sum without amounts is not there: it is
// missing, not 0.
func sumsOf(file importers.File) map[sumKey]calc.Money {
	sums := map[sumKey]calc.Money{}
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			key := sumKey{line.Kind, line.Series}
			if key.series == "" {
				key.series = portfolio.Plan
			}
			for amount := range line.Amounts.All {
				sums[key] += amount.Ore
			}
		}
	}
	return sums
}

// kroner is an amount in whole kroner, or with øre where it has any.
func kroner(amount calc.Money) string {
	whole, rest := strconv.FormatInt(int64(amount/calc.Krone), 10), amount%calc.Krone
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "." + whole[at:]
	}
	if rest != 0 {
		whole += fmt.Sprintf(",%02d", rest)
	}
	return whole + " kr."
}

func questionList(e example.Example, questions []importers.Question, titles map[string]string) string {
	if len(questions) == 0 {
		return "ingen"
	}
	var asked []string
	for _, q := range questions {
		asked = append(asked, link("spoergsmaal.md", q.Code, titles)+". Svaret her: »"+e.Answers[q.Key]+"«.")
	}
	return strings.Join(asked, " ")
}

// sorted are the findings about the sheets, and those that the rules for
// business cases tell of.
func sorted(findings []importers.Finding) (ofSheet, ofCase []importers.Finding) {
	for _, f := range findings {
		if strings.HasPrefix(f.Code, "rule-") {
			ofCase = append(ofCase, f)
		} else {
			ofSheet = append(ofSheet, f)
		}
	}
	return ofSheet, ofCase
}

// findingList are the kinds of findings, each once, in the order of the file.
func findingList(findings []importers.Finding, titles map[string]string) string {
	var codes, links []string
	for _, f := range findings {
		if !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
			links = append(links, link("fund.md", f.Code, titles))
		}
	}
	if links == nil {
		return "ingen"
	}
	return strings.Join(links, " · ")
}

func link(page, anchor string, titles map[string]string) string {
	title := titles[page+"#"+anchor]
	if before, _, numbered := strings.Cut(title, " (W"); numbered {
		title = before // the rule's number is for those who look it up
	}
	if title == "" {
		title = anchor
	}
	return fmt.Sprintf("[%s](%s#%s)", title, page, anchor)
}
