package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/machine"
)

// The account before and after a price index has been imported. The targets are
// in each year's prices: in 2015 prices 2,5 mio. of 2014 are 2.500.000 · 1,015 =
// 2.537.500, and those of 2015 stay.
func TestAccountCommandInOnePriceLevel(t *testing.T) {
	url, command := frozenDatabase(t)
	ask := func(args ...string) (code int, answer machine.Account, stderr string) {
		t.Helper()
		code, stdout, stderr := command(append([]string{"account", "2014K2", "--json", "--database", url}, args...)...)
		if code == exitDone {
			if err := json.Unmarshal([]byte(stdout), &answer); err != nil {
				t.Fatal(err)
			}
		}
		return code, answer, stderr
	}
	code, plain, _ := ask()
	if code != exitDone || plain.Prices != nil || plain.LastTargetYear != 2015 || plain.Years[len(plain.Years)-1].Year != 2018 || len(plain.Quarters) != 28 {
		t.Fatalf("%d %+v", code, plain)
	}
	if code, _, stderr := ask("--prices", "2015"); code != exitPerson || !strings.Contains(stderr, "ikke indlæst en p/l-række") {
		t.Errorf("nothing to convert with: %d %s", code, stderr)
	}
	list := filepath.Join(t.TempDir(), "pl.csv")
	text := "Række;År;Værdi;Enhed;Prisniveau;Offentliggjort;Kilde\n" +
		"P/L løn;2013;2,0;%;;01-06-2014;Eksempel\nP/L løn;2014;2,14;%;;01-06-2014;Eksempel\nP/L løn;2015;1,5;%;;01-06-2014;Eksempel\n"
	if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, stdout, stderr := command("import", "--database", url, "--org", "greve", "--by", "u1", list); code != exitDone {
		t.Fatalf("%d %s%s", code, stdout, stderr)
	}
	code, priced, stderr := ask("--prices", "2015")
	if code != exitDone || priced.Prices == nil || priced.Prices.Index != calc.Wages || priced.Prices.Published != "2014-06-01" || priced.Prices.Source != "Eksempel" {
		t.Fatalf("%d %+v %s", code, priced.Prices, stderr)
	}
	for _, year := range priced.Years {
		if want, ok := map[int]calc.Money{2014: 253_750_000, 2015: 250_000_000}[year.Year]; ok && (year.Target == nil || *year.Target != want) {
			t.Errorf("%d: %v, want %d", year.Year, year.Target, want)
		}
		if year.Year == 2012 { // · 1.02 · 1.0214 · 1.015 = 1.05745542
			if year.Target == nil || *year.Target != 264_363_855 {
				t.Errorf("2012: %d", *year.Target)
			}
		}
	}
	if again, _, _ := ask("--prices", "2015", "--index", "wages:2014-06-01"); again != exitDone {
		t.Errorf("the series by its name: %d", again)
	}
	if code, _, stderr := ask("--prices", "2015", "--index", "wages:2013-01-01"); code != exitPerson || !strings.Contains(stderr, "wages:2014-06-01") {
		t.Errorf("a series that is not there: %d %s", code, stderr)
	}
	if code, _, _ := ask("--method", "guess"); code != exitUsage {
		t.Errorf("a method that is not there: %d", code)
	}
	_, beyond, _ := command("account", "2014K2", "--prices", "2030", "--database", url)
	if strings.Count(beyond, ": p/l-rækken mangler") != 5 || regexp.MustCompile(`(?m)^  [0-9a-f]{8}-`).MatchString(beyond) {
		t.Errorf("four targets and a case cannot be converted, each by its name:\n%s", beyond)
	}
	if code, stdout, _ := command("account", "2014K2", "--prices", "2015", "--database", url); code != exitDone || !strings.Contains(stdout, "2015-priser") || !strings.Contains(stdout, "overslagsår") {
		t.Errorf("%d %s", code, stdout)
	}
}
