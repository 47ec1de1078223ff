package main

import (
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// greve2012 are the cases that began to pay in 2012.
func greve2012() []project {
	return []project{
		{
			number: "GR-2012-01", slug: "gr-2012-01-fjernprint", title: "Fjernprint og central udsendelse af breve",
			summary: "Breve sendes fra fagsystemerne til et fælles fjernprint i stedet for lokale printere og kuvertering. Porto og papir samles i ét budget.",
			area:    "effektive-arbejdsgange", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2011-11-23", goLive: "2012-04-01", owner: "Center for Borgerservice", system: "Center for Økonomi & It",
			record: "85.00.00-P23-1-11", baseYear: 2012, years: 6,
			goals: []string{"Porto, papir og kuvertering falder med 620.000 kr. om året.", "Borgeren får hurtigere svar.", "Medarbejderne slipper for kuvertering."},
			costs: []cost{
				{"Opsætning og skabeloner", "development", once, []float64{285}},
				{"Integration til fagsystemer", "integration", once, []float64{180}},
				{"Undervisning i alle centre", "training", once, []float64{65}},
				{"Drift af fjernprint", "licence", lasting, []float64{70, 90, 90, 92, 92, 94}},
			},
			benefits: []benefit{{
				label: "Porto, papir og kuvertering", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting,
				state: decided, now: realised, baseline: true, fullYear: 620, start: "2012K2",
				realised: "2012K2 148.2 156.4 161.9 157.3 158.8 155.1 160.6 159.2 156.7", forecast: "2014K3 157 158 157 157 157 157",
				budgeted: "2012 450 620 620 620",
			}},
			lights: "2012K1 GGGGGGGGGG",
			notes:  map[string]string{"2012K2": "Sat i drift til tiden. 41 af 48 skabeloner er lagt om.", "2014K2": "Gevinsten er indarbejdet i budgettet og følges ikke længere særskilt efter 2014."},
			risks:  []template.Risk{{Label: "Skabeloner bliver ikke lagt om i alle centre", Probability: "medium", Consequence: "medium", Response: "Lokale printere lukkes i takt med omlægningen", Owner: "Leder af Borgerservice"}},
		},
		{
			number: "GR-2012-02", slug: "gr-2012-02-selvbetjening", title: "Selvbetjening på flytning, pas og sundhedskort",
			summary: "Borgerne klarer de hyppigste ærinder på nettet. Skranken lukker om onsdagen, og telefonkøen bliver kortere.",
			area:    "digital-service", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-01-19", goLive: "2012-07-01", owner: "Center for Borgerservice", system: "Leder af Borgerservice",
			record: "85.00.00-P23-2-12", baseYear: 2012, years: 6,
			goals: []string{"To stillinger nedlægges ved naturlig afgang.", "Borgerne kan klare sig selv hele døgnet, og der er hjælp i skranken.", "Medarbejderne får flere opgaver med vejledning."},
			costs: []cost{
				{"Selvbetjeningsløsninger", "licence", once, []float64{410}},
				{"Hjælp og kampagne til borgerne", "change", once, []float64{140, 60}},
				{"Uddannelse af medarbejdere", "training", once, []float64{55}},
				{"Licenser pr. år", "licence", lasting, []float64{45, 90, 90, 90, 90, 90}},
			},
			benefits: []benefit{
				{label: "Færre henvendelser i skranke og telefon", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting,
					state: decided, now: realised, baseline: true, fullYear: 540, start: "2012K3",
					realised: "2012K3 121.5 138 136.2 141.7 135.9 139.4 142.8 140.3", forecast: "2014K3 140 140 140 140 140 140", budgeted: "2012 270 540 540 540"},
				{label: "Kortere ventetid i skranken", kind: portfolio.Qualitative, owner: "Leder af Borgerservice", state: decided, now: realised, baseline: true},
			},
			lights: "2012K1 GYGGGGGGGG", notes: map[string]string{"2012K2": "Leverandøren er tre uger forsinket med sundhedskortet. Idriftsættelsen holder.", "2012K3": "Sat i drift. Kampagnen fortsætter på bibliotekerne."},
		},
		{
			number: "GR-2012-03", slug: "gr-2012-03-servere", title: "Konsolidering af servere og lagring",
			summary: "112 fysiske servere samles på et virtuelt miljø. De gamle serverrum på Rådhuset lukkes og ryddes, når flytningen er gennemført.",
			area:    "teknologi-og-arkitektur", origin: own, phase: portfolio.PhaseRealization, status: portfolio.StatusRunning,
			decided: "2011-10-12", goLive: "2012-03-01", owner: "Center for Økonomi & It", system: "It-afdelingen", record: "85.10.00-P20-4-11",
			unit: "kr.", baseYear: 2012, years: 5,
			goals: []string{"Strøm, service og licenser falder med 780.000 kr. om året.", "Mere stabil drift af selvbetjening.", "Grøn it: 60 procent mindre strøm."},
			costs: []cost{
				{"Servere og lagring", "hardware", once, []float64{1150}},
				{"Ekstern flytning af data", "migration", once, []float64{240}},
				{"Nedlukning og rydning af gamle serverrum", "decommissioning", once, []float64{none, 165}},
				{"Serviceaftale på nyt miljø", "licence", lasting, []float64{120, 145, 145, 148, 148}},
			},
			benefits: []benefit{
				{label: "Strøm, service og licenser", kind: cash, owner: "It-chef", to: town, recurrence: lasting, state: decided, now: realised,
					baseline: true, fullYear: 780, plan: []float64{650, 780, 780, 780, 780},
					realised: "2012K1 62 201.4 196.8 199.5 193.2 197.7 201.1 198.6 196.4 199.9", forecast: "2014K3 195 195 195 195 195 195", budgeted: "2012 650 780 780 780"},
			},
			lights: "2012K1 GGGGYGGGGG", notes: map[string]string{"2013K1": "Rydning af serverrum er udskudt et kvartal på grund af asbest i loftet. Ingen ekstra udgift.", "2013K2": "Serverrum lukket og ryddet. Nedlukningen kostede som planlagt."},
		},
		{
			number: "GR-2012-04", slug: "gr-2012-04-faktura", title: "Elektronisk fakturabehandling og indkøb",
			summary: "Fakturaer matches automatisk med ordrer i indkøbssystemet. Kun afvigelser ses af en medarbejder.",
			area:    "effektive-arbejdsgange", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-02-16", goLive: "2012-07-01", owner: "Center for Økonomi & It", system: "Økonomichef", record: "85.00.00-P23-4-12",
			baseYear: 2012, years: 6,
			goals: []string{"410.000 kr. om året i mindre tidsforbrug, taget ud af budgettet.", "Leverandører får betaling til tiden.", "Mindre manuel bogføring."},
			costs: []cost{
				{"Modul til fakturamatch", "licence", once, []float64{320}},
				{"Projektledelse", "project-management", once, []float64{120}},
				{"Undervisning af disponenter", "training", once, []float64{90}},
				{"Drift", "licence", lasting, []float64{30, 60, 60, 61, 61, 62}},
			},
			benefits: []benefit{{
				label: "Mindre tid til fakturabehandling", kind: cash, owner: "Økonomichef", to: town, recurrence: lasting, state: decided, now: realised,
				baseline: true, fullYear: 410, start: "2012K3",
				realised: "2012K3 88.6 104.1 103.7 106.2 102.9 105.5 104.8 103.3", forecast: "2014K3 103 103 103 103 103 103", budgeted: "2012 205 410 410 410",
			}},
			lights: "2012K1 GGYGGGGGGG", notes: map[string]string{"2012K3": "Matchprocenten er 61 mod ventet 70. Ekstra undervisning i skolerne i 4. kvartal."},
		},
		{
			number: "GR-2012-05", slug: "gr-2012-05-dagsordener", title: "Digitale dagsordner til byrådet",
			summary: "Byråd og udvalg får dagsordner på tavlecomputere. Trykning og bud til byrådsmedlemmerne ophører.",
			area:    "digital-byraadsbetjening", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-04-26", goLive: "2012-10-01", owner: "Byrådssekretariatet", system: "Byrådssekretariatet", record: "00.22.02-A21-3-12",
			unit: "kr.", baseYear: 2012, years: 5,
			goals: []string{"Tryk og bud koster 190.000 kr. om året.", "Dagsordner er tilgængelige for alle på samme tid.", "Byrådet går forrest."},
			costs: []cost{
				{"Tavlecomputere til 21 medlemmer", "hardware", once, []float64{138}},
				{"App og opsætning", "licence", once, []float64{72}},
				{"Abonnement og data", "licence", lasting, []float64{9, 36, 36, 36, 36}},
			},
			benefits: []benefit{{
				label: "Tryk og bud", kind: cash, owner: "Leder af Byrådssekretariatet", to: town, recurrence: lasting, state: decided, now: realised,
				baseline: true, fullYear: 190, start: "2012K4", realised: "2012K4 44.8 48.1 47.6 46.9 49.2 47.5 -", forecast: "2014K3 47.5 47.5 47.5 47.5 47.5 47.5", budgeted: "2013 190 190 190",
			}},
			lights: "2012K3 GGGGGGG.", notes: map[string]string{"2012K4": "Første byrådsmøde uden papir den 29. oktober."},
		},
		{
			number: "GR-2012-06", slug: "gr-2012-06-licensoprydning", title: "Oprydning i programlicenser",
			summary: "Licenser, ingen bruger, opsiges, og forudbetalte aftaler krediteres. Gevinsten kommer én gang.",
			area:    "teknologi-og-arkitektur", origin: own, phase: portfolio.PhaseClosed, status: portfolio.StatusRunning,
			decided: "2012-03-08", goLive: "2012-05-01", owner: "Center for Økonomi & It", system: "It-afdelingen", record: "85.10.00-P20-2-12",
			unit: "kr.", baseYear: 2012, years: 3,
			goals: []string{"240.000 kr. i krediteringer, én gang.", "Har ingen virkning for borgerne.", "Færre programmer at holde styr på."},
			costs: []cost{{"Ekstern licensgennemgang", "consultant", once, []float64{48}}},
			benefits: []benefit{{
				label: "Krediterede licenser", kind: cash, owner: "It-chef", to: town, recurrence: once, state: decided, now: realised, baseline: true,
				plan: []float64{240}, realised: "2012K2 96.25 141.5", budgeted: "2012 240",
			}},
			lights: "2012K2 GGN", notes: map[string]string{"2012K3": "Afsluttet. Krediteringen blev 237.750 kr."},
		},
	}
}
