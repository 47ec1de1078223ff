package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A case on the command line from the mail to the council's papers, in
// Albertslund, whose checklist has seven documents. The time saving is the one
// computed by hand in calc: 960 hours, 336.000 kr.
func TestCaseFromIdeaToPapers(t *testing.T) {
	folder := t.TempDir()
	database := "sqlite:" + filepath.Join(folder, "raaderum.db")
	want := func(code int, text string, args ...string) string {
		t.Helper()
		got, out, errs := commandOf(t, append(args, "--database", database)...)
		if both := strings.ReplaceAll(out+errs, "\u00a0", " "); got != code || !strings.Contains(both, text) {
			t.Errorf("%v: exit code %d, want %d with %q:\n%s", args, got, code, text, both)
		}
		return out
	}
	want(exitDone, "", "organisation", "add", "albertslund")
	mail := filepath.Join(folder, "mail.txt")
	if err := os.WriteFile(mail, []byte("Hvem: Lederen\nHvad - et bookingsystem\nHvor meget - hvad koster det?\nHvad: en app\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	want(exitPerson, "skal have en titel", "case", "idea", "--mail", mail)
	want(exitUsage, "kan ikke læses", "case", "idea", "--mail", folder+"/ukendt")
	begun := want(exitPerson, `"missing":["where","when","why","how-much"]`, "case", "idea", "--title", "Booking", "--number", "DF07", "--origin", "own", "--mail", mail, "--what", "en app", "--json")
	var idea struct {
		ID    string
		Route routeDocument
	}
	if err := json.Unmarshal([]byte(begun), &idea); err != nil || len(idea.Route.Missing) != 7 || idea.Route.Step != "complete" {
		t.Errorf("%v: %+v", err, idea)
	}
	want(exitPerson, "allerede", "case", "idea", "--title", "Booking", "--number", "DF07", "--origin", "own", "--mail", mail, "--what", "en app")

	want(exitDone, "Digitaliseringsprojekt", "case", "test", "DF07", "--thing", "other", "--work", "ja", "--services", "nej", "--delivery", "nej")
	want(exitUsage, "måske", "case", "test", "DF07", "--work", "måske")
	want(exitDone, "IT-teknik", "case", "document", "DF07", "1", "--record", "85.00.00-P23-1-19", "--date", "2014-02-01", "--approved-by", "IT-teknik")
	want(exitPerson, "skal have journalnummer", "case", "document", "DF07", "kontrakt", "--record", "x")
	want(exitPerson, "står ikke på kommunens tjekliste", "case", "document", "DF07", "slips", "--record", "x", "--date", "2014-02-01", "--approved-by", "x")
	want(exitPerson, "Skriv, hvorfor", "case", "set", "DF07", "phase=analysis")
	want(exitDone, "Idé → Analyse", "case", "set", "DF07", "phase=analysis", "go-live=2014-07-01", "obligatory=ja", "system-owner=Lederen", "--reason", "mødet")
	want(exitDone, "1. juli 2014 → 1. august 2014", "case", "set", "DF07", "go-live=2014-08-01", "--reason", "mødet")
	want(exitDone, "1. august 2014 → 1. juli 2014", "case", "set", "DF07", "go-live=2014-07-01", "--reason", "mødet alligevel")
	want(exitUsage, "FELT=VÆRDI", "case", "set", "DF07", "phase", "--reason", "x")
	want(exitPerson, "fire grunde", "case", "dispense", "DF07", "--ground", "fordi", "--why", "x", "--granted-by", "y", "--date", "2014-03-06")
	want(exitDone, "Særlig strategisk betydning", "case", "dispense", "DF07", "--ground", "strategic", "--why", "lovkrav", "--granted-by", "Rådet", "--date", "2014-03-06")

	saving := []string{"case", "time", "DF07", "Frigjort tid", "--times", "12.000", "--minutes", "6", "--share", "80 %", "--fte-hours", "1924", "--hour-rate", "350", "--source", "times=tælling",
		"--source", "minutes=måling", "--source", "share=leverandør", "--source", "fte-hours=årsværk"}
	want(exitPerson, "Timesats i kr. mangler en kilde", saving...)
	saving = append(saving, "--source", "hour-rate=løn", "--from", "2014-07", "--through", "2016")
	want(exitDone, "960 timer × 350 kr. = 336.000,00 kr. om året", append(saving, "--dry-run")...)
	want(exitDone, `"ore":33600000`, append(saving, "--json")...)
	want(exitDone, "Estimeret", "case", "benefit", "DF07", "frigjort tid", "state=estimated", "owner=Lederen", "account=5.22.10", "--reason", "ny")
	want(exitPerson, "ikke være besluttet", "case", "benefit", "DF07", "h1", "state=decided", "--reason", "x")
	want(exitPerson, "først en budgetgevinst", "case", "benefit", "DF07", "h1", "benefit-kind=cashable", "--reason", "x")
	want(exitDone, "1.200 timer", "case", "baseline", "DF07", "h1", "--value", "1.200", "--unit", "timer", "--date", "2014-01-31", "--method", "tidsmåling")

	want(exitDone, "Ingen gevinster", "case", "overlaps")
	want(exitDone, "Porto", "case", "benefit", "DF07", "Porto", "--add", "account=52210", "licence=Nova")
	want(exitDone, "Kan være de samme penge", "case", "benefit", "DF07", "Breve", "--add", "licence=nova")
	want(exitPerson, "Licens: »Nova« og »nova« (100 % ens)", "case", "overlaps")
	want(exitPerson, "Skriv, hvorfor", "case", "judge", "DF07/h3", "same", "DF07/h2")
	want(exitUsage, "måske", "case", "judge", "DF07/h3", "måske", "DF07/h2")
	want(exitDone, "tælles nu i", "case", "judge", "DF07/h3", "same", "DF07/h2", "--reason", "samme licens")
	want(exitDone, "samme licens", "case", "overlaps")
	shown := want(exitDone, "Projektkommissorium", "case", "show", "DF07", "--json")
	var document struct {
		Case struct {
			Benefits []struct {
				ID        string
				CountedIn *struct{ Benefit string }
			}
		}
		Route   routeDocument
		Entries []json.RawMessage
	}
	if err := json.Unmarshal([]byte(shown), &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Route.Missing) != 6 || document.Route.Project != "digital" || len(document.Case.Benefits) != 3 || document.Case.Benefits[2].CountedIn.Benefit != "h2" || len(document.Entries) != 21 {
		t.Errorf("%d documents missing, %s, %+v, %d entries", len(document.Route.Missing), document.Route.Project, document.Case.Benefits, len(document.Entries))
	}
	want(exitDone, "DF07", "case", "list")
	if told := want(exitDone, " Kommandolinjen ", "case", "show", "DF07"); strings.Contains(told, "command-line:") {
		t.Errorf("a user is told of by id:\n%s", told)
	}

	// What no workbook states is typed, with its source, and told back.
	want(exitPerson, "mangler en kilde", "case", "amount", "DF07", "Licens", "2014=40.000", "--recurrence", "running")
	want(exitUsage, "2014=40.000", "case", "amount", "DF07", "Licens", "40.000")
	want(exitUsage, "mellem 1990 og 2100", "case", "amount", "DF07", "Licens", "1989=40.000", "--recurrence", "running", "--source", "x")
	for _, few := range [][]string{{"amount", "DF07", "Licens"}, {"set", "DF07"}, {"benefit", "DF07"}} {
		want(exitUsage, "mangler et argument", append([]string{"case"}, few...)...)
	}
	want(exitDone, "40.000,00 kr. (kilde: tilbud af 3. marts)", "case", "amount", "DF07", "Licens", "2014=40.000", "2015=40 t.kr.", "--recurrence", "running", "--category", "licence", "--source", "tilbud af 3. marts")
	want(exitPerson, "Skriv, hvorfor", "case", "amount", "DF07", "licens", "2014=45.000", "--source", "kontrakt")
	want(exitDone, "Udgift Licens i 2014: ", "case", "amount", "DF07", "licens", "2014=45.000", "--source", "kontrakt", "--reason", "kontrakten blev dyrere")
	want(exitDone, "60.000,00 kr. (kilde: regnskab)", "case", "amount", "DF07", "Porto", "2015=60000", "--benefit", "--source", "regnskab")
	want(exitPerson, "regnet ud af tid", "case", "amount", "DF07", "Frigjort tid", "2015=60000", "--benefit", "--source", "regnskab", "--reason", "r")
	want(exitDone, "2014 p/l", "case", "set", "DF07", "price-level=2014-pl")
	want(exitPerson, "2014-pl", "case", "set", "DF07", "price-level=2014", "--reason", "r")
	want(exitPerson, "udfyldes først", "case", "document", "DF07", "4", "--record", "x", "--date", "2014-02-01", "--approved-by", "x")
	want(exitPerson, "carry-out, wait eller reject", "case", "recommend", "DF07", "--advice", "ja", "--recommended-by", "x", "--date", "2014-02-01")
	want(exitDone, "bør gennemføres", "case", "recommend", "DF07", "--advice", "carry-out", "--recommended-by", "Arbejdsgruppen", "--date", "2014-02-01")
	want(exitDone, "Grønnere", "case", "set", "DF07", "commitment:sammenhaeng=Grønnere", "holistic-view=Hænger sammen")
	want(exitDone, "venter: Beslutningsguide", "case", "show", "DF07")
	want(exitPerson, "findes ikke", "case", "show", "DF99")

	// Who has seen an earlier entry than the last is told what to do, and does it.
	var seen struct{ Seen int64 }
	if err := json.Unmarshal([]byte(want(exitDone, "", "case", "show", "DF07", "--json")), &seen); err != nil || seen.Seen < 21 {
		t.Fatalf("seen %d, %v", seen.Seen, err)
	}
	last := strconv.FormatInt(seen.Seen, 10)
	want(exitDone, "--seen "+last, "case", "show", "DF07")
	want(exitDone, "Ny leder", "case", "set", "DF07", "project-owner=Ny leder", "--seen", last)
	next := strconv.FormatInt(seen.Seen+1, 10)
	want(exitPerson, "nr. "+next+", og du har set til og med nr. "+last, "case", "set", "DF07", "summary=Kort", "--seen", last)
	want(exitPerson, "--seen "+next, "case", "test", "DF07", "--services", "ja", "--reason", "x", "--seen", last)
	want(exitPerson, "--seen "+next, "case", "benefit", "DF07", "h2", "owner=x", "--seen", "0")
	want(exitDone, "Kort", "case", "set", "DF07", "summary=Kort", "--reason", "r", "--seen", next)
	want(exitPerson, "vurdering nr. 1", "case", "judge", "DF07/h2", "different", "DF07/h3", "--reason", "x", "--seen", "0")
	want(exitDone, "ikke den samme", "case", "judge", "DF07/h2", "different", "DF07/h3", "--reason", "hver sin licens", "--seen", "1")
}
