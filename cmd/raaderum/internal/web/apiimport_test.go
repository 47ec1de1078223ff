package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// answersTo are what a file's questions propose; a price level is given, since
// none is ever proposed.
func answersTo(t *testing.T, document []byte) map[string]string {
	t.Helper()
	var file struct {
		Questions []struct{ Key, Code, Proposed string }
	}
	if err := json.Unmarshal(document, &file); err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{}
	for _, question := range file.Questions {
		switch answers[question.Key] = question.Proposed; {
		case strings.HasPrefix(question.Key, "price-level@"):
			answers[question.Key] = "2016-pl"
		case strings.HasPrefix(question.Key, "unit@"):
			answers[question.Key] = "t.kr."
		}
	}
	return answers
}

// A workbook over the machine interface, both ways: whole, with its answers, and
// as an upload that is asked, answered, seen and accepted; previewed, stored, taken
// back, told apart by who may, and nobody writes over answers they have not seen.
func TestAPIImports(t *testing.T) {
	s := open(t)
	b, reader, council := s.as(portfolio.RoleAnalyst), s.as(portfolio.RoleReader), s.as(portfolio.RoleCouncil)
	d := readDescription(t, b)
	const greve, org = "/api/v1/organisations/greve", "/api/v1/organisations/{org}"
	answer := func(method, route, status string) map[string]any {
		return d.of("paths", org+route, method, "responses", status, "content", "application/json", "schema")
	}
	check := func(schema map[string]any, got *reply) *reply {
		t.Helper()
		if err := d.answers(schema, got.body); err != nil {
			t.Errorf("%s is not as described: %v\n%.400s", got.Request.URL.Path, err, got.body)
		}
		return got
	}
	data := []byte("Nr.;Projekt;Investering 2016;Gevinst 2017\nP1;Alfa;1.250,50;2.000\n")
	list := file{"liste.csv", data}
	cases := func() int {
		t.Helper()
		all, err := s.store.Cases(t.Context(), "greve")
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}

	// Whole: asked first, previewed with the answers, then stored.
	reader.multipart(greve+"/imports", nil, "files", list).wants(t, http.StatusForbidden)
	b.send(http.MethodPost, greve+"/imports", "{}").wants(t, http.StatusUnprocessableEntity)
	b.multipart(greve+"/imports", map[string]string{"answers": "[]"}, "files", list).wants(t, http.StatusUnprocessableEntity)
	type filed struct {
		Files []struct {
			Status  string
			Import  *struct{ ID string }
			Changes []struct {
				New         bool
				CostsOre    int64
				BenefitsOre int64
			}
		}
	}
	read := func(got *reply) (one filed, raw []json.RawMessage) {
		t.Helper()
		var whole struct{ Files []json.RawMessage }
		if err := json.Unmarshal([]byte(got.body), &whole); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(got.body), &one); err != nil || len(one.Files) != 1 {
			t.Fatalf("%v %s", err, got.body)
		}
		return one, whole.Files
	}
	asked, raw := read(check(answer("post", "/imports", "200"), b.multipart(greve+"/imports", nil, "files", list).wants(t, http.StatusOK)))
	if asked.Files[0].Status != "questions" || asked.Files[0].Import != nil || cases() != 0 {
		t.Fatalf("%+v", asked)
	}
	answers, err := json.Marshal(answersTo(t, raw[0]))
	if err != nil {
		t.Fatal(err)
	}
	seen, _ := read(check(answer("post", "/imports", "200"), b.multipart(greve+"/imports", map[string]string{"answers": string(answers), "preview": "1"}, "files", list).wants(t, http.StatusOK)))
	// 1.250,50 and 2.000 t.kr.
	if len(seen.Files[0].Changes) != 1 || !seen.Files[0].Changes[0].New || seen.Files[0].Changes[0].CostsOre != 1_250_500_00 || seen.Files[0].Changes[0].BenefitsOre != 2_000_000_00 || cases() != 0 {
		t.Fatalf("%+v", seen)
	}
	stored, _ := read(check(answer("post", "/imports", "200"), b.multipart(greve+"/imports", map[string]string{"answers": string(answers)}, "files", list).wants(t, http.StatusOK)))
	if stored.Files[0].Status != "ready" || stored.Files[0].Import == nil || cases() != 1 {
		t.Fatalf("%+v", stored)
	}
	again, _ := read(b.multipart(greve+"/imports", map[string]string{"answers": string(answers)}, "files", list).wants(t, http.StatusOK))
	if again.Files[0].Status != "errors" || again.Files[0].Import != nil {
		t.Errorf("the same file again: %+v", again)
	}

	// Taken back: told first, done once, by who may.
	undo := greve + "/imports/" + stored.Files[0].Import.ID + "/undo"
	council.get(undo).wants(t, http.StatusForbidden)
	council.send(http.MethodPost, undo, "{}").wants(t, http.StatusForbidden)
	b.send(http.MethodPost, strings.Replace(undo, "greve", "albertslund", 1), "{}").wants(t, http.StatusNotFound)
	if told := check(answer("get", "/imports/{import}/undo", "200"), b.get(undo).wants(t, http.StatusOK)); !strings.Contains(told.body, `"costsOre":-125050000`) || cases() != 1 {
		t.Errorf("the undo tells %s", told.body)
	}
	check(answer("post", "/imports/{import}/undo", "201"), b.send(http.MethodPost, undo, "{}").wants(t, http.StatusCreated))
	b.send(http.MethodPost, undo, "{}").wants(t, http.StatusConflict)
	if cases() != 0 {
		t.Error("the case is still there")
	}
	check(answer("get", "/imports", "200"), reader.get(greve+"/imports").wants(t, http.StatusOK))

	// As an upload that waits.
	council.multipart(greve+"/uploads", nil, "file", list).wants(t, http.StatusForbidden)
	b.multipart(greve+"/uploads", nil, "file").wants(t, http.StatusUnprocessableEntity)
	type waiting struct {
		ID, Seen string
		Reading  json.RawMessage
	}
	var one waiting
	read2 := func(got *reply) {
		t.Helper()
		if err := json.Unmarshal([]byte(got.body), &one); err != nil {
			t.Fatal(err)
		}
	}
	read2(check(answer("post", "/uploads", "201"), b.multipart(greve+"/uploads", nil, "file", list).wants(t, http.StatusCreated)))
	at := greve + "/uploads/" + one.ID
	first := one.Seen
	reader.get(at).wants(t, http.StatusForbidden)
	reader.get(greve+"/uploads").wants(t, http.StatusForbidden)
	check(answer("get", "/uploads", "200"), b.get(greve+"/uploads").wants(t, http.StatusOK))
	b.get(strings.Replace(at, "greve", "albertslund", 1)).wants(t, http.StatusNotFound)
	b.send(http.MethodPost, at+"/accept", `{"seen":"`+first+`"}`).wants(t, http.StatusUnprocessableEntity)
	body, err := json.Marshal(map[string]any{"seen": first, "answers": answersTo(t, one.Reading)})
	if err != nil {
		t.Fatal(err)
	}
	reader.send(http.MethodPost, at+"/answers", string(body)).wants(t, http.StatusForbidden)
	b.send(http.MethodPost, at+"/answers", `{"ukendt":1}`).wants(t, http.StatusUnprocessableEntity)
	read2(check(answer("post", "/uploads/{upload}/answers", "201"), b.send(http.MethodPost, at+"/answers", string(body)).wants(t, http.StatusCreated)))
	b.send(http.MethodPost, at+"/answers", string(body)).wants(t, http.StatusConflict)
	b.send(http.MethodPost, at+"/accept", `{"seen":"`+first+`"}`).wants(t, http.StatusConflict)
	if ready := check(answer("get", "/uploads/{upload}", "200"), b.get(at).wants(t, http.StatusOK)); !strings.Contains(ready.body, `"status":"ready"`) {
		t.Errorf("with its answers: %.400s", ready.body)
	}
	reader.send(http.MethodPost, at+"/accept", `{"seen":"`+one.Seen+`"}`).wants(t, http.StatusForbidden)
	check(answer("post", "/uploads/{upload}/accept", "201"), b.send(http.MethodPost, at+"/accept", `{"seen":"`+one.Seen+`"}`).wants(t, http.StatusCreated))
	if cases() != 1 {
		t.Errorf("%d cases are stored", cases())
	}
	b.get(at).wants(t, http.StatusNotFound)
	read2(b.multipart(greve+"/uploads", nil, "file", file{"anden.csv", append(data, "P2;Beta;1;2\n"...)}).wants(t, http.StatusCreated))
	at = greve + "/uploads/" + one.ID
	reader.send(http.MethodDelete, at, "").wants(t, http.StatusForbidden)
	b.send(http.MethodDelete, at, "").wants(t, http.StatusNoContent)
	b.get(at).wants(t, http.StatusNotFound)
}

