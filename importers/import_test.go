package importers

import (
	"context"
	"strings"
	"testing"
	"time"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

func TestUnreadableBytesAreRejected(t *testing.T) {
	for name, data := range map[string]string{"tom.xlsx": "", "billede.xlsx": "\x89PNG\r\n\x1a\n0000", "halv.xlsx": "PK\x03\x04\x14\x00\x00\x00"} {
		file := Import(context.Background(), name, []byte(data), Options{})
		if file.Status != Rejected || len(file.Findings) != 1 || len(file.Cases) != 0 {
			t.Errorf("%s: %+v", name, file)
		}
		if file.File != name || len(file.SHA256) != 64 {
			t.Errorf("%s: named %q, hash %q", name, file.File, file.SHA256)
		}
	}
}

func TestCSVIsRead(t *testing.T) {
	data := "Projekt;Investering 2016;Gevinst 2017;Enhed;Prisniveau\nAlfa;1.250,50;\"2.000\";kr.;2016 pl\n"
	file := Import(context.Background(), "liste.csv", []byte(data), Options{})
	if file.Status != Ready || len(file.Cases) != 1 {
		t.Fatalf("status %s, %+v", file.Status, file.Findings)
	}
	got := strings.Join(amountList(file), "; ")
	if !strings.Contains(got, "B2 2016 cost 1250.5") || !strings.Contains(got, "C2 2017 benefit 2000") {
		t.Errorf("amounts %s", got)
	}
}

// panicking is a layout that fails in the middle of a book.
type panicking struct{}

func (panicking) Name() string                                                     { return "panicking" }
func (panicking) Recognise(*workbook.Book) float64                                 { return 2 }
func (panicking) Read(context.Context, *workbook.Book, Answers, time.Time) Reading { panic("broken") }

func TestPanicIsARejectedFile(t *testing.T) {
	kept := layouts
	layouts = append([]Layout{panicking{}}, kept...)
	defer func() { layouts = kept }()
	file := Import(context.Background(), "a.csv", []byte("Projekt;2016\nAlfa;1\n"), Options{})
	if file.Status != Rejected || file.Findings[0].Code != "reader-failed" {
		t.Errorf("%+v", file)
	}
}

// stubborn is a layout that goes on and on, in ways that patience sees or not.
type stubborn struct{ seen bool }

func (stubborn) Name() string                     { return "stubborn" }
func (stubborn) Recognise(*workbook.Book) float64 { return 2 }
func (s stubborn) Read(ctx context.Context, book *workbook.Book, _ Answers, _ time.Time) Reading {
	if !s.seen {
		time.Sleep(2 * graceTime)
		return Reading{}
	}
	for g := newGrid(book.Sheets[0], newLexicon(ctx)); ; {
		g.at(1, 1)
	}
}

func TestTimeEndsTheReading(t *testing.T) {
	kept := layouts
	defer func() { layouts = kept }()
	for _, seen := range []bool{true, false} {
		layouts = append([]Layout{stubborn{seen}}, kept...)
		file := Import(t.Context(), "a.csv", []byte("Projekt;2016\nAlfa;1\n"), Options{Limits: workbook.Limits{Time: 50 * time.Millisecond}})
		if file.Status != Rejected || file.Findings[0].Code != "too-slow" || file.Findings[0].Args["seconds"] != 0.1 || file.File != "a.csv" {
			t.Errorf("patience %t: %+v", seen, file)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if file := Import(ended, "a.csv", []byte("Projekt;2016\nAlfa;1\n"), Options{}); file.Status != Rejected || file.Findings[0].Code != "reader-failed" {
		t.Errorf("ended by the caller: %+v", file)
	}
}

func TestStatus(t *testing.T) {
	fault := []Finding{{Severity: portfolio.SeverityError}}
	asked := []Question{{Key: "unit@Ark1"}}
	tests := []struct {
		file File
		want Status
	}{
		{File{}, Ready},
		{File{Findings: []Finding{{Severity: portfolio.SeverityWarning}}}, Ready},
		{File{Questions: asked}, Questions},
		{File{Questions: asked, Findings: fault}, Errors},
		{File{Status: Rejected, Questions: asked}, Rejected},
	}
	for _, test := range tests {
		if got := statusOf(test.file); got != test.want {
			t.Errorf("%+v: %s, want %s", test.file, got, test.want)
		}
	}
}

func TestMapping(t *testing.T) {
	m, err := ReadMapping([]byte(`{"layout":"register","answers":{"unit@Ark1":"t.kr."}}`))
	if err != nil || m.Answers["unit@Ark1"] != "t.kr." {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := ReadMapping([]byte(`{"answer":{}}`)); err == nil {
		t.Error("a misspelled field was accepted")
	}
}
