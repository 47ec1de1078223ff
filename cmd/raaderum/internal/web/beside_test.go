package web_test

import (
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

var besideTurns = flag.Int("beside", 0, "how often the quarter page is sent beside a file of its bytes")

// The quarter page, its charts drawn before, and a file of its bytes are sent in
// turns over the same kind of connection, as they are and packed as a browser asks
// for them; what each takes is logged, and how many times as long the page does, the
// median of the turns. It is a measurement, asked for with -beside; cmd/benchpeers
// reads it.
func TestQuarterPageBesideAFile(t *testing.T) {
	if *besideTurns == 0 {
		t.Skip("no -beside turns asked for")
	}
	s := openDemo(t)
	council := s.as(portfolio.RoleCouncil)
	folder := t.TempDir()
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Static("/", folder)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }()
	t.Cleanup(func() { _ = app.Shutdown() })
	for _, encoding := range []string{"identity", "br"} {
		timed := func(request *http.Request) (time.Duration, []byte) {
			request.Header.Set("Accept-Encoding", encoding)
			start := time.Now()
			answer, err := council.client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err != nil || answer.StatusCode != http.StatusOK {
				t.Fatal(answer.StatusCode, err)
			}
			return time.Since(start), body
		}
		page := func() *http.Request { return council.request(http.MethodGet, "/greve/quarters/2014K2", nil) }
		timed(page()) // drawn and kept
		_, bytes := timed(page())
		if err := os.WriteFile(filepath.Join(folder, encoding+".bin"), bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		var pages, files []time.Duration
		var ratios []float64
		for range *besideTurns {
			of, sent := timed(page())
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+"/"+encoding+".bin", nil)
			if err != nil {
				t.Fatal(err)
			}
			beside, same := timed(request)
			if len(sent) < len(bytes)*9/10 || len(same) != len(bytes) {
				t.Fatalf("%d and %d bytes, %d were sent first", len(sent), len(same), len(bytes))
			}
			pages, files, ratios = append(pages, of), append(files, beside), append(ratios, float64(of)/float64(beside))
		}
		slices.Sort(pages)
		slices.Sort(files)
		slices.Sort(ratios)
		middle := *besideTurns / 2
		t.Logf("%d %s-bytes: the page takes %.1f %s-page-us, the file %.1f %s-file-us, %.2f %s-times as long", len(bytes), encoding,
			float64(pages[middle])/1e3, encoding, float64(files[middle])/1e3, encoding, ratios[middle], encoding)
	}
}
