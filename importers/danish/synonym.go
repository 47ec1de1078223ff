package danish

import (
	"cmp"
	"slices"
	"strings"
)

// Target is what a heading's column means: a field of a case.
type Target string

// The targets of the domain handbook §10.2.
const (
	TitleTarget        Target = "title"
	NumberTarget       Target = "number"
	OrganisationTarget Target = "organisation"
	FocusAreaTarget    Target = "focus-area"
	OwnerTarget        Target = "owner"
	OneOffTarget       Target = "one-off-cost"
	RunningTarget      Target = "running-cost"
	GainTarget         Target = "gain"
	NetTarget          Target = "net"
	FullEffectTarget   Target = "full-effect"
	PaybackTarget      Target = "payback"
	NPVTarget          Target = "npv"
	IRRTarget          Target = "irr"
	RateTarget         Target = "rate"
	FTETarget          Target = "fte"
	HoursTarget        Target = "hours"
	StatusTarget       Target = "status"
	StartTarget        Target = "start"
	EndTarget          Target = "end"
	RealisedTarget     Target = "realised"
	RemarksTarget      Target = "remarks"
)

// Match tells how a heading was found among the synonyms.
type Match int8

// The matches, from worse to better.
const (
	NoMatch  Match = iota
	Contains       // a synonym is among its words: a hint, not an answer
	Exact
)

// synonyms are the headings that mean a target, Danish and English. Normalise
// is applied to them as to the headings looked up.
var synonyms = []struct {
	target   Target
	headings string
}{
	{TitleTarget, "Projekt|Projektnavn|Projekttitel|Titel|Forslag|Forslagets titel|Forslagets navn|Initiativ|Tiltag|Sag|Emne|Navn|Business case|Investeringsforslag|Digitaliseringstiltag|Projektets navn|Project|Project name|Name|Initiative|Title|Proposal"},
	{NumberTarget, "Nr|Nr.|Nummer|Projektnr.|Projektnummer|Forslag nr.|Forslagsnr.|ID|Løbenr.|Løbenummer|Sagsnr.|Sagsnummer|Journalnr.|BC nr.|Gevinst-id|Gevinstnr.|Gevinst nr.|Projekt-id|Sag nr.|No|No.|Ref|Reference|Project ID|Project number"},
	{OrganisationTarget, "Udvalg|Forvaltning|Center|Afdeling|Enhed|Fagområde|Område|Myndighed|Kommune|Magistratsafdeling|Direktørområde|Department|Unit|Organisation|Organization"},
	{FocusAreaTarget, "Indsatsområde|Tema|Spor|Program|Strategisk indsats|Theme|Programme|Focus area"},
	{OwnerTarget, "Projektejer|Ejer|Ansvarlig|Tovholder|Kontaktperson|Systemejer|Gevinstejer|Gevinstansvarlig|Projektansvarlig|Projektleder|Owner|SRO|Benefit owner|Project owner|Responsible"},
	{OneOffTarget, "Engangsudgift|Engangsudgifter|Engangsomkostning|Engangsomkostninger|Investering|Investeringer|Anskaffelse|Etablering|Etableringsudgifter|Implementeringsomkostninger|Implementeringsudgifter|Projektudgifter|Projektomkostninger|Anlæg|Anlægsudgifter|Initialomkostninger|One-off|One-off costs|Capex|Investment|Investments|Implementation cost|Implementation costs|Initial investment"},
	{RunningTarget, "Drift|Driftsudgift|Driftsudgifter|Driftsomkostninger|Afledt drift|Løbende udgifter|Løbende omkostninger|Årlig drift|Licens pr. år|Varige udgifter|Årlige udgifter|Opex|Running cost|Running costs|Operating cost|Operating costs|Recurring costs"},
	{GainTarget, "Gevinst|Gevinster|Besparelse|Besparelser|Effektivisering|Effektiviseringer|Effekt|Potentiale|Effektiviseringspotentiale|Bruttogevinst|Mindreudgift|Mindreudgifter|Råderum|Varig ændring|Provenu|Høstet gevinst|Økonomisk gevinst|Økonomiske gevinster|Årlig gevinst|Årlig besparelse|Benefit|Benefits|Saving|Savings|Gain|Gains"},
	{NetTarget, "Netto|Nettogevinst|Nettoeffekt|Samlet økonomisk påvirkning|I alt netto|Netto i alt|Resultat|Nettoresultat|Net|Net cash flow|Net benefit|Net benefits"},
	{FullEffectTarget, "Helårseffekt|Ved fuld indfasning|Varig effekt|Fuld effekt|Fuld indfasning|Effektivisering ved fuld indfasning|Full-year effect|Full year effect|Run rate"},
	{PaybackTarget, "Tilbagebetalingstid|Tilbagebetalingstid (år)|TBT|Tilbagebetaling|Tilbagebetalingsperiode|Break-even|Break even|Payback|Payback (years)|Payback period"},
	{NPVTarget, "Nutidsværdi|Nettonutidsværdi|NNV|NPV|Kapitalværdi|Net present value"},
	{IRRTarget, "Intern rente|Den interne rente|IRR|Afkast|Internal rate of return"},
	{RateTarget, "Kalkulationsrente|Diskonteringsrente|Rente|Discount rate"},
	{FTETarget, "Årsværk|ÅV|Stillinger|Frigjorte årsværk|FTE|FTEs"},
	{HoursTarget, "Timer|Frigjort tid|Timer pr. år|Tidsforbrug|Hours"},
	{StatusTarget, "Status|Fase|Trafiklys|Fremdrift|RAG|Stage|Phase|RAG status"},
	{StartTarget, "Start|Startdato|Idriftsættelse|Sat i drift|Idriftsættelsesdato|Projektstart|Go-live|Start date"},
	{EndTarget, "Deadline|Slut|Slutdato|Afsluttet|Projektafslutning|End|End date|Finish"},
	{RealisedTarget, "Realiseret|Realiseret gevinst|Høstet|Opnået|Forbrug|Regnskab|Actual|Actuals|Realised|Realized"},
	{RemarksTarget, "Bemærkninger|Bemærkning|Kommentar|Kommentarer|Noter|Note|Beskrivelse|Notes|Comments|Remarks|Description"},
}

