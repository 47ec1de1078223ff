package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

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

// The file is written anew: its links have their words, a list item its body, what is
// drawn outside the structure is told as artifact, the kinds of structure are known and
// the metadata claims what holds. "Råderum" is 0052 00E5 0064 0065 0072 0075 006D in
// UTF-16, by Unicode's own table. The table of objects is where the file says.
func TestPrintedPDFIsMadeAccessible(t *testing.T) {
	drawn := packedStream([]byte("q\n/P <</MCID 0 >>BDC\n1 1 9 9 re\nf\nEMC\n0 0 1 9 re\nW n\n2 2 3 3 re\nS\nBT\n(\\) f) Tj\nET\nQ"))
	objects := []string{
		"<</Title <FEFF005200E5006400650072>\n/Producer (Skia/PDF m156)>>",
		"<</Type /Catalog\n/Pages 3 0 R\n/StructTreeRoot 7 0 R\n/Lang (da)>>",
		"<</Type /Pages\n/Kids [4 0 R]\n/Count 1>>",
		"<</Type /Page\n/Parent 3 0 R\n/MediaBox [0 0 100 100]\n/Annots [5 0 R 13 0 R]\n/Contents 6 0 R>>",
		"<</Type /Annot\n/Subtype /Link\n/Rect [1 1 9 9]\n/A <</Type /Action\n/S /URI\n/URI (http://x.invalid/a\\(b\\))>>\n/StructParent 1>>",
		"<</Filter /FlateDecode\n/Length " + strconv.Itoa(len(drawn)) + ">> stream\n" + string(drawn) + "\nendstream",
		"<</Type /StructTreeRoot\n/K 8 0 R>>",
		"<</Type /StructElem\n/S /L\n/P 7 0 R\n/K [9 0 R]>>",
		"<</Type /StructElem\n/S /LI\n/P 8 0 R\n/K [3 10 0 R 11 0 R <</Type /MCR\n/Pg 4 0 R\n/MCID 4>> 12 0 R]>>",
		"<</Type /StructElem\n/S /Lbl\n/P 9 0 R>>", "<</Type /StructElem\n/S /NonStruct\n/P 9 0 R>>", "<</Type /StructElem\n/S /Strong\n/P 9 0 R>>",
		"<</Type /Annot\n/Subtype /Link\n/Rect [1 1 9 9]\n/Dest /terms\n/StructParent 2>>",
	}
	var whole, table strings.Builder
	whole.WriteString("%PDF-1.4\n")
	for i, object := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", whole.Len())
		fmt.Fprintf(&whole, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	fmt.Fprintf(&whole, "xref\n0 14\n0000000000 65535 f \n%strailer\n<</Size 14\n/Root 2 0 R>>\nstartxref\n%d\n%%%%EOF\n", table.String(), whole.Len())
	printed, err := os.Create(filepath.Join(t.TempDir(), "printed.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer printed.Close()
	if _, err := printed.WriteString(whole.String()); err != nil {
		t.Fatal(err)
	}
	if faults := browsertest.Wordless([]byte(whole.String())); len(faults) != 2 {
		t.Errorf("before: %v", faults)
	}
	links, err := readLinks(strings.NewReader(`<a href="/a(b)">Råderum</a><a href="#terms">Terms</a>`), "http://x.invalid/")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := makeAccessible(&out, printed, links, time.Date(2014, 5, 1, 9, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	anew := out.String()
	if faults := browsertest.Wordless(out.Bytes()); len(faults) != 0 {
		t.Error(faults)
	}
	for _, want := range []string{
		"/Contents <FEFF005200E50064006500720075006D>", "/Contents <FEFF005400650072006D0073>", "/Metadata 15 0 R", "/Strong /Span", "<pdfuaid:part>1</pdfuaid:part>", `xml:lang="x-default">Råder<`,
		"/K [3 10 0 R 14 0 R <</Type /MCR\n/Pg 4 0 R\n/MCID 4>> ]", "14 0 obj\n<</Type /StructElem\n/S /LBody\n/P 9 0 R\n/K [11 0 R 12 0 R]>>",
		"/S /NonStruct\n/P 14 0 R", "/S /Strong\n/P 14 0 R", "/S /Lbl\n/P 9 0 R",
	} {
		if strings.Count(anew, want) != 1 {
			t.Errorf("%q is not in the file once", want)
		}
	}
	for i, row := range regexp.MustCompile(`(\d{10}) 00000 n `).FindAllStringSubmatch(anew, -1) {
		if want := fmt.Sprintf("%d 0 obj\n", i+1); !strings.HasPrefix(anew[atoi(t, row[1]):], want) {
			t.Errorf("object %d is not where the table says", i+1)
		}
	}
	if end := regexp.MustCompile(`(?s)/Size 16\n.*startxref\n(\d+)\n%%EOF\n$`).FindStringSubmatch(anew); end == nil || !strings.HasPrefix(anew[atoi(t, end[1]):], "xref\n0 16\n") {
		t.Error("the table is not where the file says")
	}
	found := regexp.MustCompile(`(?s)/Length (\d+)>> stream\n(.*?)\nendstream`).FindStringSubmatch(anew)
	if got, err := unpackedStream([]byte(found[2])); err != nil || strconv.Itoa(len(found[2])) != found[1] ||
		string(got) != "q\n/P <</MCID 0 >>BDC\n1 1 9 9 re\nf\nEMC\n0 0 1 9 re\nW n\n/Artifact BMC\n2 2 3 3 re\nS\nEMC\n/Artifact BMC\nBT\n(\\) f) Tj\nET\nEMC\nQ" {
		t.Errorf("it is drawn %q, %v", got, err)
	}
}

// A drawing that is not understood stays as it is, and the file claims nothing.
func TestADrawingThatIsNotUnderstoodIsLeft(t *testing.T) {
	for _, drawn := range []string{"EMC", "/P <</MCID 0>>BDC 1 1 9 9 re f", "(a", "BI ID x EI", "BT (a) Tj /P <</MCID 0>>BDC (b) Tj EMC ET"} {
		if got, err := markArtifacts([]byte(drawn), nil); err == nil {
			t.Errorf("%q is drawn %q", drawn, got)
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
