package browsertest_test

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"raaderum/calc"
	"raaderum/charts"
	"raaderum/charts/gallery"
	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// What a browser makes of every kind of chart: these tests walk the gallery,
// which a test of its own holds against package charts.

var update = flag.Bool("update", false, "write the golden numbers of pictures anew, after a look at them")

// tolerance is how many grays of 255 a field of a picture may be off: another
// version of the browser softens edges by a gray or two. A bar a twentieth longer
// changes the field at its end by twenty and more.
const tolerance = 8

// letters are taken out before a picture is taken: which fonts a machine has must
// not matter. What they say, and that they have room, is held by other tests.
var letters = regexp.MustCompile(`(?s)<text.*?</text>`)

// hang is a server with a page that can hold drawings, and the drawings by name.
func hang(t *testing.T, drawings map[string]string) *browsertest.Tab {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir(builtFiles))))
	mux.HandleFunc("/drawing", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, drawings[r.URL.Query().Get("name")])
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<!doctype html><title>-</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/static/app.css"><main></main>`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	tab := browsertest.Open(t, server.URL)
	tab.Do(browsertest.Size(1000, 1000), chromedp.Navigate(server.URL), ready("main"))
	return tab
}

// drawn is a chart as a picture of its own.
func drawn(t *testing.T, r *charts.Renderer, c charts.Chart, theme charts.Theme, size charts.Size) string {
	t.Helper()
	svg, err := r.SVG(c, theme, size.Width, size.Height)
	if errors.Is(err, charts.ErrNoBundle) {
		t.Skip("missing component: front end, run make build")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(svg)
}

// fingerprint is the mean gray of each field of 20 by 20 pixels of a picture, row
// by row: what it looks like without colors, too.
const fingerprint = `(async (name, paper) => {
	const img = new Image();
	img.src = "/drawing?name=" + encodeURIComponent(name);
	await img.decode();
	const [w, h, field] = [img.naturalWidth, img.naturalHeight, 20];
	const canvas = Object.assign(document.createElement("canvas"), {width: w, height: h});
	const ink = canvas.getContext("2d", {willReadFrequently: true});
	ink.fillStyle = paper;
	ink.fillRect(0, 0, w, h);
	ink.drawImage(img, 0, 0);
	const {data} = ink.getImageData(0, 0, w, h);
	const [across, down] = [Math.ceil(w / field), Math.ceil(h / field)];
	const sum = new Float64Array(across * down), count = new Float64Array(across * down);
	for (let y = 0, i = 0; y < h; y++) for (let x = 0; x < w; x++, i += 4) {
		const at = Math.floor(y / field) * across + Math.floor(x / field);
		sum[at] += 0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2];
		count[at]++;
	}
	return btoa(String.fromCharCode(...sum.map((s, i) => Math.round(s / count[i]))));
})`

func look(t *testing.T, tab *browsertest.Tab, name string) []byte {
	t.Helper()
	paper := "#ffffff"
	if strings.Contains(name, " dark ") {
		paper = "#000000"
	}
	code := browsertest.Get(tab, chromedp.Evaluate[string](fmt.Sprintf("%s(%q, %q)", fingerprint, name, paper), chromedp.EvalAwaitPromise))
	grays, err := base64.StdEncoding.DecodeString(code)
	if err != nil {
		t.Fatal(err)
	}
	return grays
}

// off is by how much two pictures differ at most, in grays, and in which field;
// pictures of different sizes differ by everything.
func off(a, b []byte) (most, field int) {
	if len(a) != len(b) {
		return 255, -1
	}
	for i := range a {
		if d := max(int(a[i])-int(b[i]), int(b[i])-int(a[i])); d > most {
			most, field = d, i
		}
	}
	return most, field
}

// pictures are the drawings of each kind, without letters: both widths, in both
// languages, light, and dark in Danish.
func pictures(t *testing.T) map[string]string {
	t.Helper()
	all, renderer := map[string]string{}, charts.NewRenderer()
	for _, language := range i18n.Languages {
		for _, kind := range gallery.Kinds {
			examples, err := kind.Draw(i18n.New(language), charts.Links{})
			if err != nil {
				t.Fatal(err)
			}
			c := examples[kind.Name+"/"+kind.Main]
			for width, size := range map[string]charts.Size{"wide": {Width: c.Width, Height: c.Height}, "narrow": c.Narrow} {
				name := kind.Name + " " + language + " "
				all[name+"light "+width] = letters.ReplaceAllString(drawn(t, renderer, c, charts.ThemeLight, size), "")
				if language == "da" {
					all[name+"dark "+width] = letters.ReplaceAllString(drawn(t, renderer, c, charts.ThemeDark, size), "")
				}
			}
		}
	}
	return all
}

// Each kind of chart looks as it did when somebody last looked at it.
func TestChartsLookAsTheyDid(t *testing.T) {
	drawings := pictures(t)
	tab := hang(t, drawings)
	golden := filepath.Join("testdata", "pictures.golden.json")
	want := map[string][]byte{}
	if data, err := os.ReadFile(golden); err == nil {
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
	}
	got := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(drawings)) {
		got[name] = look(t, tab, name)
		if most, field := off(want[name], got[name]); most > tolerance && !*update {
			t.Errorf("%s: off by %d grays in field %d; look at it, then -update", name, most, field)
		}
	}
	for name := range want {
		if _, there := got[name]; !there && !*update {
			t.Errorf("%s is drawn no more", name)
		}
	}
	if *update {
		data, err := json.MarshalIndent(got, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, append(data, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The pictures are looked at closely enough: for every kind, a drawing moved by
// three pixels and one that lacks every third mark are seen to be another; letters that
// change are not.
func TestChartsAreLookedAtClosely(t *testing.T) {
	whole, renderer := map[string]string{}, charts.NewRenderer()
	marks := regexp.MustCompile(`(?s)<defs.*?</defs>|<path d="[^"]*"[^>]*fill="(?:#|url)[^"]*"[^>]*></path>`)
	var names []string
	for _, kind := range gallery.Kinds {
		examples, err := kind.Draw(i18n.New("da"), charts.Links{})
		if err != nil {
			t.Fatal(err)
		}
		c := examples[kind.Name+"/"+kind.Main]
		svg := drawn(t, renderer, c, charts.ThemeLight, charts.Size{Width: c.Width, Height: c.Height})
		bare := letters.ReplaceAllString(svg, "")
		head := strings.Index(bare, ">") + 1
		names = append(names, kind.Name)
		whole[kind.Name] = bare
		whole[kind.Name+" letters"] = letters.ReplaceAllString(strings.ReplaceAll(svg, "IBM Plex Sans", "Georgia"), "")
		whole[kind.Name+" moved"] = bare[:head] + `<g transform="translate(0 3)">` + strings.TrimSuffix(strings.TrimSpace(bare[head:]), "</svg>") + "</g></svg>"
		whole[kind.Name+" fewer"] = marks.ReplaceAllStringFunc(bare, oneOfThree())
	}
	tab := hang(t, whole)
	for _, name := range names {
		before := look(t, tab, name)
		if most, _ := off(before, look(t, tab, name+" letters")); most > 0 {
			t.Errorf("%s: letters matter by %d grays", name, most)
		}
		for _, change := range []string{" moved", " fewer"} {
			if most, _ := off(before, look(t, tab, name+change)); most <= tolerance {
				t.Errorf("%s: %s is not seen: %d grays", name, change, most)
			}
		}
	}
}

// oneOfThree takes every third mark away, and leaves definitions.
func oneOfThree() func(mark string) string {
	seen := 0
	return func(mark string) string {
		if strings.HasPrefix(mark, "<defs") {
			return mark
		}
		if seen++; seen%3 == 1 {
			return ""
		}
		return mark
	}
}

// crowding names the texts of a drawing that leave it or lie over each other, in
// the page's own typeface.
const crowding = `(async (name) => {
	await Promise.all([document.fonts.load("12px 'IBM Plex Sans'"), document.fonts.load("600 12px 'IBM Plex Sans'")]);
	const main = document.querySelector("main");
	main.innerHTML = await (await fetch("/drawing?name=" + encodeURIComponent(name))).text();
	const svg = main.querySelector("svg"), frame = svg.getBoundingClientRect();
	const texts = [...svg.querySelectorAll("text")].filter(t => t.textContent.trim()).map(t => ({said: t.textContent, box: t.getBoundingClientRect()}));
	const wrong = [];
	for (const [i, {said, box}] of texts.entries()) {
		if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5 || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)
			wrong.push("“" + said + "” leaves the drawing");
		for (const other of texts.slice(i + 1)) {
			const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
			const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
			if (wide > 2 && high > 5) wrong.push("“" + said + "” lies over “" + other.said + "”");
		}
	}
	return wrong.slice(0, 4).join("; ");
})`

// struck names the texts of a drawing that a line or an edge runs through: behind
// the middle of a text, without the letters, lies more than one color.
const struck = `(async (name) => {
	await Promise.all([document.fonts.load("12px 'IBM Plex Sans'"), document.fonts.load("600 12px 'IBM Plex Sans'")]);
	const main = document.querySelector("main");
	main.innerHTML = await (await fetch("/drawing?name=" + encodeURIComponent(name))).text();
	const svg = main.querySelector("svg"), frame = svg.getBoundingClientRect();
	const [width, height] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height], scale = width / frame.width;
	const texts = [...svg.querySelectorAll("text")].filter(t => t.textContent.trim()).map(t => ({said: t.textContent, box: t.getBoundingClientRect()}));
	const bare = svg.cloneNode(true);
	bare.querySelectorAll("text").forEach(t => t.remove());
	const img = new Image();
	img.src = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(bare)], {type: "image/svg+xml"}));
	await img.decode();
	const canvas = Object.assign(document.createElement("canvas"), {width, height});
	const ink = canvas.getContext("2d", {willReadFrequently: true});
	ink.fillStyle = "#fff";
	ink.fillRect(0, 0, width, height);
	ink.drawImage(img, 0, 0, width, height);
	const wrong = [];
	for (const {said, box} of texts) {
		const [x, y] = [Math.round((box.left - frame.left) * scale) + 1, Math.round((box.top - frame.top + box.height * 0.3) * scale)];
		const [w, h] = [Math.max(1, Math.round(box.width * scale) - 2), Math.max(1, Math.round(box.height * scale * 0.4))];
		const {data} = ink.getImageData(x, y, w, h), grays = [], seen = {};
		for (let i = 0; i < data.length; i += 4) {
			const gray = Math.round(0.2126 * data[i] + 0.7152 * data[i + 1] + 0.0722 * data[i + 2]);
			grays.push(gray);
			seen[gray] = (seen[gray] || 0) + 1;
		}
		const behind = Number(Object.entries(seen).sort((a, b) => b[1] - a[1])[0][0]);
		if (grays.filter(gray => Math.abs(gray - behind) > 20).length >= h) wrong.push("“" + said + "”");
	}
	return wrong.join(", ");
})`

// No text of any example leaves its drawing or lies over another, and nothing runs
// through one, wide or narrow, in both languages: the narrow drawing is what a
// window of 320 pixels shows.
func TestChartTextsHaveRoom(t *testing.T) {
	drawings, renderer := map[string]string{}, charts.NewRenderer()
	for _, language := range i18n.Languages {
		all, err := gallery.All(i18n.New(language), charts.Links{})
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range all {
			drawings[name+" "+language+" wide"] = drawn(t, renderer, c, charts.ThemeLight, charts.Size{Width: c.Width, Height: c.Height})
			drawings[name+" "+language+" narrow"] = drawn(t, renderer, c, charts.ThemeLight, c.Narrow)
			if c.Narrow.Width > 320-2*16 {
				t.Errorf("%s: the narrow drawing is %d wide, 320 less the margins is 288", name, c.Narrow.Width)
			}
		}
	}
	tab := hang(t, drawings)
	for _, name := range slices.Sorted(maps.Keys(drawings)) {
		if wrong := browsertest.Get(tab, chromedp.Evaluate[string](fmt.Sprintf("%s(%q)", crowding, name), chromedp.EvalAwaitPromise)); wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
		if wrong := browsertest.Get(tab, chromedp.Evaluate[string](fmt.Sprintf("%s(%q)", struck, name), chromedp.EvalAwaitPromise)); wrong != "" {
			t.Errorf("%s: something runs through %s", name, wrong)
		}
	}
}

// travelling goes through a chart with the arrow keys and gives what is said, where
// Enter leads from the first two points and from the last, and where a click leads
// on the first mark under which a box tells something, with what the box says.
const travelling = `(async (id) => {
	const chart = document.querySelector('[data-chart="' + id + '"]');
	chart.dispatchEvent(new Event("focus")); // a tab in the background gets none of its own
	for (let i = 0; i < 1200 && !chart.querySelector("[aria-live]"); i++) await new Promise(done => setTimeout(done, 25));
	const said = [], led = [];
	const press = key => chart.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
	const voice = chart.querySelector("[aria-live]");
	if (!voice) return JSON.stringify({said, led});
	const follow = (from, go) => {
		location.hash = "nowhere";
		go();
		led.push([from, location.hash]);
	};
	const atEnd = () => said.length > 8 && said.slice(-8).every(text => text === said.at(-1)); // which is said again
	while (said.length < 2000 && !atEnd()) {
		voice.textContent = "";
		press("ArrowRight");
		said.push(voice.textContent);
		if (said.length <= 2) follow(said.at(-1), () => press("Enter"));
	}
	follow(said.at(-1), () => press("Enter"));
	press("Escape");
	const root = chart.querySelector(".chart-live svg").parentElement;
	const mouse = (type, x, y) => root.dispatchEvent(new MouseEvent(type, {clientX: x, clientY: y, bubbles: true, cancelable: true, view: window}));
	for (const mark of chart.querySelectorAll(".chart-live svg path")) {
		const box = mark.getBoundingClientRect(), [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
		const tip = chart.querySelector(".chart-tip");
		if (tip) tip.textContent = ""; // it keeps what the keyboard said
		mouse("mousemove", x, y);
		const told = chart.querySelector(".chart-tip")?.textContent;
		if (!told) continue;
		follow(told, () => ["mousedown", "mouseup", "click"].forEach(type => mouse(type, x, y)));
		break;
	}
	return JSON.stringify({said, led});
})`

// Arrow keys go through every point of every kind of chart and say it; Enter and a
// click lead to what lies under the point.
func TestEveryChartIsTravelled(t *testing.T) {
	if _, err := os.Stat(filepath.Join(builtFiles, "charts.js")); err != nil {
		t.Skip("missing component: front end, run make build")
	}
	everywhere := charts.Links{Case: func(id portfolio.CaseID) string { return "#case-" + string(id) },
		Year:         func(year int) string { return fmt.Sprintf("#year-%d", year) },
		Quarter:      func(q calc.Quarter) string { return "#quarter-" + q.String() },
		Area:         func(id portfolio.FocusAreaID) string { return "#area-" + string(id) },
		Organisation: func(id portfolio.OrganisationID) string { return "#organisation-" + string(id) }}
	renderer, said, ids := charts.NewRenderer(), map[string]map[string]string{}, []string{} // where what is said leads
	var body strings.Builder
	for _, kind := range gallery.Kinds {
		examples, err := kind.Draw(i18n.New("da"), everywhere)
		if err != nil {
			t.Fatal(err)
		}
		c := examples[kind.Name+"/"+kind.Main]
		html, err := renderer.HTML(c)
		if errors.Is(err, charts.ErrNoBundle) {
			t.Skip("missing component: front end, run make build")
		}
		if err != nil {
			t.Fatal(err)
		}
		body.WriteString(html)
		ids = append(ids, c.ID)
		said[c.ID] = pointsOf(t, c)
	}
	mux := http.NewServeMux()
	mux.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir(builtFiles))))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<!doctype html><html lang="da"><title>-</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/static/charts.css">`+
			`<script src="/static/charts.js" defer></script><main>%s</main></html>`, body.String())
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	tab := browsertest.Open(t, server.URL)
	tab.Do(browsertest.Size(1000, 1000), chromedp.Navigate(server.URL), ready("[data-chart][tabindex]"))
	for _, id := range ids {
		var heard struct {
			Said []string
			Led  [][2]string
		}
		if err := json.Unmarshal([]byte(browsertest.Get(tab, chromedp.Evaluate[string](fmt.Sprintf("%s(%q)", travelling, id), chromedp.EvalAwaitPromise))), &heard); err != nil {
			t.Fatal(err)
		}
		left := maps.Clone(said[id])
		for _, text := range slices.Compact(heard.Said) {
			if _, known := said[id][text]; !known {
				t.Errorf("%s says %q, which no point does", id, text)
			}
			delete(left, text)
		}
		if len(left) > 0 {
			t.Errorf("%s: %d points are never reached, as %q", id, len(left), slices.Sorted(maps.Keys(left))[0])
		}
		if len(heard.Led) != 4 {
			t.Errorf("%s: no mark says anything under the pointer", id)
		}
		for i, led := range heard.Led {
			want := cmp.Or(said[id][strings.TrimSpace(led[0])], "#nowhere")
			if got, err := url.PathUnescape(led[1]); err != nil || got != want {
				t.Errorf("%s: %s from %q leads to %s, want %s", id, []string{"Enter", "Enter", "Enter", "a click"}[i], led[0], led[1], want)
			}
		}
	}
}

// pointsOf are what the points of a chart's drawings say, each with where it leads.
func pointsOf(t *testing.T, c charts.Chart) map[string]string {
	t.Helper()
	var option struct {
		Media []struct {
			Option struct {
				Series []struct{ Data []json.RawMessage }
			}
		}
	}
	if err := json.Unmarshal(c.Option, &option); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, media := range option.Media {
		for _, series := range media.Option.Series {
			for _, data := range series.Data {
				var point struct{ Say, Link string }
				if json.Unmarshal(data, &point) == nil && point.Say != "" {
					said[point.Say] = point.Link
				}
			}
		}
	}
	return said
}
