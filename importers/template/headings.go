package template

// Version is the mark in the version cell; the reader knows every version.
const Version = "Råderum skabelon 1"

// The sheets.
const (
	SheetMaster   = "Stamdata"
	SheetCosts    = "Omkostninger"
	SheetBenefits = "Gevinster"
	SheetRisks    = "Risici"
	SheetResult   = "Resultat"
	SheetGuide    = "Vejledning"
	SheetLists    = "Lister"
)

// The defined names a reader may look for when sheets have been renamed.
const (
	NameVersion  = "Skabelonversion"
	NameBaseYear = "Basisaar"
	NameUnit     = "Enhed"
	NameRate     = "Kalkulationsrente"
	NameNPV      = "NNV"
	NamePayback  = "Tilbagebetalingstid"
)

// kind of a master data field.
type kind int8

const (
	text kind = iota
	longText
	choice
	date
	year
	rate
)

// MasterField is one line of Stamdata: the domain's name of the field, the
// words beside it, and what may be written.
type MasterField struct {
	Name    string // the importer's field name, "decision-date"
	Label   string
	Defined string // the defined name of its cell
	Choices Choices
	Help    string
	kind    kind
	list    string // the list in Lister, for choices that are not fixed
}

// IsDate tells whether the field is a date.
func (f MasterField) IsDate() bool { return f.kind == date }

// masterSections are the lines of Stamdata, section by section.
var masterSections = []struct {
	title  string
	fields []MasterField
}{
	{"Sagen", []MasterField{
		{Name: "organisation", Label: "Kommune", Defined: "Kommune"},
		{Name: "number", Label: "Sagsnummer", Defined: "Sagsnummer", Help: "Kommunens eget nummer på sagen. Bruges til at genkende den ved næste indlæsning."},
		{Name: "title", Label: "Titel", Defined: "Titel", Help: "Højst 120 tegn."},
		{Name: "summary", Label: "Resumé", Defined: "Resume", kind: longText, Help: "Hvad skal laves, og hvad giver det?"},
		{Name: "focus-area", Label: "Indsatsområde", Defined: "Indsatsomraade", kind: choice, list: listAreas, Help: "Listen står i arket Lister og kan rettes dér."},
		{Name: "origin", Label: "Gevinstkilde", Defined: "Gevinstkilde", Choices: Origins, kind: choice, Help: "Fælleskommunale og fællesoffentlige gevinster vises ved siden af målet, ikke i det."},
		{Name: "obligatory", Label: "Obligatorisk", Defined: "Obligatorisk", Choices: YesNo, kind: choice, Help: "Ja for tiltag, kommunen skal gennemføre."},
		{Name: "phase", Label: "Fase", Defined: "Fase", Choices: Phases, kind: choice},
		{Name: "status", Label: "Status", Defined: "Status", Choices: Statuses, kind: choice},
		{Name: "project-owner", Label: "Projektejer", Defined: "Projektejer", Help: "Funktion eller enhed."},
		{Name: "system-owner", Label: "Systemejer", Defined: "Systemejer", Help: "Ledelsen i den enhed, der bruger systemet mest."},
		{Name: "record-number", Label: "ESDH-sagsnummer", Defined: "ESDH_sag", Help: "For eksempel 85.00.00-P23-1-19."},
		{Name: "decision-date", Label: "Besluttet den", Defined: "Beslutningsdato", kind: date, Help: "dd-mm-åååå. Tom, hvis sagen ikke er besluttet."},
		{Name: "go-live", Label: "Idriftsættelse", Defined: "Idriftsaettelse", kind: date, Help: "dd-mm-åååå."},
	}},
	{"Regnegrundlag", []MasterField{
		{Name: "base-year", Label: "Basisår (år 0)", Defined: NameBaseYear, kind: year, Help: "Første år i årsrækkerne. Diskonteres ikke."},
		{Name: "unit", Label: "Enhed", Defined: NameUnit, Choices: Units, kind: choice, Help: "Enheden for alle beløb i arkene Omkostninger og Gevinster."},
		{Name: "price-basis", Label: "Prisgrundlag", Defined: "Prisgrundlag", Choices: PriceBases, kind: choice, Help: "Faste priser er ét års pris- og lønniveau."},
		{Name: "price-year", Label: "Prisår", Defined: "Prisaar", kind: year, Help: "Året for prisniveauet ved faste priser. Tom ved løbende priser."},
		{Name: "discount-rate", Label: "Kalkulationsrente", Defined: NameRate, kind: rate, Help: "Pr. år. Bruges i arket Resultat."},
	}},
	{"Bidrag til de strategiske mål", []MasterField{
		{Name: "goal-1", Label: "Mål 1", Defined: "Maal_1", kind: longText, Help: "Strategiens første mål."},
		{Name: "goal-2", Label: "Mål 2", Defined: "Maal_2", kind: longText, Help: "Strategiens andet mål."},
		{Name: "goal-3", Label: "Mål 3", Defined: "Maal_3", kind: longText, Help: "Strategiens tredje mål."},
	}},
	{"Afvigelse fra kravet til tilbagebetaling (dispensation)", []MasterField{
		{Name: "dispensation-ground", Label: "Grund", Defined: "Dispensation_grund", Choices: Grounds, kind: choice, Help: "Udfyldes kun, hvis der er givet dispensation."},
		{Name: "dispensation-reason", Label: "Begrundelse", Defined: "Dispensation_begrundelse", kind: longText},
		{Name: "dispensation-by", Label: "Givet af", Defined: "Dispensation_af"},
		{Name: "dispensation-date", Label: "Givet den", Defined: "Dispensation_dato", kind: date, Help: "dd-mm-åååå."},
	}},
}

