package importers

import (
	"regexp"
	"strings"

	"raaderum/portfolio"
)

// role is what a column (or row) of a table holds.
type role int8

// The roles. From roleTotal on, the numbers are computed from other numbers of
// the workbook, or are no money at all, and never become amounts.
const (
	noRole           role = iota
	roleTitle             // the case: Projekt, Forslag, Titel
	roleNumber            // Nr., Projekt-ID
	roleLineID            // the number of a line: Gevinst-id
	roleOrganisation      // Center, Udvalg
	roleFocusArea         // Indsatsområde
	roleOwner             // Projektejer, Tovholder
	roleBenefitOwner      // Gevinstejer
	roleScenario          // Scenarie, Alternativ
	rolePost              // the line: Post, Aktivitet, Artstekst
	roleBenefit           // the line, when it is a benefit: Gevinst
	roleType              // Type, Posttype, Kategori: says cost or benefit
	roleSeries            // Serie: plan, realiseret
	roleYear              // År, Regnskabsår: the amount's period
	roleAmount            // Beløb, nothing more
	roleUnit              // Enhed, Valuta
	rolePrice             // Prisniveau
	roleVAT               // Moms
	roleRemarks           // Bemærkninger
	roleStatus            // Status, Fase, lights
	roleDate              // Startdato, Idriftsættelse
	roleText              // anything else that is words
	roleMoney             // says cost or benefit: Engangsudgift, Gevinst 2018
	roleFullYear          // helårseffekt, beside a phase-in
	roleLasting           // Varig/engangs
	roleTotal             // I alt, Sum
	roleNet               // Netto
	roleAccumulated       // Akkumuleret
	rolePresentValue      // Nutidsværdi, PV
	roleIRR               // Intern rente
	rolePayback           // Tilbagebetalingstid
	roleDifference        // Afvigelse, Restbudget
	roleRatio             // Grad, andel, pct.
	roleQuantity          // Antal, timer, sats: counts and prices of one
	roleBaseline          // Nuværende udgift: what a benefit is the difference from
)

// derived tells whether numbers in the role are never amounts.
func (r role) derived() bool { return r >= roleTotal }

// identifies tells whether numbers in the role are names, times and units.
func (r role) identifies() bool {
	switch r {
	case roleTitle, roleNumber, roleLineID, roleYear, roleUnit, rolePrice, roleVAT, roleDate:
		return true
	}
	return false
}

// names tells whether the role says which case a row is.
func (r role) names() bool { return r == roleTitle || r == roleNumber }

// The kinds of the contract; "" is not known.
const (
	cost    = "cost"
	benefit = "benefit"
)

// heading (overskrift) is what the words over a column, beside a row or above
// a section say.
type heading struct {
	text       string // as it stands, with single blanks
	name       string // without period, unit and price level; for labels
	role       role
	kind       string
	weak       bool // the kind is that of a word for a series, and weaker than others: "Budget 2017", "Forbrug"
	recurrence portfolio.Recurrence
	series     portfolio.Series
	time       timeLabel
	measure    measure
	price      *PriceLevel
}

type roleWords struct {
	role    role
	pattern *phrase
}

