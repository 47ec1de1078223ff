package main

import (
	"strings"
	"testing"
)

// events are lines as go 1.26 writes them, shortened.
const events = `
{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"pass","Package":"p","Test":"TestA","Elapsed":0.1}
{"Action":"output","Package":"p","Test":"TestB","Output":"    b_test.go:7: missing component: chromium is not installed\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"pass","Package":"p","Elapsed":0.2}
`

func TestSkipForMissingComponent(t *testing.T) {
	for _, c := range []struct {
		name, events string
		strict, good bool
		line         string
	}{
		{"counted and shown", events, false, true, "1 passed, 0 failed, 1 skipped"},
		{"reason shown", events, false, true, "SKIP p TestB: missing component: chromium is not installed"},
		{"failure when strict", events, true, false, "here that is a failure"},
		{"shared folder may be absent", strings.Replace(events, "chromium is", "shared samples are", 1), true, true, "1 passed, 0 failed, 1 skipped"},
		{"nothing ran", `{"Action":"pass","Package":"p"}`, false, false, "no test ran"},
		{"a failed test", events + `{"Action":"output","Package":"p","Test":"TestC","Output":"want 1\n"}
{"Action":"fail","Package":"p","Test":"TestC"}
{"Action":"fail","Package":"p"}`, false, false, "want 1"},
		{"does not build", events + `{"ImportPath":"q [q.test]","Action":"build-output","Output":"q.go:1: undefined: x\n"}
{"ImportPath":"q [q.test]","Action":"build-fail"}
{"Action":"fail","Package":"q"}`, false, false, "undefined: x"},
		{"a test that hangs is named", events + `{"Action":"run","Package":"q","Test":"TestD"}
{"Action":"output","Package":"q","Test":"TestD","Output":"panic: test timed out after 10m0s\n"}
{"Action":"fail","Package":"q","Elapsed":600}`, false, false, "TestD did not end\npanic: test timed out"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tally, err := read(strings.NewReader(strings.TrimSpace(c.events)))
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			if good := tally.write(&out, c.strict); good != c.good {
				t.Errorf("good = %v, want %v", good, c.good)
			}
			if !strings.Contains(out.String(), c.line) {
				t.Errorf("report lacks %q:\n%s", c.line, out.String())
			}
		})
	}
}