// synonym is one heading in the form it is looked for inside others: between
// blanks.
type synonym struct {
	between string
	target  Target
}

var (
	toBlanks = strings.NewReplacer("/", " ", ",", " ", "-", " ", "(", " ", ")", " ", ".", " ")
	dashes   = strings.NewReplacer("-", " ", ".", " ")
)

var (
	exactSynonyms   = map[string]Target{}
	longestSynonyms []synonym // the longest first
)

func init() {
	for _, group := range synonyms {
		for heading := range strings.SplitSeq(group.headings, "|") {
			normal := Normalise(heading)
			if _, known := exactSynonyms[normal]; known {
				continue
			}
			exactSynonyms[normal] = group.target
			if len(normal) > 2 {
				longestSynonyms = append(longestSynonyms, synonym{" " + dashes.Replace(normal) + " ", group.target})
			}
		}
	}
	slices.SortStableFunc(longestSynonyms, func(a, b synonym) int { return cmp.Compare(len(b.between), len(a.between)) })
}

// Lookup finds what a heading means. When no synonym is the whole heading, the
// longest that stands in it as whole words is a hint: two targets in one
// heading ("Netto gevinst") give the longer word's.
func Lookup(heading string) (Target, Match) {
	normal := Normalise(heading)
	if target, ok := exactSynonyms[normal]; ok {
		return target, Exact
	}
	if h := ParseHeading(heading); h.Kind != NoTime && h.Rest != "" && h.Rest != normal {
		if target, ok := exactSynonyms[h.Rest]; ok {
			return target, Exact
		}
	}
	if strings.Count(normal, " ") > 7 {
		return "", NoMatch // a sentence, not a heading
	}
	padded := " " + toBlanks.Replace(normal) + " "
	for _, s := range longestSynonyms {
		if strings.Contains(padded, s.between) {
			return s.target, Contains
		}
	}
	return "", NoMatch
}