// roleVocabulary names roles in folded text without period, unit and price
// level. The first that fits decides, so the narrow words come first.
var roleVocabulary = []roleWords{
	{roleBenefitOwner, says(`gevinst(ejer|ansvarlig)|benefit owner`)},
	{roleType, says(`^(type|line type|row type|entry type|transaction type|posttype|udgiftstype|linjetype|kategori|art|posteringstype|category|kind|tilgang)$`)},
	{roleText, says(`^bilag(?:s?nr|snummer)?$|effekt fra aar|gevinsttype|maalgruppe|gevinst(profil|realiser|beskriv|diagram)|budgetreduktion|styringsomraade|konto(nummer)?$|artskonto|\bkontering|funktion$|beskrivelse|^formaal|^resume|loesning|comment|afgraensning|leverandoer|forudsaetning|parameter|risiko|tiltag i|^kilde|source|vedtaget|besluttet|^maales|succeskriteri|indikator|^maal \d|milepael|brugerdefineret|description|rating|^skoler$`)},
	{roleAccumulated, says(`^loebende (?:saldo|sum|total)|akkumuler|kumuler|\bakk\b|cumulative|accumulated|cumulated`)},
	{rolePresentValue, says(`nutidsvaerdi|kapitalvaerdi|present value|\bpv\b|\bnpv\b|\bnnv\b|discounted|diskontere`)},
	{roleIRR, says(`intern rente|internal rate|\birr\b|^afkast`)},
	{rolePayback, says(`tilbagebetaling|\btbt\b|payback|break[- ]?even`)},
	{roleDifference, says(`^afvigelse|^difference|^forskel|^variance|^rest(budget|bevilling|beloeb)|^diff\b|aendring ift`)},
	{roleRatio, says(`grad$|^grad\b|^andel|(?:^|[^\d ]) ?procent|(?:^|[^\d ]) ?\bpct\b|(?:^|[^\d ]) ?%|sandsynlighed|faktor|factor|\broi\b|return on investment|\b[a-z]*inde(?:x|ks)\b|rente\b|discount rate|^indfasning|indfasningsprofil`)},
	{roleQuantity, says(`^antal\b|^ftes?$|^pris pr|^stk|^timesats|^timeloen|^timepris|^sats\b|^enhedspris|^timer\b|timer$|i timer\b|tidsforbrug|timeforbrug|i minutter|^aarsvaerk|^score|^nuvaerende|^prioritet|konsekvens|quantity|^size|^rate\b|sparede timer|scale|number of`)},
	{roleFullYear, says(`helaars(effekt|virkning|beloeb|gevinst)|^fuld (?:effekt|virkning)|fuldt indfaset|full[- ]year|run rate`)},
	{roleNet, says(`^netto\b|^aarets resultat`)},
	{roleTotal, says(`^i alt\b|^ialt\b|\bi alt\b|^sum\b|\bsum$|^total|\btotal(er)?\b|^samlet\b|^samlede\b|^hovedtotal|^tilsammen|^sammenlagt|^mellemregning|^mellemsum|^delsum|^deltotal|^subtotal|^gns\b|^gennemsnit|whole life|\bwlc\b|hovedsum`)},
	{roleNet, says(`^netto|^net\b|nettogevinst|nettoeffekt|oekonomisk paavirkning|^resultat|cash ?flow|gain or loss|^pengestroem|beneficio neto|^saldo|benefits ?- ?costs`)},
	{roleVAT, says(`^moms|^vat\b|momsbehandling`)},
	{rolePrice, says(`^prisniveau|^price level|^pl-niveau|^p/l`)},
	{roleScenario, says(`^scenar|^alternativ|^escenario|^variant`)},
	{roleLineID, says(`^(gevinst|post|linje)[- ]?(id|nr)\b`)},
	{roleNumber, says(`^(#|nr|no|id|ref|loebenr|loebenummer|bilag nr)\.?$|^(projekt|project|forslag|sag|sags|journal|forslags|case|initiativ|p|bc|tiltag)s?[- ]?(nr|nummer|id|no|number)\b\.?|^esdh|^forslag nr`)},
	{roleFocusArea, says(`^indsatsomraade|^tema\b|^spor\b|^program$|^theme|^programme`)},
	{roleStatus, says(`^(?:project |projekt)?status|^fase|projektfase|trafiklys|^fremdrift|^stage|^rag\b|^tid$|^oekonomi$|^kvalitet$|^synlighed`)},
	{roleDate, says(`^(?:opstarts?|start|ibrugtagnings|idriftsaettelses)aar$|[a-z]dato\b|^dato\b|^start\b|^opstart|^idriftsaettelse|^slut\b|^deadline|^frist|^oprettet|^aendret|^indberettet$|sat i drift|ud af drift|\bdate\b`)},
	{roleOwner, says(`ejer$|^ansvarlig|^tovholder|^kontaktperson|leder$|koordinator$|^sro\b|owner$|formand$|^indberetter`)},
	{roleRemarks, says(`^bemaerkning|^kommentar|^noter?\b|^notes?\b|^remarks|^anmaerkning|^opmaerksomhed`)},
	{roleUnit, says(`^enhed$|^enheder$|^valuta|^maaleenhed|^unit$|^currency|^beloeb (angives )?i\b|^beloebsenhed|^(?:beloebs|tal)?skala$|^(?:(?:alle )?(?:beloeb|tal|priser)(?:lene|ene|ne)? (?:er )?)?(?:angivet|angives|opgjort|opgoeres|opgivet|vist|vises|anfoert|anfoeres) i$|^(?:alle )?(?:beloebene|tal|tallene) (?:er )?i$|^(?:all )?(?:amounts|figures) (?:are )?(?:given )?in$`)},
	{roleOrganisation, says(`^(udvalg|forvaltning|center|afdeling|fagomraade|omraade|myndighed|department|afdelinger|fagomraader|direktoeromraade|serviceomraade)\b`)},
	{roleSeries, says(`^serie|^version$|^datatype`)},
	{roleYear, says(`^(aar|regnskabsaar|budgetaar|year|fiscal (?:year|period|quarter|month)|quarter|month|periode|period|kvartal|maaned|aarstal|regnskabsperiode)$`)},
	{roleAmount, says(`^(beloeb|vaerdi|amount|kr|value)$`)},
	{roleTitle, says(`^(projekt|projektnavn|projekttitel|projekttekst|titel|title|forslag|forslagets titel|initiativ|tiltag|effektiviserings(tiltag|forslag)|sag|emne|investeringsforslag|digitaliserings(tiltag|forslag)|projektets navn|(?:projektets|forslagets|sagens|initiativets|tiltagets) (?:titel|navn|overskrift)|(?:navn|titel) paa (?:projekt|forslag|initiativ|tiltag|sag)(?:et|en)?|(?:forslags|tiltags|initiativ)(?:navn|titel)|project( name)?|name|navn|initiative|case|opcion|sagstitel|business case)$`)},
	{roleBenefit, says(`^(gevinst|gevinstnavn|gevinster|benefit|gevinstens navn|gevinstbeskrivelse)$`)},
	{rolePost, says(`^(post|poster|aktivitet|artstekst|linje|udgiftspost|tekst|omkostningspost|budgetpost|delpost|art og tekst|item|timeline index)$`)},
}

