package main

import "raaderum/portfolio"

// greve2014 are the cases that begin to pay in 2014 and later.
func greve2014() []project {
	return []project{
		{
			number: "GR-2014-01", slug: "gr-2014-01-paaroerendeintra", title: "PårørendeIntra på plejecentre",
			summary: "Pårørende følger hverdagen på plejecentret og skriver sammen med personalet. Gevinsten i kroner er lille.",
			area:    "social-og-sundhed", origin: own, phase: portfolio.PhaseExecution, status: portfolio.StatusApproved,
			decided: "2013-09-12", goLive: "2014-04-01", owner: "Center for Sundhed & Pleje", system: "Plejecenterchef", record: "27.42.00-P20-6-13",
			baseYear: 2014, years: 5,
			goals: []string{"60.000 kr. om året i mindre porto og telefontid.", "Tryghed hos pårørende.", "Medarbejderne svarer, når det passer ind."},
			costs: []cost{{"Licenser og opsætning", "licence", once, []float64{240}}, {"Undervisning", "training", once, []float64{70}}, {"Licens pr. år", "licence", lasting, []float64{38, 50, 50, 51, 51}}},
			benefits: []benefit{
				{label: "Porto og telefontid", kind: cash, owner: "Plejecenterchef", to: town, recurrence: lasting, state: decided, now: budgeted, baseline: true,
					fullYear: 60, start: "2014K2", realised: "2014K2 -", forecast: "2014K3 12 15 15 15 15 15", budgeted: "2014 45 60"},
				{label: "Tryghed hos pårørende", kind: portfolio.Qualitative, owner: "Plejecenterchef", state: decided},
			},
			dispensation: &portfolio.Dispensation{Ground: portfolio.GroundDevelopment, Reason: "Tjener sig ikke hjem, men er en del af den digitale kommunikation med pårørende.", By: "It-udviklingsrådet", Date: day("2013-09-12")},
			lights:       "2013K4 GGY", notes: map[string]string{"2014K2": "Sat i drift den 1. april på fire af fem plejecentre. Gevinsten er endnu ikke opgjort."},
		},
		{
			number: "GR-2014-02", slug: "gr-2014-02-loentilskud", title: "Automatisering af løntilskudsordninger",
			summary: "Ansøgninger og refusion af løntilskud behandles automatisk, når betingelserne er opfyldt.",
			area:    "beskaeftigelse", origin: own, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning,
			decided: "2013-06-13", goLive: "2014-01-01", owner: "Center for Job & Socialservice", system: "Jobcenterchef", record: "15.20.00-P20-1-13",
			baseYear: 2013, years: 6,
			goals: []string{"700.000 kr. om året i sagsbehandling og hjemtagen refusion.", "Virksomheder får svar samme dag.", "Færre rutineopgaver."},
			costs: []cost{
				{"Udvikling og opsætning", "development", once, []float64{860, 130}},
				{"Undervisning og ny arbejdsgang", "change", once, []float64{110, 155}},
				{"Drift", "licence", lasting, []float64{none, 85, 85, 87, 87, 88}},
			},
			benefits: []benefit{
				{label: "Sagsbehandling", kind: cash, owner: "Jobcenterchef", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
					fullYear: 500, start: "2014K1", realised: "2014K1 114.4 123.5", forecast: "2014K3 125 125 125 125 125 125", budgeted: "2014 500 500"},
				{label: "Hjemtagen refusion", kind: portfolio.Revenue, owner: "Jobcenterchef", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
					fullYear: 200, start: "2014K1", realised: "2014K1 39.4 49.6", forecast: "2014K3 50 50 50 50 50 50", budgeted: "2014 200 200"},
			},
			lights: "2013K3 GGYY",
		},
		{
			number: "GR-2014-03", slug: "gr-2014-03-telefoni", title: "Fælles telefonomstilling og print med nabokommuner",
			summary: "Tre kommuner deler omstilling og printaftale. Udbuddet er gennemført sammen.",
			area:    "teknologi-og-arkitektur", origin: cross, phase: portfolio.PhaseExecution, status: portfolio.StatusApproved,
			decided: "2013-10-10", goLive: "2014-07-01", owner: "Center for Økonomi & It", system: "It-afdelingen", record: "85.10.00-P20-3-13",
			baseYear: 2013, years: 6,
			goals: []string{"720.000 kr. om året på telefoni og print.", "Telefonen er åben i længere tid.", "Samarbejde over kommunegrænser."},
			costs: []cost{
				{"Udbud og juridisk bistand", "procurement", once, []float64{235}},
				{"Etablering", "hardware", once, []float64{none, 935}},
				{"Omlægning af arbejdspladser", "change", once, []float64{none, 270, 90}},
			},
			benefits: []benefit{{
				label: "Telefoni og print", kind: cash, owner: "It-chef", to: town, recurrence: lasting, state: decided, now: portfolio.BenefitDelayed, baseline: true,
				fullYear: 720, start: "2014K3", forecast: "2014K3 0 90 135 165 180 180", budgeted: "2014 180 720",
			}},
			lights: "2013K4 GYY", notes: map[string]string{"2014K1": "Nabokommunen har udskudt opsigelsen af sin aftale.", "2014K2": "Idriftsættelsen er flyttet fra 1. juli til 1. oktober 2014."},
			wishes: map[string]string{"2014K2": "Rådet bedes tage den nye tidsplan til efterretning."},
		},
		{
			number: "GR-2014-04", slug: "gr-2014-04-laeremidler", title: "Digitale læremidler i dansk og matematik",
			summary: "Bøger erstattes af digitale læremidler på 4. til 9. klassetrin. Forudsætter trådløst net.",
			area:    "den-digitale-folkeskole", origin: own, phase: portfolio.PhaseExecution, status: portfolio.StatusApproved,
			decided: "2014-01-16", goLive: "2014-08-01", owner: "Center for Skoler", system: "Skolechef", record: "17.01.00-P20-2-14",
			baseYear: 2014, years: 5,
			goals: []string{"Indkøb af bøger falder med 560.000 kr. om året.", "Undervisning, der passer til eleven.", "Lærere deler forløb."},
			costs: []cost{
				{"Licenser til læremidler", "licence", lasting, []float64{75, 180, 180, 184, 184}},
				{"Efteruddannelse af lærere", "training", once, []float64{715, 305}},
			},
			benefits: []benefit{{
				label: "Indkøb af bøger", kind: cash, owner: "Skolechef", to: town, recurrence: lasting, state: decided, baseline: true,
				fullYear: 560, start: "2014K3", forecast: "2014K3 115 140 140 140 140 140",
			}},
			lights: "2014K1 GG",
		},
		{
			number: "GR-2014-05", slug: "gr-2014-05-byggetilsyn", title: "Mobilt byggetilsyn",
			summary: "Tilsyn registreres på stedet med billeder og sendes til sagen. Afventer udbud.",
			area:    "teknik-og-miljoe", origin: own, phase: portfolio.PhaseProcurement, status: portfolio.StatusSubmitted,
			owner: "Center for Teknik & Miljø", system: "Byggesagschef", record: "02.34.00-P20-4-14", baseYear: 2014, years: 5,
			goals: []string{"420.000 kr. om året i kørsel og skrivetid.", "Bygherren får svar på stedet.", "Mindre dobbeltarbejde."},
			costs: []cost{{"Enheder og modul", "hardware", once, []float64{570}}, {"Undervisning", "training", once, []float64{90}}, {"Drift", "licence", lasting, []float64{15, 60, 60, 61, 61}}},
			benefits: []benefit{{
				label: "Kørsel og skrivetid", kind: cash, owner: "Byggesagschef", to: town, recurrence: lasting, state: estimated, fullYear: 420, start: "2014K4",
			}},
		},
		{
			number: "GR-2014-06", slug: "gr-2014-06-forflytning", title: "Velfærdsteknologi: forflytning med én medarbejder",
			summary: "Loftlifte og vendelagner gør, at én medarbejder kan forflytte en borger. Analyse af 60 boliger er i gang.",
			area:    "social-og-sundhed", origin: own, phase: portfolio.PhaseAnalysis, status: portfolio.StatusSubmitted,
			owner: "Center for Sundhed & Pleje", record: "27.36.00-P20-1-14", baseYear: 2014, years: 6,
			goals: []string{"0,9 mio. kr. om året, når to besøg bliver til ét.", "Borgeren venter ikke på to hjælpere.", "Færre løft."},
			costs: []cost{{"Lifte og hjælpemidler", "hardware", once, []float64{none, 1740}}, {"Undervisning", "training", once, []float64{70, 230}}, {"Service", "other", lasting, []float64{none, 70, 140, 140, 143, 143}}},
			benefits: []benefit{{
				label: "Færre dobbeltbesøg", kind: cash, owner: "Leder af hjemmeplejen", to: town, recurrence: lasting, state: estimated, fullYear: 900, start: "2015K2",
			}},
		},
		{
			number: "GR-2015-01", slug: "gr-2015-01-erhverv", title: "Én digital indgang for erhvervslivet",
			summary: "Virksomheder finder tilladelser, tilsyn og affald ét sted. Idéen er ikke regnet igennem endnu.",
			area:    "erhverv", origin: own, phase: portfolio.PhaseIdea, status: portfolio.StatusDraft, owner: "Center for Byråd & Udvikling", baseYear: 2015, years: 4,
			goals:    []string{"Ventet gevinst kendes ikke endnu.", "Én indgang for erhvervslivet.", "Genbrug af data."},
			costs:    []cost{{"Analyse", "consultant", once, []float64{120}}},
			benefits: []benefit{{label: "Færre henvendelser fra virksomheder", kind: cash, recurrence: lasting, state: portfolio.BenefitIdentified}},
		},
	}
}

