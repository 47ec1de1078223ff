package importers

import (
	"fmt"
	"strings"
	"testing"

	"raaderum/importers/workbook"
)

// A matrix of targets and frames beside a portfolio: it is asked what its rows are,
// and none is amounts of a case. 1.5 mio. kr. is 1,500,000 kr., by hand.
func TestTargetsAndFramesAreNoCases(t *testing.T) {
	sheets := []*workbook.Sheet{hardSheet{name: "Mål", text: `
Mål og rammer, mio. kr. (2026-pl)

 | 2026 | 2027
Effektiviseringsmål | 1.5 | 3
Budgetramme, it-pulje | 2 | 2.5
Allerede udmøntet | 1 | 1.2`}.sheet(), hardSheet{name: "Sager", text: `
Beløb i t.kr., 2026-pl
Projekt | Udgift 2026 | Gevinst 2027
GIS | 90 | 45`}.sheet()}
	file := read(t, sheets)
	for key, proposed := range map[string]string{"row@Mål!A4": "target", "row@Mål!A5": "leave", "row@Mål!A6": "leave"} {
		if q := wantQuestion(t, file, key); q.Code != "target-row" || q.Proposed != proposed {
			t.Errorf("%s: %s, proposed %q", key, q.Code, q.Proposed)
		}
	}
	file = read(t, sheets, "row@Mål!A4", "target", "row@Mål!A5", "efficiency-budget", "row@Mål!A6", "leave")
	wantNoQuestions(t, file)
	wantFinding(t, file, "target-left-out", "Mål!A6")
	wantAmounts(t, file, "Sager!B3 2026 cost 90000", "Sager!C3 2027 benefit 45000")
	var kept []string
	for _, v := range file.Yearly {
		kept = append(kept, fmt.Sprintf("%s %s %d %g %s %d", v.Cell, v.Quantity, v.Year, v.Money.Kroner(), v.PriceLevel.Basis, v.PriceLevel.Year))
	}
	want := "Mål!B4 target 2026 1.5e+06 pl 2026; Mål!C4 target 2027 3e+06 pl 2026; Mål!B5 efficiency-budget 2026 2e+06 pl 2026; Mål!C5 efficiency-budget 2027 2.5e+06 pl 2026"
	if got := strings.Join(kept, "; "); got != want {
		t.Errorf("kept %s", got)
	}
}
