package web_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// A body that was refused unread must not be taken for the next request: here
// it is one.
func TestRefusedBodyIsNoRequest(t *testing.T) {
	s := open(t)
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	// Larger than what the server reads ahead, so that some of it waits on the wire.
	smuggled := strings.Repeat("GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n", 20_000)
	fmt.Fprintf(connection, "POST /greve/imports/new HTTP/1.1\r\nHost: x\r\nOrigin: http://elsewhere.example\r\nSec-Fetch-Site: cross-site\r\n"+
		"Content-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s", len(smuggled), smuggled)
	fmt.Fprint(connection, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	answers := bufio.NewReader(connection)
	for i, want := range []int{403, 200} {
		response, err := http.ReadResponse(answers, nil)
		if err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
		if response.StatusCode != want {
			t.Errorf("answer %d is %d, want %d", i, response.StatusCode, want)
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
	if rest, err := answers.Peek(1); err == nil {
		t.Errorf("more was answered than asked: %q", rest)
	}
}
