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
	if p.err != nil {
		return
	}
	file, err := p.zip.CreateHeader(&zip.FileHeader{Name: one.name, Method: zip.Deflate, Modified: p.at})
	if err == nil {
		_, err = file.Write(one.data)
	}
	if err != nil {
		p.err = fmt.Errorf("report: packing %s: %w", one.name, err)
	}
}

func (p *packing) end() {
	if err := p.zip.Close(); p.err == nil && err != nil {
		p.err = fmt.Errorf("report: packing: %w", err)
	}
}

// archive packs members in their order, all with one time: the same members and
// clock give the same bytes.
func archive(out io.Writer, at time.Time, members ...member) error {
	p := newArchive(out, at)
	for _, one := range members {
		p.add(one)
	}
	p.end()
	return p.err
}

// packedAnew is an archive of ours with its members in the order of their names,
// with one time and each as edit leaves it; excelize writes them in no order.
func packedAnew(data []byte, at time.Time, edit func(member) []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("report: packing anew: %w", err)
	}
	var members []member
	for _, file := range r.File {
		one, err := readMember(file)
		if err != nil {
			return nil, fmt.Errorf("report: packing anew: %s: %w", file.Name, err)
		}
		if one.name == contentTypes {
			one.data = sortedTypes(one.data)
		}
		one.data = edit(one)
		members = append(members, one)
	}
	slices.SortFunc(members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
	var out bytes.Buffer
	err = archive(&out, at, members...)
	return out.Bytes(), err
}

// contentTypes is the member of an OOXML file that says what the others are.
const contentTypes = "[Content_Types].xml"

var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*>(?:</(?:Default|Override)>)?`)

// sortedTypes are content types in the order of their text.
func sortedTypes(data []byte) []byte {
	types := contentType.FindAllString(string(data), -1)
	rest := contentType.ReplaceAllString(string(data), "")
	slices.Sort(types)
	return []byte(strings.Replace(rest, "</Types>", strings.Join(types, "")+"</Types>", 1))
}

func readMember(file *zip.File) (member, error) {
	r, err := file.Open()
	if err != nil {
		return member{}, err
	}
	defer func() { _ = r.Close() }()
	data, err := io.ReadAll(r)
	return member{file.Name, data}, err
}
