package report

import (
	"net/url"
	"strconv"
	"strings"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/portfolio"
)

// trail (spor) knows the pages of the site that numbers on paper lead to, seen
// from a quarter.
type trail struct {
	org portfolio.OrganisationID
	at  calc.Quarter
	of  portfolio.CaseFilter // which cases the numbers are of
}

func (p Pack) trail() trail {
	return trail{p.Report.Organisation.ID, p.Report.Quarter, p.Filter}
}

// narrowed is a page of sums of the same cases.
func (t trail) narrowed(to string) string {
	if !t.of.Any() {
		return to
	}
	values := url.Values{}
	for i := 0; i+1 < len(t.of.Pairs()); i += 2 {
		if pairs := t.of.Pairs(); pairs[i+1] != "" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	join := "?"
	if strings.Contains(to, "?") {
		join = "&"
	}
	return to + join + values.Encode()
}

func (t trail) path(parts ...string) string {
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return "/" + url.PathEscape(string(t.org)) + "/" + strings.Join(parts, "/")
}

func (t trail) quarter() string { return t.narrowed(t.below()) }

// below is the quarter's page, for the addresses under it.
func (t trail) below() string { return t.path("quarters", t.at.String()) }

// account is a year of the target account.
func (t trail) account(year int) string {
	return t.narrowed(t.below() + "/account/" + strconv.Itoa(year))
}

func (t trail) caseAt(id portfolio.CaseID) string {
	return t.path("cases", string(id)) + "?quarter=" + t.at.String()
}

// calculation is the page with the way to a case's figures.
func (t trail) calculation(id portfolio.CaseID) string {
	return t.path("cases", string(id), "calculation") + "?quarter=" + t.at.String()
}

func (t trail) plan(year, version int) string {
	path := t.path("plans", strconv.Itoa(year))
	if version > 0 {
		path += "?version=" + strconv.Itoa(version)
	}
	return path
}

// cell is the page of a source cell; "" when it is no cell of a kept file.
func (t trail) cell(source portfolio.Source) string {
	if source.Entry > 0 {
		return t.path("entries", strconv.FormatInt(source.Entry, 10))
	}
	if source.SHA256 == "" || source.Cell == "" {
		return ""
	}
	return t.path("files", source.SHA256, "cells", source.Sheet, source.Cell)
}

// links are where a chart's numbers lead.
func (t trail) links() charts.Links {
	return charts.Links{
		Case: t.caseAt,
		Year: t.account,
		Quarter: func(at calc.Quarter) string {
			return t.narrowed(t.below() + "/series/" + at.String() + "/" + string(portfolio.Realised))
		},
		Area: func(area portfolio.FocusAreaID) string {
			if area == "" {
				area = "-"
			}
			of := t
			of.of.Area = string(area)
			return of.account(t.at.Year)
		},
	}
}
