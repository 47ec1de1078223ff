package web_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"raaderum/portfolio"
)

var routeParameter = regexp.MustCompile(`:(\w+)`)

// describedAs is a route as the description names it.
func describedAs(route string) string {
	return strings.TrimSuffix(routeParameter.ReplaceAllString(route, "{$1}"), "/")
}

// description is openapi.json, to hold documents against.
type description struct {
	t        *testing.T
	document map[string]any
}

func readDescription(t *testing.T, b *browser) description {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(b.get("/api/v1/openapi.json").wants(t, http.StatusOK).body))
	if err != nil {
		t.Fatal(err)
	}
	return description{t, document.(map[string]any)}
}

// of is what the description says at the end of a path of fields.
func (d description) of(fields ...string) map[string]any {
	d.t.Helper()
	at := d.document
	for _, field := range fields {
		next, ok := at[field].(map[string]any)
		if !ok {
			d.t.Fatalf("%v: no %s", fields, field)
		}
		at = next
	}
	return at
}

// holds tells whether a document is as a schema says.
func (d description) holds(schema map[string]any, document string) error {
	d.t.Helper()
	whole := map[string]any{"components": d.document["components"]}
	for name, value := range schema {
		whole[name] = value
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("mem:///openapi.json", whole); err != nil {
		d.t.Fatal(err)
	}
	compiled, err := compiler.Compile("mem:///openapi.json")
	if err != nil {
		d.t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(document))
	if err != nil {
		return err
	}
	return compiled.Validate(value)
}

// answers tells whether an answer is as a schema says, with no field that is not
// described: a new field has its line in the description.
func (d description) answers(schema map[string]any, document string) error {
	d.t.Helper()
	strict := description{d.t, closed(d.document).(map[string]any)}
	return strict.holds(closed(schema).(map[string]any), document)
}

// closed is a schema whose objects hold what they describe and nothing else.
func closed(schema any) any {
	switch one := schema.(type) {
	case map[string]any:
		all := map[string]any{}
		for name, value := range one {
			all[name] = closed(value)
		}
		if _, object := all["properties"].(map[string]any); object && all["type"] == "object" && all["additionalProperties"] == nil {
			all["additionalProperties"] = false
		}
		return all
	case []any:
		all := make([]any, len(one))
		for i, value := range one {
			all[i] = closed(value)
		}
		return all
	}
	return schema
}

// send is a program's request with a document, for which there may be none.
func (b *browser) send(method, path, document string) *reply {
	b.site.t.Helper()
	request := b.request(method, path, strings.NewReader(document))
	request.Header.Set("Content-Type", "application/json")
	return b.do(request)
}

// Every route of the machine interface that is about an organisation answers as
// openapi.json says, takes what it says, is not for strangers to the organisation,
// and tells a wrong document apart. What is written has the rights of the pages.
func TestAPIAnswersAsDescribed(t *testing.T) {
	s := openDemo(t)
	b, reader := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleReader)
	d := readDescription(t, b)
	round := s.report("greve", "2014K2").Round
	var behind portfolio.RoundBenefit
	for _, one := range round.Benefits {
		if one.Realised != nil && one.State != portfolio.RoundConfirmed {
			behind = one
		}
	}
	bc, benefit := string(behind.Case), string(behind.Benefit)
	amount, err := json.Marshal(behind.Realised)
	if err != nil {
		t.Fatal(err)
	}
	profile := b.get("/api/v1/organisations/greve").wants(t, http.StatusOK).body
	const greve = "/api/v1/organisations/greve"
	described := func(path string) string { return strings.Replace(path, greve, "/api/v1/organisations/{org}", 1) }
	asked := map[string]bool{}
	for _, one := range []struct{ method, route, path, body string }{
		{"GET", "/api/v1/organisations", "/api/v1/organisations", ""},
		{"GET", "/api/v1/quarters/{quarter}/organisations", "/api/v1/quarters/2014K2/organisations?method=in-year", ""},
		{"GET", greve, greve, ""},
		{"PUT", greve, greve, profile},
		{"GET", greve + "/cases", greve + "/cases", ""},
		{"POST", greve + "/cases/{case}/entries", greve + "/cases/" + bc + "/entries", `{"seen":0,"entries":[{"field":"go-live","value":"2013-01-01","reason":"kontrakten"},{"field":"system-owner","value":"Borgerservice","reason":"ny"}]}`},
		{"GET", greve + "/cases/{case}", greve + "/cases/" + bc, ""},
		{"POST", greve + "/cases", greve + "/cases", `{"title":"Booking","origin":"own","mail":"Hvem: Lederen\nHvad - en app","answers":{"why":"køen er lang"}}`},
		{"GET", greve + "/imports", greve + "/imports", ""},
		{"GET", greve + "/verification", greve + "/verification", ""},
		{"GET", greve + "/overlaps", greve + "/overlaps", ""},
		{"POST", greve + "/overlaps", greve + "/overlaps", `{"benefit":{"case":"` + bc + `","benefit":"` + benefit + `"},"other":{"case":"` + otherBenefit(round, behind).case_ + `","benefit":"` + otherBenefit(round, behind).benefit + `"},"same":false,"reason":"hver sit","seen":0}`},
		{"GET", greve + "/quarters/{quarter}", greve + "/quarters/2014K2", ""},
		{"GET", greve + "/quarters/{quarter}/account", greve + "/quarters/2014K2/account?method=in-year&through=2016", ""},
		{"GET", greve + "/quarters/{quarter}", greve + "/quarters/2014K2?area=esdh&origin=own", ""},
		{"GET", greve + "/quarters/{quarter}/account", greve + "/quarters/2014K2/account?area=esdh", ""},
		{"GET", greve + "/quarters/{quarter}/calibration", greve + "/quarters/2014K2/calibration", ""},
		{"POST", greve + "/quarters/{quarter}/confirmations", greve + "/quarters/2014K2/confirmations", `{"case":"` + bc + `","benefit":"` + benefit + `","ore":` + string(amount) + `,"note":"set"}`},
		{"POST", greve + "/quarters/{quarter}/statuses", greve + "/quarters/2014K2/statuses", `{"case":"` + bc + `","comment":"Som ventet","after":0}`},
		{"GET", greve + "/quarters/{quarter}/round", greve + "/quarters/2014K2/round", ""},
		{"POST", greve + "/snapshots/{quarter}", greve + "/snapshots/2014K1", `{"anyway":true}`},
		{"GET", greve + "/snapshots", greve + "/snapshots", ""},
		{"GET", greve + "/snapshots/{quarter}", greve + "/snapshots/2014K1", ""},
		{"GET", greve + "/snapshots/{quarter}/bridge", greve + "/snapshots/2014K1/bridge", ""},
		{"POST", greve + "/corrections", greve + "/corrections", `{"case":"` + bc + `","benefit":"` + benefit + `","quarter":"2014K1","ore":123456,"reason":"bogført forkert","source":"bilag 1","seen":0}`},
		{"GET", greve + "/corrections", greve + "/corrections", ""},
		{"POST", greve + "/meetings", greve + "/meetings", `{"date":"2014-08-28","case":"` + bc + `","title":"Sagen","recommendation":"Godkendes"}`},
		{"POST", greve + "/meetings/items/{item}/decisions", greve + "/meetings/items/1/decisions", `{"outcome":"approved-on-conditions","text":"Ja","conditions":["Ny plan"],"after":0}`},
		{"GET", greve + "/meetings", greve + "/meetings?date=2014-08-28", ""},
		{"POST", greve + "/plans/{year}", greve + "/plans/2015", `{"settings":{"frames":[],"criteria":[],"overview":"Set under ét","cases":[]},"after":0}`},
		{"POST", greve + "/plans/{year}/steps", greve + "/plans/2015/steps", `{"version":1,"status":"council","decided":"2014-08-28","body":"Rådet","text":"Indstilles"}`},
		{"GET", greve + "/plans/{year}", greve + "/plans/2015", ""},
	} {
		asked[one.method+" "+described(one.route)] = true
		operation := d.of("paths", described(one.route), strings.ToLower(one.method))
		status := map[string]string{"GET": "200", "PUT": "200", "POST": "201"}[one.method]
		answer := d.of("paths", described(one.route), strings.ToLower(one.method), "responses", status, "content", "application/json", "schema")
		if one.body != "" {
			body := d.of("paths", described(one.route), strings.ToLower(one.method), "requestBody", "content", "application/json", "schema")
			if err := d.holds(body, one.body); err != nil {
				t.Errorf("%s %s takes what is not described: %v", one.method, one.path, err)
			}
			if refused := reader.send(one.method, one.path, one.body); refused.StatusCode != http.StatusForbidden || !strings.Contains(refused.Header.Get("Content-Type"), "problem+json") {
				t.Errorf("%s %s: a reader got %d: %s", one.method, one.path, refused.StatusCode, refused.body)
			}
			if wrong := b.send(one.method, one.path, `{"ukendt":1}`); wrong.StatusCode != http.StatusUnprocessableEntity {
				t.Errorf("%s %s: a wrong document got %d: %s", one.method, one.path, wrong.StatusCode, wrong.body)
			}
		} else if got := reader.get(one.path); one.path != "/api/v1/organisations" && got.StatusCode != http.StatusOK {
			t.Errorf("%s %s: a reader got %d", one.method, one.path, got.StatusCode)
		}
		if strings.HasPrefix(one.path, greve) {
			other := strings.Replace(one.path, "/greve", "/albertslund", 1)
			if got := reader.send(one.method, other, one.body); got.StatusCode != http.StatusNotFound {
				t.Errorf("%s %s: somebody else's reader got %d", one.method, other, got.StatusCode)
			}
		}
		got := b.send(one.method, one.path, one.body)
		if want := map[string]int{"200": 200, "201": 201}[status]; got.StatusCode != want {
			t.Errorf("%s %s: %d, want %d: %s", one.method, one.path, got.StatusCode, want, got.body)
			continue
		}
		if err := d.answers(answer, got.body); err != nil {
			t.Errorf("%s %s (%v) is not as described: %v\n%.600s", one.method, one.path, operation["summary"], err, got.body)
		}
	}
	for _, route := range s.server.APIRoutes() {
		if route = describedAs(route); strings.Contains(route, "/organisations") && !asked[route] && !askedElsewhere[strings.Replace(route, "/api/v1/organisations/{org}", "", 1)] {
			t.Errorf("%s is new: ask it here", route)
		}
	}
	if err := d.holds(map[string]any{"$ref": "#/components/schemas/Correction"}, `{"number":1}`); err == nil {
		t.Error("a document that lacks fields is as described")
	}
}

