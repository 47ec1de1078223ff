package importers

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"raaderum/calc"
	"raaderum/importers/template"
)

// A template and a return that have been opened and saved by LibreOffice say
// what they said before, in the same cells.
func TestTemplateSavedByAnotherProgramSaysTheSame(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("missing component: soffice, which saves the workbooks again")
	}
	returned, err := template.ReturnBytes(exampleReturn())
	if err != nil {
		t.Fatal(err)
	}
	workbooks := map[string][]byte{"sag.xlsx": templateBytes(t, vectorA()), "indberetning.xlsx": returned}
	in, out := t.TempDir(), t.TempDir()
	arguments := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out}
	for name, data := range workbooks {
		path := filepath.Join(in, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, path)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	if said, err := exec.CommandContext(ctx, office, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	for name, data := range workbooks {
		saved, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		before, after := readForm(t, data, nil), readForm(t, saved, nil)
		same := cmp.Options{cmpopts.EquateComparable(calc.Period{}), cmpopts.IgnoreFields(File{}, "SHA256"),
			cmpopts.EquateApprox(0, 1e-9), // stated figures, recalculated
			cmpopts.IgnoreFields(StatedPayback{}, "Raw"), cmpopts.IgnoreFields(StatedMoney{}, "Raw")}
		if diff := cmp.Diff(before, after, same); diff != "" {
			t.Errorf("%s: before (-), after (+):\n%s", name, diff)
		}
	}
}
