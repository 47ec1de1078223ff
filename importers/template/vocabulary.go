package template

import (
	"strings"

	"raaderum/portfolio"
)

// Choice is one value a cell may take: the words in the workbook and the
// domain's own code.
type Choice struct{ Label, Code string }

// Choices are the values a cell may take, in the order the list shows them.
type Choices []Choice

// Label is the words for a code; "" for a code that is not among the choices.
func (c Choices) Label(code string) string {
	for _, choice := range c {
		if choice.Code == code {
			return choice.Label
		}
	}
	return ""
}

// Code is the code for the words, whatever their case and spacing; false when
// they are none of the choices. A code itself is understood too.
func (c Choices) Code(words string) (string, bool) {
	words = fold(words)
	for _, choice := range c {
		if fold(choice.Label) == words || choice.Code == words && words != "" {
			return choice.Code, true
		}
	}
	return "", false
}

// Labels are the words of all choices.
func (c Choices) Labels() []string {
	labels := make([]string, len(c))
	for i, choice := range c {
		labels[i] = choice.Label
	}
	return labels
}

// fold makes words comparable: lower case, single spaces.
func fold(words string) string { return strings.ToLower(strings.Join(strings.Fields(words), " ")) }

// The lists of the template.
var (
	Phases = Choices{
		{"Idé", string(portfolio.PhaseIdea)}, {"Analyse", string(portfolio.PhaseAnalysis)},
		{"Anskaffelse", string(portfolio.PhaseProcurement)}, {"Gennemførelse", string(portfolio.PhaseExecution)},
		{"Realisering", string(portfolio.PhaseRealization)}, {"Drift", string(portfolio.PhaseOperation)},
		{"Afsluttet", string(portfolio.PhaseClosed)}, {"Stoppet", string(portfolio.PhaseStopped)},
	}
	Statuses = Choices{
		{"Kladde", string(portfolio.StatusDraft)}, {"Indsendt", string(portfolio.StatusSubmitted)},
		{"Godkendt", string(portfolio.StatusApproved)}, {"Afvist", string(portfolio.StatusRejected)},
		{"Afventer", string(portfolio.StatusWaiting)}, {"I gang", string(portfolio.StatusRunning)},
		{"Ikke relevant mere", string(portfolio.StatusDropped)},
	}
	Origins = Choices{
		{"Egen", string(portfolio.Own)}, {"Fælleskommunal", string(portfolio.JointMunicipal)},
		{"Fællesoffentlig", string(portfolio.JointPublic)},
		{"Tværkommunalt samarbejde", string(portfolio.CrossMunicipal)},
	}
	Kinds = Choices{
		{"Budgetgevinst", string(portfolio.Cashable)}, {"Merindtægt", string(portfolio.Revenue)},
		{"Undgået udgift", string(portfolio.CostAvoidance)}, {"Frigivet tid", string(portfolio.ReleasedTime)},
		{"Gevinst i anden offentlig sektor", string(portfolio.OtherPublic)},
		{"Samfundsgevinst", string(portfolio.Societal)}, {"Kvalitativ", string(portfolio.Qualitative)},
		{"Negativ gevinst", string(portfolio.Disbenefit)},
	}
	Recipients = Choices{
		{"Kommunekassen", string(portfolio.AccruesCentral)}, {"Fagområdet", string(portfolio.AccruesUnit)},
	}
	Recurrences = Choices{{"Engangs", string(portfolio.OneOff)}, {"Varig", string(portfolio.Running)}}
	States      = Choices{
		{"Identificeret", string(portfolio.BenefitIdentified)}, {"Estimeret", string(portfolio.BenefitEstimated)},
		{"Besluttet", string(portfolio.BenefitDecided)}, {"Indarbejdet i budget", string(portfolio.BenefitBudgeted)},
		{"Realiseret", string(portfolio.BenefitRealised)}, {"Forsinket", string(portfolio.BenefitDelayed)},
		{"Reduceret", string(portfolio.BenefitReduced)}, {"Bortfaldet", string(portfolio.BenefitLapsed)},
	}
	Grounds = Choices{
		{"Særlig strategisk betydning", string(portfolio.GroundStrategic)},
		{"Kommunens udvikling", string(portfolio.GroundDevelopment)},
		{"Effektiviseringstiltag", string(portfolio.GroundEfficiency)}, {"Andet", string(portfolio.GroundOther)},
	}
	PriceBases = Choices{
		{"Faste priser (p/l)", string(portfolio.PricesFixed)}, {"Løbende priser", string(portfolio.PricesCurrent)},
	}
	Lights = Choices{
		{"Grøn", string(portfolio.LightGreen)}, {"Gul", string(portfolio.LightYellow)},
		{"Rød", string(portfolio.LightRed)}, {"Ingen", string(portfolio.LightNone)},
	}
	YesNo = Choices{{"Ja", "true"}, {"Nej", "false"}}
	// Categories are the kinds of cost (udgiftskategori).
	Categories = Choices{
		{"Licens/anskaffelse", "licence"}, {"Udvikling/tilpasning", "development"},
		{"Integration/snitflader", "integration"}, {"Hardware/infrastruktur", "hardware"},
		{"Ekstern konsulent", "consultant"}, {"Intern tid, bevillingskrævende", "internal-funded"},
		{"Intern tid, inden for rammen", "internal-within-frame"}, {"Uddannelse", "training"},
		{"Implementering/forandring", "change"}, {"Datamigrering", "migration"}, {"Udbud/jura", "procurement"},
		{"Projektledelse", "project-management"}, {"Nedlukning af gammelt system", "decommissioning"},
		{"Risikopulje", "contingency"}, {"Andet", "other"},
	}
	Levels = Choices{{"Lav", "low"}, {"Middel", "medium"}, {"Høj", "high"}}
	// Units are the units amounts may be written in; the code is the contract's.
	Units = Choices{{"kr.", "kr."}, {"t.kr.", "t.kr."}, {"mio. kr.", "mio. kr."}}
)
