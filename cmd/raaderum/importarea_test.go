package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// On the command line a coordinator imports for their own areas and no others,
// as in the web, and is told why.
func TestCoordinatorsImportIsTheirOwn(t *testing.T) {
	url, command := frozenDatabase(t)
	database, err := store.Open(t.Context(), url, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer database.Close()
	if err := database.SaveUser(t.Context(), portfolio.User{ID: "asta", Name: "Asta Eksempel", Memberships: []portfolio.Membership{{Organisation: "greve", Role: portfolio.RoleCoordinator}}}); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for name, file := range map[string]struct{ text, want string }{
		"maal.csv": {"Række;År;Værdi;Enhed;Prisniveau;Offentliggjort;Kilde\nP/L løn;2013;2,0;%;;01-06-2014;Eksempel\n", "En økonomimedarbejder skal indlæse dem"},
		"sag.csv":  {"Nr.;Projekt;Investering 2016 (kr., 2016 p/l);Gevinst 2017 (kr., 2016 p/l)\nX1;Fremmed sag;1000;2000\n", "X1 har intet indsatsområde, du er projektkoordinator for"},
	} {
		at := filepath.Join(folder, name)
		if err := os.WriteFile(at, []byte(file.text), 0o600); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := command("import", "--database", url, "--org", "greve", "--by", "asta", at)
		if code != exitPerson || !strings.Contains(stdout+stderr, file.want) {
			t.Errorf("%s: exit code %d and %s%s", name, code, stdout, stderr)
		}
	}
	if all, err := database.Imports(t.Context(), "greve"); err != nil || len(all) != 1 {
		t.Errorf("%d imports, %v", len(all), err)
	}
}
