package portfolio

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// frozen are two quarters of a small portfolio, the second after the first.
func frozen(t *testing.T) []Snapshot {
	t.Helper()
	org := Organisation{ID: "greve", Name: "Greve Kommune", Strategy: strategy(), Governance: Governance{HeadlineMethod: NewPermanent}}
	a := sound()
	a.Benefits[0].Series[Realised] = series("2013K1", 80_000, "2013K2", 90_000)
	b := sound()
	b.ID, b.Title, b.Goals = "B", "Æbler & <øre>", map[int]string{1: "ja"}
	statuses := []QuarterlyStatus{{Case: "A", Quarter: k2of2013, Light: LightGreen, Comment: "fint"}}
	first, err := Freeze(org, []BusinessCase{a, b}, statuses, k2of2013, "økonomi", date(2013, 7, 5), nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Benefits[0].Series[Realised] = append(a.Benefits[0].Series[Realised], series("2013K3", 100_000)...)
	second, err := Freeze(org, []BusinessCase{a, b}, statuses, k2of2013.Next(), "økonomi", date(2013, 10, 4), &first)
	if err != nil {
		t.Fatal(err)
	}
	return []Snapshot{first, second}
}

func TestFrozenQuartersVerify(t *testing.T) {
	snapshots := frozen(t)
	if faults := VerifyChain(snapshots); len(faults) != 0 {
		t.Errorf("untouched: %v", faults)
	}
	if again := frozen(t); again[1].Hash != snapshots[1].Hash {
		t.Error("the same inputs were frozen to other bytes")
	}
	// It survives being written and read.
	data, err := json.MarshalIndent(snapshots, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	var read []Snapshot
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	for i := range read {
		var inputs, figures bytes.Buffer
		if json.Compact(&inputs, read[i].Inputs) != nil || json.Compact(&figures, read[i].Figures) != nil {
			t.Fatal("not JSON")
		}
		read[i].Inputs, read[i].Figures = inputs.Bytes(), figures.Bytes()
	}
	if faults := VerifyChain(read); len(faults) != 0 {
		t.Errorf("after reading: %v", faults)
	}
}

// The report of the frozen inputs is the one that was shown.
func TestSnapshotGivesItsReport(t *testing.T) {
	snapshots := frozen(t)
	report, err := snapshots[0].Report()
	if err != nil {
		t.Fatal(err)
	}
	// Realised in 2013 as known at 2. kvartal, by quarter: 80.000 and 90.000,
	// and net of running costs of 10.000 in the year shared with the rest.
	if got := report.Other.year(2013).Gross[LayerRealised]; got != kr(170_000) || report.Organisation.Name != "Greve Kommune" {
		t.Errorf("realised %d of %s", got, report.Organisation.Name)
	}
	if realised := report.Headline.Realised; realised == 0 {
		t.Error("no headline")
	}
}

// A byte that was changed anywhere is found, and the part it is in is named.
func TestFlippedByteIsFound(t *testing.T) {
	whole := frozen(t)
	rapid.Check(t, func(t *rapid.T) {
		snapshots := slices.Clone(whole)
		at := rapid.IntRange(0, 1).Draw(t, "snapshot")
		s := snapshots[at]
		part := rapid.SampledFrom([]string{FaultInputs, FaultFigures}).Draw(t, "part")
		target := &s.Inputs
		if part == FaultFigures {
			target = &s.Figures
		}
		data := slices.Clone(*target)
		i := rapid.IntRange(0, len(data)-1).Draw(t, "byte")
		data[i] ^= byte(1 << rapid.IntRange(0, 7).Draw(t, "bit"))
		*target = data
		snapshots[at] = s
		faults := VerifyChain(snapshots)[s.Quarter]
		if !slices.ContainsFunc(faults, func(f SnapshotFault) bool { return f.Part == part }) {
			t.Fatalf("byte %d of the %s: found %v", i, part, faults)
		}
	})
}

func TestTamperingIsNamed(t *testing.T) {
	parts := func(faults []SnapshotFault) []string {
		var all []string
		for _, fault := range faults {
			all = append(all, fault.Part)
		}
		return all
	}
	tests := []struct {
		name   string
		change func([]Snapshot) []Snapshot
		at     int
		want   []string
	}{
		{"another hand", func(s []Snapshot) []Snapshot { s[1].By = "en anden"; return s }, 1, []string{FaultHeader}},
		{"another quarter", func(s []Snapshot) []Snapshot { s[1].Quarter.Q = 4; return s }, 1, []string{FaultHeader, FaultRecomputed}},
		{"the first is taken out", func(s []Snapshot) []Snapshot { return s[1:] }, 0, []string{FaultChain, FaultChain}},
		{"figures changed and sealed again", func(s []Snapshot) []Snapshot {
			s[1].Figures = bytes.Replace(s[1].Figures, []byte(`"verdict":"short"`), []byte(`"verdict":"reached"`), 1)
			s[1].FiguresHash = hashOf(s[1].Figures)
			s[1].Hash = s[1].seal()
			return s
		}, 1, []string{FaultRecomputed}},
		{"the first is changed and sealed again", func(s []Snapshot) []Snapshot {
			s[0].By = "en anden"
			s[0].Hash = s[0].seal()
			return s
		}, 1, []string{FaultChain}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			snapshots := test.change(frozen(t))
			faults := VerifyChain(snapshots)[snapshots[test.at].Quarter]
			got := slices.Compact(parts(faults))
			if test.name == "the first is taken out" {
				got = parts(faults)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s%v", diff, faults)
			}
		})
	}
}

// A figure that comes out otherwise is named by its place.
func TestRecomputedFigureIsNamed(t *testing.T) {
	s := frozen(t)[0]
	s.Figures = bytes.Replace(s.Figures, []byte(`"light":"red"`), []byte(`"light":"green"`), 1)
	if !strings.Contains(string(s.Figures), `"light":"green"`) {
		t.Fatalf("nothing was changed: %s", s.Figures)
	}
	want := SnapshotFault{Part: FaultRecomputed, Path: "cases[0].light", Frozen: `"green"`, Now: `"red"`}
	if faults := s.Verify(""); !slices.Contains(faults, want) {
		t.Errorf("got %v, want %v", faults, want)
	}
}

// Whatever a portfolio holds, freezing and verifying agree.
func TestAnyPortfolioFreezes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		org, cases, quarter := drawPortfolio(t)
		s, err := Freeze(org, cases, nil, quarter, "u", date(2016, 1, 1), nil)
		if err != nil {
			t.Fatal(err)
		}
		if faults := s.Verify(""); len(faults) != 0 {
			t.Fatalf("%v", faults)
		}
		report, err := s.Report()
		if err != nil || report.Headline.Achieved != NewQuarterReport(org, cases, nil, quarter).Headline.Achieved {
			t.Fatalf("the frozen report differs from the live one, %v", err)
		}
	})
}

// What databases keep of a time is microseconds, so no more is sealed.
func TestFrozenTimeIsKeptWhole(t *testing.T) {
	at := time.Date(2013, 7, 10, 9, 30, 15, 123_456_789, time.FixedZone("CEST", 2*60*60))
	s, err := Freeze(Organisation{ID: "greve"}, nil, nil, k2of2013, "u", at, nil)
	if want := time.Date(2013, 7, 10, 7, 30, 15, 123_456_000, time.UTC); err != nil || s.At != want {
		t.Errorf("%s, want %s (%v)", s.At, want, err)
	}
}

// A list that is longer or shorter than it was frozen is another list.
func TestListsOfAnotherLengthDiffer(t *testing.T) {
	for _, now := range []string{`{"a":[1,2,3]}`, `{"a":[1]}`, `{"a":[]}`} {
		if found := differences([]byte(`{"a":[1,2]}`), []byte(now)); len(found) != 1 || found[0].Path != "a" {
			t.Errorf("%s: %+v", now, found)
		}
	}
	if found := differences([]byte(`{"a":[1,2]}`), []byte(`{"a":[1,2],"b":3}`)); len(found) != 0 {
		t.Errorf("more figures than were frozen are no difference: %+v", found)
	}
}