// askedElsewhere are routes with a test of their own below.
var askedElsewhere = map[string]bool{
	"POST /imports": true, "GET /imports/{import}/undo": true, "POST /imports/{import}/undo": true, // TestAPIImports
	"GET /users": true, "POST /users": true, "PUT /users/{user}/role": true, "DELETE /users/{user}/role": true, "POST /users/{user}/links": true, // TestAPIMembers
	"GET /uploads": true, "POST /uploads": true, "GET /uploads/{upload}": true, "DELETE /uploads/{upload}": true,
	"POST /uploads/{upload}/answers": true, "POST /uploads/{upload}/accept": true,
	"GET /quarters/{quarter}/papers/{paper}": true, "GET /plans/{year}/papers/{format}": true, "GET /cases/{case}/papers/{paper}/{format}": true, // TestAPIPapers
}

type namedBenefit struct{ case_, benefit string }

// otherBenefit is another benefit of the round.
func otherBenefit(round portfolio.StatusRound, but portfolio.RoundBenefit) namedBenefit {
	for _, one := range round.Benefits {
		if one.Case != but.Case {
			return namedBenefit{string(one.Case), string(one.Benefit)}
		}
	}
	return namedBenefit{}
}

// What is written over the interface meets what somebody else wrote as on the pages.
func TestAPIConflicts(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const greve = "/api/v1/organisations/greve"
	bc := string(s.report("greve", "2014K2").Round.Cases[0].Case)
	conflict := func(path, body string) {
		t.Helper()
		got := b.send(http.MethodPost, path, body).wants(t, http.StatusConflict)
		var problem struct{ Code, Detail string }
		if err := json.NewDecoder(bytes.NewReader([]byte(got.body))).Decode(&problem); err != nil || problem.Code != "conflict" || problem.Detail == "" {
			t.Errorf("%s: %v %s", path, err, got.body)
		}
	}
	b.send(http.MethodPost, greve+"/quarters/2014K2/statuses", `{"case":"`+bc+`","comment":"Først","after":0}`).wants(t, http.StatusCreated)
	conflict(greve+"/quarters/2014K2/statuses", `{"case":"`+bc+`","comment":"Sidst","after":0}`)
	b.send(http.MethodPost, greve+"/cases/"+bc+"/entries", `{"seen":0,"entries":[{"field":"summary","value":"Først","reason":"x"}]}`).wants(t, http.StatusCreated)
	conflict(greve+"/cases/"+bc+"/entries", `{"seen":0,"entries":[{"field":"summary","value":"Sidst","reason":"x"}]}`)
	var pair struct {
		Overlaps []struct{ A, B portfolio.BenefitRef }
	}
	b.send(http.MethodPost, greve+"/cases/"+bc+"/entries", `{"seen":1,"entries":[{"benefit":"+","field":"added","value":"Licens"},{"benefit":"+","field":"licence","value":"Nova"}]}`).wants(t, http.StatusCreated)
	b.send(http.MethodPost, greve+"/cases/"+bc+"/entries", `{"seen":3,"entries":[{"benefit":"+","field":"added","value":"Afgift"},{"benefit":"+","field":"licence","value":"Nova"}]}`).wants(t, http.StatusCreated)
	if err := json.Unmarshal([]byte(b.get(greve+"/overlaps").body), &pair); err != nil || len(pair.Overlaps) == 0 {
		t.Fatalf("no overlap, %v", err)
	}
	two, err := json.Marshal(map[string]any{"benefit": pair.Overlaps[0].A, "other": pair.Overlaps[0].B, "same": false, "reason": "x", "seen": 0})
	if err != nil {
		t.Fatal(err)
	}
	b.send(http.MethodPost, greve+"/overlaps", string(two)).wants(t, http.StatusCreated)
	conflict(greve+"/overlaps", string(two))
	b.send(http.MethodPost, greve+"/overlaps", strings.Replace(string(two), `"seen":0`, `"seen":1`, 1)).wants(t, http.StatusCreated)
	conflict(greve+"/snapshots/2014K2", `{}`) // something is open
	if chain, err := s.store.Snapshots(t.Context(), "greve"); err != nil || len(chain) != 0 {
		t.Errorf("frozen: %d, %v", len(chain), err)
	}
	b.send(http.MethodPost, greve+"/snapshots/2014K1", `{"anyway":true}`).wants(t, http.StatusCreated)
	realised := s.report("greve", "2014K1").Round.Benefits
	for _, one := range realised {
		if one.Realised == nil {
			continue
		}
		wrong := `{"case":"` + string(one.Case) + `","benefit":"` + string(one.Benefit) + `","quarter":"2014K1","reason":"x","source":"x","ore":`
		b.send(http.MethodPost, greve+"/corrections", wrong+`111,"seen":0}`).wants(t, http.StatusCreated)
		conflict(greve+"/corrections", wrong+`222,"seen":0}`)
		b.send(http.MethodPost, greve+"/corrections", wrong+`222,"seen":1}`).wants(t, http.StatusCreated)
		return
	}
	t.Error("nothing was realised in 2014K1")
}

