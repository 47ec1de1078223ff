package importers

import (
	"strings"

	"raaderum/portfolio"
)

// marks (mærker) are what a text says that takes no interpretation: a calendar
// year, a unit, plan or realised, and that what stands beside or below it is a
// part, a difference, a running sum, or not counted. They know nothing of tables:
// the second reading holds the first against them.
type marks struct {
	year, last    int // the first and the last year that it names; 0 for none
	unit          measure
	bracketed     bool // the unit stands in brackets, or is all the text says
	series        portfolio.Series
	kind          string
	recurrence    portfolio.Recurrence
	part          bool // of another amount: "heraf"
	difference    bool // "Afvigelse"
	soFar         bool // "akkumuleret", "til dato"
	leftOut       bool // "ikke medregnet"
	stopped       bool // "Afvist": the status of something that is not done
	target        bool // of the portfolio: "Effektiviseringsmål"
	whole         bool // it says nothing but marks
	realised      bool // money of accounts: "Realiserede besparelser 2024", among whatever words
	about         about
	timed         bool // "1. kvt.", "marts": a part of some year
	sum           bool // "I alt"
	yes, no       bool // "Ja", "Nej"
	countsHeading bool // "Medregnes"
}

// about (emne) is what a heading says that the texts below it are about.
type about int8

const (
	aboutElse about = iota
	aboutUnits
	aboutCurrency
	aboutTimes
	aboutCases
	aboutStates  // how far something has come
	aboutRemarks // whatever people write
	aboutDays    // from when or until when
	aboutPostings
)

// none tells whether a text says nothing that is a mark.
func (m *marks) none() bool {
	return m.year == 0 && m.unit == unmeasured && m.series == "" && m.kind == "" && m.recurrence == "" && !m.part && !m.difference && !m.soFar &&
		!m.leftOut && !m.stopped && !m.target && !m.no && !m.sum
}

var (
	markedYear  = says(`\b(?:19[89]|20[0-6])\d\b`)
	yearSpan    = says(`\b20\d\d ?[-/] ?(?:20)?\d\d\b`)
	pricedYear  = says(`\b20\d\d[- ]*(?:pl\b|p/l|priser|pris\b|prisniveau)|\b(?:pl|p/l|priser|prisniveau|pris)[ :.-]*\(?20\d\d|\b(?:dok|sag|j\.?nr|nr)\.? ?20\d\d-\d+`)
	dayOfYear   = says(`\b\d{1,2}[-./ ](?:\d{1,2}|[a-z]{3,9})\.?[-./ ](?:20)?\d\d\b`)
	anyBracket  = says(`\([^()]*\)|\[[^\[\]]*\]`)
	statesUnit  = says(`(?:^|\b(?:beloeb|tal|kr|alle|alt|angivet|opgjort|vist|er|hele)\b.{0,20})\b(?:i|som|:)? ?(?:t\.? ?kr|tkr|1[. ]?000 ?kr|mio|mill|kr\b|kroner|tusinde|tdkk|mdkk|dkk)`)
	numberOfKr  = says(`\d ?(?:kr|dkk|mio|mill|t\.? ?kr)`)
	wholeScale  = says(`\b1[. ]?000(?:[. ]?000)? ?(?:kr|dkk)`)
	bareCount   = says(`^(?:antal )?(?:timer|hours?|aarsvaerk|aav|fte|stk\.?|antal|%|pct\.?|procent|brugere|sager|dage|minutter|kwh)$`)
	saysDone    = says(`\b(?:realiserede?|realiseret|faktiske?|faktisk|actuals?|regnskab|opnaaede?|opnaaet|bogfoert|afholdte?|konstaterede?|konstateret)\b`)
	saysPlanned = says(`\b(?:plan|planlagte?|budget|budgetterede?|budgetteret|planned|baseline|forventede?|forventet|forecast|prognose|estimat|estimeret|skoen)\b`)
	saysPart    = says(`^[-–• ]*(?:heraf|herunder|deraf|hvoraf|of which)\b`)
	saysOff     = says(`\b(?:forskel|afvigelser?|difference|differen[cs]e?s?|afv|variance)\b|^(?:(?:forventet|gevinst|budget|i alt),? )*(?:rest|mangler|restbeloeb|restbudget)$`)
	saysSoFar   = says(`\b(?:akkumulere(?:t|de)|akk|kumulere(?:t|de)|aar til dato|aatd|til dato|ytd|year to date|saldo|loebende sum)\b`)
	saysApart   = says(`\bikke (?:er |blev |bliver )?(?:med(?:regnet|taget|talt)?\b|indregnet|talt med)|\b(?:indgaar|taeller|regnes|taelles|medregnes) ikke\b|\bmedregnes ikke\b|\btalt med (?:under|i|ved|andetsteds)\b|^(?:not included|excluded)\b`)
	saysPartOf  = says(`\bkvt\b|\bkv\b|kvartal|\b[kq][1-4]\b|^(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec)\.?$|\baar \d\b`)
	saysSum     = says(`\bi ?alt\b|\btotal|\b(?:sub)?sum\b|\bsamlede?t?\b|\btilsammen\b|\bnetto|\bsum of\b`)
	saysStopped = says(`^(?:udgaar|udgaaet|stoppet|standset|afvist|droppet|annulleret|bortfaldet|aflyst|lukket|skrinlagt|opgivet|cancell?ed|rejected|stopped|dropped)\.?$`)
	saysTarget  = says(`\b(?:effektiviserings|spare|besparelses|reduktions|gevinst)(?:maal|krav)\w*|\bmaal og rammer\b|\bmaaltal\b|\b(?:budget|investerings|oekonomi|udgifts)?rammer?\b|\budmoentet\b|^p/?l\b|\bpris- og loen|\bfremskrivning`)
	saysGain    = says(`\b\w*(?:gevinst|besparelse|indtaegt|effektivisering|mindreudgift|benefit|saving)(?:er|en|erne|r|s)?\b`)
	saysExpense = says(`\b(?:drifts|engangs|etablerings|anlaegs|projekt|mer|it-|brutto)?(?:udgift|omkostning|investering|anskaffelse|cost)(?:er|en|erne|r|s)?\b`)
	saysOnce    = says(`\bengangs\w*|\betablering(?:sudgift\w*)?\b|\banlaegsudgift\w*`)
	saysOften   = says(`\bafledt drift\w*|\bdrifts(?:udgift|omkostning)\w*|^drift$|\baarlige?\b|\bvarige?\b`)
)

