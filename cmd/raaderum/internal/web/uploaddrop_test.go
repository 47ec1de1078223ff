package web_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/portfolio"
)

// dropped lets go of a file over a point of the page, as a hand with a mouse does.
func dropped(path string, x, y float64) browsertest.Step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		data := &input.DragData{Items: []*input.DragDataItem{}, Files: []string{path}, DragOperationsMask: 1}
		for _, kind := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
			if _, err := cdp.Call(ctx, target, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: x, Y: y, Data: data}); err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	}
}

// A workbook that is dropped on the field, near its edge as well, is in the field,
// and is read when it is sent.
func TestAWorkbookIsDropped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "prøve sag.xlsx")
	if err := os.WriteFile(path, filledTemplate(t), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t)
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Size(1024, 900), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)),
		chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitReady(chromedp.CSS(`a[href="/greve/imports/new"]`)))
	tab.Do(chromedp.Navigate(s.base+"/greve/imports/new"), chromedp.WaitReady(chromedp.CSS("input.dropzone")))
	at := browsertest.Get(tab, chromedp.Evaluate[[]float64](`(() => { const e = document.querySelector("input.dropzone"); e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return [r.right - 12, r.bottom - 12]; })()`))
	tab.Do(dropped(path, at[0], at[1]))
	if name := browsertest.Get(tab, chromedp.Evaluate[string](`[...document.querySelector("input.dropzone").files].map(f => f.name).join()`)); name != "prøve sag.xlsx" {
		t.Fatalf("the field holds %q", name)
	}
	tab.Do(chromedp.Click(chromedp.CSS("form.upload button")), chromedp.WaitReady(chromedp.CSS(".upload-status")))
	if got := tab.Text(".upload-status"); got != "Klar" {
		t.Errorf("it is %q", got)
	}
}