// Each schema of a type of the domain describes every field that the type is
// written with, also those that no example has, and no other.
func TestSchemasHaveEveryField(t *testing.T) {
	s := open(t)
	d := readDescription(t, s.as(portfolio.RoleReader))
	for _, one := range []any{
		portfolio.Governance{}, portfolio.Strategy{}, portfolio.FocusArea{}, portfolio.WorkingGroup{}, portfolio.AmountClass{}, portfolio.MeetingCalendar{}, portfolio.LightLimits{},
		portfolio.Target{}, portfolio.StrategicGoal{}, portfolio.Sensitivity{}, portfolio.CalibrationRule{}, portfolio.YearlyValue{}, portfolio.Commitment{}, portfolio.System{}, portfolio.Office{},
		portfolio.BusinessCase{}, portfolio.Benefit{}, portfolio.BenefitRef{}, portfolio.BaselineMeasure{}, portfolio.TimeBasis{}, portfolio.TimeAssumption{}, portfolio.CostLine{}, portfolio.Amount{},
		portfolio.Source{}, portfolio.PriceLevel{}, portfolio.Dispensation{}, portfolio.ProjectTest{}, portfolio.Idea{}, portfolio.GateDocument{}, portfolio.StatedFigure{}, portfolio.StatedFigures{},
		portfolio.Recommendation{}, portfolio.Entry{}, portfolio.Likeness{}, portfolio.LikenessMatch{}, portfolio.OverlapJudgment{}, portfolio.Correction{}, portfolio.Confirmation{}, portfolio.Deviation{},
		portfolio.StatusReport{}, portfolio.StatusRound{}, portfolio.RoundBenefit{}, portfolio.RoundCase{}, portfolio.CaseDeviation{}, portfolio.AgendaItem{}, portfolio.CouncilDecision{},
		portfolio.PlanSettings{}, portfolio.PlanFrame{}, portfolio.PlanCriterion{}, portfolio.PlanStep{}, portfolio.PlanCase{}, portfolio.PlanPromise{}, portfolio.Snapshot{},
	} {
		kind := reflect.TypeOf(one)
		schemas := d.of("components", "schemas")
		schema, described := schemas[kind.Name()].(map[string]any)
		if !described {
			t.Errorf("%s has no schema", kind.Name())
			continue
		}
		properties, _ := schema["properties"].(map[string]any)
		written := map[string]bool{}
		for i := range kind.NumField() {
			field := kind.Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name == "" {
				name = field.Name
			}
			if field.IsExported() && name != "-" {
				written[name] = true
			}
		}
		for name := range written {
			if properties[name] == nil {
				t.Errorf("%s.%s is not described", kind.Name(), name)
			}
		}
		for name := range properties {
			if !written[name] {
				t.Errorf("%s.%s is described and does not exist", kind.Name(), name)
			}
		}
	}
}
