package portfolio

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"raaderum/calc"
)

// Snapshots that an earlier program froze are kept in testdata/snapshots. Every
// later program must come to the figures in them: they are what a council saw.
const keptSnapshots = "../testdata/snapshots"

var writeSnapshots = flag.Bool("write-snapshots", false, "write the kept snapshots of testdata/snapshots that are not there yet")

// readKept is the kept chain in its order.
func readKept(t *testing.T) (chain []Snapshot) {
	t.Helper()
	names, err := filepath.Glob(keptSnapshots + "/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names { // Glob sorts, and so do quarters
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var s Snapshot
		if err := json.Unmarshal(data, &s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		chain = append(chain, s)
	}
	return chain
}

// A figure that moves here moves in front of somebody who was shown another. If
// that is meant, MethodVersion is new, CHANGELOG.md says why, and the snapshot
// stays as it is: its differences are then told one by one in this test.
func TestKeptSnapshotsHold(t *testing.T) {
	if *writeSnapshots {
		writeKept(t)
	}
	chain := readKept(t)
	if len(chain) != 4 {
		t.Fatalf("%d kept snapshots, want 4", len(chain))
	}
	for quarter, faults := range VerifyChain(chain) {
		for _, fault := range faults {
			t.Errorf("%s: %+v", quarter, fault)
		}
	}
	for i := 1; i < len(chain); i++ {
		bridge, err := NewBridge(chain[i-1], chain[i])
		if err != nil {
			t.Fatal(err)
		}
		checkWhole(t, bridge)
	}
}

// Any one byte of the inputs or figures is found, in the kept files too.
func TestFlippedByteInAKeptSnapshotIsNamed(t *testing.T) {
	for at, s := range readKept(t) {
		for _, part := range []string{FaultInputs, FaultFigures} {
			changed := readKept(t)
			target := &changed[at].Inputs
			if part == FaultFigures {
				target = &changed[at].Figures
			}
			i := bytes.IndexByte(*target, '7')
			(*target)[i] = '8'
			faults := VerifyChain(changed)[s.Quarter]
			if !slices.ContainsFunc(faults, func(f SnapshotFault) bool { return f.Part == part }) {
				t.Errorf("%s, byte %d of the %s: %v", s.Quarter, i, part, faults)
			}
		}
	}
}

// writeKept writes the chain; a file that is there is never written over.
func writeKept(t *testing.T) {
	t.Helper()
	for _, s := range keptChain(t) {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.OpenFile(filepath.Join(keptSnapshots, string(s.Organisation)+"-"+s.Quarter.String()+".json"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.Write(append(data, '\n')); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// keptChain is four quarters of a made-up portfolio with something of each kind:
// both sorts of joint case, one-off and running costs, a disbenefit, released
// time, what a unit keeps, a forecast, a budget, an overlap, a case that stops
// and one that comes, months and t0.
func keptChain(t *testing.T) (chain []Snapshot) {
	t.Helper()
	org, err := LoadProfile("greve")
	if err != nil {
		t.Fatal(err)
	}
	org.Example = true
	esdh := sound()
	esdh.ID, esdh.Number, esdh.Title, esdh.FocusArea = "esdh", "BC01", "ESDH-opgradering", org.Strategy.FocusAreas[0].ID
	esdh.Benefits = append(esdh.Benefits,
		Benefit{ID: "b2", Label: "Frigivet tid", Kind: ReleasedTime, Recurrence: Running, Series: map[Series][]Amount{Plan: series("2013", 120_000)}},
		Benefit{ID: "b3", Label: "Ekstra porto", Kind: Disbenefit, Recurrence: Running, State: BenefitDecided, Series: map[Series][]Amount{Plan: series("2013", 7_777.77)}})
	post := permanent("post", date(2013, 4, 1), series("2013", 750_000, "2014", 1_000_000))
	post.Number, post.Title, post.DecisionDate = "BC02", "Digital post", date(2013, 6, 30)
	post.PriceLevel = PriceLevel{Basis: PricesFixed, Year: 2013}
	post.Costs = []CostLine{{ID: "c1", Label: "Drift", Recurrence: Running, Amounts: series("2013", 33_333.33, "2014", 50_000)}}
	post.Benefits[0].FullYear = moneyOf(1_000_000)
	post.Benefits[0].Series[Budgeted] = series("2014", 600_000)
	joint := permanent("joint", date(2012, 1, 1), series("2013", 500_000))
	joint.Number, joint.Title, joint.Origin = "BC03", "Fælles løsning", JointMunicipal
	double := permanent("double", date(2013, 1, 1), series("2013", 250_000))
	double.Number, double.Title = "BC04", "Det samme en gang til"
	double.Benefits[0].CountedIn = &BenefitRef{"post", "b1"}
	idea := permanent("idea", date(2014, 7, 1), series("t0", -100, "t1", 300_000))
	idea.Number, idea.Title, idea.Status, idea.Phase = "BC05", "En idé", StatusSubmitted, PhaseIdea

	freeze := func(quarter calc.Quarter, cases ...BusinessCase) {
		var previous *Snapshot
		if len(chain) > 0 {
			previous = &chain[len(chain)-1]
		}
		statuses := []QuarterlyStatus{{Case: "esdh", CaseNumber: "BC01", Quarter: quarter, Light: LightGreen, Comment: "Følger planen."}}
		s, err := Freeze(org, cases, statuses, quarter, "analytiker", quarter.End().AddDate(0, 0, 10), previous)
		if err != nil {
			t.Fatal(err)
		}
		chain = append(chain, s)
	}
	k2 := calc.Quarter{Year: 2013, Q: 2}
	esdh.Benefits[0].Series[Realised] = series("2013K1", 81_000, "2013K2", 90_500.5)
	freeze(k2, esdh, post, joint, double)
	post.Benefits[0].Series[Realised] = series("2013K3", 240_000)
	post.Benefits[0].Series[Forecast] = series("2013K4", 200_000, "2014K1", 260_000)
	post.Benefits[0].State = BenefitDelayed
	freeze(k2.Add(1), esdh, post, joint, double, idea)
	esdh.Benefits[0].Series[Realised] = series("2013K1", 81_000, "2013K2", 70_500.5, "2013K3", 99_999.99)
	esdh.Benefits[0].Series[Plan] = series("2013", 400_000, "2014-01", 33_000, "2014K2", 100_000)
	joint.Phase, joint.GoLive = PhaseStopped, date(2013, 9, 1)
	freeze(k2.Add(2), esdh, post, joint, double, idea)
	idea.Status, idea.Phase = StatusApproved, PhaseExecution
	org.Governance.CountsGross = true
	freeze(k2.Add(3), esdh, post, double, idea)
	return chain
}
