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
			goals: []string{"Porto, papir og kuvertering falder med 760.000 kr. om året.", "Borgeren får hurtigere svar.", "Medarbejderne slipper for kuvertering."},
			costs: []cost{
				{"Opsætning og skabeloner", "development", once, []float64{740}},
				{"Integration til fagsystemer", "integration", once, []float64{470}},
				{"Undervisning i alle centre", "training", once, []float64{170}},
				{"Drift af fjernprint", "licence", lasting, []float64{70, 90, 90, 92, 92, 94}},
			},
			benefits: []benefit{{
				label: "Porto, papir og kuvertering", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting,
				state: decided, now: realised, baseline: true, fullYear: 760, start: "2012K2",
				realised: "2012K2 181.7 191.7 198.5 192.8 194.7 190.1 196.9 195.1 192.1", forecast: "2014K3 190 190 190 190 190 190",
				budgeted: "2012 570 760 760 760",
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
				{"Selvbetjeningsløsninger", "licence", once, []float64{900}},
				{"Hjælp og kampagne til borgerne", "change", once, []float64{310, 130}},
				{"Uddannelse af medarbejdere", "training", once, []float64{120}},
				{"Licenser pr. år", "licence", lasting, []float64{45, 90, 90, 90, 90, 90}},
			},
			benefits: []benefit{
				{label: "Færre henvendelser i skranke og telefon", kind: cash, owner: "Leder af Borgerservice", to: town, recurrence: lasting,
					state: decided, now: realised, baseline: true, fullYear: 640, start: "2012K3",
					realised: "2012K3 144 163.6 161.4 167.9 161.1 165.2 169.2 166.3", forecast: "2014K3 160 160 160 160 160 160", budgeted: "2012 320 640 640 640"},
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
			goals: []string{"Strøm, service og licenser falder med 940.000 kr. om året.", "Mere stabil drift af selvbetjening.", "Grøn it: 60 procent mindre strøm."},
			costs: []cost{
				{"Servere og lagring", "hardware", once, []float64{1725}},
				{"Ekstern flytning af data", "migration", once, []float64{360}},
				{"Nedlukning og rydning af gamle serverrum", "decommissioning", once, []float64{none, 250}},
				{"Serviceaftale på nyt miljø", "licence", lasting, []float64{120, 145, 145, 148, 148}},
			},
			benefits: []benefit{
				{label: "Strøm, service og licenser", kind: cash, owner: "It-chef", to: town, recurrence: lasting, state: decided, now: realised,
					baseline: true, fullYear: 940, plan: []float64{780, 940, 940, 940, 940},
					realised: "2012K1 74.7 242.7 237.2 240.4 232.8 238.3 242.4 239.3 236.7 240.9", forecast: "2014K3 235 235 235 235 235 235", budgeted: "2012 780 940 940 940"},
			},
			lights: "2012K1 GGGGYGGGGG", notes: map[string]string{"2013K1": "Rydning af serverrum er udskudt et kvartal på grund af asbest i loftet. Ingen ekstra udgift.", "2013K2": "Serverrum lukket og ryddet. Nedlukningen kostede som planlagt."},
		},
		{
			number: "GR-2012-04", slug: "gr-2012-04-faktura", title: "Elektronisk fakturabehandling og indkøb",
			summary: "Fakturaer matches automatisk med ordrer i indkøbssystemet. Kun afvigelser ses af en medarbejder.",
			area:    "effektive-arbejdsgange", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-02-16", goLive: "2012-07-01", owner: "Center for Økonomi & It", system: "Økonomichef", record: "85.00.00-P23-4-12",
			baseYear: 2012, years: 6,
			goals: []string{"480.000 kr. om året i mindre tidsforbrug, taget ud af budgettet.", "Leverandører får betaling til tiden.", "Mindre manuel bogføring."},
			costs: []cost{
				{"Modul til fakturamatch", "licence", once, []float64{640}},
				{"Projektledelse", "project-management", once, []float64{240}},
				{"Undervisning af disponenter", "training", once, []float64{180}},
				{"Drift", "licence", lasting, []float64{30, 60, 60, 61, 61, 62}},
			},
			benefits: []benefit{{
				label: "Mindre tid til fakturabehandling", kind: cash, owner: "Økonomichef", to: town, recurrence: lasting, state: decided, now: realised,
				baseline: true, fullYear: 480, start: "2012K3",
				realised: "2012K3 103.7 121.9 121.4 124.3 120.5 123.5 122.7 120.9", forecast: "2014K3 120 120 120 120 120 120", budgeted: "2012 240 480 480 480",
			}},
			lights: "2012K1 GGYGGGGGGG", notes: map[string]string{"2012K3": "Matchprocenten er 61 mod ventet 70. Ekstra undervisning i skolerne i 4. kvartal."},
		},
		{
			number: "GR-2012-05", slug: "gr-2012-05-dagsordener", title: "Digitale dagsordner til byrådet",
			summary: "Byråd og udvalg får dagsordner på tavlecomputere. Trykning og bud til byrådsmedlemmerne ophører.",
			area:    "digital-byraadsbetjening", origin: own, phase: portfolio.PhaseOperation, status: portfolio.StatusRunning,
			decided: "2012-04-26", goLive: "2012-10-01", owner: "Byrådssekretariatet", system: "Byrådssekretariatet", record: "00.22.02-A21-3-12",
			unit: "kr.", baseYear: 2012, years: 5,
			goals: []string{"Tryk og bud koster 200.000 kr. om året.", "Dagsordner er tilgængelige for alle på samme tid.", "Byrådet går forrest."},
			costs: []cost{
				{"Tavlecomputere til 21 medlemmer", "hardware", once, []float64{220}},
				{"App og opsætning", "licence", once, []float64{115}},
				{"Abonnement og data", "licence", lasting, []float64{9, 36, 36, 36, 36}},
			},
			benefits: []benefit{{
				label: "Tryk og bud", kind: cash, owner: "Leder af Byrådssekretariatet", to: town, recurrence: lasting, state: decided, now: realised,
				baseline: true, fullYear: 200, start: "2012K4", realised: "2012K4 47.2 50.6 50.1 49.4 51.8 50 -", forecast: "2014K3 50 50 50 50 50 50", budgeted: "2013 200 200 200",
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