// The papers of the pages over the machine interface: the workbook of a quarter,
// the plan and the cover note as files to edit; what is no paper is not found.
func TestAPIPapers(t *testing.T) {
	s := openDemo(t)
	reader := s.as(portfolio.RoleReader)
	const greve = "/api/v1/organisations/greve"
	bc := string(s.report("greve", "2014K2").Round.Cases[0].Case)
	for path, name := range map[string]string{
		"/quarters/2014K2/papers/excel": ".xlsx", "/plans/2015/papers/word": ".docx",
		"/cases/" + bc + "/papers/cover-note/word": ".docx", "/cases/" + bc + "/papers/business-case/word?quarter=2014K2": ".docx",
	} {
		got := reader.get(greve+path).wants(t, http.StatusOK)
		if !strings.Contains(got.Header.Get("Content-Disposition"), name) || !strings.HasPrefix(got.body, "PK") {
			t.Errorf("%s: %q, %d bytes", path, got.Header.Get("Content-Disposition"), len(got.body))
		}
		reader.get(strings.Replace(greve+path, "greve", "albertslund", 1)).wants(t, http.StatusNotFound)
	}
	for _, path := range []string{"/quarters/2014K2/papers/x", "/quarters/x/papers/excel", "/plans/2015/papers/x", "/cases/" + bc + "/papers/x/word", "/cases/x/papers/cover-note/word"} {
		if got := reader.get(greve+path).wants(t, http.StatusNotFound); !strings.Contains(got.Header.Get("Content-Type"), "problem+json") {
			t.Errorf("%s answers %s", path, got.Header.Get("Content-Type"))
		}
	}
}

