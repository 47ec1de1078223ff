package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"
)

// member is a file in an archive.
type member struct {
	name string
	data []byte
}

// packing is an archive under way, all of whose members have one time. The first
// failure is kept.
type packing struct {
	zip *zip.Writer
	at  time.Time
	err error
}

func newArchive(out io.Writer, at time.Time) *packing {
	// Zip keeps even seconds without a zone; UTC makes them the same everywhere.
	return &packing{zip: zip.NewWriter(out), at: at.UTC().Truncate(2 * time.Second)}
}

func (p *packing) add(one member) {
	p.addFrom(one.name, bytes.NewReader(one.data))
}

// addFrom packs what is read, without keeping it.
func (p *packing) addFrom(name string, from io.Reader) {
	if _, err := io.Copy(p.create(name), from); err != nil && p.err == nil {
		p.err = fmt.Errorf("report: packing %s: %w", name, err)
	}
}

// create begins a member, which is packed as it is written, until the next.
func (p *packing) create(name string) io.Writer {
	if p.err != nil {
		return io.Discard
	}
	file, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.at})
	if err != nil {
		p.err = fmt.Errorf("report: packing %s: %w", name, err)
		return io.Discard
	}
	return file
}

func (p *packing) end() {
	if err := p.zip.Close(); p.err == nil && err != nil {
		p.err = fmt.Errorf("report: packing: %w", err)
	}
}

// packAnew writes an archive of ours with its members in the order of their names,
// with one time and each as edit leaves it; excelize writes them in no order. One
// member at a time is in memory, and only where it is edited.
func packAnew(out io.Writer, in io.ReaderAt, size int64, at time.Time, edit func(name string) func([]byte) (io.Reader, error)) error {
	r, err := zip.NewReader(in, size)
	if err != nil {
		return fmt.Errorf("report: packing anew: %w", err)
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	p := newArchive(out, at)
	for _, file := range r.File {
		if err := p.addAnew(file, edit(file.Name)); err != nil {
			return fmt.Errorf("report: packing anew: %s: %w", file.Name, err)
		}
	}
	p.end()
	return p.err
}

func (p *packing) addAnew(file *zip.File, edit func([]byte) (io.Reader, error)) error {
	r, err := file.Open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	if edit == nil {
		p.addFrom(file.Name, r)
		return p.err
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	edited, err := edit(data)
	if err != nil {
		return err
	}
	p.addFrom(file.Name, edited)
	return p.err
}

// contentTypes is the member of an OOXML file that says what the others are.
const contentTypes = "[Content_Types].xml"

var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*>(?:</(?:Default|Override)>)?`)

// sortedTypes are content types in the order of their text.
func sortedTypes(data []byte) (io.Reader, error) {
	types := contentType.FindAllString(string(data), -1)
	rest := contentType.ReplaceAllString(string(data), "")
	slices.Sort(types)
	return strings.NewReader(strings.Replace(rest, "</Types>", strings.Join(types, "")+"</Types>", 1)), nil
}
