package web_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestGeneratedCodeIsFresh generates the components again and compares. The
// remedy is `make generate`.
func TestGeneratedCodeIsFresh(t *testing.T) {
	sources, err := filepath.Glob("*.templ")
	if err != nil || len(sources) == 0 {
		t.Fatalf("%d components, %v", len(sources), err)
	}
	folder := t.TempDir()
	for _, name := range sources {
		copyFile(t, name, filepath.Join(folder, name))
	}
	command := exec.CommandContext(t.Context(), "go", "tool", "templ", "generate", "-path", folder)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, source := range sources {
		name := strings.TrimSuffix(source, ".templ") + "_templ.go"
		want, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what %s gives", name, source)
		}
	}
	kept, err := filepath.Glob("*_templ.go")
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != len(sources) {
		t.Errorf("%d components and %d generated files", len(sources), len(kept))
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
