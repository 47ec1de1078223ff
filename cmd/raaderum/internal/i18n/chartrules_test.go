package i18n_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/charts/gallery"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// What holds for every chart there is, in both languages: these tests walk the
// gallery, which package gallery holds against package charts.

// everywhere leads somewhere from everything.
var everywhere = charts.Links{
	Case:    func(id portfolio.CaseID) string { return "/case/" + string(id) },
	Year:    func(int) string { return "#year" },
	Quarter: func(calc.Quarter) string { return "?quarter" },
	Area:    func(id portfolio.FocusAreaID) string { return "/area/" + string(id) },

	Organisation: func(id portfolio.OrganisationID) string { return "/organisation/" + string(id) },
}

// eachChart walks every example of every kind in both languages.
func eachChart(t *testing.T, see func(name string, kind gallery.Kind, empty bool, c charts.Chart)) {
	t.Helper()
	for _, language := range i18n.Languages {
		for _, kind := range gallery.Kinds {
			all, err := kind.Draw(i18n.New(language), everywhere)
			if err != nil {
				t.Fatal(err)
			}
			for name, c := range all {
				see(language+" "+name, kind, blank(t, c), c)
			}
		}
	}
}

// blank tells whether a chart draws nothing but the words that say why.
func blank(t *testing.T, c charts.Chart) bool {
	t.Helper()
	wide := drawings(t, c)[1]
	return len(wide.Series) == 1 && wide.Series[0].ID == "blank"
}

// drawing is one of an option's two drawings, as far as the rules go.
type drawing struct {
	Series []struct {
		ID     string
		Silent bool
		Data   []struct {
			Value     json.RawMessage
			Say, Link string
			Label     struct{ Formatter string }
		}
	}
	XAxis, YAxis []struct {
		Name      string
		AxisLabel struct{ Texts []string }
	}
	Legend struct{ Data []struct{ Name string } }
}

// drawings are the narrow and the wide drawing.
func drawings(t *testing.T, c charts.Chart) [2]drawing {
	t.Helper()
	var option struct{ Media []struct{ Option drawing } }
	if err := json.Unmarshal(c.Option, &option); err != nil || len(option.Media) != 2 {
		t.Fatal(c.ID, err)
	}
	return [2]drawing{option.Media[0].Option, option.Media[1].Option}
}

// texts are all words in a drawing.
func (d drawing) texts() (all []string) {
	for _, axis := range slices.Concat(d.XAxis, d.YAxis) {
		all = append(append(all, axis.Name), axis.AxisLabel.Texts...)
	}
	for _, s := range d.Series {
		for _, p := range s.Data {
			all = append(all, p.Label.Formatter)
		}
	}
	for _, entry := range d.Legend.Data {
		all = append(all, entry.Name)
	}
	return all
}

// said is what the points of a drawing say, in order.
func (d drawing) said() (all []string) {
	for _, s := range d.Series {
		for _, p := range s.Data {
			if p.Say != "" {
				all = append(all, p.Say)
			}
		}
	}
	slices.Sort(all)
	return all
}

// The title is a sentence, the text summary says more than it, and the table
// holds rows: of every chart that has something to show.
func TestEveryChartSpeaks(t *testing.T) {
	eachChart(t, func(name string, kind gallery.Kind, empty bool, c charts.Chart) {
		first, _ := utf8.DecodeRuneInString(c.Title)
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) || len(strings.Fields(c.Title)) < 4 {
			t.Errorf("%s: %q is no sentence", name, c.Title)
		}
		if c.Help == "" || len(c.Table.Head) < 2 || c.Table.Caption != c.Title || c.Table.Note == "" {
			t.Errorf("%s: without help, or a table without headings, caption or note", name)
		}
		if empty {
			return
		}
		if len(c.Summary) < 40 || c.Summary == c.Title {
			t.Errorf("%s: the summary is only %q", name, c.Summary)
		}
		if len(c.Table.Rows) == 0 {
			t.Errorf("%s: a table without rows", name)
		}
	})
}

// Every kind has its message computed by hand in both languages, of an example
// that has something to show.
func TestEveryTitleIsTested(t *testing.T) {
	for _, language := range i18n.Languages {
		for _, kind := range gallery.Kinds {
			tested := false
			for _, titles := range []map[string]string{chartTitles[language], portfolioTitles[language]} {
				for name := range titles {
					tested = tested || strings.HasPrefix(name, kind.Name+"-") && name != kind.Name+"-"+kind.Empty
				}
			}
			if !tested {
				t.Errorf("%s: no title of %s is tested", language, kind.Name)
			}
		}
	}
}

