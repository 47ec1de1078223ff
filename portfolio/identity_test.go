package portfolio_test

import (
	"testing"

	"raaderum/portfolio"
)

func TestOtherTitle(t *testing.T) {
	for _, test := range []struct {
		a, b  string
		other bool
	}{
		{"Digital post", "Digital post 2", false},
		{"Digital post", "DIGITAL POST", false},
		{"Velfærdsteknologi i ældreplejen", "Ældrepleje med velfærdsteknologi", false},
		{"Selvbetjening", "Selvbetjeningsløsninger", false}, // 11 of 11 and of 21 triples: 22/32
		{"Digital post", "Nyt ESDH-system", true},
		{"It i skolen", "It på rådhuset", true}, // "it" is too short a word to bind two cases
		{"A", "B", true},
		{"A", "a", false},
	} {
		if got := portfolio.OtherTitle(test.a, test.b); got != test.other {
			t.Errorf("%q and %q: %v, want %v", test.a, test.b, got, test.other)
		}
		if got := portfolio.OtherTitle(test.b, test.a); got != test.other {
			t.Errorf("%q and %q: %v the other way round", test.b, test.a, got)
		}
	}
}
