package report

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/browsertest"
)

const linkPage = `<html><body><a href="/greve">Greve &amp; co</a> <a href="#terms">Terms
 and so on</a>
<table><tr><th scope="col"><a href="/sorted">Name</a></th></tr>
<tr><th scope="row"><a href="/greve/cases/1">BC01 Digital post</a></th><td><a href="/greve/cases/1">1.200</a></td><td><a href="/greve/cases/1/lines">-30</a></td></tr></table>
<svg><a xlink:href="/area" aria-label="Welfare: 3 mio. kr."><path/></a></svg>
<p><a href="/sums">12</a> <a href="/sums">13</a> <a href="/one">14</a> <a href="/units">4,8 mio. kr.</a> <a href="/units">4 800 000</a> <a href="/late">15</a> <a href="/late">Later</a></p></body></html>`

// Each link's words are read off linkPage by hand.
func TestLinksHaveWords(t *testing.T) {
	links, err := readLinks(strings.NewReader(linkPage), "https://raaderum.example.org/greve/quarters/2014K2")
	if err != nil {
		t.Fatal(err)
	}
	const origin = "https://raaderum.example.org"
	for address, want := range map[string]string{
		origin + "/greve":               "Greve & co",
		"#terms":                        "Terms and so on",
		origin + "/sorted":              "Name",
		origin + "/greve/cases/1":       "BC01 Digital post", // not the number beside it
		origin + "/greve/cases/1/lines": "BC01 Digital post", // a number says where it stands: the row it leads from
		origin + "/area":                "Welfare: 3 mio. kr.",
		origin + "/sums":                origin + "/sums", // neither number is the other's
		origin + "/one":                 "14",
		origin + "/late":                "Later",
		origin + "/units":               origin + "/units", // a unit makes no words of a number
		"#nowhere":                      "nowhere",
		origin + "/unknown":             origin + "/unknown",
	} {
		if got := links.of(address); got != want {
			t.Errorf("%s is %q, want %q", address, got, want)
		}
	}
}

// What stands behind the file has the links with their words; what stood there
// stands as it did, and poppler reads the whole. "Råderum" is 0052 00E5 0064 0065
// 0072 0075 006D in UTF-16, by Unicode's own table.
func TestLinksAreNamedBehindThePDF(t *testing.T) {
	const far = window - 410 // the second link lies over the end of what is looked at, at a time
	file := "%PDF-1.4\n" +
		"1 0 obj\n<</Type /Catalog\n/Pages 2 0 R>>\nendobj\n" +
		"2 0 obj\n<</Type /Pages\n/Kids [3 0 R]\n/Count 1>>\nendobj\n" +
		"3 0 obj\n<</Type /Page\n/Parent 2 0 R\n/MediaBox [0 0 100 100]\n/Annots [4 0 R 6 0 R]>>\nendobj\n" +
		"4 0 obj\n<</Type /Annot\n/Subtype /Link\n/Rect [1 1 9 9]\n/A <</Type /Action\n/S /URI\n/URI (http://x.invalid/a\\(b\\))>>\n/StructParent 1>>\nendobj\n" +
		"5 0 obj\n<</Length " + strconv.Itoa(far) + ">> stream\n" + strings.Repeat("x", far) + "\nendstream\nendobj\n" +
		"6 0 obj\n<</Type /Annot\n/Subtype /Link\n/Rect [1 1 9 9]\n/Dest /terms\n/StructParent 2>>\nendobj\n"
	var whole strings.Builder
	whole.WriteString(file + "xref\n0 7\n0000000000 65535 f \n")
	for _, at := range regexp.MustCompile(`\d 0 obj`).FindAllStringIndex(file, -1) {
		whole.WriteString(strings.Repeat("0", 10-len(strconv.Itoa(at[0]))) + strconv.Itoa(at[0]) + " 00000 n \n")
	}
	whole.WriteString("trailer\n<</Size 7\n/Root 1 0 R>>\nstartxref\n" + strconv.Itoa(len(file)) + "\n%%EOF\n")
	if at := strings.Index(file, "6 0 obj"); at >= window || at+40 < window {
		t.Fatalf("the second link is at %d", at)
	}
	path := filepath.Join(t.TempDir(), "links.pdf")
	if err := os.WriteFile(path, []byte(whole.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if faults := browsertest.Wordless([]byte(whole.String())); len(faults) != 2 {
		t.Errorf("before: %v", faults)
	}
	out, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // a file of this test
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	links, err := readLinks(strings.NewReader(`<a href="/a(b)">Råderum</a><a href="#terms">Terms</a>`), "http://x.invalid/")
	if err != nil {
		t.Fatal(err)
	}
	if err := nameLinks(out, links); err != nil {
		t.Fatal(err)
	}
	named, err := os.ReadFile(path) //nolint:gosec // a file of this test
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(named), whole.String()) {
		t.Error("what stood there does not stand as it did")
	}
	if faults := browsertest.Wordless(named); len(faults) != 0 {
		t.Error(faults)
	}
	for _, want := range []string{"/Contents <FEFF005200E50064006500720075006D>", "/Contents <FEFF005400650072006D0073>", "\n4 1\n", "\n6 1\n", "/Prev " + strconv.Itoa(len(file)) + ">>"} {
		if strings.Count(string(named), want) != 1 {
			t.Errorf("%q is not in the file once", want)
		}
	}
	table := regexp.MustCompile(`(?s)startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(named)
	if table == nil || !strings.HasPrefix(string(named)[atoi(t, string(table[1])):], "xref\n4 1\n") {
		t.Fatal("the last table is not where the file says")
	}
	for _, object := range []string{"4", "6"} {
		row := regexp.MustCompile(`\n` + object + ` 1\n(\d{10}) 00000 n \n`).FindSubmatch(named)
		if row == nil || !strings.HasPrefix(string(named)[atoi(t, string(row[1])):], object+" 0 obj\n") {
			t.Errorf("object %s is not where the table says", object)
		}
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
