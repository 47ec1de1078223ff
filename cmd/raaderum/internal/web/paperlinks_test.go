package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"raaderum/cmd/raaderum/internal/i18n"
	papers "raaderum/cmd/raaderum/internal/report"
	"raaderum/portfolio"
)

// Every link of a quarter's papers leads to a page of the server that answers
// somebody who has logged in, and has the place on it that the link names; a link
// within a paper has its place there.
func TestLinksOfPapersLeadSomewhere(t *testing.T) {
	if !papers.HasBrowser() {
		t.Skip("missing component: chromium is not installed")
	}
	s := openDemo(t)
	snapshot, _, err := papers.SnapshotOf(t.Context(), s.store, s.report("greve", "2014K2").Organisation, quarterOf(t, "2014K2"), now(), true)
	if err != nil {
		t.Fatal(err)
	}
	pack, err := papers.NewPack(snapshot, false, now(), i18n.New("da"))
	if err != nil {
		t.Fatal(err)
	}
	pack.Cell = func(source portfolio.Source) string {
		return s.base + "/greve/files/" + source.SHA256 + "/cells/" + source.Sheet + "/" + source.Cell
	}
	site := func(ctx context.Context) (papers.Site, []papers.Picture, error) {
		return s.server.QuarterPaper(ctx, pack, s.base)
	}
	folder := t.TempDir()
	names, missing, err := papers.Papers(t.Context(), pack, papers.Sources{Site: site, Files: s.store}, folder)
	if err != nil || len(missing) > 0 {
		t.Fatal(names, missing, err)
	}
	analyst, answers := s.as(portfolio.RoleAnalyst), map[string]string{}
	for ending, links := range map[string]func(*testing.T, []byte) []string{".pdf": linksOfPDF, ".docx": linksOfWord, ".xlsx": linksOfExcel} {
		t.Run(strings.TrimPrefix(ending, "."), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(folder, pack.Name()+ending))
			if err != nil {
				t.Fatal(err)
			}
			seen, all := map[string]bool{}, links(t, data)
			for _, link := range all {
				if seen[link] {
					continue
				}
				seen[link] = true
				path, ours := strings.CutPrefix(link, s.base)
				if !ours {
					t.Errorf("%s is not of this server", link)
					continue
				}
				path, place, _ := strings.Cut(path, "#")
				if _, known := answers[path]; !known {
					answer := analyst.get(path)
					if answer.StatusCode != http.StatusOK {
						t.Errorf("%s answers %d", link, answer.StatusCode)
					}
					answers[path] = answer.body
				}
				if place != "" && !strings.Contains(answers[path], `id="`+place+`"`) {
					t.Errorf("%s has no place %q", path, place)
				}
			}
			t.Logf("%d links to %d places", len(all), len(seen))
			if len(seen) < 20 {
				t.Errorf("only %d places", len(seen))
			}
		})
	}
}

var (
	uriOfPDF     = regexp.MustCompile(`/URI \(([^)]*)\)`)
	placeOfPDF   = regexp.MustCompile(`/Subtype /Link[^>]*?/Dest ([^\n]*)`)
	targetOfWord = regexp.MustCompile(`Target="([^"]*)" TargetMode="External"`)
	anchorOfWord = regexp.MustCompile(`w:anchor="([^"]*)"`)
	linkOfExcel  = regexp.MustCompile(`HYPERLINK\((?:&quot;|&#34;|")(.*?)(?:&quot;|&#34;|")`)
)

func submatches(pattern *regexp.Regexp, data []byte) (all []string) {
	for _, found := range pattern.FindAllSubmatch(data, -1) {
		all = append(all, strings.NewReplacer("&amp;", "&", `\`, "").Replace(string(found[1])))
	}
	return all
}

// linksOfPDF are the addresses of its annotations. A link within the file carries
// the page it leads to, so there is nothing that could miss.
func linksOfPDF(t *testing.T, data []byte) []string {
	t.Helper()
	for _, place := range submatches(placeOfPDF, data) {
		if !strings.HasPrefix(place, "[") {
			t.Errorf("a link leads to %s, not to a page", place)
		}
	}
	return submatches(uriOfPDF, data)
}

func linksOfWord(t *testing.T, data []byte) (all []string) {
	t.Helper()
	members := membersOf(t, data)
	text := members["word/document.xml"]
	for _, anchor := range submatches(anchorOfWord, text) {
		if !bytes.Contains(text, []byte(`w:name="`+anchor+`"`)) {
			t.Errorf("the document has no place %q", anchor)
		}
	}
	return submatches(targetOfWord, members["word/_rels/document.xml.rels"])
}

func linksOfExcel(t *testing.T, data []byte) (all []string) {
	t.Helper()
	members := membersOf(t, data)
	for name, member := range members {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			continue
		}
		for _, link := range append(submatches(linkOfExcel, member), submatches(targetOfWord, member)...) {
			place, within := strings.CutPrefix(html.UnescapeString(link), "#")
			if !within {
				all = append(all, link)
				continue
			}
			sheet, _, _ := strings.Cut(strings.TrimPrefix(place, "'"), "'")
			if !bytes.Contains(members["xl/workbook.xml"], []byte(`name="`+sheet+`"`)) {
				t.Errorf("the workbook has no sheet for %q", place)
			}
		}
	}
	return all
}

func membersOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string][]byte{}
	for _, file := range archive.File {
		var content bytes.Buffer
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := content.ReadFrom(reader); err != nil {
			t.Fatal(err)
		}
		reader.Close()
		members[file.Name] = content.Bytes()
	}
	return members
}
