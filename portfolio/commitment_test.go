package portfolio

import (
	"slices"
	"strings"
	"testing"
)

// What the two texts ask for beside money is data of their profiles. The counts
// are the seed's: six intentions in its list on page 5, at least one content goal
// for each of the twelve focus areas, and the obligation to carry out the joint
// measures as a minimum.
func TestSeedsCommitments(t *testing.T) {
	greve, err := LoadProfile("greve")
	if err != nil {
		t.Fatal(err)
	}
	count, areas := map[CommitmentKind]int{}, map[FocusAreaID]bool{}
	for _, one := range greve.Strategy.Commitments {
		count[one.Kind]++
		areas[one.FocusArea] = true
		if one.Source == "" {
			t.Errorf("%s: nobody can see where it stands", one.ID)
		}
	}
	delete(areas, "")
	if count[Intention] != 6 || count[Obligatory] != 1 || len(areas) != 12 || len(greve.Strategy.Networks) != 2 {
		t.Errorf("%v, %d areas, networks %v", count, len(areas), greve.Strategy.Networks)
	}
	albertslund := albertslund(t)
	if office := albertslund.Governance.Office; office == nil || office.Name != "ØS-Digitalisering" || office.Meeting.EveryDays != 14 {
		t.Errorf("the office: %+v", office)
	}
}

func TestCommitmentsIn(t *testing.T) {
	org := enteredOrg()
	org.Strategy.Commitments = []Commitment{{ID: "groen", Kind: Intention, Text: "Grøn it"}, {ID: "bolge-2", Kind: Obligatory, Text: "Selvbetjening", Source: "Økonomiaftalen"}}
	bc, _, err := Enter(org, BusinessCase{ID: "A", Title: "A"}, []Entry{
		{Field: CommitmentField("groen"), Value: "Papiret spares"}, {Field: "holistic-view", Value: "Hænger sammen med ESDH"},
		{Field: "networks", Value: "LEAN-netværket"}, {Field: "system", Value: "SBSYS"},
		{Field: EntryRecommendation, Value: `{"advice":"carry-out","text":"godt","by":"Arbejdsgruppen for ESDH","date":"2014-03-01T00:00:00Z"}`},
	})
	if err != nil {
		t.Fatal(err)
	}
	ended := bc.clone()
	ended.ID, ended.Phase = "B", PhaseStopped
	standing := CommitmentsIn(org.Strategy, []BusinessCase{bc, ended})
	if len(standing) != 2 || len(standing[0].Cases) != 1 || standing[0].Cases[0].ID != "A" || len(standing[1].Cases) != 0 {
		t.Errorf("%+v", standing)
	}
	if bc.Recommendation.By == "" || bc.HolisticView == "" || bc.System != "SBSYS" || bc.Networks == "" {
		t.Errorf("%+v", bc)
	}
	for key, entry := range map[string]Entry{
		"commitment.unknown":        {Field: CommitmentField("ingen"), Value: "x"},
		"recommendation.advice":     {Field: EntryRecommendation, Value: `{"advice":"måske","by":"A","date":"2014-03-01T00:00:00Z"}`},
		"recommendation.incomplete": {Field: EntryRecommendation, Value: `{"advice":"wait","by":" ","date":"2014-03-01T00:00:00Z"}`},
		"entry.no-price-level":      {Field: EntryPriceLevel, Value: "2014"},
	} {
		if _, _, err := Enter(org, BusinessCase{ID: "A", Title: "A"}, []Entry{entry}); !hasKey(err, key) {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// A case names its system or, where it only names an owner, stands by its title;
// two owners of one system are both told.
func TestSystemsIn(t *testing.T) {
	rules := Governance{Systems: []System{{Name: "SBSYS", Owner: "Sekretariatet"}, {Name: "Ingen ejer"}}}
	all := SystemsIn(rules, []BusinessCase{
		{ID: "A", Title: "A", System: "sbsys", SystemOwner: "Borgerservice"}, {ID: "B", Title: "Ny portal", SystemOwner: "Kultur"},
		{ID: "E", Title: "E", System: "SBSYS", SystemOwner: "Borgerservice"}, {ID: "C", Title: "Uden"}, {ID: "D", Title: "Droppet", System: "SBSYS", Status: StatusDropped},
	})
	var got []string
	for _, one := range all {
		got = append(got, one.Name+"/"+one.Owner+"/"+strings.Join(one.Others, "+"))
	}
	if want := []string{"SBSYS/Sekretariatet/Borgerservice", "Ingen ejer//", "Ny portal/Kultur/"}; !slices.Equal(got, want) || all[2].Listed || len(all[0].Cases) != 2 {
		t.Errorf("%v, want %v", got, want)
	}
}
