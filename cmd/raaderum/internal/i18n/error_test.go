package i18n

import (
	"errors"
	"testing"

	"raaderum/portfolio"
)

// Joined errors are told one per line, each with its place; what is not for
// people is told once as that.
func TestJoinedErrorsHaveALineEach(t *testing.T) {
	one := &portfolio.Error{Code: portfolio.CodeInvalid, Key: "file.empty", Place: portfolio.Place{File: "a.xlsx"}}
	two := &portfolio.Error{Code: portfolio.CodeInvalid, Key: "case.title-missing", Place: portfolio.Place{File: "a.xlsx", Sheet: "Ark1", Cell: "B2"}}
	got := New("da").Error(errors.Join(one, errors.Join(two)))
	want := "a.xlsx: Filen er tom.\na.xlsx Ark1!B2: Sagen har ingen titel. Skriv en i regnearket."
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := New("da").Error(errors.New("sql: secret")); got != New("da").T("error.internal") {
		t.Errorf("got %q", got)
	}
}
