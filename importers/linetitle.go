package importers

import (
	"strings"

	"raaderum/portfolio"
)

// namesBothKinds tells whether the lines of a table say themselves that some
// are costs and some benefits, whatever its title says.
func (t *table) namesBothKinds() bool {
	costs, benefits := false, false
	for row := t.first; row <= t.last && (!costs || !benefits); row++ {
		label, _ := t.label(row)
		folded := fold(label)
		costs, benefits = costs || startsAsCost.MatchString(folded), benefits || startsAsBenefit.MatchString(folded)
	}
	return costs && benefits
}

// namesCosts tells whether some line of a table says outright that it is a cost.
func (t *table) namesCosts() bool {
	for row := t.first; row <= t.last; row++ {
		if label, _ := t.label(row); startsAsCost.MatchString(fold(label)) {
			return true
		}
	}
	return false
}

// doubtKind notes a row that names a cost, where only a word of the title says that
// the table holds benefits.
func (t *table) doubtKind(row int) {
	if t.kindDoubted == nil {
		t.kindDoubted = map[int]bool{}
	}
	t.kindDoubted[row] = true
}

// seriesOfTitle is the series that a short title right above a table says:
// "Realiseret".
func seriesOfTitle(t *table) portfolio.Series {
	if len(t.titles) > 0 && len(t.titles[0].text) <= 25 {
		if series := t.grid.heading(t.titles[0].text).series; series != "" {
			return series
		}
	}
	return t.seriesGoverning()
}

// bannerSeries is the series that a line over a register says when it says nothing
// else: "Realiseret" over one of several tables.
func (t *table) bannerSeries() portfolio.Series {
	if len(t.titles) > 0 && seriesAlone.MatchString(fold(t.titles[0].text)) {
		return seriesIn(fold(t.titles[0].text))
	}
	return t.seriesGoverning()
}

// realisedMoney says what the amounts below it are, and nothing of plans: "Tilsted
// Kommune, realiserede besparelser 2024".
var realisedMoney = says(`\brealisere(?:t|de) (?:\w+ )?(?:gevinst|besparelse|udgift|omkostning|effekt|indtaegt)\w*|\bregnskab(?:stal)?(?: for)? (?:19|20)\d\d\b`)

// seriesGoverning is the series that a title says of all amounts of a table, where
// the table itself says none, and no year of it is another than the title's.
func (t *table) seriesGoverning() portfolio.Series {
	var title *marks
	for _, n := range t.titles {
		if len(n.text) > longestOver*2 {
			continue
		}
		switch m := t.grid.words.marks.of(n.text); {
		case m.series == portfolio.Plan:
			return ""
		case m.realised && title == nil:
			title = m
		}
	}
	if title == nil {
		return ""
	}
	for i := range t.columns {
		c := &t.columns[i]
		if c.series != "" || c.role == roleSeries || c.namesYear() && title.year != 0 && (c.time.year < title.year || c.time.year > title.last) {
			return ""
		}
	}
	return portfolio.Realised
}

// ofDifferences tells whether the line over a table says that all of it is
// differences: "Afvigelse" below "Plan" and "Realiseret".
func (t *table) ofDifferences() bool {
	return len(t.titles) > 0 && differenceAlone.MatchString(fold(t.titles[0].text))
}

var otherThings = says(`succeskriteri|indikator|risiko|parameter|forudsaetning|milepael|maalepunkt|foelsomhed|\bkpi\b|assumption|sensitivity|depreciation`)

// aboutOtherThings tells whether the table's own headings say that it is no
// table of money: indicators, risks, assumptions.
func aboutOtherThings(t *table) bool {
	for _, c := range t.columns {
		if c.time.known() || c.role == rolePost {
			break // what stands beside the posts is told of them
		}
		if otherThings.MatchString(fold(c.text)) {
			return true
		}
	}
	return len(t.titles) > 0 && otherThings.MatchString(fold(t.titles[0].text)) && len(t.titles[0].text) < 60
}

// cornerText is the heading over the labels.
func (t *table) cornerText() string {
	for _, c := range t.columns {
		if c.time.known() {
			break
		}
		if c.numbers == 0 && c.kind != "" {
			return c.text
		}
	}
	return ""
}

// cornerKind is the kind that the heading over the labels says: "COSTS".
func (t *table) cornerKind() string {
	for _, c := range t.columns {
		if c.time.known() {
			break
		}
		if c.numbers > 0 {
			continue // amounts have kinds of their own: "Ny udgift pr. år" beside "Besparelse pr. år"
		}
		if c.kind != "" && c.role != roleType && t.grid.words.signs.of(c.text) == "" {
			return c.kind
		}
	}
	return ""
}

// kindAround is the kind that the table's title or its sheet says.
func (r *reader) kindAround(v *view, t *table) string {
	for _, title := range t.titles {
		if title.col >= t.width() && !t.grid.turned {
			continue // it stands beside the table, about something else
		}
		if len(title.text) <= 60 && r.words.signs.of(title.text) == "" {
			if kind := titleKind(title.text); kind != "" {
				return kind
			}
		}
	}
	return titleKind(v.sheet.Name)
}

// kindNamed is the kind that the sheet or the title right above the table is
// called by, and by nothing else: "Gevinster". What is called so holds that kind
// even where a rule tells the signs apart.
func (r *reader) kindNamed(v *view, t *table) string {
	names := []string{v.sheet.Name}
	for _, title := range t.titles {
		names = append(names, title.text)
	}
	for _, name := range names {
		if folded := fold(name); kindsByName.MatchString(folded) {
			return kindIn(folded)
		}
	}
	return ""
}

// kindsByName is a name that is nothing but a kind of money, in the plural.
var kindsByName = says(`^(?:oekonomiske |samlede |loebende |oevrige )?(?:engangs|drifts|projekt|anlaegs|implementerings|etablerings|brutto)?(?:udgifter|omkostninger|gevinster|besparelser|investeringer|indtaegter)$|^(?:costs|benefits|savings)$`)

// documentWords are names of documents that hold words for a kind.
var documentWords = says(`investerings(forslag|pulje|skema)\w*|business case|cost[ -]benefit|cba\b|cost-benefit|\bbudget(?:ter|tet)?\b`)

func titleKind(text string) string {
	words := documentWords.ReplaceAllString(fold(text), " ")
	if benefitWords.MatchString(words) && costWords.MatchString(words) && strings.ContainsAny(words, ",;/+&") {
		return "" // "Udgifter, gevinster" names both
	}
	return kindIn(words)
}