// headsLasting heads a column that says of each row how long it lasts.
var headsLasting = says(`^(?:varig\w*|permanent\w*) ?(?:/|-|–|,|eller|el\.|og|or) ?(?:engang\w*|midlertidig\w*|one-off|temporary)$|^(?:engang\w*|one-off) ?(?:/|-|–|,|eller|el\.|og|or) ?(?:varig\w*|permanent\w*|loebende|running|recurring)$|^(?:gevinstens )?(?:varighed|permanens)$`)

// permanentBenefit says of a benefit that it lasts.
var permanentBenefit = says(`^(?:varige?|permanente?) \w*(?:gevinst|besparelse|effektivisering|mindreudgift|merindtaegt)`)

// The words that say cost or benefit. Benefits are looked for last-word-first
// in Danish compounds, so "omkostningsbesparelse" is a benefit.
var (
	benefitWords  = says(`gevinst|besparelse|effektivisering|potentiale|mindreudgift|merindtaegt|provenu|raaderum|\bsparet\b|sparede|\bbenefits?\b|savings?\b|\binbound\b|\binflows?\b|\bingresos?\b|indtaegt(?:er)?\b|\beffekt\b|tax shield|bortfald|\bkredit\b|\bcredit\b`)
	costWords     = says(`udgift|omkostning|investering|anskaffelse|etablering|\bdrift\b|afledt drift|\banlaeg\b|anlaegssum|licens|merudgift|\bcosts?\b|capex|\bopex\b|\boutbound\b|\boutflows?\b|expense|\bcostes?\b|\binversion\b|\bforbrug\b|\bbudget\b|\bbevilling|\bdebet\b|\bdebit\b|investment|\bwlc\b|o&m|reinvestering`)
	notYetBenefit = says(`gevinst(ejer|ansvarlig|realiser)|gevinst-?id`)
)