// MasterFields are all lines of Stamdata in order.
func MasterFields() []MasterField {
	var all []MasterField
	for _, section := range masterSections {
		all = append(all, section.fields...)
	}
	return all
}

// Column is one column of a table: the importer's field name and its heading.
type Column struct {
	Name    string
	Heading string
	Choices Choices
	width   float64
}

// CostColumns, BenefitColumns and RiskColumns stand before the years. The
// column named "label" carries the line; a row without one is no line.
var (
	CostColumns = []Column{
		{Name: "id", Heading: "Nr.", width: 6},
		{Name: "label", Heading: "Udgiftspost", width: 36},
		{Name: "category", Heading: "Kategori", Choices: Categories, width: 29},
		{Name: "recurrence", Heading: "Engangs/varig", Choices: Recurrences, width: 11},
	}
	BenefitColumns = []Column{
		{Name: "id", Heading: "Nr.", width: 6},
		{Name: "label", Heading: "Gevinst", width: 31},
		{Name: "benefit-kind", Heading: "Gevinsttype", Choices: Kinds, width: 16},
		{Name: "owner", Heading: "Gevinstejer", width: 21},
		{Name: "accrues-to", Heading: "Tilfalder", Choices: Recipients, width: 17},
		{Name: "recurrence", Heading: "Engangs/varig", Choices: Recurrences, width: 11},
		{Name: "state", Heading: "Gevinststatus", Choices: States, width: 16},
		{Name: "baseline", Heading: "Nulpunkt målt", Choices: YesNo, width: 10},
		{Name: "full-year", Heading: "Helårseffekt", width: 14},
	}
	RiskColumns = []Column{
		{Name: "id", Heading: "Nr.", width: 6},
		{Name: "label", Heading: "Risiko", width: 52},
		{Name: "probability", Heading: "Sandsynlighed", Choices: Levels, width: 15},
		{Name: "consequence", Heading: "Konsekvens", Choices: Levels, width: 13},
		{Name: "response", Heading: "Modtræk", width: 52},
		{Name: "owner", Heading: "Ansvarlig", width: 24},
	}
)

// The words of the computed cells; a reader passes over them.
const (
	HeadingTotal  = "I alt"
	TotalCosts    = "Udgifter i alt"
	TotalBenefits = "Gevinster i alt"
	LabelExample  = "EKSEMPELDATA: opfundne tal"
)
