package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"raaderum/cmd/raaderum/internal/browsertest"
)

// demo runs `raaderum serve --demo` on a free port and gives its login links
// by role, and its address under "ready".
func demo(t *testing.T) map[string]string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	var log bytes.Buffer
	ended := make(chan int)
	go func() {
		code := run(ctx, []string{"serve", "--demo", "--addr", "127.0.0.1:0"}, environment{
			stdin: strings.NewReader(""), stdout: in, stderr: &log,
			getenv: func(string) string { return "" },
			now:    systemClock,
		})
		in.Close()
		ended <- code
	}()
	t.Cleanup(func() {
		stop()
		go io.Copy(io.Discard, out)
		if code := <-ended; code != exitDone {
			t.Errorf("serve ended with exit code %d:\n%s", code, log.String())
		}
	})
	links := map[string]string{}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		role, url, _ := strings.Cut(lines.Text(), " ")
		links[role] = url
		if role == "ready" {
			return links
		}
	}
	t.Fatalf("the demo never got ready:\n%s", log.String())
	return nil
}

// proposal writes a workbook as an analyst makes them by hand: no template,
// years across, and nowhere said whether the figures are kroner or thousands.
func proposal(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for cell, value := range map[string]any{
		"A1": "Investeringsforslag: Digitale blanketter i Børn og Unge",
		"A4": "Post", "B4": 2015, "C4": 2016, "D4": 2017, "E4": 2018,
		"A5": "Engangsudgifter",
		"A6": "Anskaffelse og opsætning", "B6": 420,
		"A7": "Uddannelse", "B7": 60,
		"A9":  "Driftsudgifter",
		"A10": "Licens", "C10": 45, "D10": 45, "E10": 45,
		"A12": "Gevinster",
		"A13": "Færre manuelle indtastninger", "C13": 150, "D13": 300, "E13": 300,
	} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetSheetName("Sheet1", "Økonomi"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "digitale-blanketter.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// The way of an analyst through the whole program: log in, upload, answer,
// accept, and from the quarter to the case to the cell the figure came from.
func TestFromLoginToSourceCell(t *testing.T) {
	links := demo(t)
	tab := browsertest.Open(t, links["ready"])
	css := func(s string) chromedp.CSS { return chromedp.CSS(s) }
	arrive := chromedp.WaitReady(css("main h1"))
	follow := func(selector string) browsertest.Step {
		return chromedp.Steps(chromedp.Click(css(selector)), chromedp.Sleep(200*time.Millisecond), arrive)
	}

	tab.Do(browsertest.Size(1440, 900), chromedp.Navigate(links["analyst"]), arrive)
	if title := tab.Text("main h1"); !strings.Contains(title, "2014") {
		t.Fatalf("logged in at %q, not at the latest quarter", title)
	}
	tab.Picture("walk-1-quarter")

	tab.Do(chromedp.Navigate(links["ready"]+"/greve/imports/new"), arrive,
		chromedp.SetUploadFiles(css("input[type=file]"), []string{proposal(t)}),
		follow("form.upload button[type=submit]"))
	questions := tab.Text("section.questions")
	if !strings.Contains(questions, "1.000 kr.") && !strings.Contains(questions, "t.kr.") {
		t.Fatalf("the unit is nowhere stated and was not asked for:\n%s", questions)
	}
	tab.Picture("walk-2-questions")
	answerAll(tab)
	tab.Do(follow(`section.questions button[value=save]`))
	if tab.Has("section.questions") {
		t.Fatalf("questions are left after all were answered:\n%s", tab.Text("section.questions"))
	}
	tab.Picture("walk-3-findings")
	tab.Do(follow("#accept"))
	tab.Picture("walk-4-accepted")

	tab.Do(chromedp.Navigate(links["ready"]+"/greve/quarters/2014K2"), arrive)
	if cases := tab.Text("#cases"); !strings.Contains(cases, "Digitale blanketter") {
		t.Fatalf("the accepted case is not in the quarter's list:\n%s", cases)
	}
	tab.Do(chromedp.Click(chromedp.Search(`//*[@id="cases"]//a[contains(., "Digitale blanketter")]`)),
		chromedp.Sleep(200*time.Millisecond), arrive)
	tab.Picture("walk-5-case")
	if page := tab.Text("main"); !strings.Contains(page, "420.000") {
		t.Errorf("the case page does not show the investment of 420 t.kr.:\n%.2000s", page)
	}
	tab.Do(chromedp.Click(chromedp.Search(`//main//a[contains(@href, "/cells/") and contains(@href, "B6")]`)),
		chromedp.Sleep(200*time.Millisecond), arrive)
	tab.Picture("walk-6-cell")
	if raw := tab.Text("#raw"); raw != "420" {
		t.Errorf("the source cell holds %q, want 420", raw)
	}
	if sheet := tab.Text("table.sheet"); !strings.Contains(sheet, "Anskaffelse og opsætning") {
		t.Errorf("the cell's surroundings are not shown:\n%s", sheet)
	}
}

// answerAll chooses, for each question, what the importer proposed, and for
// the unit "t.kr.".
func answerAll(tab *browsertest.Tab) {
	browsertest.Get(tab, chromedp.Evaluate[any](`
		for (const set of document.querySelectorAll("section.questions fieldset")) {
			const unit = set.querySelector("input[value='t.kr.']");
			const proposed = set.querySelector(".proposed");
			const chosen = unit || (proposed && document.getElementById(proposed.closest("label").htmlFor)) || set.querySelector("input");
			chosen.click();
		}
		for (const text of document.querySelectorAll("section.questions input[type=text]")) text.value = text.value || "2015";
		null`))
}
