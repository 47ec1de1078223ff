package importers

import (
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Hard to read because a letter beside an amount, and no sign, says which way it
// went. All are extracts of postings.
func TestHardBooksOfCredits(t *testing.T) {
	const postings = `
Projekt | Artstekst | Periode | Beløb (kr., løbende priser) | D/K
Vejportal | Konsulent | 202601 | 125000 | D
Vejportal | Licens | 202603 | 48000 | D
Vejportal | Licens | 202604 | 12000 | K
Vejportal | Tilskud | 202606 | 60000 | K`
	readHardBooks(t, []hardBook{
		{
			name:   "credits taken off the costs",
			sheets: []hardSheet{{name: "Udtræk", text: postings}}, names: []string{"Vejportal"},
			answers: map[string]string{"sign@Udtræk!E1": creditTaken},
			want:    `cost D2 2026-01 125000, D3 2026-03 48000, D4 2026-04 -12000, D5 2026-06 -60000`,
		},
		{
			name:   "credits are benefits",
			sheets: []hardSheet{{name: "Udtræk", text: postings}}, names: []string{"Vejportal"},
			answers: map[string]string{"sign@Udtræk!E1": creditBenefit},
			want: `cost D2 2026-01 125000, D3 2026-03 48000
				benefit D4 2026-04 12000, D5 2026-06 60000`,
		},
		{
			name:   "the other way round",
			sheets: []hardSheet{{name: "Udtræk", text: postings}}, names: []string{"Vejportal"},
			answers: map[string]string{"sign@Udtræk!E1": debitBenefit},
			want: `benefit D2 2026-01 125000, D3 2026-03 48000
				cost D4 2026-04 12000, D5 2026-06 60000`,
		},
		{
			name:   "credits that have their minus already",
			sheets: []hardSheet{{name: "Udtræk", text: strings.NewReplacer("| 12000", "| -12000", "| 60000", "| -60000").Replace(postings)}}, names: []string{"Vejportal"},
			answers: map[string]string{"sign@Udtræk!E1": creditTaken},
			want:    `cost D2 2026-01 125000, D3 2026-03 48000, D4 2026-04 -12000, D5 2026-06 -60000`,
		},
		{
			name: "a column for each side",
			sheets: []hardSheet{{name: "Udtræk", text: `
Projekt | Artstekst | Periode | Debet (kr., løbende priser) | Kredit (kr., løbende priser)
Vejportal | Konsulent | 202601 | 125000 |
Vejportal | Licens | 202604 | | 12000`}},
			names: []string{"Vejportal"}, answers: map[string]string{"sign@Udtræk!E1": creditTaken},
			want: `cost D2 2026-01 125000, E3 2026-04 -12000`,
		},
		{
			name: "debits alone",
			sheets: []hardSheet{{name: "Udtræk", text: `
Projekt | Artstekst | Periode | Beløb (kr., løbende priser) | Debet/kredit
Vejportal | Konsulent | 202601 | 125000 | Debet
Vejportal | Licens | 202603 | 48000 | Debet`}},
			names: []string{"Vejportal"},
			want:  `cost D2 2026-01 125000, D3 2026-03 48000`,
		},
	})
}

// Numbers that somebody has corrected, in a comment or by typing over a formula.
func TestHardBooksOfCorrections(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "a comment that says another number, and a chain that is typed over",
			sheets: []hardSheet{{name: "Ø", text: `
*Energistyring*
kr., 2026-priser
Udgifter | 2026 | 2027 | 2028 | 2029
Målere | 540000 //Skal være 450.000, ikke 540.000 | | |
Serviceaftale | 30000 | =B5*1.02 -> 30600 | =C5*1.02 -> 31212 | 45000`}},
			want:  `cost B4 2026 540000, B5 2026 30000, C5 2027 30600, D5 2028 31212, E5 2029 45000`,
			finds: []string{"comment Ø!B4", "typed-over-formula Ø!E5"},
		},
	})
}

func TestCommentThatCorrectsIsWarned(t *testing.T) {
	for text, want := range map[string]portfolio.Severity{
		"Skal være 450.000, ikke 540.000 – LM": portfolio.SeverityWarning,
		"Rettes til 140":          portfolio.SeverityWarning,
		"Tallet er forkert":       portfolio.SeverityWarning,
		"Tilbud fra leverandøren": portfolio.SeverityInfo,
	} {
		b := hardBook{sheets: []hardSheet{{name: "Ø", text: "*Energi*\nkr., 2026-priser\nUdgifter | 2026 | 2027\nMålere | 540000 //" + text + " | 1000"}}}
		found := false
		for _, f := range b.read(t).Findings {
			if f.Code == "comment" {
				found = true
				if f.Severity != want {
					t.Errorf("%s: %v, want %v", text, f.Severity, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: not told", text)
		}
	}
}

func TestChainsThatGoOnAreNotTold(t *testing.T) {
	for _, row := range []string{
		"30000 | =B4*1.02 -> 30600 | =C4*1.02 -> 31212 | =D4*1.02 -> 31836",
		"30000 | =B4 -> 30000 | =C4 -> 30000 | 45000",
		"30000 | =B4*1.02 -> 30600 | 45000 | 45000",
	} {
		b := hardBook{sheets: []hardSheet{{name: "Ø", text: "*Energi*\nkr., 2026-priser\nUdgifter | 2026 | 2027 | 2028 | 2029\nService | " + row}}}
		for _, f := range b.read(t).Findings {
			if f.Code == "typed-over-formula" {
				t.Errorf("%s: told at %s", row, f.Cell)
			}
		}
	}
}
