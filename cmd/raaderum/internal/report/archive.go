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

// archive packs members in their order, all with one time: the same members and
// clock give the same bytes.
func archive(out io.Writer, at time.Time, members ...member) error {
	w := zip.NewWriter(out)
	for _, one := range members {
		// Zip keeps even seconds without a zone; UTC makes them the same everywhere.
		file, err := w.CreateHeader(&zip.FileHeader{Name: one.name, Method: zip.Deflate, Modified: at.UTC().Truncate(2 * time.Second)})
		if err != nil {
			return fmt.Errorf("report: packing %s: %w", one.name, err)
		}
		if _, err := file.Write(one.data); err != nil {
			return fmt.Errorf("report: packing %s: %w", one.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("report: packing: %w", err)
	}
	return nil
}

// packedAnew is an archive of ours with its members in the order of their names
// and with one time; excelize writes them in no order.
func packedAnew(data []byte, at time.Time) ([]byte, error) {
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
