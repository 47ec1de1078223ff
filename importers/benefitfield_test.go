package importers

import (
	"strings"
	"testing"

	"raaderum/importers/workbook"
)

// wantFields asks for the fields of the line that begins in a cell.
func wantFields(t *testing.T, file File, label string, want ...string) {
	t.Helper()
	for _, c := range file.Cases {
		for _, line := range c.Lines {
			if line.Label != label {
				continue
			}
			got := []string{string(line.Recurrence)}
			for _, field := range line.Fields {
				got = append(got, field.Name+"="+field.Value+"@"+field.Cell)
			}
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("%s: fields %q, want %q", label, got, want)
			}
			return
		}
	}
	t.Errorf("no line %q", label)
}

// A benefit register says who owns a benefit, what kind it is, how long it lasts
// and how far it has come. Words that the domain has no value for are told of,
// and so are columns that nothing is kept of.
func TestBenefitFields(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Register",
		row("Gevinstregister, t.kr., 2026-pl"),
		row("Projekt", "Gevinst", "Ejer", "Gevinsttype", "Varig/engangs", "Status", "Telefon", "Gevinst 2026", "Gevinst 2027"),
		row("Digital post", "Porto", "Centerchef A", "Budgetgevinst", "Varig", "Besluttet", "4368 0000", 50, 60),
		row("Digital post", "Gammelt anlæg", "Centerchef B", "Økonomisk", "Engangs", "Delvist", "4368 0001", 20, nil),
		row("Kontaktcenter", "Kortere opkald", nil, "Frigjort tid", "3 år", "Realiseret", "4368 0002", 10, 10),
	)})
	wantNoQuestions(t, file)
	wantFields(t, file, "Porto", "running", "owner=Centerchef A@Register!C3", "benefit-kind=cashable@Register!D3", "state=decided@Register!F3")
	wantFields(t, file, "Gammelt anlæg", "one-off", "owner=Centerchef B@Register!C4")
	wantFields(t, file, "Kortere opkald", "", "benefit-kind=released-time@Register!D5", "state=realised@Register!F5")
	wantFinding(t, file, "benefit-field-unread", "Register!D4")
	wantFinding(t, file, "benefit-field-unread", "Register!F4")
	wantFinding(t, file, "lasting-unread", "Register!E5")
	wantFinding(t, file, "columns-unused", "Register!G2")
	for _, c := range file.Cases {
		if len(c.Fields) > 0 {
			t.Errorf("%s: %v is said of a benefit, not of the case", c.Title, c.Fields)
		}
	}
}

// In a register of cases the same words are about the case, and what is about a
// benefit says so.
func TestCaseFields(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Projekter",
		row("t.kr., 2026-pl"),
		row("Sagsnr.", "Projekt", "Ansvarlig", "Gevinstansvarlig", "Status", "Kontaktperson", "Bemærkninger", "Udgift 2026", "Besparelse 2027"),
		row("BC01", "Digital post", "Centerchef A", "Centerchef B", "I gang", "Per", "Se bilag", 50, 60),
		row("25/093229", "Booking", "Centerchef C", "Centerchef D", "Godkendt", "Ida", nil, 20, 40),
	)})
	wantNoQuestions(t, file)
	want := map[string]string{
		"Digital post": "project-owner=Centerchef A status=I gang",
		"Booking":      "record-number=25/093229 project-owner=Centerchef C status=Godkendt",
	}
	for _, c := range file.Cases {
		var got []string
		for _, field := range c.Fields {
			got = append(got, field.Name+"="+field.Value)
		}
		if strings.Join(got, " ") != want[c.Title] {
			t.Errorf("%s: fields %q, want %q", c.Title, got, want[c.Title])
		}
		delete(want, c.Title)
		for _, line := range c.Lines {
			if owned := len(line.Fields) == 1 && line.Fields[0].Name == "owner"; owned != (line.Kind == benefit) {
				t.Errorf("%s: %s has the fields %v", c.Title, line.Kind, line.Fields)
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("no case %v", want)
	}
	for _, f := range file.Findings {
		if f.Code == "columns-unused" && f.Args["names"] != "»Kontaktperson«, »Bemærkninger«" {
			t.Errorf("%s are said to be unused", f.Args["names"])
		}
	}
	wantFinding(t, file, "columns-unused", "Projekter!F2")
}

// "Varig besparelse" lasts, whatever the years below it: "varig" is no time there.
func TestPermanentBenefitColumn(t *testing.T) {
	file := read(t, []*workbook.Sheet{sheetOf("Katalog",
		row("1.000 kr., 2025-pl"),
		row("Nr.", "Forslag", "Engangsudgift 2025", "Varig besparelse 2026", "Varig besparelse 2027"),
		row("BU1", "Digital skoletavle", 400, 250, 300),
	)})
	wantNoQuestions(t, file)
	wantFields(t, file, "Varig besparelse", "running")
}
