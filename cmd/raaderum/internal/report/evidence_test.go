package report_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"raaderum/charts"
	"raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// OriginalFile finds a workbook behind the quarter.
func (q demoQuarter) OriginalFile(_ context.Context, _ portfolio.OrganisationID, sha256 string) (portfolio.OriginalFile, error) {
	file, ok := q.files[sha256]
	if !ok {
		return file, portfolio.NotFound("file", sha256)
	}
	return file, nil
}

// blank is a site with an empty page: what is printed is tested with the server.
func blank() (report.Site, error) {
	body, err := report.PackPage(func(w io.Writer) error {
		_, err := io.WriteString(w, "<!DOCTYPE html><title>t</title><h1>t</h1>")
		return err
	})
	return report.Site{Origin: report.NoOrigin, Page: "/", Body: body}, err
}

// greveFiles are the names of Greve's papers and their bytes by ending.
func greveFiles(t *testing.T) ([]string, map[string][]byte) {
	t.Helper()
	all, err := demoSnapshots()
	if err != nil {
		t.Fatal(err)
	}
	p := demoPacks(t)["greve"]
	pictures, err := report.Pictures(p, charts.NewRenderer())
	if err != nil {
		t.Fatal(err)
	}
	if pictures[0].SVG == nil {
		t.Skip("missing component: the charts' bundle; make build makes it")
	}
	folder := t.TempDir()
	site := func(context.Context) (report.Site, []report.Picture, error) {
		site, err := blank()
		return site, pictures, err
	}
	names, missing, err := report.Papers(t.Context(), p, report.Sources{Site: site, Files: all["greve"]}, folder)
	if err != nil || report.HasBrowser() != (len(missing) == 0) {
		t.Fatalf("%v, missing %v", err, missing)
	}
	data := map[string][]byte{}
	for _, name := range names {
		if data[filepath.Ext(name)], err = os.ReadFile(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	return names, data
}

// unpacked writes an archive's members into a folder.
func unpacked(t *testing.T, data []byte) (folder string, members map[string][]byte) {
	t.Helper()
	folder, members = t.TempDir(), map[string][]byte{}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range r.File {
		content, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		one, err := io.ReadAll(content)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, filepath.FromSlash(file.Name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, one, 0o600)); err != nil {
			t.Fatal(err)
		}
		members[file.Name] = one
	}
	return folder, members
}

// The package verifies without us, its snapshot with us; it holds every workbook
// behind a figure, and the same figures and clock give the same bytes.
func TestEvidence(t *testing.T) {
	files, data := greveFiles(t)
	_, again := greveFiles(t)
	for ext := range data {
		if !bytes.Equal(data[ext], again[ext]) {
			t.Errorf("%s: other bytes the second time", ext)
		}
	}
	folder, members := unpacked(t, data[".zip"])
	if program, err := exec.LookPath("sha256sum"); err == nil {
		check := func() ([]byte, error) {
			command := exec.CommandContext(t.Context(), program, "-c", "--strict", "SHA256SUMS")
			command.Dir = folder
			return command.CombinedOutput()
		}
		if said, err := check(); err != nil || bytes.Count(said, []byte(": OK")) != len(members)-1 {
			t.Errorf("%v\n%s", err, said)
		}
		if err := os.WriteFile(filepath.Join(folder, "snapshot.json"), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := check(); err == nil {
			t.Errorf("a changed snapshot verifies: %s", said)
		}
	}
	var snapshot portfolio.Snapshot
	if err := json.Unmarshal(members["snapshot.json"], &snapshot); err != nil {
		t.Fatal(err)
	}
	if faults := snapshot.Verify(""); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
	read := func(zip []byte) ([]report.PackageFault, error) {
		_, faults, err := report.ReadPackage(bytes.NewReader(zip), int64(len(zip)))
		return faults, err
	}
	if faults, err := read(data[".zip"]); err != nil || len(faults) > 0 {
		t.Errorf("whole: %v, %v", faults, err)
	}
	for name, want := range map[string]string{"greve-2014K2.xlsx": "changed", "snapshot.json": "changed", "LAESMIG.txt": "changed"} {
		if faults, err := read(flipped(t, data[".zip"], name)); err != nil || len(faults) != 1 || faults[0] != (report.PackageFault{File: name, Kind: want}) {
			t.Errorf("one byte of %s: %v, %v", name, faults, err)
		}
	}
	if _, err := read([]byte("intet")); portfolio.ErrorCode(err) != portfolio.CodeInvalid {
		t.Errorf("no package: %v", err)
	}
	workbooks := 0
	for name := range members {
		if strings.HasPrefix(name, "workbooks/") {
			workbooks++
		}
	}
	all, err := demoSnapshots()
	if err != nil {
		t.Fatal(err)
	}
	if workbooks != len(all["greve"].files) {
		t.Errorf("%d workbooks, want %d", workbooks, len(all["greve"].files))
	}
	readme := string(members["LAESMIG.txt"])
	for _, want := range append([]string{"sha256sum -c SHA256SUMS", snapshot.Hash, "raaderum verify", "det første i kæden"}, recordNumbers(snapshot)...) {
		if !strings.Contains(readme, want) {
			t.Errorf("%q is not in the instructions:\n%s", want, readme)
		}
	}
	for _, file := range files {
		t.Logf("%s: %d bytes", file, len(data[filepath.Ext(file)]))
	}
}

// flipped is a package with the lowest bit of one byte in the middle of a file's
// packed bytes turned.
func flipped(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range r.File {
		if file.Name != name {
			continue
		}
		at, err := file.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		turned := bytes.Clone(data)
		turned[at+int64(file.CompressedSize64)/2] ^= 1
		return turned
	}
	t.Fatalf("there is no %s", name)
	return nil
}

func recordNumbers(s portfolio.Snapshot) []string {
	var inputs struct{ Cases []portfolio.BusinessCase }
	_ = json.Unmarshal(s.Inputs, &inputs) // Verify has read them
	var numbers []string
	for _, bc := range inputs.Cases {
		if bc.RecordNumber != "" {
			numbers = append(numbers, bc.RecordNumber)
		}
	}
	return numbers
}

// LibreOffice opens the Word document and makes a PDF of it with the headline,
// the headings as an outline, and the charts as pictures.
func TestQuarterDocument(t *testing.T) {
	_, data := greveFiles(t)
	_, members := unpacked(t, data[".docx"])
	for name, part := range members {
		if strings.HasSuffix(name, ".png") {
			continue
		}
		decoder := xml.NewDecoder(bytes.NewReader(part))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if pictures := strings.Count(string(members["word/document.xml"]), "<pic:pic>"); report.HasBrowser() && pictures != 12 {
		t.Errorf("%d pictures", pictures)
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("missing component: soffice (LibreOffice) is not installed")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("missing component: poppler (pdftotext) is not installed")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "k.docx")
	if err := os.WriteFile(path, data[".docx"], 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", folder, path)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	text, err := exec.CommandContext(t.Context(), "pdftotext", filepath.Join(folder, "k.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Join(strings.Fields(string(text)), " ")
	for _, want := range []string{"Greve Kommune, 2. kvartal 2014", "Nej. I 2014 mangler der 821.200 kr.", "Til beslutning", "Frosset øjebliksbillede"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not in the document", want)
		}
	}
	if folder := os.Getenv("RAADERUM_PICTURES"); folder != "" {
		if pdf, err := os.ReadFile(filepath.Join(filepath.Dir(path), "k.pdf")); err == nil {
			_ = os.WriteFile(filepath.Join(folder, "word.pdf"), pdf, 0o600)
		}
	}
}

// Nothing is half done: when a paper fails, the folder is as it was.
func TestWriteAll(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pakke")
	good := func(text string) report.File {
		return report.File{Name: "a.txt", Write: func(w io.Writer) error { _, err := io.WriteString(w, text); return err }}
	}
	if err := report.WriteAll(folder, []report.File{good("første")}); err != nil {
		t.Fatal(err)
	}
	bad := report.File{Name: "b.txt", Write: func(w io.Writer) error { _, _ = io.WriteString(w, "halv"); return errors.New("stop") }}
	if err := report.WriteAll(folder, []report.File{good("anden"), bad}); err == nil {
		t.Error("a paper failed and nothing was said")
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder holds %v, %v", entries, err)
	}
	if data, err := os.ReadFile(filepath.Join(folder, "a.txt")); err != nil || string(data) != "første" {
		t.Errorf("%q, %v", data, err)
	}
}
