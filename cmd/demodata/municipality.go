package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// file is one file to write; names have forward slashes.
type file struct {
	name  string
	bytes []byte
}

// municipality is one organisation of the demo.
type municipality struct {
	profile      string
	quarter      string            // the quarter the demo opens on
	from, to     string            // the quarters of the returns
	coordinators map[string]string // by focus area
	prices       portfolio.PriceLevel
	projects     []project
}

// municipalities are the organisations of the demo, the first shown first.
func municipalities() []municipality { return []municipality{greve(), albertslund()} }

// everything is every file of the demo, in the order they are imported.
func everything() ([]file, error) {
	var files []file
	var manifest struct {
		Organisations []entry `json:"organisations"`
	}
	for _, m := range municipalities() {
		made, err := m.files()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.profile, err)
		}
		one := entry{Profile: m.profile, Quarter: m.quarter, Coordinators: m.coordinators}
		for _, f := range made {
			one.Files = append(one.Files, f.name)
		}
		manifest.Organisations = append(manifest.Organisations, one)
		files = append(files, made...)
	}
	data, err := json.MarshalIndent(manifest, "", "  ")
	return append(files, file{"manifest.json", append(data, '\n')}), err
}

// entry is one organisation of the manifest.
type entry struct {
	Profile      string            `json:"profile"`
	Quarter      string            `json:"quarter"`
	Coordinators map[string]string `json:"coordinators"`
	Files        []string          `json:"files"`
}

// files are the cases, each in the template, and then the returns, one for
// each focus area that has something to report.
func (m municipality) files() ([]file, error) {
	org, err := portfolio.LoadProfile(m.profile)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, p := range m.projects {
		data, err := template.Bytes(p.form(org, m.prices))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.number, err)
		}
		files = append(files, file{m.profile + "/" + p.slug + ".xlsx", data})
	}
	for _, ret := range m.returns(org) {
		data, err := template.ReturnBytes(ret.Return)
		if err != nil {
			return nil, fmt.Errorf("return of %s: %w", ret.FocusArea, err)
		}
		files = append(files, file{m.profile + "/" + ret.name + ".xlsx", data})
	}
	return files, nil
}

// areaReturn is the quarterly return of one focus area and its file name.
type areaReturn struct {
	template.Return
	name string
}

// returns are the quarterly returns in the order of the strategy.
func (m municipality) returns(org portfolio.Organisation) []areaReturn {
	areas := org.Strategy.FocusAreas
	if len(areas) == 0 {
		areas = []portfolio.FocusArea{{}} // one return for the whole municipality
	}
	var all []areaReturn
	for _, area := range areas {
		ret := areaReturn{name: "indberetning", Return: template.Return{
			Organisation: org.Name, FocusArea: area.Name, Coordinator: m.coordinators[string(area.ID)],
			Unit: "kr.", From: quarter(m.from), To: quarter(m.to), Example: true,
		}}
		if area.ID != "" {
			ret.name += "-" + string(area.ID)
		}
		for _, p := range m.projects {
			if p.area == string(area.ID) && p.reports() {
				ret.Cases = append(ret.Cases, p.returned(ret.Coordinator))
			}
		}
		if len(ret.Cases) > 0 {
			all = append(all, ret)
		}
	}
	return all
}

// quarter reads "2012K1"; the demo's own quarters are right or the program
// does not run.
func quarter(text string) calc.Quarter {
	q, err := calc.ParseQuarter(text)
	if err != nil {
		panic(err)
	}
	return q
}

// areaName is a focus area's name by its id.
func areaName(org portfolio.Organisation, id string) string {
	i := slices.IndexFunc(org.Strategy.FocusAreas, func(a portfolio.FocusArea) bool { return string(a.ID) == id })
	if i < 0 {
		if id == "" {
			return ""
		}
		panic("demodata: no focus area " + id)
	}
	return org.Strategy.FocusAreas[i].Name
}
