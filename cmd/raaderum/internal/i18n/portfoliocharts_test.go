package i18n_test

import (
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/i18n"
)

// portfolioTitles are the messages to be written, by language and example.
//
// The messages, computed by hand from the amounts and rules in the examples:
// the comments there and here say how. Spaces that do not break are written plain.
var portfolioTitles = map[string]map[string]string{
	"da": {
		"target-bridge-short": "Af 2,1 mio. kr. besluttet for 2014 er 1,53 mio. kr. realiseret; mest trækker 300.000 kr. fra: bortfaldet",
		// Benefits 1,900 + 150 + 9,900 + 120; costs 1,400 + 460 + 7,900 + 100, of which 5,500 in 2013 and 1,720 in 2014.
		"portfolio-economy-five": "4 sager giver i 2013–2025 12,07 mio. kr. for 9,86 mio. kr., netto 2,21 mio. kr.; det dyreste år er 2013; 1 sag uden kalenderår er ikke med",
		// Two years less take 167,472.70 below zero; no other worse end does.
		"tornado-vector-a": "Sagen giver underskud ved horisont −2 år",
		// Of the horizon two years less there is no figure, and 60,000 is the least there is.
		"tornado-cannot": "Sagen holder ved de prøver, der kan beregnes; værst er gevinster −25 %, og så er nettonutidsværdien 60.000 kr.; 1 prøve kan ikke beregnes",
		// −90,000 and +90,000; and twelve times 100,000.
		"bridge-level":             "Overskriftens tal: realiseret, budgetlagt og besluttet i året er igen 500.000 kr., men ikke af samme grunde; mest betyder stoppet eller bortfaldet sag (−90.000 kr.) og ny sag (+90.000 kr.), lige meget hver",
		"bridge-all":               "Overskriftens tal: realiseret, budgetlagt og besluttet i året er steget med 1,2 mio. kr. til 600.000 kr.; 12 årsager betyder lige meget",
		"target-bridge-unreported": "2,1 mio. kr. er besluttet for 2014, og ingen har indberettet noget realiseret endnu; 1,2 mio. kr. hører til kvartaler, der ikke er slut",
		"bridge-up":                "Overskriftens tal: realiseret, budgetlagt og besluttet i året er steget med 550.000 kr. til 2,35 mio. kr.; mest betyder: ny sag (+700.000 kr.)",
		"bridge-gone":              "Overskriftens tal: realiseret, budgetlagt og besluttet i året findes ikke begge steder, så forskellen kan ikke gøres op i kroner",
		// Realised 230 + 300 + 352 = 882; planned 200 + 260 + 310 + 340 = 1,110, of which 228 is missing. Without a
		// report are the first quarter's 200 and 10 of the second's.
		"cumulative-four": "Til og med 4. kvartal 2013 er 882.000 kr. realiseret, 228.000 kr. mindre end planens 1,11 mio. kr.; 210.000 kr. af planen er uden indberetning; der kan være realiseret mere, for ikke alle kvartaler er indberettet",
		// Light (7i + 9) mod 5 of four cases: missing, green, red, green; (7i + 4) mod 5 before: missing, green, red, green.
		// The second's is chosen yellow in the last quarter, where it has no figures.
		"light-matrix-five": "2. kvartal 2014: rødt lys i 1 og gult i 1 af 4 sager; 1 uden lys, fordi intet er indberettet; 1 har et valgt lys, men mangler tal (kvartalet før: rødt i 1, gult i 0)",
		// The sixth of "undue" had green before and has nothing due now, and 49 never had anything due.
		"light-matrix-undue": "4. kvartal 2019: rødt lys i 1 og gult i 2 af 55 sager; 1 uden lys, fordi intet er indberettet; i 50 er intet forfaldent (kvartalet før: rødt i 0, gult i 2)",
		// From (7i + 1) to (7i + 4) mod 5: of each five, green to missing, two better, missing to yellow, and green to red.
		"light-flow-twohundred": "Fra 1. kvartal 2014 til 2. kvartal 2014 fik 80 af 120 sager med lys i begge kvartaler et bedre lys og 40 et dårligere; 40 sager uden lys fik et; 40 sager har ikke længere lys",
		"light-flow-undue":      "Fra 3. kvartal 2019 til 4. kvartal 2019 fik 0 af 3 sager med lys i begge kvartaler et bedre lys og 1 et dårligere; 1 sag uden lys fik et; 1 sag har ikke længere lys",
		// 25 + 35 + 38 forward; 2 back and 1 gone.
		"phase-flow-twohundred": "Siden 1. kvartal 2014 er 98 af 200 sager rykket frem eller nye, og 3 er gået tilbage, stoppet eller væk",
		"outlook-curve-four":    "Chancen for at nå de samlede mål på 10 mio. kr. i 2012–2015 er 15 %; otte af ti udfald ligger mellem 8,4 mio. kr. og 10,15 mio. kr.",
		"switching-weak":        "Sagen er skrøbelig: gevinsterne kan falde kun 8 %, før den giver underskud (den sædvanlige prøve er 25 %)",
		"switching-failed":      "Der er ingen balanceværdier at vise: sagen opfylder ikke kravet, som den er",
		"calibration-twelve":    "Den midterste af 12 gevinster gav 75 % af det lovede (54 % til 96 %); træk 25 % fra nye løfter",
		"calibration-three":     "Den midterste af 3 gevinster gav 75 % af det lovede (for få til et interval); der skal mindst 10 til at drage en slutning",
		"joint-three":           "Af 450.000 kr. forventet af fælles løsninger i 2014 er 110.000 kr. høstet til og med 2. kvartal 2014; 2 gevinster er ikke indberettet",
		// 200 less the 54 numbers below 200 that neither 2, 3 nor 5 divides.
		"data-quality-twohundred": "146 af 200 sager mangler noget; hyppigst: gevinst uden gevinstejer (100)",
		// Every fifth begins in 2014, and every fifth has no date.
		"roadmap-twohundred": "200 sager er i forslaget; 40 er planlagt i drift i løbet af 2014; 40 har ingen dato for idriftsættelse",
		// The line from (200; 150) to (1,200; 1,200) is at 570 where the budget is 600: 330 under, more than anywhere.
		"frontier-six": "De første 600.000 kr. giver mest: 900.000 kr., eller 75 % af de 1,2 mio. kr., som hele budgettet på 1,2 mio. kr. kan give",
		// 10 + 20 + 30 realised and four times 40 decided; the first has 0 + 10 + 20 and the same.
		// 620 + 840 + 430 of 2,500, and 300 + 150 of 400; 350 − 40 of 100, and two without a target.
		"side-by-side-two":    "Albertslund Kommune har dækket mest af sit mål for 2014: 113 %; Greve Kommune mindst: 76 %",
		"side-by-side-uneven": "Vild Kommune har dækket mest af sit mål for 2014: 310 %; Greve Kommune mindst: 76 %; 2 kan ikke måles mod et mål",
		"multiples-three":     "Børn, unge og skole giver mest over strategiens år: 220.000 kr. af 410.000 kr.; 1 indsatsområde har ingen gevinster",
	},
	"en": {
		"target-bridge-short": "Of 2.1 million DKK decided for 2014, 1.53 million DKK is realised; the most, 300,000 DKK, is taken by: lapsed",
		"light-matrix-five":   "Q2 2014: red light in 1 and yellow in 1 of 4 cases; 1 without a light because nothing was reported; 1 with a chosen light but no figures (the quarter before: red in 1, yellow in 0)",
		// The amounts are those of the Danish sentences.
		"portfolio-economy-five":  "4 cases give 12.07 million DKK for 9.86 million DKK in 2013–2025, net 2.21 million DKK; the dearest year is 2013; 1 case without calendar years is left out",
		"tornado-vector-a":        "The case loses money with horizon −2 years",
		"tornado-cannot":          "The case stands the tests that can be computed; the worst is benefits −25 %, with a net present value of 60,000 DKK; 1 test cannot be computed",
		"bridge-up":               "The headline: realised, budgeted and decided in the year has risen by 550,000 DKK to 2.35 million DKK; what matters most: new case (+700,000 DKK)",
		"calibration-twelve":      "The middle one of 12 benefits gave 75 % of what was promised (54 % to 96 %); deduct 25 % from new promises",
		"cumulative-four":         "Through Q4 2013, 882,000 DKK is realised, 228,000 DKK less than the plan's 1.11 million DKK; 210,000 DKK of the plan has no report; more may be realised, for not all quarters are reported",
		"data-quality-twohundred": "146 of 200 cases lack something; most often: benefit without an owner (100)",
		"frontier-six":            "The first 600,000 DKK give the most: 900,000 DKK, or 75 % of the 1.2 million DKK that the whole budget of 1.2 million DKK can give",
		"joint-three":             "Of 450,000 DKK expected of joint solutions in 2014, 110,000 DKK is harvested through Q2 2014; 2 benefits are not reported",
		"light-flow-twohundred":   "From Q1 2014 to Q2 2014, 80 of 120 cases with a light in both quarters got a better light and 40 a worse one; 40 cases without a light got one; 40 cases have no light any more",
		"side-by-side-two":        "Albertslund Kommune has covered most of its target for 2014: 113 %; Greve Kommune least: 76 %",
		"multiples-three":         "Børn, unge og skole gives the most over the strategy's years: 220,000 DKK of 410,000 DKK; 1 focus area has no benefits",
		"phase-flow-twohundred":   "Since Q1 2014, 98 of 200 cases moved forward or are new; back, stopped or gone: 3",
		"roadmap-twohundred":      "200 cases are in the proposal; 40 planned to go live in 2014; 40 have no date for going live",
		"switching-holds":         "The case bears all the usual tests; the least room is here: benefits may fall 34 % before it makes a loss",
		"outlook-curve-no-target": "Eight of ten outcomes for 2014 lie between 250,000 DKK and 520,000 DKK",
		"calibration-empty":       "No benefit has both a plan and a report yet, so promise and reality cannot be compared",
	},
}

func TestPortfolioChartTitles(t *testing.T) {
	for language, titles := range portfolioTitles {
		all := drawn(t, i18n.New(language))
		for name, want := range titles {
			if got := strings.ReplaceAll(all[name].Title, i18n.NoBreak, " "); got != want {
				t.Errorf("%s:\n got %s\nwant %s", name, got, want)
			}
		}
	}
}
