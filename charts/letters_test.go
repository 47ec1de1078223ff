package charts

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The letters are as wide here as where ECharts measures them.
func TestLettersAreMeasuredAlike(t *testing.T) {
	script, err := os.ReadFile("frontend/measure.js")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?s)const letters = ("[^\n]*");\nconst regular = \[(.*?)\]`).FindSubmatch(script)
	if found == nil {
		t.Fatal("measure.js has no letters, or has them elsewhere")
	}
	if said, err := strconv.Unquote(string(found[1])); err != nil || said != letters {
		t.Errorf("the letters are %q here and %s there (%v)", letters, found[1], err)
	}
	var widths []string
	for _, width := range regularWidths {
		widths = append(widths, strconv.Itoa(width))
	}
	if there := strings.Join(strings.FieldsFunc(string(found[2]), func(r rune) bool { return r < '0' || r > '9' }), " "); there != strings.Join(widths, " ") {
		t.Errorf("the widths are %v here and %s there", widths, there)
	}
	// "Mål" at 13 pixels by the table: 812 + 534 + 272 thousandths.
	if got := measured("Mål", 13); got < 21.03 || got > 21.04 {
		t.Errorf("Mål is %.3f wide, want 21.034", got)
	}
}
