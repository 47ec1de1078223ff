package importers

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// master (stamdata) is what a sheet says about its case outside its tables:
// labels with a value to the right of them.
type master struct {
	title, number, focusArea, organisation noted
	unit                                   noted
	price                                  noted
	baseYear                               noted // the calendar year of År 0
	firstYear                              bool  // that year is the first that is counted, be it År 0 or År 1
	period                                 noted // "Kvartal: 2. kvartal 2013"
	vat                                    noted
	rate                                   noted
	secondTitle                            noted // another title on the same sheet
	fields                                 []Field
}

// noted is a value with its cell; the zero noted was not found.
type noted struct {
	text string
	cell *workbook.Cell
	ref  string
}

func (n noted) found() bool { return n.ref != "" }

func (n *noted) keep(other noted) {
	if !n.found() {
		*n = other
	}
}

var (
	baseYearWords = says(`^basisaar|^startaar|^foerste aar|^aar 0$|^base year|^ibrugtagningsaar`)
	saysFirstYear = says(`^startaar|^foerste aar|^ibrugtagningsaar`)
	rateWords     = says(`^(kalkulationsrente|diskonteringsrente|discount rate|rente$|corporate discount rate)`)
	periodWords   = says(`^(kvartal|periode|rapporteringsperiode|aar)$`)
	unitLabel     = says(`^(beloeb|enhed|valuta|beloeb angives i|beloeb i|beloebsenhed|unit)\b`)
	fieldNames    = []struct {
		name    string
		pattern *phrase
	}{
		{"project-owner", says(`^(projektejer|sro|owner|ejer)$`)},
		{"project-coordinator", says(`^projektkoordinator$`)},
		{"project-manager", says(`^projektleder$`)},
		{"system-owner", says(`^systemejer$`)},
		{"phase", says(`^(projekt)?fase$`)},
		{"status", says(`^status$`)},
		{"go-live", says(`^idriftsaettelse(sdato)?$`)},
		{"end", says(`^(slut|slutdato|afslutning|end)$`)},
		{"decision-date", says(`^(beslutningsdato|besluttet|godkendt( den)?|decision date)$`)},
		{"start", says(`^(start|startdato|opstart)$`)},
		{"purpose", says(`formaal$`)},
		{"summary", says(`resume$`)},
		{"obligatory", says(`^obligatorisk`)},
		{"rank", says(`^(rang|rangering|rangorden|rangnr\.?|prioritering|prioritet|prioriteringsnummer|rank|ranking)$`)},
		{"goal-1", says(`^(1\.|maal 1\b|maalbidrag 1)`)},
		{"goal-2", says(`^(2\.|maal 2\b|maalbidrag 2)`)},
		{"goal-3", says(`^(3\.|maal 3\b|maalbidrag 3)`)},
		{"record-number", says(`^(journalnummer|journalnr\.?|esdh.*|sagsnr\.?)$`)},
		{"financing", says(`^finansiering$`)},
		{"version", says(`^(model)?version$`)},
	}
)

// readMaster finds master data in the rows of a grid that no table takes.
func readMaster(g *grid, taken func(row int) bool) master {
	var m master
	for row := 1; row <= g.last(); row++ {
		if taken(row) {
			continue
		}
		if headsList(g, row) {
			continue
		}
		for i, cell := range g.row(row) {
			if cell == nil || cell.Kind() != workbook.Text || len(cell.Raw()) > 80 {
				continue
			}
			value, at := valueBeside(g, row, i+1)
			if value == nil {
				continue
			}
			m.take(g.heading(strings.TrimRight(clean(cell.Raw()), ": ")), noted{clean(value.Raw()), value, g.ref(row, at)})
		}
	}
	return m
}

// headsList tells whether a row is the headings of a list without amounts,
// "Projekt | Ark | Projektleder", and no label with its value: three words and
// more, two of which name what a column holds, over a row of as many texts.
func headsList(g *grid, row int) bool {
	words, roles, below := 0, 0, 0
	for i, cell := range g.row(row) {
		if cell == nil {
			continue
		}
		if cell.Kind() != workbook.Text || strings.HasSuffix(clean(cell.Raw()), ":") {
			return false
		}
		words++
		if g.heading(clean(cell.Raw())).role != noRole {
			roles++
		}
		if next := g.at(row+1, i+1); next != nil && (next.Kind() != workbook.Text || g.heading(clean(next.Raw())).role == noRole) {
			below++
		}
	}
	return words >= 3 && roles >= 2 && below >= words
}

// valueBeside is the first cell to the right of a label, at most three
// columns away.
func valueBeside(g *grid, row, col int) (*workbook.Cell, int) {
	from := g.spanEnd(row, col) + 1
	for at := from; at < from+3; at++ {
		if cell := g.at(row, at); cell != nil {
			return cell, at
		}
	}
	return nil, 0
}