// What headings are about.
var (
	headsUnits    = says(`^(?:enhed|maaleenhed|unit|angivet i|beloeb (?:angivet )?i|skala|art|type)$`)
	headsCurrency = says(`^(?:valuta|valutakode|currency)$`)
	headsTimes    = says(`^(?:aar|aarstal|regnskabsaar|budgetaar|finansaar|periode|regnskabsperiode|maaned|kvartal|dato|(?:bogf|bogfoerings|posterings|bilags)\w*\.? ?dato|fiscal (?:year|period)|year|period|month|quarter|date)$`)
	headsPostings = says(`^bogf\w*\.? ?dato$|^posterings(?:dato|tekst)$`)
	headsCases    = says(`^(?:projekt|projektnavn|projekttitel|sag|sagsnavn|business case|initiativ|initiativnavn|forslag|betegnelse|project|project ?name|case)$`)
	headsStates   = says(`status|fase|tilstand|state\b|phase|modenhed|prioritet|godkend|beslut|rang|trin`)
	headsRemarks  = says(`bemaerk|noter?\b|kommentar|beskriv|formaal|remark|comment|begrund|forudsaet|maal\b|oplysning|tekst`)
	headsDays     = says(`start|slut|fra\b|til\b|idrift|udloeb|aendret|opdater|oprettet|frist|deadline|afslut|begynd|forvent`)
	headsCounting = says(`^(?:medregnes|medregnet|medtages|indregnes|taeller(?: med)?|taelles(?: med)?|included|counted|include)\??$`)
	saysYes       = says(`^(?:ja|j|yes|x|sand|true)$`)
	saysNo        = says(`^(?:nej|no|falsk|false)$`)
)

// plainWords stand among marks and say nothing themselves.
var plainWords = map[string]bool{}

func init() {
	for _, word := range strings.Fields(`i og af til pr for den det de alt ialt total samlet samlede sum aar aaret aarets hele kr kroner dkk tkr tdkk mdkk mio mill t 1 000
		kvt kvartal k1 k2 k3 k4 q1 q2 q3 q4 1. 2. 3. 4. 2 3 4 gevinst gevinster besparelse besparelser udgift udgifter omkostning omkostninger indtaegt indtaegter
		beloeb plan planlagt planlagte budget budgetteret budgetterede realiseret realiserede regnskab faktisk faktiske forventet forventede forecast prognose estimat estimeret
		skoen baseline actual actuals planned effekt drift afledt engangs engangsudgift engangsudgifter driftsudgift driftsudgifter akkumuleret akkumulerede kumuleret dato
		rest afvigelse forskel difference heraf herunder deraf tabel oversigt opgoerelse opfoelgning resultat tal vedtaget oprindeligt korrigeret revideret
		timer aarsvaerk fte stk antal pct procent loebende benefit benefits cost costs saving savings`) {
		plainWords[word] = true
	}
}

