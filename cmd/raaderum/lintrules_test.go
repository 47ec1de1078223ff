package main

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/i18n"
)

// rulesOfTheField is where each rule W1–W20 of the field is told: while a
// workbook is read ("finding.", with its cell) and on the case afterwards
// ("case-finding.").
var rulesOfTheField = map[int][]string{
	1:  {"finding.rule-no-owner", "finding.form-benefit-without-owner", "case-finding.no-owner"},
	2:  {"finding.rule-no-baseline", "case-finding.no-baseline"},
	3:  {"finding.rule-no-running-cost", "case-finding.no-running-cost"},
	4:  {"finding.rule-no-organisational-cost", "case-finding.no-organisational-cost"},
	5:  {"finding.rule-payback-over-limit", "case-finding.payback-over-limit"},
	6:  {"finding.rule-payback-never", "case-finding.payback-never"},
	7:  {"finding.rule-horizon-short", "case-finding.horizon-short"},
	8:  {"finding.rule-released-time", "case-finding.released-time-in-kroner"},
	9:  {"finding.rule-before-go-live", "case-finding.benefit-before-go-live"},
	10: {"finding.rule-largest-item", "case-finding.largest-item"},
	11: {"finding.rule-no-harvest-plan", "case-finding.no-harvest-plan"},
	12: {"finding.stated-payback-differs", "finding.stated-npv-differs", "case-finding.stated-payback-differs", "case-finding.stated-npv-differs"},
	13: {"finding.rule-forecast-old"},
	14: {"case-finding.counted-twice"},
	15: {"finding.rule-papers-missing"},
	16: {"case-finding.rate-vintage"},
	17: {"finding.rule-many-risks"},
	18: {"finding.rule-several-sign-changes", "case-finding.several-sign-changes"},
	19: {"finding.rule-obligatory-ranked"},
	20: {"finding.form-personal-data", "case-finding.personal-data"},
}

// qualityQuestions are the state model's quality questions to a workbook.
var qualityQuestions = map[string]string{
	"the largest item above half":   "finding.rule-largest-item",
	"no owner":                      "finding.rule-no-owner",
	"benefits after the lifetime":   "finding.rule-after-lifetime",
	"hidden rows that feed totals":  "finding.hidden-in-total",
	"external links":                "finding.external-link",
	"amounts from another workbook": "finding.formula-external",
	"sums that miss a row":          "finding.sum-misses-rows",
	"sums that miss a year":         "finding.sum-misses-columns",
	"numbers typed over formulas":   "finding.typed-over-formula",
}

// Every rule has its words in both languages.
func TestEveryRuleOfTheFieldIsTold(t *testing.T) {
	for _, language := range i18n.Languages {
		printer := i18n.New(language)
		for rule := 1; rule <= 20; rule++ {
			keys := rulesOfTheField[rule]
			if len(keys) == 0 {
				t.Errorf("W%d has to be told somewhere", rule)
			}
			for _, key := range keys {
				if !printer.Has(key) {
					t.Errorf("W%d: %s lacks %q", rule, language, key)
				}
			}
		}
		for question, key := range qualityQuestions {
			if !printer.Has(key) {
				t.Errorf("%s: %s lacks %q", question, language, key)
			}
		}
	}
}

// The words of the rules that are counted say how many there are.
func TestCountedRulesSayHowMany(t *testing.T) {
	printer := i18n.New("da")
	for _, keys := range rulesOfTheField {
		for _, key := range keys {
			if !strings.HasPrefix(key, "finding.rule-") || slices.Contains([]string{"finding.rule-payback-over-limit"}, key) {
				continue
			}
			const many = 4711
			text := printer.Args(key, map[string]any{"n": many, "of": many, "most": 12, "label": "Porto", "quarter": "2013K2", "rank": "3", "papers": "business case", "date": "1. maj 2014", "title": "ESDH", "class": "stor"})
			if !strings.Contains(strings.ReplaceAll(text, ".", ""), strconv.Itoa(many)) {
				t.Errorf("%s: %q", key, text)
			}
		}
	}
}