// greveJoint are the obligatory cases with other authorities. Their benefits
// stand beside the target.
func greveJoint() []project {
	return []project{
		{
			number: "GR-2012-90", slug: "gr-2012-90-digital-post", title: "Digital Post",
			summary: "Den fællesoffentlige digitale postløsning tages i brug. Bloktilskuddet er reduceret på forhånd.",
			area:    "digital-service", origin: public, obligatory: true, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning,
			decided: "2012-06-14", goLive: "2013-01-01", owner: "Center for Borgerservice", system: "Leder af Borgerservice", record: "85.00.00-P23-5-12",
			baseYear: 2012, years: 6,
			goals: []string{"700.000 kr. om året i porto, modsvaret af lavere bloktilskud.", "Borgerne får posten ét sted.", "Mindre papir."},
			costs: []cost{{"Tilslutning og integration", "integration", once, []float64{330, 210}}, {"Hjælp til borgerne", "change", once, []float64{none, 135, 90}}, {"Driftsbidrag", "licence", lasting, []float64{none, 55, 70, 70, 70, 70}}},
			benefits: []benefit{{
				label: "Porto", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
				plan: []float64{none, 350, 600, 700, 700, 700}, fullYear: 700, realised: "2013K1 52.5 71 94.5 108.2 126.4 131.9", forecast: "2014K3 145 160 170 175 175 175", budgeted: "2013 350 600 700",
			}},
			lights: "2012K4 GYYYYRR", notes: map[string]string{"2013K1": "9 procent af borgerne er tilmeldt.", "2014K2": "Obligatorisk fra 1. november 2014. 34 procent er tilmeldt."},
		},
		{
			number: "GR-2013-90", slug: "gr-2013-90-obligatorisk-selvbetjening", title: "Obligatorisk digital selvbetjening, bølge 1 og 2",
			summary: "Fælleskommunale løsninger til skoleindskrivning, dagtilbud og sygesikring tages i brug efter lov.",
			area:    "digital-service", origin: joint, obligatory: true, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-09-13", goLive: "2012-12-01", owner: "Center for Borgerservice", system: "Leder af Borgerservice", record: "85.00.00-P23-6-12",
			unit: "kr.", baseYear: 2012, years: 5,
			goals: []string{"350.000 kr. om året fra den fælleskommunale handlingsplan.", "Alle kan få hjælp i Borgerservice.", "Samme løsninger i hele landet."},
			costs: []cost{{"Tilslutning", "licence", once, []float64{225}}, {"Undervisning", "training", once, []float64{70, 70}}, {"Driftsbidrag", "licence", lasting, []float64{none, 42, 42, 43, 43}}},
			benefits: []benefit{{
				label: "Sagsbehandling i Borgerservice", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting, state: decided, now: realised, baseline: true,
				fullYear: 350, start: "2013K1", realised: "2013K1 80.8 84.4 - 86.1 86.6 87.3", forecast: "2014K3 87.5 87.5 87.5 87.5 87.5 87.5", budgeted: "2013 350 350 350",
			}},
			lights: "2012K4 GGG.GGY", notes: map[string]string{"2013K4": "3. kvartal 2013 blev ikke indberettet, fordi opgørelsen ikke kunne skilles fra tal for pas."},
		},
		{
			number: "GR-2014-90", slug: "gr-2014-90-sygedagpenge", title: "Nyt fælleskommunalt sygedagpengesystem",
			summary: "Afløser for det nuværende system efter det fælleskommunale udbud. Tidsplanen fastlægges af fællesskabet.",
			area:    "beskaeftigelse", origin: joint, obligatory: true, phase: portfolio.PhaseProcurement, status: portfolio.StatusWaiting,
			owner: "Center for Job & Socialservice", system: "Ydelseschef", record: "32.24.00-P20-1-14", baseYear: 2015, years: 5,
			goals: []string{"Lavere pris på drift, når monopolet brydes.", "Bedre overblik for den sygemeldte.", "Nyt værktøj."},
			costs: []cost{{"Implementering og konvertering", "migration", once, []float64{180, 240}}, {"Undervisning", "training", once, []float64{none, 120}}},
			benefits: []benefit{{
				label: "Lavere driftspris", kind: cash, owner: "Ydelseschef", to: town, recurrence: lasting, state: estimated, fullYear: 310, plan: []float64{none, none, 230, 310, 310},
			}},
			lights: "2014K1 NN",
		},
	}
}
