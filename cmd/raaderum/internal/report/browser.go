package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	cdpio "github.com/chromedp/cdproto/io"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"raaderum/portfolio"
)

// Site answers what a page asks for when it is printed. The browser is given no
// network: what Site does not know is refused.
type Site struct {
	Origin string // "https://raaderum.example.org": where the paper's links lead
	Page   string // the path of the page
	Body   PackedPage
	Answer func(path string) (contentType string, body []byte, found bool) // what the page asks for; may be nil
}

// linkOrigin is where links lead; "" for a site they cannot lead to.
func (s Site) linkOrigin() string {
	if s.Origin == NoOrigin {
		return ""
	}
	return s.Origin
}

// NoOrigin is the origin of a site that links cannot lead to.
const NoOrigin = "http://raaderum.invalid"

// finish writes the printed page as it is handed out: with what a screen reader
// asks beside what the browser writes.
func (s Site) finish(out io.Writer, printed *os.File, at time.Time) error {
	if err := settlePDF(printed, at); err != nil {
		return fmt.Errorf("report: settling the PDF: %w", err)
	}
	page, err := s.Body.Open()
	if err != nil {
		return err
	}
	links, err := readLinks(page, s.Origin+s.Page)
	if err != nil {
		return fmt.Errorf("report: the links of the PDF: %w", err)
	}
	if err := makeAccessible(out, printed, links, at); err != nil {
		return fmt.Errorf("report: the structure of the PDF: %w", err)
	}
	return nil
}

// A browser starts in a second and prints a large quarter in a few. On a machine
// with much else to do both take many times that, and are worth waiting for.
const (
	startTime = 2 * time.Minute
	printTime = 3 * time.Minute
)

// errSlow is why a browser that took longer was stopped.
var errSlow = errors.New("the browser took too long")

// ErrBusy says that the browser has too much else to do, and when to try again.
func ErrBusy() error {
	return &portfolio.Error{Code: portfolio.CodeBusy, Key: "report.browser-busy"}
}

// browsers are the programs that can print, in the order they are tried.
var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"}

// HasBrowser tells whether there is a Chromium to print with.
func HasBrowser() bool { return browser() != "" }

func browser() string {
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// creator is the program that a paper was made by, in the letters a browser takes.
const creator = "Raaderum"

// errNoBrowser says what is missing and how to get it.
func errNoBrowser() error {
	return &portfolio.Error{Code: portfolio.CodeMissing, Key: "report.no-browser"}
}

// printSite prints a page on A4 with tags and outline, its footer on each sheet,
// into a file, and draws the pictures as PNG by their ID, all with one browser that
// ends when it is done.
func printSite(ctx context.Context, out *os.File, site Site, footer string, pictures []Picture, at time.Time) (drawn map[string][]byte, err error) {
	program := browser()
	if program == "" {
		return nil, errNoBrowser()
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	defer func() {
		// Whoever asked may have less time than the browser is given.
		if cause := context.Cause(ctx); err != nil && (errors.Is(cause, errSlow) || errors.Is(cause, context.DeadlineExceeded)) {
			err = errors.Join(ErrBusy(), err)
		}
	}()
	patience := time.AfterFunc(startTime, func() { stop(errSlow) })
	defer patience.Stop()
	profile, err := os.MkdirTemp("", "raaderum-print-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(profile)
	handover, err := openHandover(ctx, site, pictures)
	if err != nil {
		return nil, fmt.Errorf("report: handing the page over: %w", err)
	}
	defer handover.close()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.DisableGPU,
		chromedp.UserAgent(creator), // a PDF is told to be made by it
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("host-resolver-rules", handover.names())) // belt to the braces of judging every request
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium has none for root; the pages are ours and scripts are off
	}
	allocator, end := chromedp.NewExecAllocator(ctx, options...)
	defer end()
	tab, end := chromedp.NewContext(allocator)
	defer end()
	if err := prepare(tab, site, handover); err != nil {
		return nil, fmt.Errorf("report: starting the browser: %w", err)
	}
	patience.Reset(printTime)
	if err := chromedp.Do(tab, chromedp.Navigate(site.Origin+site.Page)); err != nil {
		return nil, fmt.Errorf("report: opening the page: %w", err)
	}
	printed, err := os.Create(filepath.Join(profile, "printed.pdf")) //nolint:gosec // in a folder of ours
	if err != nil {
		return nil, err
	}
	defer printed.Close()
	if err := printInto(tab, printed, footer); err != nil {
		return nil, fmt.Errorf("report: printing the page: %w", err)
	}
	if err := site.finish(out, printed, at); err != nil {
		return nil, err
	}
	return draw(tab, site, pictures)
}

// printedPiece is how much of a PDF the browser sends at a time, in bytes: a large
// pack is never in memory whole.
const printedPiece = 256 << 10

// printInto prints the tab's page, piece by piece.
func printInto(tab context.Context, out io.Writer, footer string) error {
	var params page.PrintToPDFParams
	for _, option := range []chromedp.PDFOption{chromedp.PDFHeaderTemplate("<span></span>"), chromedp.PDFFooterTemplate(footer), chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFMargins(0.6, 0.6, 0.8, 0.6), chromedp.PDFOutlineAndTagged(), chromedp.PDFStream()} {
		option(&params)
	}
	return chromedp.Do(tab, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		printed, err := cdp.Call(ctx, t, page.PrintToPDF, params)
		if err != nil {
			return err
		}
		for {
			piece, err := cdp.Call(ctx, t, cdpio.Read, cdpio.ReadParams{Handle: printed.Stream, Size: printedPiece})
			if err == nil {
				_, err = out.Write(piece.Data)
			}
			if err != nil || piece.EOF {
				_, closing := cdp.Call(ctx, t, cdpio.Close, cdpio.CloseParams{Handle: printed.Stream})
				return errors.Join(err, closing)
			}
		}
	}))
}

