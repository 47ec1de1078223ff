package i18n

import (
	"strings"
	"testing"
)

// A finding carries a quarter as a code; nobody is shown one.
func TestArgsSayQuarters(t *testing.T) {
	for language, want := range map[string]string{"da": "2. kvartal 2014", "en": "Q2 2014"} {
		text := New(language).Args("finding.rule-forecast-old", map[string]any{"label": "Porto", "quarter": "2014K2", "n": 1})
		if !strings.Contains(text, want) || strings.Contains(text, "2014K2") {
			t.Errorf("%s: %s, want %s in it", language, text, want)
		}
	}
}
