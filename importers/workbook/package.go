package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"
	"sync"
)

// container is the zip file of an OOXML workbook with what is left of the
// limits.
type container struct {
	ctx    context.Context
	limits Limits
	parts  map[string]*zip.File // by lower-case name without leading slash
	left   int64                // bytes that may still be unzipped
	held   held
}

func openContainer(ctx context.Context, data []byte, limits Limits) (*container, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, corrupt("", err)
	}
	c := &container{ctx: ctx, limits: limits, parts: make(map[string]*zip.File, len(archive.File)), left: limits.Unzipped, held: held{limit: limits.Memory}}
	for _, file := range archive.File {
		key := partKey(file.Name)
		if c.parts[key] == nil { // of two parts with one name Excel takes the first
			c.parts[key] = file
		}
	}
	return c, c.refuseOthers()
}

// refuseOthers refuses zip files that are something else than OOXML workbooks.
func (c *container) refuseOthers() error {
	if c.parts["mimetype"] != nil {
		mime, err := c.readAll("mimetype")
		if err == nil && bytes.Contains(mime, []byte("opendocument")) {
			manifest, _ := c.readAll("meta-inf/manifest.xml")
			switch {
			case bytes.Contains(manifest, []byte("encryption-data")):
				return refuse(CodeEncrypted)
			case bytes.Contains(mime, []byte("spreadsheet")):
				return refuse(CodeOpenDocument)
			}
			return refuse(CodeNotAWorkbook, "kind", "OpenDocument")
		}
	}
	for _, file := range c.parts {
		if file.Flags&1 != 0 {
			return refuse(CodeEncrypted)
		}
	}
	switch {
	case c.parts["xl/workbook.bin"] != nil:
		return refuse(CodeBinaryFormat)
	case c.parts["word/document.xml"] != nil:
		return refuse(CodeNotAWorkbook, "kind", "Word")
	case c.parts["ppt/presentation.xml"] != nil:
		return refuse(CodeNotAWorkbook, "kind", "PowerPoint")
	case c.parts["index/document.iwa"] != nil:
		return refuse(CodeNotAWorkbook, "kind", "Numbers")
	}
	return nil
}

// partKey is how parts are compared: OPC names are case-insensitive, and some
// writers use backslashes or a leading slash.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// open begins to read a part under the limits.
func (c *container) open(name string) (io.ReadCloser, error) {
	file := c.parts[partKey(name)]
	if file == nil {
		return nil, corrupt(name, errors.New("part is missing"))
	}
	in, err := file.Open()
	if err != nil {
		return nil, corrupt(name, err)
	}
	return &partReader{in: in, container: c, zipped: int64(file.CompressedSize64)}, nil
}

// scan begins to read a part as XML. The reader is to be closed.
func (c *container) scan(name string) (*scanner, io.Closer, error) {
	in, err := c.open(name)
	if err != nil {
		return nil, nil, err
	}
	buf := spareBuffers.Get().(*[scanBuffer]byte)
	s, err := newScanner(in, buf[:])
	if err != nil {
		in.Close()
		return nil, nil, partError(name, err)
	}
	return s, &scanned{in, buf}, nil
}

// scanned is a part that is scanned. Closing it ends the scanner.
type scanned struct {
	io.Closer
	buf *[scanBuffer]byte
}

// spareBuffers are what scanners that are done read into, for the next part or
// workbook: one of few cells would else cost more in buffers than in cells.
var spareBuffers = sync.Pool{New: func() any { return new([scanBuffer]byte) }}

// Close gives back what the scanner began to read into.
func (s *scanned) Close() error {
	if s.buf != nil { // two who read into one buffer would be worse than a buffer lost
		spareBuffers.Put(s.buf)
		s.buf = nil
	}
	return s.Closer.Close()
}

// readAll is a small part whole.
func (c *container) readAll(name string) ([]byte, error) {
	in, err := c.open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, 1<<20))
}

// partReader counts what comes out of a part and stops when a limit or the
// context says so: every loop over a part ends there.
type partReader struct {
	in        io.ReadCloser
	container *container
	zipped    int64
	unzipped  int64
}

func (r *partReader) Read(p []byte) (int, error) {
	c := r.container
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := r.in.Read(p)
	r.unzipped += int64(n)
	c.left -= int64(n)
	switch {
	case c.left < 0, r.unzipped > ratioFloor && r.unzipped > r.zipped*c.limits.Ratio:
		return 0, refuse(CodeZipBomb, "limit", megabytes(c.limits.Unzipped), "ratio", c.limits.Ratio)
	}
	return n, err
}

func (r *partReader) Close() error { return r.in.Close() }

// partError gives an error of reading a part its code.
func partError(name string, err error) error {
	var refused *RefusedError
	switch {
	case err == nil, errors.As(err, &refused):
		return err
	case errors.Is(err, errDocumentType), errors.Is(err, errTooDeep), errors.Is(err, errTooLong):
		e := refuse(CodeDangerousXML, "part", name)
		e.Err = err
		return e
	}
	return corrupt(name, err)
}

// relation is one relationship of a part.
type relation struct {
	id       string
	kind     string // the last word of the type, "worksheet"
	target   string // a part's name, or what lies outside
	external bool
}

// relations are the relationships of a part; none when it has none.
func (c *container) relations(of string) ([]relation, error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	if c.parts[partKey(name)] == nil {
		return nil, nil
	}
	s, closer, err := c.scan(name)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	var all []relation
	for {
		if err := s.next(); err != nil {
			return nil, partError(name, err)
		}
		if s.kind == noMore {
			return all, nil
		}
		if s.kind != startTag || string(s.name) != "Relationship" {
			continue
		}
		id := s.attr("Id")
		kind := s.attr("Type")
		target := s.attr("Target")
		mode := s.attr("TargetMode")
		r := relation{id: id, kind: kind[strings.LastIndexByte(kind, '/')+1:], target: target, external: mode == "External"}
		if !r.external {
			r.target = resolvePart(of, target)
		}
		all = append(all, r)
	}
}

// resolvePart is the part a relationship's target means, seen from a part.
func resolvePart(of, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(of), target), "/")
}

func target(relations []relation, kind string) string {
	for _, r := range relations {
		if r.kind == kind && !r.external {
			return r.target
		}
	}
	return ""
}
