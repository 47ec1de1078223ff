package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"

	"raaderum/importers"
	"raaderum/portfolio"
	"raaderum/testdata"
)

// TestDemo starts the demo as the contract says, opens every role's link twice,
// and lets it end.
func TestDemo(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	ready, done := make(chan string, 1), make(chan int, 1)
	stdout := &lineWriter{want: "ready ", found: ready}
	var stderr bytes.Buffer
	go func() {
		done <- run(ctx, []string{"serve", "--demo", "--addr", "127.0.0.1:0"}, environment{
			stdin: strings.NewReader(""), stdout: stdout, stderr: &stderr,
			getenv: func(string) string { return "" },
			now:    time.Now,
		})
	}()
	var base string
	select {
	case base = <-ready:
	case code := <-done:
		t.Fatalf("ended with %d: %s", code, stderr.String())
	}
	defer func() {
		stop()
		if code := <-done; code != exitDone {
			t.Errorf("exit %d: %s", code, stderr.String())
		}
	}()
	lines := strings.Split(strings.TrimSpace(stdout.text.String()), "\n")
	if len(lines) != len(portfolio.Roles)+1 || lines[len(lines)-1] != "ready "+base {
		t.Fatalf("printed:\n%s", stdout.text.String())
	}
	for i, role := range portfolio.Roles {
		name, link, _ := strings.Cut(lines[i], " ")
		if name != string(role) || !strings.HasPrefix(link, base+"/login/") {
			t.Errorf("line %d is %q, want the link of %s", i+1, lines[i], role)
			continue
		}
		for range 2 {
			status, body := open(t, link)
			if status != http.StatusOK || !strings.Contains(body, "Greve Kommune") {
				t.Errorf("%s: %d\n%s", role, status, body)
			}
		}
	}
}

// TestCalcOverHTTP asks the server what the command line answers: the same
// engine, so the same bytes.
func TestCalcOverHTTP(t *testing.T) {
	const document = `{"problems":[{"id":"A","flows":[-1000000,300000,300000,300000,300000,300000],"rate":0.04},{"id":"B","flows":[]}]}`
	code, answer, _ := calcRun(t, document, "--lang", "en")
	if code != exitPerson {
		t.Fatalf("exit %d", code)
	}
	links := demo(t)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar, Timeout: time.Minute}
	ask := func(body string) (int, string, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, links["ready"]+"/api/v1/calc", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Language", "en")
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		got, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, response.Header.Get("Content-Type"), string(got)
	}
	if status, _, _ := ask(document); status != http.StatusUnauthorized {
		t.Errorf("nobody has logged in, and the answer is %d", status)
	}
	login, err := client.Get(links["reader"]) //nolint:noctx // the client has its own timeout
	if err != nil {
		t.Fatal(err)
	}
	login.Body.Close()
	if status, kind, got := ask(document); status != http.StatusOK || kind != "application/json" || got != answer {
		t.Errorf("%d %s\n got %s\nwant %s", status, kind, got, answer)
	}
	if status, kind, got := ask(`{"problems":`); status != http.StatusUnprocessableEntity || kind != "application/problem+json" || strings.Contains(got, "unexpected") {
		t.Errorf("%d %s %s", status, kind, got)
	}
}

// open opens an address in a browser of its own.
func open(t *testing.T, address string) (int, string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Jar: jar, Timeout: time.Minute}).Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// The demo's owner is called what its workbooks call an owner, so that there is
// something to confirm.
func TestTheDemosOwnerOwnsSomething(t *testing.T) {
	manifest, files := testdata.Demo()
	owned := 0
	for _, one := range manifest.Organisations {
		home, err := portfolio.LoadProfile(one.Profile)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range one.Files {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			file := importers.Import(t.Context(), name, data, importers.Options{Now: systemClock()})
			accepted, _ := file.Acceptance(home, portfolio.OriginalFile{SHA256: file.SHA256, Name: file.File, Bytes: data}, importers.Accepted{By: demoImporter, At: systemClock()})
			for _, bc := range accepted.Cases {
				for _, benefit := range bc.Benefits {
					if home.MayConfirm(bc, benefit, demoNames[portfolio.RoleOwner], portfolio.RoleOwner) == nil {
						owned++
					}
				}
			}
		}
	}
	if owned == 0 {
		t.Errorf("%s owns no benefit", demoNames[portfolio.RoleOwner])
	}
}
