package importers

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// holdTrue holds a phrase against its own expression without the pieces.
func holdTrue(t interface{ Fatalf(string, ...any) }, p *phrase, text string) {
	bare := regexp.MustCompile(p.String())
	if got, want := p.MatchString(text), bare.MatchString(text); got != want {
		t.Fatalf("%q in %q: %t, the expression says %t; pieces %v", p, text, got, want, p.pieces())
	}
	if got, want := p.FindStringIndex(text), bare.FindStringIndex(text); !slices.Equal(got, want) {
		t.Fatalf("%q in %q: found at %v, the expression says %v", p, text, got, want)
	}
	if got, want := p.ReplaceAllString(text, "_"), bare.ReplaceAllString(text, "_"); got != want {
		t.Fatalf("%q in %q: becomes %q, the expression says %q", p, text, got, want)
	}
	if got, want := p.FindStringSubmatch(text), bare.FindStringSubmatch(text); !slices.Equal(got, want) {
		t.Fatalf("%q in %q: groups %q, the expression says %q", p, text, got, want)
	}
	if got, want := p.FindAllString(text, -1), bare.FindAllString(text, -1); !slices.Equal(got, want) {
		t.Fatalf("%q in %q: found all %q, the expression says %q", p, text, got, want)
	}
	if got, want := p.FindString(text), bare.FindString(text); got != want {
		t.Fatalf("%q in %q: found %q, the expression says %q", p, text, got, want)
	}
}

// A phrase says what its expression says: over texts drawn from the expression
// itself, with something before, behind and taken away.
func TestPhraseIsItsExpression(t *testing.T) {
	unread := 0
	for _, p := range everyPhrase {
		if len(p.pieces()) == 0 {
			unread++
			t.Logf("no pieces: %s", p)
		}
	}
	if unread > 2 {
		t.Errorf("%d phrases look through every text", unread)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(everyPhrase).Draw(t, "phrase")
		around := rapid.SampledFrom([]string{"", " ", "x", "ae", "(", "2016 ", " i alt", "kr."})
		text := around.Draw(t, "before") + rapid.StringMatching(unbound(p.String())).Draw(t, "text") + around.Draw(t, "after")
		if cut := rapid.IntRange(0, len(text)).Draw(t, "cut"); rapid.Bool().Draw(t, "shorter") {
			text = text[cut:]
		}
		holdTrue(t, p, text)
	})
}

// unbound is an expression that texts can be drawn from: without word bounds.
func unbound(pattern string) string { return strings.ReplaceAll(pattern, `\b`, "") }

// Parts of expressions that no phrase of ours has yet.
func TestPiecesOfExpressions(t *testing.T) {
	for _, pattern := range []string{
		`a|b|`, `(?i)kr`, `^$`, `^(^ab|cd$)$`, `a?b*c+`, `(ab){2}c`, `(ab){0,2}c`, `[a-c]x`, `[a-z]x`, `.*`, `x(^y|z)`, `(^(^ab|c))d`, `(?:a$)?b`,
		`^(?:en|to|)tre$`, `a.b|cd`, `\Aab\z`, `(?m)^ab$`,
	} {
		p := newPhrase(pattern)
		for _, text := range strings.Split("|a|b|ab|cd|abab|ababc|c|abc|xz|xy|bx|dx|b|tre|entre|totre|axb|cd|KR|kr\n|\nab\n|abcd", "|") {
			holdTrue(t, p, text)
		}
	}
}

func FuzzPhrase(f *testing.F) {
	for _, text := range []string{"Engangsudgift 2016", "beloeb i 1.000 kr.", "gevinst", "i alt", "", "x\x02y\x03"} {
		f.Add(text)
	}
	all := everyPhrase
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range all {
			holdTrue(t, p, text)
		}
	})
}
