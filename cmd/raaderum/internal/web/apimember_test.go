package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// Administrators, and nobody else, see who the users are, make accounts, change
// roles, take memberships away and make login links; as openapi.json says.
func TestAPIMembers(t *testing.T) {
	s := open(t)
	admin := s.as(portfolio.RoleAdmin)
	d := readDescription(t, admin)
	const users = "/api/v1/organisations/greve/users"
	as := func(route, method, status, document string) {
		t.Helper()
		schema := d.of("paths", "/api/v1/organisations/{org}/users"+route, method, "responses", status, "content", "application/json", "schema")
		if err := d.answers(schema, document); err != nil {
			t.Errorf("%s %s: %v\n%s", method, route, err, document)
		}
	}
	as("", "get", "200", admin.get(users).wants(t, http.StatusOK).body)
	made := admin.send(http.MethodPost, users, `{"name":"Ny Bruger","email":"ny@example.dk","role":"reader"}`).wants(t, http.StatusCreated)
	as("", "post", "201", made.body)
	var one struct{ ID string }
	if err := json.Unmarshal([]byte(made.body), &one); err != nil || one.ID == "" {
		t.Fatal(made.body, err)
	}
	role := users + "/" + one.ID + "/role"
	as("/{user}/role", "put", "200", admin.send(http.MethodPut, role, `{"role":"owner","before":"reader"}`).wants(t, http.StatusOK).body)
	admin.send(http.MethodPut, role, `{"role":"board","before":"reader"}`).wants(t, http.StatusConflict)
	link := admin.send(http.MethodPost, users+"/"+one.ID+"/links", `{}`).wants(t, http.StatusCreated)
	as("/{user}/links", "post", "201", link.body)
	for _, refused := range []struct {
		method, path, body string
		status             int
		says               string
	}{
		{http.MethodPost, users, `{"name":"X","role":"konge"}`, 422, "konge"},
		{http.MethodPost, users, `{"role":"reader"}`, 422, "name: Feltet mangler"},
		{http.MethodPost, users, `{"name":null,"role":"reader"}`, 422, "name: Feltet er null"},
		{http.MethodPost, users, `{"name":"X\u0007","role":"reader"}`, 422, "U+0007"},
		{http.MethodPost, users, `{"name":"` + strings.Repeat("x", 301) + `","role":"reader"}`, 422, "300"},
		{http.MethodPost, users + "/" + one.ID + "/links", `{"hours":1000}`, 422, "168"},
		{http.MethodPut, users + "/findes-ikke/role", `{"role":"owner","before":"reader"}`, 404, ""},
		{http.MethodDelete, role + "?before=reader", "", 409, "owner"},
	} {
		got := admin.send(refused.method, refused.path, refused.body)
		if got.StatusCode != refused.status || !strings.Contains(got.body, refused.says) {
			t.Errorf("%s %s %s: %d %s, want %d with %q", refused.method, refused.path, refused.body, got.StatusCode, got.body, refused.status, refused.says)
		}
	}
	for _, other := range portfolio.Roles {
		if other == portfolio.RoleAdmin {
			continue
		}
		b := s.as(other)
		b.get(users).wants(t, http.StatusForbidden)
		b.send(http.MethodPost, users, `{"name":"X","role":"admin"}`).wants(t, http.StatusForbidden)
		b.send(http.MethodPut, role, `{"role":"admin","before":"owner"}`).wants(t, http.StatusForbidden)
		b.send(http.MethodPost, users+"/"+one.ID+"/links", `{}`).wants(t, http.StatusForbidden)
	}
	admin.send(http.MethodDelete, role+"?before=owner", "").wants(t, http.StatusNoContent)
	if strings.Contains(admin.get(users).body, one.ID) {
		t.Error("who was taken out is still there")
	}
	var known struct {
		Users []struct{ ID, Role string }
	}
	if err := json.Unmarshal([]byte(admin.get(users).body), &known); err != nil {
		t.Fatal(err)
	}
	for _, user := range known.Users {
		if user.Role == "admin" { // the only one
			if got := admin.send(http.MethodDelete, users+"/"+user.ID+"/role?before=admin", "").wants(t, http.StatusConflict); !strings.Contains(got.body, "mindst én administrator") {
				t.Error(got.body)
			}
		}
	}
}
