package example

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// A picture says every word of its sheets that it shows, and has nothing that a
// strict content policy would hold back.
func TestPicturesAreDrawings(t *testing.T) {
	allowed := map[string]bool{"svg": true, "title": true, "rect": true, "path": true, "text": true}
	for _, e := range All() {
		picture, err := e.Picture(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		texts := 0
		for decoder := xml.NewDecoder(strings.NewReader(string(picture))); ; {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", e.File, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if !allowed[start.Name.Local] {
				t.Errorf("%s: <%s>", e.File, start.Name.Local)
			}
			if start.Name.Local == "text" {
				texts++
			}
			for _, a := range start.Attr {
				if a.Name.Local == "style" || a.Name.Local == "href" || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("%s: %s on <%s>", e.File, a.Name.Local, start.Name.Local)
				}
			}
		}
		if texts < 5 || !strings.Contains(string(picture), "<title>"+e.Title+"</title>") {
			t.Errorf("%s: %d texts, or no title", e.File, texts)
		}
	}
}

// What the notation says is what the file holds, to the cell. By hand.
func TestRegisterIsDrawnAsItIs(t *testing.T) {
	picture, err := register.Picture(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{">Digital byggesag<", ">1.550<", ">Gevinst 2027<", ">-<", ">G<", ">7<", ">Katalog<"} {
		if !strings.Contains(string(picture), word) {
			t.Errorf("%s is not drawn", word)
		}
	}
	if strings.Contains(string(picture), "…") {
		t.Error("a word is cut off")
	}
}

func TestDanishNumbers(t *testing.T) {
	for number, want := range map[float64]string{1550: "1.550", -1234567: "-1.234.567", 12.5: "12,5", 999: "999", 0: "0", 1000.25: "1.000,25"} {
		if got := grouped(decimal(number)); got != want {
			t.Errorf("%g: %s, want %s", number, got, want)
		}
	}
}

// The same code writes the same picture each time.
func TestPicturesAreTheSameEachTime(t *testing.T) {
	for _, e := range All() {
		first, err := e.Picture(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if second, _ := e.Picture(t.Context()); string(first) != string(second) {
			t.Errorf("%s differs", e.File)
		}
	}
}