// changed is a store whose files are not those that were imported.
type changed struct{ *store.Store }

func (c changed) VerifyFiles(ctx context.Context, org portfolio.OrganisationID) (portfolio.FileCheck, error) {
	check, err := c.Store.VerifyFiles(ctx, org)
	imports, err2 := c.Imports(ctx, org)
	for _, one := range imports {
		check.Faults = append(check.Faults, portfolio.FileFault{Import: one.ID, File: one.File, SHA256: one.SHA256, Found: "another"})
	}
	return check, errors.Join(err, err2)
}

// TestVerificationLooksAtTheTrail: what the frozen quarters stand on is verified
// as the command does it, down to the imported files.
func TestVerificationLooksAtTheTrail(t *testing.T) {
	for _, holds := range []bool{true, false} {
		s := openDemo(t, func(c *web.Config) {
			if !holds {
				c.Store = changed{c.Store.(*store.Store)}
			}
		})
		r := s.as(portfolio.RoleAuditor).get("/api/v1/organisations/greve/verification").wants(t, http.StatusOK)
		var told struct {
			Trail struct {
				Holds        bool
				Faults       []string
				Lines, Files int
			}
		}
		if err := json.Unmarshal([]byte(r.body), &told); err != nil {
			t.Fatal(err)
		}
		trail := told.Trail
		if trail.Holds != holds || trail.Lines == 0 || trail.Files == 0 || !holds && (len(trail.Faults) != trail.Files || !strings.Contains(trail.Faults[0], "er ikke den, der blev indlæst")) {
			t.Errorf("holds %t: %+v", holds, trail)
		}
	}
}