var (
	oneOffWords  = says(`engang|investering|anskaffelse|etablering|implementering|projektudgift|\banlaeg\b|initial|one[- ]?(off|time)|capex|\bdevelopment\b|\binversion\b|investment|\bkapital|capital`)
	runningWords = says(`\bdrift|driftsudgift|loebende|\bvarig|aarlig|licens pr|pr\.? aar|\bopex\b|running|recurring|annual|\banual\b|\bfijos|fuld indfasning|helaars|operational|production cost|bruttogevinst`)
)

var seriesVocabulary = []struct {
	series  portfolio.Series
	pattern *phrase
}{
	{portfolio.Realised, says(`realiser|hoestet|opnaaet|\bforbrug\b|regnskab\b|^r$|\breal\.?$|\bactual|\brealised|\bfaktisk`)},
	{portfolio.Budgeted, says(`indarbejdet|budgetlagt|indregnet i budget`)},
	{portfolio.Forecast, says(`forventet|forventning|prognose|\bforecast|^fr$|\bestimat`)},
	{portfolio.Plan, says(`\bplan\b|planlagt|\bbudget\b|^bo?$|baseline|vedtaget`)},
}

// readHeading reads the words of a heading, a row label or a section title.
// Whoever reads many should ask the grid, which remembers.
func readHeading(text string) heading {
	text = cut(text, longestWording)
	h := heading{text: clean(text)}
	folded := fold(text)
	h.price = priceStated(text)
	h.measure = measureOfHeading(folded)
	h.time, folded = timeIn(withoutUnits(folded))
	h.name = labelName(h.text)
	words := strings.Trim(folded, " :.,;-/")
	if vatIn(words) != "" {
		words = cutVAT(words)
	}
	h.role = roleOf(words)
	if h.role == noRole && !h.time.known() && roleOf(fold(h.text)) == roleYear {
		h.role = roleYear // "Budgetår", of which the word for a series was taken off
	}
	if h.role == roleQuantity && h.measure != notMoney && isBaseline(words) {
		h.role = roleBaseline
	}
	h.kind = kindIn(words)
	h.weak = h.kind != "" && kindIn(weakKind.ReplaceAllString(words, " ")) == ""
	h.recurrence = recurrenceIn(words)
	switch whole := fold(h.text); {
	case headsLasting.MatchString(whole):
		h.role, h.kind, h.time, h.recurrence = roleLasting, "", timeLabel{}, portfolio.RecurrenceUnknown
		return h
	case h.recurrence == portfolio.RecurrenceUnknown && permanentBenefit.MatchString(whole):
		h.recurrence = portfolio.Running // "Varig" was taken for a time: "2026 og varigt"
	}
	h.series = seriesIn(words)
	if h.role == roleOwner && h.kind != "" && contradicts(words, h.kind) {
		h.role = roleMoney // "Investering: projektleder"
	}
	if h.role == noRole && moreAndLess.MatchString(words) {
		h.role = roleMoney
	}
	if h.kind != "" && (h.role == noRole || h.role == roleBenefit && h.time.known()) {
		h.role = roleMoney
	}
	if strings.HasPrefix(fold(h.text), "beloeb") && (words == "" || h.role == roleUnit) && (h.measure.money() || h.measure.abroad()) {
		h.role = roleAmount // "Beløb i kr."
	}
	if h.time.form == manyYears && (h.role == noRole || h.role == roleMoney) {
		h.role = roleTotal
	}
	return h
}

