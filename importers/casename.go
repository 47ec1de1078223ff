package importers

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"raaderum/importers/danish"
	"raaderum/importers/workbook"
)

// sentBy is a heading that says who made a workbook or who it is for, and not
// what it is about: it names a case only where nothing else does.
var sentBy = says(`\b(?:a/s|aps|i/s|k/s|p/s|ivs|amba|ltd|gmbh|inc|llp)\.?$|^(?:center|centret|afdelingen?|direktion\w*|sekretariat\w*|stab(?:en)?|udvalget?|forvaltningen)\b|(?:forvaltning|forvaltningen|udvalget|sekretariatet|direktionen|afdelingen)$|^(?:fortrolig\w*|udkast\w*|notat|intern|side \d.*|dato.*|til (?:beslutning|orientering|droeftelse).*|(?:business case|investeringsforslag|forslag|oplaeg)\w* til)$`)

// aboutMoney is a heading that says what its table holds: every case has one.
var aboutMoney = says(`^(?:den |de )?(?:samlede? |projektets |forventede? )?(?:oekonomiske? (?:konsekvenser|overblik|oversigt|opgoerelse|beregning(?:er)?|effekt(?:er)?)|oekonomi(?:overblik|oversigt|skema|ark)?|beregninger|opsummering|sammenfatning|regnskab|budget(?:skema|overslag)?|kolonnenavne|raekkenavne|cost[- ]benefit(?:[- ]anal\w+)?|(?:depreciation|amorti[sz]ation|repayment|loan) (?:schedule|table|plan)|(?:afskrivnings|afdrags|laane)(?:plan|profil|oversigt)|financial (?:summary|analysis|overview)|financials)$`)