// An example of nothing draws one line of words and no number, and nothing can be
// travelled to.
func TestEveryEmptyChartIsHonest(t *testing.T) {
	seen := 0
	eachChart(t, func(name string, kind gallery.Kind, empty bool, c charts.Chart) {
		if !empty {
			return
		}
		seen++
		if c.Height > 150 || c.Narrow.Height > 150 {
			t.Errorf("%s: an empty chart is %d high", name, c.Height)
		}
		for _, d := range drawings(t, c) {
			written := strings.Join(d.texts(), "")
			if written != c.Title || len(d.said()) > 0 {
				t.Errorf("%s: %q is written, and %d points speak", name, written, len(d.said()))
			}
		}
	})
	if seen < len(gallery.Kinds)*len(i18n.Languages) {
		t.Errorf("%d examples of nothing for %d kinds", seen, len(gallery.Kinds))
	}
	for _, kind := range gallery.Kinds {
		all, err := kind.Draw(i18n.New("da"), everywhere)
		if err != nil {
			t.Fatal(err)
		}
		for example, want := range map[string]bool{kind.Empty: true, kind.Main: false} {
			if c, there := all[kind.Name+"/"+example]; !there || blank(t, c) != want {
				t.Errorf("%s/%s: there %t, drawn blank %t", kind.Name, example, there, !want)
			}
		}
	}
}

// Every mark that can be pointed at says what it is and leads somewhere, in both
// drawings the same; nothing else can be pointed at.
func TestEveryPointSpeaksAndLeads(t *testing.T) {
	eachChart(t, func(name string, kind gallery.Kind, empty bool, c charts.Chart) {
		both := drawings(t, c)
		if narrow, wide := both[0].said(), both[1].said(); !slices.Equal(narrow, wide) {
			t.Errorf("%s: %d points speak in the narrow drawing, %d in the wide one", name, len(narrow), len(wide))
		}
		if !empty && len(both[1].said()) == 0 {
			t.Errorf("%s: no point speaks", name)
		}
		for _, s := range both[1].Series {
			for _, p := range s.Data {
				if p.Say != "" && p.Link == "" {
					t.Errorf("%s, %s: %q leads nowhere", name, s.ID, p.Say)
					break
				}
				if p.Say == "" && !s.Silent && !strings.Contains(string(p.Value), `"-"`) && string(p.Value) != "[0,0]" { // where a line begins
					t.Errorf("%s, %s: the point at %s says nothing", name, s.ID, p.Value)
					break
				}
			}
		}
	})
}

// units are how the drawings write what their numbers are.
var units = map[string]*regexp.Regexp{
	"da": regexp.MustCompile(`kr\.|%|\bår\b|sag(er)?\b|gevinst(er)?\b`),
	"en": regexp.MustCompile(`DKK|%|\byears?\b|cases?\b|benefits?\b`),
}

// Both drawings of every chart say their unit.
func TestEveryDrawingSaysItsUnit(t *testing.T) {
	eachChart(t, func(name string, kind gallery.Kind, empty bool, c charts.Chart) {
		if empty || kind.Marks {
			return
		}
		for i, d := range drawings(t, c) {
			if written := strings.Join(d.texts(), " | "); !units[name[:2]].MatchString(written) {
				t.Errorf("%s: no unit in drawing %d: %s", name, i, written)
			}
		}
	})
}

// What draws cases has examples of 5 and of 200, and stays a drawing one can look
// at: no wider, and each case has room for its row.
func TestEveryChartOfCasesBearsTwoHundred(t *testing.T) {
	eachChart(t, func(name string, kind gallery.Kind, _ bool, c charts.Chart) {
		if c.Width != 760 || c.Narrow.Width != 288 {
			t.Errorf("%s is %d and %d wide", name, c.Width, c.Narrow.Width)
		}
	})
	for _, kind := range gallery.Kinds {
		all, err := kind.Draw(i18n.New("da"), everywhere)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range []string{"five", "twohundred"} {
			if _, there := all[kind.Name+"/"+size]; kind.Cases && !there {
				t.Errorf("%s has no example of %s cases", kind.Name, size)
			}
		}
	}
}