func roleOf(words string) role {
	if words == "" {
		return noRole
	}
	for _, v := range roleVocabulary {
		if v.pattern.MatchString(words) {
			return v.role
		}
	}
	return noRole
}

// kindIn is the kind the words say; where they name both, the last one counts
// ("besparelse på driftsudgifter" names a benefit first: then it is one).
func kindIn(words string) string {
	b, c := benefitWords.FindStringIndex(words), costWords.FindStringIndex(words)
	switch {
	case itCosts.MatchString(words):
		return cost
	case itGives.MatchString(words):
		return benefit
	case moreAndLess.MatchString(words):
		return ""
	case b == nil && lessCost.MatchString(words):
		return benefit
	case lostBenefit.MatchString(words):
		return cost
	case b == nil && c == nil, b != nil && notYetBenefit.MatchString(words):
		return ""
	case b == nil:
		return cost
	case c == nil:
		return benefit
	case !costWords.MatchString(benefitWords.ReplaceAllString(words, " ")):
		return benefit // "Mindreudgift: papir og print" names no cost beside it
	case strings.Contains(words, " og ") || strings.Contains(words, " and "):
		return "" // "udgifter og gevinster" names a table, not a kind
	}
	return benefit
}

// What people write over costs and benefits when they talk: "Det koster", "Hvad
// giver det?", "Vi sparer".
var (
	itCosts = says(`^(?:saa meget |hvad |det |dette |projektet |loesningen |vi )*(?:koster|betaler|skal betale|laegger ud)(?: (?:det|vi|os|projektet|loesningen|kommunen))*\??$`)
	itGives = says(`^(?:saa meget |hvad |det |dette |projektet |loesningen |vi )*(?:giver|sparer|faar igen|tjener|henter hjem)(?: (?:det|vi|os|projektet|loesningen|kommunen|igen))*\??$`)
)

// moreAndLess names both directions of a change, which its sign tells apart:
// "Merudgift (+) / mindreudgift (-)".
var moreAndLess = says(`^merudgift\w*\W{1,7}(?:mindreudgift|merindtaegt|besparelse)|^(?:mindreudgift|merindtaegt|besparelse)\w*\W{1,7}merudgift`)

// lessCost says that costs fall away: that is a benefit. "Færre ressourcer"
// names neither and stays unknown.
var lessCost = says(`\b(?:undgaa\w*|reducere\w*|mindre|faerre|lavere|sparede?|bortfaldne?|bortfald af|ophoer af|avoided|reduced|lower)\b.{0,25}(?:udgift|omkostning|\bcosts?\b|expense)|(?:udgift|omkostning)\w* der (?:falder bort|bortfalder|undgaas|spares|ophoerer)|^lavere (?:husleje|loen|drift|forbrug)`)

// lostBenefit says that a benefit falls away, or what benefits cost.
var lostBenefit = says(`^(?:tabt|mistet|tabte|mistede|manglende|faldende|lavere|faerre) \w*(?:gevinst|besparelse|indtaegt)|mindreindtaegt|indtaegtstab|(?:udgift|omkostning)\w* (?:til|ved) gevinstrealisering`)

func recurrenceIn(words string) portfolio.Recurrence {
	switch {
	case runningWords.MatchString(words):
		return portfolio.Running
	case oneOffWords.MatchString(words):
		return portfolio.OneOff
	}
	return portfolio.RecurrenceUnknown
}

func seriesIn(words string) portfolio.Series {
	for _, v := range seriesVocabulary {
		if v.pattern.MatchString(words) {
			return v.series
		}
	}
	return ""
}

var blankBrackets = strings.NewReplacer("(", " ", ")", " ")

// withoutUnits takes brackets with units out of a heading, so that "(1.000
// kr.)" is not read as a number and "Tilbagebetalingstid (år)" is one word.
func withoutUnits(folded string) string {
	return parenthesis.ReplaceAllStringFunc(folded, func(bracket string) string {
		if measureIn(strings.Trim(bracket, "()")) != unmeasured {
			return " "
		}
		return blankBrackets.Replace(bracket)
	})
}

