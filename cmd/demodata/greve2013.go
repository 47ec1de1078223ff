package main

import (
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// greve2013 are the cases that were to pay from 2013.
func greve2013() []project {
	return []project{
		{
			number: "GR-2013-01", slug: "gr-2013-01-esdh", title: "ESDH-opgradering med personsagsmodul",
			summary: "ESDH løftes til en ny version, og personsager flyttes ind fra papir. Integration til DUBU giver ét sted at lede.",
			area:    "esdh", origin: own, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning,
			decided: "2012-09-13", goLive: "2013-04-01", owner: "Center for Økonomi & It", system: "Byrådssekretariatet", record: "85.00.00-P23-7-12",
			baseYear: 2012, years: 7,
			goals: []string{"Arkivplads, scanning og søgetid falder med 690.000 kr. om året.", "Borgerne får hurtigere aktindsigt.", "Én indgang til alle sager."},
			costs: []cost{
				{"Opgradering og licenser", "licence", once, []float64{745, 290}},
				{"Konvertering af personsager", "migration", once, []float64{none, 370}},
				{"Undervisning af 600 medarbejdere", "training", once, []float64{none, 220}},
				{"Projektledelse", "project-management", once, []float64{110, 155}},
				{"Drift af personsagsmodul", "licence", lasting, []float64{none, 75, 110, 112, 112, 114, 114}},
			},
			benefits: []benefit{
				{label: "Arkiv, scanning og søgetid", kind: cash, owner: "Leder af Byrådssekretariatet", to: town, recurrence: lasting, state: decided,
					now: portfolio.BenefitReduced, baseline: true, fullYear: 690, start: "2013K2",
					realised: "2013K2 41 78.5 96.2 104.7 108.3", forecast: "2014K3 112 115 118 118 118 118", budgeted: "2013 300 430 430"},
				{label: "Frigivet tid hos sagsbehandlere", kind: released, owner: "Centercheferne", to: unit, recurrence: lasting, state: estimated,
					fullYear: 260, start: "2013K3", realised: "2013K3 - - 38"},
			},
			lights: "2012K3 GGYRRRRR", notes: map[string]string{
				"2013K1": "Konverteringen af personsager er to måneder bagud.", "2013K2": "Sat i drift tre måneder forsinket for to af fem centre.",
				"2013K4": "Gevinsten nås ikke: tre centre scanner stadig lokalt.", "2014K2": "Realiseret er 63 procent af planen. Gevinsten er skrevet ned til 430.000 kr. om året."},
			wishes: map[string]string{"2014K2": "Rådet bedes beslutte, om lokal scanning lukkes pr. 1. oktober 2014."},
			risks: []template.Risk{
				{Label: "Konvertering af personsager tager længere tid end ventet", Probability: "high", Consequence: "high", Response: "To ekstra konverteringsdage i hver uge og prioritering af aktive sager", Owner: "Projektleder, ESDH"},
				{Label: "Centre fortsætter med lokal scanning", Probability: "medium", Consequence: "high", Response: "Lokale scannere lukkes center for center", Owner: "Centercheferne"},
			},
		},
		{
			number: "GR-2013-02", slug: "gr-2013-02-boerneintra", title: "Børneintra i alle dagtilbud",
			summary: "Forældre melder fravær og ferie digitalt. Vikarforbruget tilpasses, og nyhedsbreve på papir ophører.",
			area:    "boern-og-unge", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-06-14", goLive: "2013-01-01", owner: "Center for Børn & Familier", system: "Dagtilbudschef", record: "28.00.00-P20-5-12",
			baseYear: 2012, years: 6,
			goals: []string{"Vikarforbrug og papir falder med 620.000 kr. om året.", "Forældre og pædagoger taler sammen på én platform.", "Mindre administration på stuerne."},
			costs: []cost{
				{"Licenser og opsætning", "licence", once, []float64{570}},
				{"Skærme i 32 dagtilbud", "hardware", once, []float64{460, 90}},
				{"Undervisning", "training", once, []float64{175, 100}},
				{"Licens pr. år", "licence", lasting, []float64{none, 115, 115, 117, 117, 119}},
			},
			benefits: []benefit{
				{label: "Vikarforbrug ved kendt fravær", kind: cash, owner: "Dagtilbudschef", to: town, recurrence: lasting, state: decided, now: realised,
					baseline: true, fullYear: 620, start: "2013K1", realised: "2013K1 134.9 154.7 158.5 160.3 156.7 155.8", forecast: "2014K3 155 155 155 155 155 155", budgeted: "2013 620 620 620"},
				{label: "Bedre dialog med forældre", kind: portfolio.Qualitative, owner: "Dagtilbudschef", state: decided, now: realised},
			},
			lights: "2012K3 GGGGGGGG",
		},
		{
			number: "GR-2013-03", slug: "gr-2013-03-byggesag", title: "Digital ansøgning og behandling af byggesager",
			summary: "Ansøgninger kommer ind gennem selvbetjening med kontrol af bilag. Byggesagsarkivet er scannet i forvejen.",
			area:    "teknik-og-miljoe", origin: own, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning,
			decided: "2013-01-17", goLive: "2013-07-01", owner: "Center for Teknik & Miljø", system: "Byggesagschef", record: "02.34.00-P20-1-13",
			baseYear: 2013, years: 6,
			goals: []string{"En stilling og ekstern bistand spares: 700.000 kr. om året.", "Borgeren kan følge sin sag.", "Sagsbehandlerne får fuldstændige ansøgninger."},
			costs: []cost{
				{"Selvbetjening og sagsmodul", "licence", once, []float64{1080}},
				{"Tilpasning til plandata", "integration", once, []float64{320}},
				{"Omlægning af arbejdsgange", "change", once, []float64{220, 80}},
				{"Drift", "licence", lasting, []float64{48, 96, 96, 98, 98, 99}},
			},
			benefits: []benefit{{
				label: "Sagsbehandling og ekstern bistand", kind: cash, owner: "Byggesagschef", to: town, recurrence: lasting, state: decided, now: realised,
				baseline: true, fullYear: 700, start: "2013K3", realised: "2013K3 148.1 174 178.2 173.5", forecast: "2014K3 175 175 175 175 175 175", budgeted: "2013 350 700 700",
			}},
			lights: "2013K1 GGYGGY", notes: map[string]string{"2013K3": "Sat i drift den 1. juli. 38 procent af ansøgningerne var digitale i kvartalet.", "2013K4": "72 procent af ansøgningerne er digitale."},
		},
		{
			number: "GR-2013-04", slug: "gr-2013-04-ledelsesinformation", title: "Fælles ledelsesinformation for direktion og centre",
			summary: "Økonomi, personale og aktivitet samles i én rapport pr. måned i stedet for ti regneark.",
			area:    "ledelsesinformation", origin: own, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning,
			decided: "2013-02-21", goLive: "2013-07-01", owner: "Center for Økonomi & It", system: "Økonomichef", record: "85.00.00-P23-1-13",
			baseYear: 2013, years: 5,
			goals: []string{"360.000 kr. om året i mindre rapportarbejde, taget ud af budgettet.", "Bedre grundlag for service.", "Ledere ser de samme tal."},
			costs: []cost{
				{"Datavarehus og rapporter", "development", once, []float64{770, 110}},
				{"Uddannelse af ledere", "training", once, []float64{135}},
				{"Drift", "licence", lasting, []float64{40, 80, 80, 82, 82}},
			},
			benefits: []benefit{
				{label: "Rapportarbejde i centrene", kind: cash, owner: "Økonomichef", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
					fullYear: 360, start: "2013K3", realised: "2013K3 78.5 86.2 90.9 91.4", forecast: "2014K3 90 90 90 90 90 90", budgeted: "2013 180 360 360"},
			},
			lights: "2013K1 GGYYGG", notes: map[string]string{"2013K3": "To af fem centre bruger rapporten. Resten følger i 4. kvartal.", "2014K1": "Alle centre er med."},
		},
		{
			number: "GR-2013-05", slug: "gr-2013-05-koerelister", title: "Digitale kørelister i hjemmeplejen",
			summary: "Kørelister lægges automatisk efter borgernes besøg og medarbejdernes kompetencer og vises på håndholdte enheder.",
			area:    "social-og-sundhed", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-05-10", goLive: "2013-01-01", owner: "Center for Sundhed & Pleje", system: "Leder af hjemmeplejen", record: "27.36.00-P20-2-12",
			unit: "mio. kr.", baseYear: 2012, years: 6,
			goals: []string{"Køretid og vikarer falder med 0,8 mio. kr. om året.", "Borgeren får færre forskellige hjælpere.", "Mindre planlægning på papir."},
			costs: []cost{
				{"Ruteplanlægning", "licence", once, []float64{1080}},
				{"Håndholdte enheder", "hardware", once, []float64{670, 145}},
				{"Undervisning af 240 medarbejdere", "training", once, []float64{290, 145}},
				{"Drift og data", "licence", lasting, []float64{none, 150, 150, 153, 153, 156}},
			},
			benefits: []benefit{
				{label: "Køretid og vikarer", kind: cash, owner: "Leder af hjemmeplejen", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
					fullYear: 800, start: "2013K1", realised: "2013K1 170.7 195.3 201.6 205.1 199.6 203.2", forecast: "2014K3 200 200 200 200 200 200", budgeted: "2013 800 800 800"},
				{label: "Mere tid hos borgeren", kind: released, owner: "Leder af hjemmeplejen", to: unit, recurrence: lasting, state: estimated, now: realised, baseline: true,
					fullYear: 420, start: "2013K2", realised: "2013K2 85 98 101 99 104"},
			},
			lights: "2012K2 GGGGGGGGG",
		},
		{
			number: "GR-2013-06", slug: "gr-2013-06-tradloest", title: "Trådløst net på alle skoler",
			summary: "Alle klasselokaler får trådløst net, så digitale læremidler kan bruges. Ingen gevinst i kroner: sagen begrundes i mål 2 og 3.",
			area:    "den-digitale-folkeskole", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-10-11", goLive: "2013-08-01", owner: "Center for Skoler", system: "It-afdelingen", record: "17.00.00-P20-9-12",
			baseYear: 2013, years: 5,
			goals: []string{"Giver ikke i sig selv et økonomisk råderum.", "Lever op til pejlemærket for 2015 i den fællesoffentlige strategi.", "Elever og lærere kan bruge egne enheder."},
			costs: []cost{
				{"Adgangspunkter og kabling", "hardware", once, []float64{1480, 320}},
				{"Drift og support", "licence", lasting, []float64{90, 180, 180, 184, 184}},
			},
			benefits:     []benefit{{label: "Undervisning med digitale læremidler", kind: portfolio.Qualitative, owner: "Skolechef", state: decided, now: realised}},
			dispensation: &portfolio.Dispensation{Ground: portfolio.GroundStrategic, Reason: "Forudsætning for den digitale folkeskole og for gevinsten ved digitale læremidler.", By: "It-udviklingsrådet", Date: day("2012-10-11")},
			lights:       "2013K1 GGGGGG",
		},
		{
			number: "GR-2013-07", slug: "gr-2013-07-bibliotek", title: "Selvbetjent bibliotek i aftentimerne",
			summary: "Adgang med sundhedskort uden personale. Gevinsten bliver på biblioteket og bruges til flere arrangementer.",
			area:    "digital-service", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-11-15", goLive: "2013-04-01", owner: "Greve Bibliotek", system: "Bibliotekschef", record: "21.01.00-P20-1-12",
			unit: "kr.", baseYear: 2013, years: 5,
			goals: []string{"Vagter om aftenen falder med 180.000 kr. om året, som biblioteket beholder.", "Åbent alle dage til kl. 22.", "Personalet får tid til formidling."},
			costs: []cost{{"Adgangskontrol og kamera", "hardware", once, []float64{195}}, {"Drift", "licence", lasting, []float64{18, 24, 24, 24, 24}}},
			benefits: []benefit{{
				label: "Aftenvagter", kind: cash, owner: "Bibliotekschef", to: unit, recurrence: lasting, state: decided, now: realised, baseline: true,
				fullYear: 180, start: "2013K2", realised: "2013K2 43.5 44.1 46.3 45.2 44.9", forecast: "2014K3 45 45 45 45 45 45",
			}},
			lights: "2013K2 GGGGG",
		},
		{
			number: "GR-2013-08", slug: "gr-2013-08-talegenkendelse", title: "Talegenkendelse i jobcentret",
			summary: "Notater dikteres og skrives automatisk. Forsøget viste, at sagsbehandlerne rettede lige så længe, som de før skrev.",
			area:    "beskaeftigelse", origin: own, phase: portfolio.PhaseStopped, status: portfolio.StatusDropped,
			decided: "2012-12-13", goLive: "2013-06-01", owner: "Center for Job & Socialservice", system: "Jobcenterchef", record: "15.00.00-P20-3-12",
			baseYear: 2013, years: 5,
			goals: []string{"350.000 kr. om året i skrivetid, hvis forsøget lykkes.", "Mere tid til borgeren.", "Bedre arbejdsstillinger."},
			costs: []cost{{"Forsøg og licenser", "licence", once, []float64{145}}, {"Drift", "licence", lasting, []float64{none, 60, 60, 61, 61}}},
			benefits: []benefit{{
				label: "Skrivetid", kind: cash, owner: "Jobcenterchef", to: town, recurrence: lasting, state: decided, now: portfolio.BenefitLapsed, baseline: true,
				fullYear: 350, start: "2013K3", realised: "2013K3 0 0",
			}},
			lights: "2013K1 GYRN", notes: map[string]string{"2013K2": "Forsøget viser ingen sparet tid.", "2013K3": "Gevinsten bortfalder. Realiseret er 0 kr.", "2013K4": "Projektet er stoppet."},
			wishes: map[string]string{"2013K3": "Rådet bedes godkende, at projektet stoppes."},
		},
		{
			number: "GR-2013-09", slug: "gr-2013-09-min-side", title: "Fælles borgerportal med egne sager",
			summary: "Borgeren skulle se egne sager på Min Side. Stoppet efter analysen, fordi borger.dk fik den samme funktion.",
			area:    "digital-service", origin: own, phase: portfolio.PhaseStopped, status: portfolio.StatusDropped,
			decided: "2013-03-14", owner: "Center for Borgerservice", record: "85.00.00-P23-2-13", unit: "kr.", baseYear: 2013, years: 5,
			goals: []string{"Skulle spare opslag og telefontid.", "Borgeren ser egne sager.", "Har ingen direkte virkning."},
			costs: []cost{{"Analyse", "consultant", once, []float64{86.5}}, {"Udvikling", "development", once, []float64{none, 640}}},
			benefits: []benefit{{
				label: "Opslag og telefontid", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting, state: estimated, now: portfolio.BenefitLapsed,
				fullYear: 210, start: "2014K3",
			}},
			lights: "2013K2 GRN", notes: map[string]string{"2013K3": "Borger.dk får samme funktion i 2014. Projektet indstilles til at blive stoppet.", "2013K4": "Stoppet. Der er brugt 86.500 kr. på analysen."},
		},
	}
}
