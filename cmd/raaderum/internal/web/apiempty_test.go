package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// nullLists names each place of an answer where the description says a list, and
// the answer says null.
func (d description) nullLists(schema map[string]any, answer any, at string) (found []string) {
	if name, shared := schema["$ref"].(string); shared {
		return d.nullLists(d.of("components", "schemas", strings.TrimPrefix(name, "#/components/schemas/")), answer, at)
	}
	for _, both := range []string{"anyOf", "allOf", "oneOf"} {
		all, _ := schema[both].([]any)
		for _, one := range all {
			if answer != nil { // null is one of them
				found = append(found, d.nullLists(one.(map[string]any), answer, at)...)
			}
		}
	}
	if fmt.Sprint(schema["type"]) == "array" && answer == nil {
		return append(found, at)
	}
	switch value := answer.(type) {
	case []any:
		items, _ := schema["items"].(map[string]any)
		for i, one := range value {
			found = append(found, d.nullLists(items, one, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case map[string]any:
		fields, _ := schema["properties"].(map[string]any)
		for name, one := range value {
			if field, described := fields[name].(map[string]any); described {
				found = append(found, d.nullLists(field, one, at+"."+name)...)
			}
		}
	}
	return found
}

// An organisation without any data answers every question it can answer, and no
// list of an answer is null: every GET of the description is asked.
func TestAPIListsOfNothing(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAdmin)
	d := readDescription(t, b)
	asked, answered := 0, 0
	for path, one := range d.of("paths") {
		operation, readable := one.(map[string]any)["get"].(map[string]any)
		if !readable || path == "/api/v1/openapi.json" {
			continue
		}
		address := strings.NewReplacer("{org}", "greve", "{quarter}", "2014K2", "{year}", "2014", "{case}", "none", "{import}", "none", "{upload}", "none",
			"{paper}", "pdf", "{format}", "pdf").Replace(path)
		asked++
		got := b.get(address)
		if !strings.HasPrefix(got.Header.Get("Content-Type"), "application/json") {
			if got.StatusCode != http.StatusNotFound && !strings.Contains(path, "/papers/") {
				t.Errorf("%s: %d %.300s", address, got.StatusCode, got.body)
			}
			continue
		}
		answered++
		var answer any
		if err := json.Unmarshal([]byte(got.body), &answer); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		schema, _ := description{t, operation}.of("responses", "200", "content", "application/json")["schema"].(map[string]any)
		for _, at := range d.nullLists(schema, answer, "") {
			t.Errorf("%s: %s is null", address, at)
		}
		if err := d.holds(schema, got.body); err != nil {
			t.Errorf("%s is not as described: %v", address, err)
		}
	}
	if asked < 15 || answered < 10 {
		t.Errorf("%d asked, %d answered", asked, answered)
	}
}

// A year that no figure is about, a date that does not exist, and what does not
// belong in a field are told as that, at the field.
func TestAPITellsTheField(t *testing.T) {
	s := open(t)
	b := s.as(portfolio.RoleAnalyst)
	const greve = "/api/v1/organisations/greve"
	for _, one := range []struct{ method, path, body, field, says string }{
		{"GET", greve + "/quarters/0000K1", "", "quarter", "1990"},
		{"GET", greve + "/quarters/9999K4/account", "", "quarter", "1990"},
		{"GET", greve + "/quarters/9999K4/papers/pdf", "", "quarter", "1990"},
		{"GET", "/api/v1/quarters/1989K4/organisations", "", "quarter", "1990"},
		{"GET", greve + "/quarters/2014K2/account?through=9999", "", "through", "1990"},
		{"GET", greve + "/plans/2101", "", "year", "1990"},
		{"POST", greve + "/snapshots/0000K1", "{}", "quarter", "1990"},
		{"POST", greve + "/corrections", `{"case":"x","benefit":"y","quarter":"9999K4","ore":1,"reason":"x","seen":0}`, "quarter", "1990"},
		{"POST", greve + "/meetings", `{"date":"2014-02-30","title":"x"}`, "date", "»2014-02-30« i feltet »date« er ikke en dato"},
		{"POST", greve + "/meetings", `{"date":"2014-02-28","quarter":"2014K5"}`, "quarter", "er ikke et kvartal"},
		{"POST", greve + "/meetings", `{"date":"2014-02-28","title":7}`, "title", "»title« kan ikke læses"},
	} {
		got := b.send(one.method, one.path, one.body)
		var problem struct {
			Detail string
			Errors []struct{ Field string }
		}
		_ = json.Unmarshal([]byte(got.body), &problem)
		if got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(problem.Detail, one.says) || !strings.Contains(got.body, `"`+one.field+`"`) {
			t.Errorf("%s %s %s: %d %s", one.method, one.path, one.body, got.StatusCode, got.body)
		}
	}
}

// Who may not change the rules is told that, whatever the document holds: the role
// is asked before the document is read.
func TestAPIAsksTheRoleFirst(t *testing.T) {
	s := open(t)
	for _, document := range []string{"", "{", `{"ukendt":1}`} {
		got := s.as(portfolio.RoleReader).send(http.MethodPut, "/api/v1/organisations/greve", document)
		if got.StatusCode != http.StatusForbidden || strings.Contains(got.body, "ukendt") {
			t.Errorf("%q: %d %s", document, got.StatusCode, got.body)
		}
	}
}