func (m *master) take(label heading, value noted) {
	words := fold(label.text)
	switch {
	case baseYearWords.MatchString(words) && isYear(value.text), label.time.form == inOffset && label.time.year == 0 && isYear(value.text):
		if !m.baseYear.found() {
			m.firstYear = saysFirstYear.MatchString(words)
		}
		m.baseYear.keep(value)
	case rateWords.MatchString(words):
		m.rate.keep(value)
	case label.role == roleTitle && !looksLikeNumber(value.text):
		if m.title.found() && m.title.text != value.text {
			m.secondTitle.keep(value)
		}
		m.title.keep(value)
	case label.role == roleNumber:
		m.number.keep(value)
	case label.role == roleFocusArea:
		m.focusArea.keep(value)
	case label.role == roleOrganisation:
		m.organisation.keep(value)
	case label.role == rolePrice:
		m.price.keep(value)
	case label.role == roleVAT:
		m.vat.keep(value)
	case unitLabel.MatchString(words) && measureIn(fold(value.text)) != unmeasured:
		m.unit.keep(value)
		if priceStated(value.text) != nil {
			m.price.keep(value)
		}
	case periodWords.MatchString(words):
		m.period.keep(value)
	}
	if name := fieldNamed(words); name != "" && !label.time.known() {
		m.fields = append(m.fields, fieldIn(name, value.cell, value.ref))
	}
}

// fieldIn is a field in a cell: dates in machine form, as exact as they are
// written, a yes as "true", and everything else as its text.
func fieldIn(name string, cell *workbook.Cell, ref string) Field {
	f := Field{Name: name, Value: clean(cell.Raw()), Cell: ref, Raw: cell.Raw()}
	switch name {
	case "obligatory":
		switch fold(f.Value) {
		case "ja", "yes", "x", "obligatorisk", "true":
			f.Value = "true"
		}
	case "go-live", "start", "end", "decision-date":
		if cell.Kind() == workbook.DateTime {
			f.Value = cell.Time().Format(time.DateOnly)
		} else if date, ok := danish.ParseDate(f.Value); ok && date.Year > 0 && !date.Ambiguous {
			f.Value = date.String()
		}
	}
	return f
}

// fieldNamed is the name of the field that a folded label means.
func fieldNamed(words string) string {
	for _, f := range fieldNames {
		if f.pattern.MatchString(words) {
			return f.name
		}
	}
	return ""
}

func isYear(text string) bool {
	n := number(text)
	return n >= 1990 && n <= 2100
}

// genericTitle is a heading that names a kind of document, not a case.
var genericTitle = says(`^(business case|investeringsforslag|forretningsmaessigt investeringsforslag|forside|stamdata|oekonomi|resultat|udgifter|omkostninger|gevinster|cash ?flow|input|beregning|vejledning|forudsaetninger|bilag \d+|projektoverblik|overblik|ark\d+|sheet\d+|cash flows|notes|assumptions)$|kommune$|^version|^udarbejdet|^beloeb|kr\.|version \d`)

// labelledTitle is a label and a title in one cell: "Projekt: Ny portal".
var labelledTitle = regexp.MustCompile(`(?i)^(?:projekt(?:navn|titel|ets navn|ets titel)?|titel|forslag(?:ets titel)?|sag(?:ens titel)?|initiativ|emne|vedr\.?|vedrørende|business case|project|investeringsforslag|(?:navn|titel) på (?:projekt|forslag|initiativ|tiltag)(?:et)?)\s*:\s*(.{3,})$`)

// couldBeTitle tells whether a text may name a case: it is no label, no kind
// of document, no sum, and says no unit.
func couldBeTitle(text string, h heading) bool {
	switch {
	case len(text) < 4, len(text) > longestTitle, genericTitle.MatchString(fold(text)), aboutMoney.MatchString(fold(text)), strings.HasSuffix(text, ":"), strings.Contains(text, "="):
		return false
	case h.measure != unmeasured, h.price != nil, !strings.ContainsFunc(text, unicode.IsLetter): // "--------"
		return false
	}
	words := len(strings.Fields(text))
	return h.role == noRole || h.role == roleMoney || words >= 5 || words >= 2 && h.role == roleText && !describes.MatchString(fold(text))
}

// describes begins a label of what is told of a case: "Formål med projektet". A
// "Ny økonomiløsning" is none.
var describes = says(`^(?:formaal|beskrivelse|resume|loesning|kilde|risiko|forudsaetning|afgraensning|leverandoer|parameter|comment|source|description|vedtaget|besluttet|maales|maal \d|succeskriteri|indikator|milepael|gevinst|maalgruppe|konto|artskonto|kontering|styringsomraade|effekt fra|tiltag i|brugerdefineret|rating|budgetreduktion)|beskrivelse$|forudsaetninger$`)

// titleIn is the text on a sheet that most looks like the name of a case:
// among the first texts, the first bold one that is no kind of document, else
// the first such.
func titleIn(g *grid, before int) noted { return titleBetween(g, 1, min(before, titleRows)) }

// titleRows is how far down the title of a sheet is looked for.
const titleRows = 12

// titleBetween is the text in some rows of a sheet that most looks like the
// name of a case.
func titleBetween(g *grid, from, to int) noted {
	return titleWhere(g, from, to, func(int, int) bool { return true })
}

// titleWhere is titleBetween among the cells that can name the case.
func titleWhere(g *grid, from, to int, can func(row, col int) bool) noted {
	var seen titles
	for row := from; row <= min(to, g.last()); row++ {
		for i, cell := range g.row(row) {
			if cell == nil || cell.Kind() != workbook.Text || !can(row, i+1) {
				continue
			}
			found, labelled, ok := titleCandidate(g, row, i+1, cell)
			switch {
			case !ok:
			case labelled:
				return found
			case sentBy.MatchString(fold(found.text)):
				seen.sender.keep(found)
			case isTold(found.text):
				seen.told.keep(found)
			case cell.Bold():
				seen.bold.keep(found)
			default:
				seen.plain.keep(found)
			}
		}
	}
	return seen.best()
}
