package main

import (
	"slices"

	"raaderum/portfolio"
)

// greve is a made-up portfolio under Greve's real strategy of 2012-2015. Its
// story: 2012 reached the target with new permanent benefits, though little of
// it was felt within the year; 2013 fell short by a little, because the ESDH
// upgrade came late and one case lapsed, though the money in the year was
// there; 2014 is at risk. The two ways of counting disagree in 2012 and 2013.
func greve() municipality {
	return municipality{
		profile: "greve", quarter: "2014K2", from: "2012K1", to: "2015K4",
		// One price level throughout, or the years could not be added up.
		prices: portfolio.PriceLevel{Basis: portfolio.PricesFixed, Year: 2012},
		// Nobody is called Eksempel; the coordinators are made up.
		coordinators: map[string]string{
			"digital-service": "Asta Eksempel", "ledelsesinformation": "Bo Eksempel", "esdh": "Clara Eksempel",
			"effektive-arbejdsgange": "Ditlev Eksempel", "teknologi-og-arkitektur": "Ellen Eksempel",
			"beskaeftigelse": "Frode Eksempel", "den-digitale-folkeskole": "Gerda Eksempel",
			"digital-byraadsbetjening": "Hans Eksempel", "social-og-sundhed": "Ida Eksempel",
			"boern-og-unge": "Johan Eksempel", "teknik-og-miljoe": "Karen Eksempel", "erhverv": "Lars Eksempel",
		},
		projects: slices.Concat(greve2012(), greve2013(), greve2014(), greveJoint()),
	}
}

// The words used again and again in the data below.
const (
	own, joint, public, cross = portfolio.Own, portfolio.JointMunicipal, portfolio.JointPublic, portfolio.CrossMunicipal
	once, lasting             = portfolio.OneOff, portfolio.Running
	cash, released            = portfolio.Cashable, portfolio.ReleasedTime
	town, unit                = portfolio.AccruesCentral, portfolio.AccruesUnit
	decided, budgeted         = portfolio.BenefitDecided, portfolio.BenefitBudgeted
	estimated, realised       = portfolio.BenefitEstimated, portfolio.BenefitRealised
)
