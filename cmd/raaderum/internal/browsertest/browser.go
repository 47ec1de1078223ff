// Package browsertest drives a real Chromium against a server of ours. A page
// under test fails when it writes an error to the console, throws, breaks its
// content security policy or asks for anything outside the server's origin.
//
// It is imported by tests only.
package browsertest

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Tab is one browser tab. Its context runs chromedp actions.
type Tab struct {
	context.Context
	t      testing.TB
	origin string

	mu       sync.Mutex
	expected int      // answers of 400 and above that the test asked for
	problems []string // what the page did wrong
}

// stepTime is how long one thing done in a tab may take, on a machine that does
// much else: a page that never comes ends the test before go test does.
const stepTime = time.Minute

// Open starts a Chromium of its own with an empty profile and opens a tab that
// may only speak to origin. The test is skipped where there is no Chromium.
// When the test ends, every problem the page had is an error of the test.
func Open(t testing.TB, origin string) *Tab {
	t.Helper()
	binary := find()
	if binary == "" {
		t.Skip("missing component: chromium is not installed")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(binary),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // tests run as root in CI, where Chromium has no sandbox
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("lang", "da"),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	tab := &Tab{Context: ctx, t: t, origin: strings.TrimSuffix(origin, "/")}
	if err := chromedp.Do(ctx); err != nil { // of a context without an end: it is the browser's own
		t.Fatalf("browser: %v", err)
	}
	if err := chromedp.Listen(ctx, tab.watch); err != nil {
		t.Fatalf("browser: %v", err)
	}
	tab.Do(command(network.Enable, network.EnableParams{}), command(log.Enable, cdp.Empty{}), command(runtime.Enable, cdp.Empty{}))
	t.Cleanup(tab.complain)
	return tab
}

func find() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Step is one thing done in a tab that gives no value.
type Step = chromedp.Action[chromedp.Void]

// Do takes steps in a tab and ends the test when one fails.
func (tab *Tab) Do(steps ...Step) {
	tab.t.Helper()
	Get(tab, chromedp.Steps(steps...))
}

// Get does one thing in a tab and gives its value; it ends the test when the
// thing fails.
func Get[T any](tab *Tab, action chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.Context, stepTime)
	defer stop()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		tab.complain()
		tab.t.Fatalf("browser: %v", err)
	}
	return value
}

// Text is the visible text of the first element that a CSS selector finds,
// with white space folded.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	return strings.Join(strings.Fields(Get(tab, chromedp.Text(chromedp.CSS(selector)))), " ")
}

// Has tells whether a CSS selector finds anything on the page as it stands.
func (tab *Tab) Has(selector string) bool {
	tab.t.Helper()
	return Get(tab, chromedp.Evaluate[bool]("!!document.querySelector("+strconv.Quote(selector)+")"))
}

// command is a command of the browser's protocol as a step.
func command[P any](c cdp.Command[P, cdp.Empty], params P) Step {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, c, params)
		return chromedp.Void{}, err
	}
}

// Expect says that the next answers with an error status, so many of them, are
// what the test wants to see.
func (tab *Tab) Expect(failures int) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.expected += failures
}

// Size is the window the page believes it is in, in CSS pixels.
func Size(width, height int64) Step { return chromedp.EmulateViewport(width, height) }

// Scheme makes the page believe that the reader prefers "dark" or "light", and
// nothing that moves: a color half-way to another is nobody's choice.
func Scheme(name string) Step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// NoScript turns JavaScript off for the pages that are opened from now on.
func NoScript() Step {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Picture writes the whole page as a PNG into the folder that the environment
// variable RAADERUM_PICTURES names, for people to look at; without it, it does
// nothing.
func (tab *Tab) Picture(name string) {
	tab.t.Helper()
	folder := os.Getenv("RAADERUM_PICTURES")
	if folder == "" {
		return
	}
	png := Get(tab, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o600); err != nil {
		tab.t.Fatal(err)
	}
}

// Paper is the page as it prints: a PDF on A4.
func (tab *Tab) Paper() []byte {
	tab.t.Helper()
	return Get(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4),
		chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
}

func (tab *Tab) watch(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		tab.request(e.Request.URL)
	case *network.EventResponseReceived:
		tab.response(e.Response)
	case *runtime.EventExceptionThrown:
		tab.problem("exception: " + exception(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			tab.problem("console " + string(e.Type) + ": " + arguments(e.Args))
		}
	case *log.EventEntryAdded:
		// Failed loads are judged by their response, where the test may expect them.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			tab.problem("log: " + e.Entry.Text + " " + e.Entry.URL)
		}
	}
}

func (tab *Tab) request(address string) {
	asked, err := url.Parse(address)
	if err != nil {
		tab.problem("asks for an address that cannot be read: " + address)
		return
	}
	own, _ := url.Parse(tab.origin)
	if (asked.Scheme == "http" || asked.Scheme == "https" || asked.Scheme == "ws" || asked.Scheme == "wss") && asked.Host != own.Host {
		tab.problem("asks outside the server: " + address)
	}
}

func (tab *Tab) response(answer *network.Response) {
	if answer.Status < 400 {
		return
	}
	tab.mu.Lock()
	expected := tab.expected > 0
	if expected {
		tab.expected--
	}
	tab.mu.Unlock()
	if !expected {
		tab.problem(answer.URL + " answers " + answer.StatusText)
	}
}

func (tab *Tab) problem(text string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.problems = append(tab.problems, text)
}

func (tab *Tab) complain() {
	tab.t.Helper()
	tab.mu.Lock()
	defer tab.mu.Unlock()
	for _, text := range tab.problems {
		tab.t.Error("browser: " + text)
	}
	tab.problems = nil
}

func arguments(args []*runtime.RemoteObject) string {
	var words []string
	for _, argument := range args {
		words = append(words, strings.TrimSpace(string(argument.Value)+" "+argument.Description))
	}
	return strings.Join(words, " ")
}

func exception(details *runtime.ExceptionDetails) string {
	text := details.Text
	if details.Exception != nil {
		text += " " + details.Exception.Description
	}
	return text
}
