package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "raaderum/"

// allowed says, for each package of ours, which packages of ours it may
// import. Arrows only point down; a new package has to say here what it may
// know. Test files may cross.
var allowed = map[string]string{
	"calc":                          "",
	"portfolio":                     "calc",
	"portfolio/store":               "calc portfolio",
	"portfolio/store/storetest":     "",
	"importers/workbook":            "",
	"importers/danish":              "calc",
	"importers/template":            "calc portfolio",
	"importers/formulas":            "",
	"importers/receipt":             "",
	"importers/example":             "calc portfolio importers/workbook importers/template",
	"importers":                     "calc portfolio importers/workbook importers/danish importers/template importers/formulas importers/receipt",
	"importers/invented":            "", // tests only
	"charts":                        "calc portfolio",
	"charts/gallery":                "calc portfolio charts charts/testdata",
	"cmd/raaderum/internal/i18n":    "calc portfolio",
	"cmd/raaderum/internal/intake":  "portfolio importers importers/receipt importers/workbook cmd/raaderum/internal/i18n",
	"cmd/raaderum/internal/batch":   "portfolio",
	"cmd/raaderum/internal/machine": "calc portfolio cmd/raaderum/internal/i18n",
	"cmd/raaderum/internal/report":  "calc portfolio charts cmd/raaderum/internal/i18n",
	"cmd/raaderum/internal/web": "calc portfolio importers importers/danish importers/workbook importers/template importers/example charts docs cmd/raaderum/internal/i18n " +
		"cmd/raaderum/internal/intake cmd/raaderum/internal/report cmd/raaderum/internal/batch cmd/raaderum/internal/machine",
	"cmd/raaderum": "calc portfolio portfolio/store importers importers/danish importers/workbook importers/template charts testdata " +
		"cmd/raaderum/internal/web cmd/raaderum/internal/i18n cmd/raaderum/internal/intake cmd/raaderum/internal/report cmd/raaderum/internal/machine",
	"cmd/raaderum/internal/browsertest": "",
	"cmd/demodata":                      "calc portfolio importers/template",
	"cmd/helppages":                     "calc portfolio importers importers/example",
	"cmd/benchpeers":                    "calc importers charts charts/gallery",
	"cmd/testgate":                      "",
	"testdata":                          "",
	"docs":                              "",
}

func TestArrowsPointDown(t *testing.T) {
	// ./... passes over folders named testdata, which is a package here.
	command := exec.Command("go", "list", "-f", `{{.ImportPath}}:{{join .Imports " "}}`, "./...", "./testdata")
	command.Dir = "../.."
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) < 8 {
		t.Fatalf("only %d packages listed:\n%s", len(lines), out)
	}
	for _, line := range lines {
		pkg, imports, _ := strings.Cut(line, ":")
		pkg = strings.TrimPrefix(pkg, module)
		may, known := allowed[pkg]
		if !known {
			t.Errorf("%s: a new package; say in this test what it may import", pkg)
		}
		for _, imported := range strings.Fields(imports) {
			ours, is := strings.CutPrefix(imported, module)
			if is && !slices.Contains(strings.Fields(may), ours) {
				t.Errorf("%s must not import %s", pkg, ours)
			}
		}
	}
}

// topLevel are the folders that may hold code; the rest are documents and
// what the tools of the repository need.
var topLevel = "calc charts cmd docs importers portfolio testdata"

func TestTopLevelFolders(t *testing.T) {
	command := exec.Command("git", "ls-files")
	command.Dir = "../.."
	out, err := command.Output()
	if err != nil {
		t.Skip("missing component: git checkout, so the tracked files are not known")
	}
	for line := range strings.Lines(string(out)) {
		folder, _, nested := strings.Cut(strings.TrimSpace(line), "/")
		if nested && !strings.HasPrefix(folder, ".") && !slices.Contains(strings.Fields(topLevel), folder) {
			t.Errorf("%s: not a folder of the layout", strings.TrimSpace(line))
		}
	}
}
