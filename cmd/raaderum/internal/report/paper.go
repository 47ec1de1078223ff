package report

import (
	"time"

	"raaderum/cmd/raaderum/internal/i18n"
)

// Paper (papir) is something to be read, whatever it is written as: a page, a
// print or a Word document. It is made once, of headings, words, tables and
// pictures, so that no two of them can say different things.
type Paper struct {
	Name   string // of its files, without an ending
	Title  string
	Footer string // whose figures, of what and how fixed: under each page
	Dense  bool   // set small, to fit one page
	Roomy  bool   // dense, with room on the page to be set a fifth larger
	At     time.Time
	Print  *i18n.Printer

	blocks []block
}

// block is a piece of a paper. It knows how it looks in each form.
type block interface {
	html(*htmlWriter)
	word(*document) error
}

// entry is what a cell of a paper says. A number tells where it comes from: a
// path of the site, or "#" and a heading of the same paper.
type entry struct {
	text   string
	number bool
	see    string
}

func said(text string) entry { return entry{text: text} }

// counted is a number with the way to where it comes from.
func counted(text, see string) entry { return entry{text, true, see} }

// unknown is a number that nobody has stated. It is not 0.
var unknown = entry{text: "–", number: true}

type (
	headingBlock struct {
		level    int // from 1
		text, id string
	}
	wordsBlock struct {
		style wordStyle
		text  string
		see   string // where the numbers in it come from; "" when there are none, or they stand in the table below
	}
	listBlock struct{ items []entry }
	factBlock struct{ rows [][2]entry } // a name and what is said of it
	gridBlock struct {
		caption string
		head    []entry // a number tells that the column is one
		rows    [][]entry
		total   bool // the last row is the sum
		shares  []int
		quiet   bool // the caption is for screen readers alone
	}
	pictureBlock struct {
		picture Picture
		drawn   []byte // PNG, for Word; nil: not drawn
		missing string // what to say then
		see     string // where its numbers without a way of their own lead
	}
	breakBlock struct{} // the next block begins a page
)

// wordStyle is how a paragraph is set.
type wordStyle string

const (
	plainWords   wordStyle = ""
	leadWords    wordStyle = "Lead"    // the answer
	noteWords    wordStyle = "Note"    // small
	eyebrowWords wordStyle = "Eyebrow" // above a title
)

func (p *Paper) add(b block) { p.blocks = append(p.blocks, b) }

func (p *Paper) heading(level int, id, text string) { p.add(headingBlock{level, text, id}) }

func (p *Paper) say(text string) { p.add(wordsBlock{text: text}) }

func (p *Paper) note(text string) { p.add(wordsBlock{style: noteWords, text: text}) }

// facts leaves out what has nothing to say.
func (p *Paper) facts(rows ...[2]entry) {
	var known [][2]entry
	for _, row := range rows {
		if row[1].text != "" {
			known = append(known, row)
		}
	}
	if len(known) > 0 {
		p.add(factBlock{known})
	}
}

// fact is a row of facts.
func fact(name, text string) [2]entry { return [2]entry{said(name), said(text)} }

func (p *Paper) list(items ...string) {
	var entries []entry
	for _, item := range items {
		entries = append(entries, said(item))
	}
	if len(entries) > 0 {
		p.add(listBlock{entries})
	}
}

// grid adds a table; one without rows says so instead.
func (p *Paper) grid(table gridBlock, none string) {
	if len(table.rows) == 0 {
		p.say(none)
		return
	}
	if len(p.blocks) > 0 { // what the heading above says is not said twice
		heading, is := p.blocks[len(p.blocks)-1].(headingBlock)
		table.quiet = is && heading.text == table.caption
	}
	p.add(table)
}

// heads are the headings of a table: those from the first number on are of
// columns of numbers.
func heads(firstNumber int, names ...string) []entry {
	all := make([]entry, len(names))
	for i, name := range names {
		all[i] = entry{text: name, number: i >= firstNumber}
	}
	return all
}