// namesCase tells whether the name of a sheet can be the name of a case: one
// of its words is none that sheets of all cases bear.
func namesCase(sheet string) bool {
	if len(sheet) < 4 || sentBy.MatchString(fold(sheet)) {
		return false
	}
	words := strings.FieldsFunc(fold(sheet), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for _, word := range words {
		if len(word) > 2 && !sheetWord.MatchString(word) {
			return true
		}
	}
	return false
}

// fileTitle is what the name of a file may call a case: its words without the kind
// of file and the number of a copy; "" when every case may have them.
func fileTitle(file string) string {
	name := strings.TrimSuffix(path.Base(strings.ReplaceAll(file, `\`, "/")), path.Ext(file))
	name = strings.TrimSpace(copyNumber.ReplaceAllString(strings.ReplaceAll(name, "_", " "), ""))
	if !strings.Contains(name, " ") {
		name = strings.ReplaceAll(name, "-", " ")
	}
	if name = clean(name); len(name) > longestTitle || !namesCase(name) {
		return ""
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// copyNumber is what is put behind the name of a file that is copied.
var copyNumber = regexp.MustCompile(`(?i)\s*(?:\(\d+\)|- (?:kopi|copy))$`)

// longestTitle is how long the name of a case may be.
const longestTitle = 120

// sheetWord is a word that says what a sheet is or holds, and of no case which.
var sheetWord = says(`^(?:\w*\d+\w*|ark|sheets?|tabel\w*|table|fane\w*|sider?|bilag\w*|data\w*|tal|beloeb\w*|hele|\w*oekonomi\w*|oekonomisk\w*|\w*budget\w*|\w*regnskab\w*|realiser\w*|forvent\w*|plan|planlagt|prognose\w*|oversigt\w*|overblik\w*|\w*oversigt|\w*overblik|samlet|samlede|total\w*|resultat\w*|rapport\w*|\w*udgift\w*|\w*omkostning\w*|\w*gevinst\w*|\w*besparelse\w*|effektiviser\w*|\w*investering\w*|drift\w*|anlaeg\w*|beregning\w*|\w*model\w*|skema\w*|\w*skema|\w*skabelon\w*|business|case|cases|businesscase\w*|cash|flow|cashflow\w*|npv|kalkul\w*|forside\w*|stamdata|forudsaetning\w*|input\w*|output\w*|resume\w*|noter?|kopi|version\w*|endelig\w*|final|rettet|ny|nye|nyt|gammel\w*|udkast\w*|aar|aarene|til|for|pr|med|uden|mod|tkr|mio|kroner|kvartal\w*|maaned\w*|priser|pris|niveau|opfoelgning\w*|status\w*|indberetning\w*|register\w*|\w*register|katalog\w*|\w*katalog|pulje\w*|\w*pulje|liste\w*|\w*liste|projekt\w*|forslag\w*|sager?|sagen|portefoelje\w*|alle|costs?|benefits?|savings?|summary|assumptions?|calculation\w*|overview|results?|projects?|e[ks]xport\w*|udtraek\w*|postering\w*|pivot\w*|kommune\w*|konsekvens\w*|potentiale\w*|tidsplan\w*|timer|loen\w*|personale\w*|driftsudgift\w*|bilagsark|detaljer\w*|specifi\w*|detaljer\w*|sammenligning\w*|scenari\w*|alternativ\w*|variant\w*|option\w*)$`)

// titles gathers the texts of some rows that may name a case, the likeliest of
// each sort.
type titles struct{ bold, plain, sender, told noted }

// best is the first text in bold, else the first, else who it is from, else what is
// told in a sentence.
func (t titles) best() noted {
	t.bold.keep(t.plain)
	t.bold.keep(t.sender)
	t.bold.keep(t.told)
	return t.bold
}

// titleCandidate is what a cell with a text may be called by; a label with a
// title in it says so.
func titleCandidate(g *grid, row, col int, cell *workbook.Cell) (found noted, labelled, ok bool) {
	whole := clean(cell.Raw())
	text := withoutMunicipality(titleAlone(whole))
	h := g.heading(text)
	if !couldBeTitle(text, h) || statedSign(text) != "" {
		return noted{}, false, false
	}
	if next, _ := valueBeside(g, row, col); next != nil {
		return noted{}, false, false // a label
	}
	found = noted{text, cell, g.ref(row, col)}
	if _, name := numberedTitle(text); name != "" {
		found.text = name
		return found, true, true
	}
	if strings.Contains(text, ":") {
		if m := labelledTitle.FindStringSubmatch(text); m != nil {
			found.text = m[1]
			return found, true, true
		}
	}
	if text != whole && !namesCaseAlone(text, h) {
		return noted{}, false, false // "Udgifter (t.kr.)" heads a table
	}
	return found, false, true
}

// withoutMunicipality is a title without whose it is: "Digital kø, Fjordby Kommune".
func withoutMunicipality(text string) string {
	if !strings.HasSuffix(text, "ommune") {
		return text
	}
	if m := ofMunicipality.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return text
}

var ofMunicipality = regexp.MustCompile(`^(.{4,}?)(?:\s*[,;–—|]|\s+-|\s+i|\s+for)\s+\p{Lu}[\p{L}-]*(?: \p{Lu}[\p{L}-]*){0,2} [Kk]ommune$`)

// isTold is a sentence about a sheet or its amounts: "Styregruppen besluttede 4/2 at
// regne med de lave tal". It names a case only where nothing else does.
func isTold(text string) bool {
	return len(strings.Fields(text)) >= fewestTold && tells.MatchString(fold(text))
}

// fewestTold is how many words make a sentence.
const fewestTold = 6

var tells = says(`\b(?:besluttede|besluttet|vedtog|godkendte|er|var|skal|bliver|blev|bygger|regnes|regnet|fremgaar|viser|daekker|indgaar|staar|gaelder|udfyldes|bedes|kommer|har)\b`)

// titleAlone is a title without what it says of its amounts at its end: "Digital
// kø (t.kr., 2025-pl)" and "Digital kø, beløb i t.kr." are both about Digital kø.
func titleAlone(text string) string {
	bare := text
	for {
		i := strings.LastIndexAny(bare, "(,;–—-|")
		for i > 0 && bare[i] == '-' && bare[i-1] != ' ' { // "2025-pl" is one word
			i = strings.LastIndexAny(bare[:i], "(,;–—-|")
		}
		if i <= 0 || !saysOfAmounts(strings.Trim(bare[i:], " ()[],;–—-|")) {
			i = strings.LastIndex(bare, " i ")
		}
		if i <= 0 || !saysOfAmounts(strings.Trim(bare[i:], " ()[],;–—-|")) {
			return bare
		}
		bare = strings.TrimRight(bare[:i], " ([,;–—-|")
	}
}

// saysOfAmounts tells whether a part of a title says nothing but in which unit
// or prices amounts are.
func saysOfAmounts(part string) bool {
	if len(part) > longestPending {
		return false
	}
	_, priced := danish.ParsePriceLevel(part)
	folded := strings.TrimPrefix(fold(part), "i ")
	return priced || unitStated(folded) != unmeasured && measureIn(folded).money() && !aNumber.MatchString(thousand.Replace(folded)) || vatIn(folded) != ""
}

// thousand is the number that a unit may have: "1.000 kr.", "1000 kr".
var thousand = strings.NewReplacer("1.000", "", "1000", "", "1 000", "")

// aNumber keeps a sum of money from being read as a unit: "besparelse 2 mio. kr.".
var aNumber = says(`\d`)

// namesCaseAlone tells whether words that stood with a unit name a case, and not
// a table of any case.
func namesCaseAlone(text string, h heading) bool {
	return h.kind == "" && h.series == "" && titleKind(text) == "" && namesCase(text)
}

// numberedTitle is a case's number and name in one text: "Sag 7: Digital kø".
// name is "" when it is none such. A year is no number.
func numberedTitle(text string) (number, name string) {
	if !hasDigit(text) {
		return "", ""
	}
	m := numbered.FindStringSubmatch(text)
	if m == nil || isYear(m[1]) || unicode.IsLower([]rune(m[2])[0]) { // "Forslag 3 skoler lukkes"
		return "", ""
	}
	return m[1], m[2]
}

var numbered = regexp.MustCompile(`(?i)^(?:sag|projekt|forslag|initiativ|tiltag|investeringsforslag|business case|bc|case|project|emne)(?:s?nummer|s?nr\.?| nr\.?|:)?\s*((?:[A-ZÆØÅ]{1,4}[- ]?)?\d[\d./-]*)(?:\s*(?:[:–—]|\s-)\s*|\s+)(.{3,})$`)

// nameBy gives a case the title that was found, and the number that stands with it.
func (s *subject) nameBy(title noted) {
	s.Title, s.TitleCell = title.text, title.ref
	if s.Number == "" && title.found() {
		s.Number, _ = numberedTitle(titleAlone(clean(title.cell.Raw())))
	}
}
