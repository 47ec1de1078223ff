package importers

import (
	"testing"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// An extract of postings that names the project of each row: the day is the time
// of its amount, the name beside the code its case, and what was posted is
// realised. What a minus is, is asked.
func TestPostingsOfProjects(t *testing.T) {
	const text = `
Løbende priser
PSP-element | Betegnelse | Bogf.dato | Posteringstekst | Art | Beløb i kr. | Saldo
P-1 | GIS | 14-03-2026 | Licens | 4.0 | 90000 | 90000
P-1 | GIS | 02-04-2026 | Kreditnota | 4.0 | -5000 | 85000
P-1 | GIS | 05-01-2027 | Licens | 4.0 | 20000 | 105000
 | Sum P-1 | | | | 105000 |
P-2 | Arkiv | 31-12-2026 | Reoler | 4.9 | 7000 | 7000`
	file := read(t, []*workbook.Sheet{hardSheet{name: "Udtræk", text: text}.sheet()}, "sign@Udtræk!F2", reversal)
	wantNoOpen(t, file)
	wantAmounts(t, file, "Udtræk!F3 2026-03 cost 90000", "Udtræk!F5 2027-01 cost 20000", "Udtræk!F4 2026-04 cost -5000", "Udtræk!F7 2026-12 cost 7000")
	if len(file.Cases) != 2 || file.Cases[0].Title != "GIS" || file.Cases[1].Title != "Arkiv" {
		t.Errorf("cases %v", file.Cases)
	}
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			if line.Series != portfolio.Realised {
				t.Errorf("%s is %q", line.Label, line.Series)
			}
		}
	}
}

// wantNoOpen holds that every question is answered.
func wantNoOpen(t *testing.T, file File) {
	t.Helper()
	if file.Status != Ready {
		for _, q := range file.Questions {
			t.Logf("question %s", q.Key)
		}
		t.Errorf("status %s: %v", file.Status, file.Findings)
	}
}
