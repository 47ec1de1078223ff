package report

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	sockets "net" // net is what a plan comes to here
	"net/http"
	"strings"
	"time"
)

// PackedPage is a page that waits for the browser: packed as it is written, since
// a large quarter's is some megabytes that are read twice.
type PackedPage struct{ packed []byte }

// PackPage packs what is written.
func PackPage(write func(io.Writer) error) (PackedPage, error) {
	var packed bytes.Buffer
	out, err := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	if err != nil {
		return PackedPage{}, err
	}
	err = errors.Join(write(out), out.Close())
	return PackedPage{bytes.Clone(packed.Bytes())}, err
}

// Open reads the page as it was written.
func (p PackedPage) Open() (io.Reader, error) { return gzip.NewReader(bytes.NewReader(p.packed)) }

// handover is where the browser fetches a site while it is printed: this machine
// alone can reach it, at a port that is taken at random, and under a path that
// nobody else is told. The browser reads it as any page, piece by piece; over its
// steering line a page is one message, and its letters are copied several times.
type handover struct {
	site     Site
	pictures []byte
	secret   string // the path's first part
	listener sockets.Listener
	server   *http.Server
}

// handoverHost is what the browser knows the handover by: the one name it can look
// up, which is nobody's.
const handoverHost = "handover.invalid"

// openHandover begins to answer.
func openHandover(ctx context.Context, site Site, pictures []Picture) (*handover, error) {
	listener, err := new(sockets.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &handover{site: site, pictures: picturePage(pictures), secret: "/" + rand.Text(), listener: listener}
	h.server = &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = h.server.Serve(listener) }() // its end is close
	return h, nil
}

func (h *handover) close() { _ = h.server.Close() }

// names are the only names the browser is to look up.
func (h *handover) names() string {
	return fmt.Sprintf("MAP %s %s, MAP * ~NOTFOUND", handoverHost, h.listener.Addr())
}

// address is where a path of the site is fetched.
func (h *handover) address(path string) string { return "http://" + handoverHost + h.secret + path }

func (h *handover) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, told := strings.CutPrefix(r.URL.Path, h.secret)
	if !told || r.Host != handoverHost {
		http.NotFound(w, r)
		return
	}
	contentType, body, found := "text/html; charset=utf-8", h.pictures, path == picturesPath
	switch {
	case path == h.site.Page:
		found, body = true, h.site.Body.packed
		w.Header().Set("Content-Encoding", "gzip")
	case !found && h.site.Answer != nil:
		contentType, body, found = h.site.Answer(path)
	}
	if !found {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", contentType)
	_, _ = w.Write(body) // a browser that is gone has no more to print
}
