package receipt

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// partLimit is how large a part that has to be spliced may be.
const partLimit = 512 << 20

// pack is a workbook as its parts: those of the original, those that were
// spliced, and those that are new.
type pack struct {
	archive *zip.Reader
	files   map[string]*zip.File
	changed map[string][]byte
	added   []string // in the order they came
	strict  bool     // ISO strict, with names of its own
}

func openPackage(data []byte) (*pack, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsupported, err)
	}
	p := &pack{archive: archive, files: map[string]*zip.File{}, changed: map[string][]byte{}}
	for _, file := range archive.File {
		if key := partKey(file.Name); p.files[key] == nil {
			p.files[key] = file
		}
	}
	return p, nil
}

// partKey is how part names are compared: without case and leading slash.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (p *pack) has(name string) bool {
	return p.files[partKey(name)] != nil || p.changed[partKey(name)] != nil
}

// read gives a part as it is now.
func (p *pack) read(name string) ([]byte, error) {
	key := partKey(name)
	if data, ok := p.changed[key]; ok {
		return data, nil
	}
	file := p.files[key]
	if file == nil {
		return nil, fmt.Errorf("%w: no %s", ErrUnsupported, name)
	}
	in, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnsupported, err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, partLimit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrUnsupported, name, err)
	case len(data) > partLimit:
		return nil, fmt.Errorf("%w: %s is too large", ErrUnsupported, name)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return nil, fmt.Errorf("%w: %s is not UTF-8", ErrUnsupported, name)
	}
	return data, nil
}

// write replaces a part or adds it.
func (p *pack) write(name string, data []byte) {
	key := partKey(name)
	if p.files[key] == nil && p.changed[key] == nil {
		p.added = append(p.added, name)
	}
	p.changed[key] = data
}

// free is a part name that nobody has: "xl/comments7.xml" for "xl/comments%d.xml".
func (p *pack) free(pattern string) string {
	for i := 1; ; i++ {
		if name := fmt.Sprintf(pattern, i); !p.has(name) {
			return name
		}
	}
}

// bytes is the workbook: untouched parts are copied as they were compressed.
func (p *pack) bytes() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	done := map[string]bool{}
	for _, file := range p.archive.File {
		key := partKey(file.Name)
		data, changed := p.changed[key]
		if !changed || done[key] {
			if err := w.Copy(file); err != nil {
				return nil, err
			}
			continue
		}
		done[key] = true
		if err := put(w, file.Name, data); err != nil {
			return nil, err
		}
	}
	for _, name := range p.added {
		if err := put(w, name, p.changed[partKey(name)]); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

func put(w *zip.Writer, name string, data []byte) error {
	part, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

// relation is one relationship of a part.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// kind is the last word of the relationship's type, which strict and
// transitional workbooks share.
func (r relation) kind() string { return path.Base(r.Type) }

// relsOf is the part with the relationships of a part, "" being the package.
func relsOf(part string) string {
	if part == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

func (p *pack) relations(part string) ([]relation, error) {
	name := relsOf(part)
	if !p.has(name) {
		return nil, nil
	}
	data, err := p.read(name)
	if err != nil {
		return nil, err
	}
	var rels struct {
		All []relation `xml:"Relationship"`
	}
	if err := xml.Unmarshal(data, &rels); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnsupported, name, err)
	}
	return rels.All, nil
}

// target is the part that a relationship of a part points at.
func target(part string, r relation) string {
	if strings.HasPrefix(r.Target, "/") {
		return strings.TrimPrefix(r.Target, "/")
	}
	return path.Join(path.Dir(part), r.Target)
}

// relate adds a relationship to a part and gives its id.
func (p *pack) relate(part, kind, to string) (string, error) {
	known, err := p.relations(part)
	if err != nil {
		return "", err
	}
	id := ""
	for i := 1; id == "" || slices.ContainsFunc(known, func(r relation) bool { return strings.EqualFold(r.ID, id) }); i++ {
		id = "rIdRaaderum" + strconv.Itoa(i)
	}
	data := []byte(header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`)
	if p.has(relsOf(part)) {
		if data, err = p.read(relsOf(part)); err != nil {
			return "", err
		}
	}
	data, err = appendChild(data, func(prefix string) string {
		return `<` + prefix + `Relationship Id="` + id + `" Type="` + p.officeNamespace() + `/` + kind + `" Target="/` + escape(to) + `"/>`
	})
	p.write(relsOf(part), data)
	return id, err
}

// contentType says what kind of part a part is.
func (p *pack) contentType(part, kind string) error {
	const name = "[Content_Types].xml"
	data, err := p.read(name)
	if err != nil {
		return err
	}
	data, err = appendChild(data, func(prefix string) string {
		return `<` + prefix + `Override PartName="/` + escape(part) + `" ContentType="` + kind + `"/>`
	})
	p.write(name, data)
	return err
}

// officeNamespace is where relationship types and r:id come from.
func (p *pack) officeNamespace() string {
	if p.strict {
		return "http://purl.oclc.org/ooxml/officeDocument/relationships"
	}
	return "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
}

func (p *pack) mainNamespace() string {
	if p.strict {
		return "http://purl.oclc.org/ooxml/spreadsheetml/main"
	}
	return "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
}

const header = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
