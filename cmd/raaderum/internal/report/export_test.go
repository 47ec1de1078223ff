package report

import (
	"bytes"
	"strings"
	"testing"
)

// Untraced are the numbers of a paper that lead nowhere: without a way to where
// they come from, or with one to a heading the paper does not have.
func (p Paper) Untraced() (lost []string) {
	headings := map[string]bool{}
	for _, one := range p.blocks {
		if heading, ok := one.(headingBlock); ok {
			headings[heading.id] = true
		}
	}
	for _, e := range p.entries() {
		at, within := strings.CutPrefix(e.see, "#")
		switch {
		case within && !headings[at], e.number && e.text != unknown.text && e.see == "" && strings.ContainsAny(e.text, "0123456789"):
			lost = append(lost, e.text+" ("+e.see+")")
		}
	}
	return lost
}

// Heads are the words of the headings of a paper's columns.
func (p Paper) Heads() (words []string) {
	for _, one := range p.blocks {
		if b, ok := one.(gridBlock); ok {
			for _, head := range b.head {
				words = append(words, strings.Fields(head.text)...)
			}
		}
	}
	return words
}

// Numbers counts the numbers of a paper's tables.
func (p Paper) Numbers() (n int) {
	for _, e := range p.entries() {
		if e.number && e.text != unknown.text {
			n++
		}
	}
	return n
}

// Paths are the pages of the site a paper leads to, each once.
func (p Paper) Paths() (paths []string) {
	seen := map[string]bool{"": true}
	for _, e := range p.entries() {
		if !seen[e.see] && e.see[0] == '/' {
			seen[e.see] = true
			paths = append(paths, e.see)
		}
	}
	return paths
}

func (p Paper) entries() (all []entry) {
	for _, one := range p.blocks {
		switch b := one.(type) {
		case wordsBlock:
			all = append(all, entry{text: b.text, see: b.see})
		case listBlock:
			all = append(all, b.items...)
		case factBlock:
			for _, row := range b.rows {
				all = append(all, row[:]...)
			}
		case gridBlock:
			for _, row := range b.rows {
				all = append(all, row...)
			}
		}
	}
	return all
}

// QuarterWorkbook is a quarter's workbook as bytes.
func QuarterWorkbook(p Pack) ([]byte, error) {
	var out bytes.Buffer
	err := WriteQuarterWorkbook(&out, p)
	return out.Bytes(), err
}

// QuarterPaper is the quarter's Word document before it is written.
func (p Pack) QuarterPaper(t *testing.T, pictures []Picture) Paper {
	t.Helper()
	return p.quarterPaper(pictures, nil)
}

// Costs are a plan's costs by recurrence, as its paper has them.
func (p PlanPack) Costs() (sums [][4]int64, want [][4]int64) {
	w := planWriter{PlanPack: p}
	for _, line := range p.Plan.Lines {
		if w.stopped(line) { // takes nothing more
			continue
		}
		var sum, is [4]int64
		for y := range is {
			if line.Costs[y] != nil {
				is[y] = int64(*line.Costs[y])
			}
		}
		for _, years := range w.costs(line) {
			for y, m := range years {
				if m != nil {
					sum[y] += int64(*m)
				}
			}
		}
		sums, want = append(sums, sum), append(want, is)
	}
	return sums, want
}

// Leads are the headings of a paper and the words that stand between one and what
// they introduce: no page ends with them.
func (p Paper) Leads() (leads []string) {
	for i, one := range p.blocks {
		switch b := one.(type) {
		case headingBlock:
			leads = append(leads, b.text)
		case wordsBlock:
			if p.introduces(i) {
				leads = append(leads, b.text)
			}
		}
	}
	return leads
}

// NoteLines is about how many lines a cover note takes.
func (p Paper) NoteLines() int { return p.lines(noteLine) }

// ColumnWidths are what the columns of a table of words ask for.
func ColumnWidths(head, row []string) []int {
	return gridBlock{head: heads(len(head), head...), rows: [][]entry{heads(len(row), row...)}}.measured()
}