// picturesPath is the page with the pictures alone.
const picturesPath = "/pictures"

// draw takes each picture in twice its size, so that it is sharp on paper.
func draw(tab context.Context, site Site, pictures []Picture) (map[string][]byte, error) {
	if err := chromedp.Do(tab, chromedp.Navigate(site.Origin+picturesPath)); err != nil {
		return nil, fmt.Errorf("report: opening the pictures: %w", err)
	}
	drawn := map[string][]byte{}
	for _, one := range pictures {
		png, err := chromedp.Run(tab, chromedp.ScreenshotScale(chromedp.CSS("#picture-"+one.ID), 2))
		if err != nil {
			return nil, fmt.Errorf("report: drawing %s: %w", one.ID, err)
		}
		drawn[one.ID] = png
	}
	return drawn, nil
}

func picturePage(pictures []Picture) []byte {
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html><meta charset=utf-8><body style=\"margin:0;background:#fff\">")
	for _, one := range pictures {
		fmt.Fprintf(&b, `<div id="picture-%s" style="width:max-content">%s</div>`, one.ID, one.SVG)
	}
	return b.Bytes()
}

// prepare turns scripts off and leads every request of the tab to the handover,
// which the page cannot see; what is not of the site is refused.
func prepare(tab context.Context, site Site, handover *handover) error {
	if err := chromedp.Do(tab); err != nil {
		return err
	}
	answer := func(request *fetch.EventRequestPaused) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			asked, err := url.Parse(request.Request.URL)
			if err != nil || asked.Scheme+"://"+asked.Host != site.Origin {
				_, err := cdp.Call(ctx, t, fetch.FailRequest, fetch.FailRequestParams{RequestID: request.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
				return err
			}
			_, err = cdp.Call(ctx, t, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: request.RequestID, URL: handover.address(asked.EscapedPath())})
			return err
		})
	}
	err := chromedp.Listen(tab, func(event any) {
		if request, ok := event.(*fetch.EventRequestPaused); ok {
			go func() { _ = chromedp.Do(tab, answer(request)) }() // a request without an answer ends with the tab
		}
	})
	if err != nil {
		return err
	}
	return chromedp.Do(tab, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, fetch.Enable, fetch.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}