// marksIn are the marks of a text.
func marksIn(text string) *marks {
	folded := fold(text)
	m := &marks{whole: onlyPlain(folded)}
	undated := dayOfYear.ReplaceAllString(pricedYear.ReplaceAllString(folded, " "), " ")
	if !yearSpan.MatchString(undated) {
		for _, year := range markedYear.FindAllString(undated, -1) {
			if m.last = number(year); m.year == 0 {
				m.year = m.last
			}
		}
	}
	m.measure(folded)
	if m.part = saysPart.MatchString(folded); !m.part {
		m.saySeries(folded)
	}
	m.realised = m.series == portfolio.Realised && realisedMoney.MatchString(folded)
	gain, expense := saysGain.MatchString(folded), saysExpense.MatchString(folded)
	switch {
	case gain && !expense:
		m.kind = benefit
	case expense && !gain:
		m.kind = cost
	}
	switch often, once := saysOften.MatchString(folded), saysOnce.MatchString(folded); {
	case often && !once:
		m.recurrence = portfolio.Running
	case once && !often:
		m.recurrence = portfolio.OneOff
	}
	m.difference, m.soFar = saysOff.MatchString(folded), saysSoFar.MatchString(folded)
	m.leftOut, m.stopped, m.target = saysApart.MatchString(folded), saysStopped.MatchString(folded), saysTarget.MatchString(folded)
	m.timed = saysPartOf.MatchString(folded)
	m.sum = saysSum.MatchString(folded)
	m.yes, m.no = saysYes.MatchString(folded), saysNo.MatchString(folded)
	m.head(folded)
	return m
}

// onlyPlain tells whether a folded text has no words but those of marks.
func onlyPlain(folded string) bool {
	for _, word := range strings.FieldsFunc(folded, func(c rune) bool { return strings.ContainsRune(" ,;:/()[]-–+.%", c) }) {
		if !plainWords[word] && !markedYear.MatchString(word) {
			return false
		}
	}
	return true
}

// measure finds the unit: in brackets, alone, or where the text says that it
// states one. An amount in a text, "300 kr.", is none.
func (m *marks) measure(folded string) {
	for _, bracket := range anyBracket.FindAllString(folded, -1) {
		bracket = strings.Trim(bracket, "()[] ")
		if bareCount.MatchString(bracket) {
			m.unit, m.bracketed = notMoney, true
			return
		}
		if unit := measureIn(bracket); unit.money() && (!numberOfKr.MatchString(bracket) || wholeScale.MatchString(bracket)) {
			m.unit, m.bracketed = unit, true
			return
		}
	}
	if bareCount.MatchString(folded) {
		m.unit, m.bracketed = notMoney, true
		return
	}
	if unit := measureIn(folded); unit.money() && (!numberOfKr.MatchString(folded) || wholeScale.MatchString(folded)) {
		m.unit, m.bracketed = unit, m.whole || statesUnit.MatchString(folded)
	}
}

func (m *marks) saySeries(folded string) {
	switch done, planned := saysDone.MatchString(folded), saysPlanned.MatchString(folded); {
	case done && !planned:
		m.series = portfolio.Realised
	case planned && !done:
		m.series = portfolio.Plan
	}
}

func (m *marks) head(folded string) {
	switch {
	case headsUnits.MatchString(folded):
		m.about = aboutUnits
	case headsCurrency.MatchString(folded):
		m.about = aboutCurrency
	case headsPostings.MatchString(folded):
		m.about = aboutPostings
	case headsTimes.MatchString(folded):
		m.about = aboutTimes
	case headsCases.MatchString(folded):
		m.about = aboutCases
	case headsStates.MatchString(folded):
		m.about = aboutStates
	case headsRemarks.MatchString(folded):
		m.about = aboutRemarks
	case headsDays.MatchString(folded):
		m.about = aboutDays
	}
	m.countsHeading = headsCounting.MatchString(folded)
}

// anyMark is what a text must hold to be worth reading for marks.
var anyMark = func() *phrase {
	all := []*phrase{
		markedYear, saysMillions, saysThousands, saysKroner, bareCount, saysDone, saysPlanned, saysPart, saysOff, saysSoFar, saysApart, saysPartOf, saysSum, saysStopped, saysTarget,
		saysGain, saysExpense, saysOnce, saysOften, headsUnits, headsCurrency, headsTimes, headsPostings, headsCases, headsStates, headsRemarks, headsDays, headsCounting, saysYes, saysNo,
	}
	patterns := make([]string, len(all))
	for i, p := range all {
		patterns[i] = "(?:" + p.pattern + ")"
	}
	return newPhrase(strings.Join(patterns, "|"))
}()

// unmarked is what most texts say.
var unmarked = &marks{}

// readMarks is marksIn for texts that hold hardly any.
func readMarks(text string) *marks {
	if !anyMark.may(fold(text)) {
		return unmarked
	}
	if m := marksIn(text); !m.none() || m.about != aboutElse || m.countsHeading || m.yes || m.timed {
		return m
	}
	return unmarked
}
