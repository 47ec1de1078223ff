package invented

// What the workbooks talk about. The words are those of domain.md §10.2 and of
// published municipal cases; none of them says cost or benefit where the label
// stands under a section, so that the section must be read.
var (
	titles = []string{
		"Digital byggesag", "Sensorer i skraldespande", "Fælles vagtplan", "Ny telefoni", "Robotter i økonomi", "Digital post", "Elektronisk nøglesystem",
		"Selvbetjening for borgere", "Velfærdsteknologi på plejehjem", "Digitale elevplaner", "E-arkiv", "Kørebøger på mobilen", "LED i gadelys", "Booking af lokaler",
		"Chatbot i borgerservice", "Fælles journal", "Ruteplanlægning", "Skærmbesøg i hjemmeplejen", "Digital tilsynsliste", "Automatisk fakturakontrol",
	}
	costLabels = []string{
		"Licenser", "Konsulentbistand", "Projektleder", "Uddannelse", "Servere", "Support", "Integrationer", "Tablets", "Hosting", "Datamigrering", "Implementering", "Superbrugere",
	}
	benefitLabels = []string{
		"Porto", "Papir og print", "Kørsel", "Overtid", "Vikarer", "Rejser", "Lokaler", "Telefonudgifter", "Arkivplads", "Annoncer", "Udfasede systemer", "Sagsbehandling",
	}
	departments = []string{"Center for Børn", "Teknik og Miljø", "Ældre og Sundhed", "Borgerservice", "Økonomi og Stab"}

	costSections    = []string{"Udgifter", "Omkostninger", "Investeringer og drift", "UDGIFTER:", "1. Udgifter", "Projektudgifter", "Costs"}
	benefitSections = []string{"Gevinster", "Besparelser", "Økonomiske gevinster", "GEVINSTER:", "2. Gevinster", "Effektiviseringer", "Benefits"}

	// Labels that say their kind themselves, %s is the line.
	costWordings    = []string{"Udgift: %s", "%s (udgift)", "Udgift til %s", "Investering: %s", "%s, driftsudgift"}
	benefitWordings = []string{"Besparelse: %s", "%s (besparelse)", "Gevinst, %s", "Besparelse på %s", "Mindreudgift: %s"}

	totalNames = []string{"I alt", "Sum", "Ialt", "Total", "%s i alt", "Samlede %s", "Tilsammen", "I alt %s", "%s, sum"}
	netNames   = []string{"Netto", "Resultat", "Nettogevinst", "Netto i alt", "Årets resultat", "Samlet økonomi, netto"}
	corners    = []string{"Post", "", "Poster", "Aktivitet", "Beskrivelse", "Linje", "Kategori", "Økonomi"}
)
