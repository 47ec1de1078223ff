package web_test

import (
	"net/http"
	"strings"
	"testing"

	"raaderum/portfolio"
)

// A document with a field twice is refused, with the field, and nothing of it is
// stored: the later one used to stand without a word.
func TestRepeatedFieldIsRefused(t *testing.T) {
	s := openDemo(t)
	b := s.as(portfolio.RoleAnalyst)
	const org = "/api/v1/organisations/greve"
	for _, c := range []struct{ method, path, document, field string }{
		{http.MethodPost, org + "/cases", `{"title":"Den ene","origin":"own","title":"Den anden"}`, "title"},
		{http.MethodPut, org, `{"revision":1,"name":"A","Name":"B"}`, "Name"},
	} {
		if reply := b.send(c.method, c.path, c.document).wants(t, http.StatusUnprocessableEntity); !strings.Contains(reply.body, "»"+c.field+"«") {
			t.Errorf("%s: does not name »%s«: %s", c.path, c.field, reply.body)
		}
	}
	if body := b.get(org+"/cases").wants(t, http.StatusOK).body; strings.Contains(body, "Den anden") || strings.Contains(body, "Den ene") {
		t.Error("a case was begun")
	}
}