var (
	labelTime = regexp.MustCompile(`(?i)[,;]?\s*\b(?:år|year)\s*\d{1,2}\b|\b(?:BO|FR|B|R)?(?:19|20)\d\d(?:\s*/\s*\d{2,4})?\b|\b\d\.\s*(?:kvartal|kvt\.?|kv\.?)(?:\s*\d{2,4})?|\b[KQ][1-4]\b(?:\s*\d{2,4})?`)
	labelDay  = regexp.MustCompile(`(?i)[,;]?\s*\b(?:pr|per|ultimo|til og med|t\.?o\.?m|frem til)\b\.?\s*(?:den\s+)?\d{1,2}(?:\.\s*|[/-])(?:\d{1,2}|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*)\b\.?(?:[ ./-]*(?:(?:19|20)\d\d|\d\d)\b)?`)
	labelUnit = regexp.MustCompile(`(?i)\([^()]*(?:kr|år|[$€£]|%|pct)[^()]*\)`)
)

// labelName is a heading without its period and unit, in its own spelling:
// "Engangsudgift 2017" and "Engangsudgift 2018" are the same line.
func labelName(text string) string {
	name := labelUnit.ReplaceAllString(text, " ")
	name = labelDay.ReplaceAllString(name, " ")
	name = labelTime.ReplaceAllString(name, " ")
	return strings.Trim(clean(name), " ,;:-*")
}

// foldedName is labelName as words are looked for in it.
func foldedName(text string) string { return fold(labelName(text)) }

// under is the heading of a column below a heading that spans it: what is
// computed stays computed, and the nearer word decides the rest.
func (h heading) under(group heading) heading {
	if group.text == "" || group.text == h.text {
		return h
	}
	if h.role == noRole || h.role == roleMoney || (h.role == roleOrganisation || h.role == roleOwner) && group.kind != "" {
		h.role = max(noRole, h.role)
		if group.role.derived() || h.role == noRole || group.role == roleMoney && (h.role == roleOrganisation || h.role == roleOwner) {
			h.role = group.role
		}
	}
	if h.role == roleStatus || h.role == roleText {
		if group.role == roleMoney {
			h.role = roleMoney
		}
	}
	if group.role.derived() && !h.role.derived() {
		h.role = group.role
	}
	if h.kind == "" || group.kind != "" && (h.weak || !contradicts(h.text, h.kind)) { // "Telefonudgifter" under "Gevinster"
		h.kind, h.weak = group.kind, group.weak
	}
	if h.recurrence == portfolio.RecurrenceUnknown {
		h.recurrence = group.recurrence
	}
	if h.series == "" {
		h.series = group.series
	}
	if !h.time.known() || group.time.form == inYear && h.time.form == inOffset {
		if group.time.known() {
			onwards := h.time.onwards
			h.time = group.time
			h.time.onwards = h.time.onwards || onwards
		}
	} else if h.time.form == wholeYear && group.time.form == inYear {
		h.time = timeLabel{form: inYear, year: group.time.year, from: h.time.from, to: h.time.to} // "1. halvår" under "2025"
	} else if h.time.form == quarterOnly && group.time.form == inYear {
		h.time = timeLabel{form: inQuarter, year: group.time.year, part: h.time.part}
	} else if h.time.form == monthOnly && group.time.form == inYear {
		h.time = timeLabel{form: inMonth, year: group.time.year, part: h.time.part}
	}
	if h.measure == unmeasured {
		h.measure = group.measure
	}
	if h.price == nil {
		h.price = group.price
	}
	h.text = joinLabel(group.text, h.text)
	h.name = joinLabel(group.name, h.name)
	return h
}

func joinLabel(group, own string) string {
	switch {
	case group == "":
		return own
	case own == "":
		return group
	}
	return group + ", " + own
}
