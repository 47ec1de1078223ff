package store_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"raaderum/calc"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

const greve, albertslund = portfolio.OrganisationID("greve"), portfolio.OrganisationID("albertslund")

// twoOrganisations has one analyst in each, "greve-analyst" and "albertslund-analyst".
func twoOrganisations(t *testing.T, s *store.Store) {
	t.Helper()
	budget := 25 * calc.MillionKrone
	for id, name := range map[portfolio.OrganisationID]string{greve: "Greve Kommune", albertslund: "Albertslund Kommune"} {
		org := portfolio.Organisation{ID: id, Name: name, Example: true,
			Governance: portfolio.Governance{CouncilName: "It-udviklingsråd", HeadlineMethod: portfolio.NewPermanent},
			Strategy: portfolio.Strategy{Name: "Strategi", FromYear: 2012, ToYear: 2015,
				FocusAreas: []portfolio.FocusArea{{ID: "esdh", Name: "ESDH", CrossCutting: true}},
				Targets:    []portfolio.Target{{Year: 2013, Amount: 5 * calc.MillionKrone / 2, EfficiencyBudget: &budget}}}}
		must(t, s.SaveOrganisation(t.Context(), org))
		must(t, s.SaveUser(t.Context(), portfolio.User{ID: analystOf(id), Name: "Analytiker", Email: string(id) + "@example.dk",
			Memberships: []portfolio.Membership{{Organisation: id, Role: portfolio.RoleAnalyst}}}))
	}
}

func analystOf(org portfolio.OrganisationID) portfolio.UserID {
	return portfolio.UserID(org) + "-analyst"
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// file is an original file with the given content.
func file(name, content string) portfolio.OriginalFile {
	sum := sha256.Sum256([]byte(content))
	return portfolio.OriginalFile{SHA256: hex.EncodeToString(sum[:]), Name: name, Bytes: []byte(content)}
}

func amount(period string, money calc.Money, cell string) portfolio.Amount {
	p, err := calc.ParsePeriod(period)
	if err != nil {
		panic(err)
	}
	return portfolio.Amount{Period: p, Money: money, Source: portfolio.Source{Sheet: "Økonomi", Cell: cell, Raw: "rå " + cell}}
}

// digitalPost is a case with every field filled in.
func digitalPost() portfolio.BusinessCase {
	fullYear := 400_000 * calc.Krone
	return portfolio.BusinessCase{
		Number: "BC01", Title: "Digital post", Summary: "Færre breve", FocusArea: "esdh", Origin: portfolio.JointPublic, Obligatory: true,
		Phase: portfolio.PhaseExecution, Status: portfolio.StatusApproved,
		DecisionDate: time.Date(2012, 3, 1, 0, 0, 0, 0, time.UTC), GoLive: time.Date(2012, 7, 1, 0, 0, 0, 0, time.UTC),
		PriceLevel: portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2012}, ProjectOwner: "Centerchef", SystemOwner: "Borgerservice",
		RecordNumber: "85.00.00-P23-1-19", Goals: map[int]string{1: "råderum", 3: "innovation"},
		Dispensation: &portfolio.Dispensation{Ground: portfolio.GroundStrategic, Reason: "lovkrav", By: "It-udviklingsråd", Date: time.Date(2012, 2, 1, 0, 0, 0, 0, time.UTC)},
		Costs: []portfolio.CostLine{{Label: "Licenser", Category: "licence", Recurrence: portfolio.Running,
			Amounts: []portfolio.Amount{amount("2012", 100_000*calc.Krone, "C5"), amount("2013", 50_000_01, "D5")}}},
		Benefits: []portfolio.Benefit{{ID: "G1", Label: "Mindre porto", Kind: portfolio.Cashable, Owner: "Chef", AccruesTo: portfolio.AccruesCentral,
			Recurrence: portfolio.Running, State: portfolio.BenefitDecided, FullYear: &fullYear, Baseline: true,
			FullYearSource: portfolio.Source{Sheet: "Økonomi", Cell: "B8", Raw: "400"},
			Series: map[portfolio.Series][]portfolio.Amount{
				portfolio.Plan:     {amount("2012", 200_000*calc.Krone, "C8"), amount("2013", 400_000*calc.Krone, "D8")},
				portfolio.Realised: {amount("2012K3", -5_00, "F8")}}}},
		Stated: portfolio.StatedFigures{Payback: &portfolio.StatedFigure{Value: 2.5, Source: portfolio.Source{Sheet: "Ark1", Cell: "K9", Raw: "2,5", Formula: "A1/B1"}}},
		Source: portfolio.Source{Sheet: "Stamdata", Cell: "B3", Raw: "Digital post"},
	}
}

func acceptance(org portfolio.OrganisationID, f portfolio.OriginalFile, cases ...portfolio.BusinessCase) portfolio.Acceptance {
	return portfolio.Acceptance{Organisation: org, By: analystOf(org), File: f, Layout: "template", Cases: cases,
		Answers: map[string]string{"unit@Økonomi": "kr."}}
}

func accept(t *testing.T, s *store.Store, a portfolio.Acceptance) portfolio.Import {
	t.Helper()
	made, err := s.Accept(t.Context(), a)
	must(t, err)
	return made
}
