package template

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// book collects the sheets of a workbook under way. The first error is kept
// and reported by write; drawing goes on as if nothing had happened.
type book struct {
	file     *excelize.File
	sheets   []*sheet
	looks    map[look]int
	protect  bool
	example  bool
	hasLists bool   // Lister holds every list
	mark     string // the version, for the title and the foot of every page
	err      error
}

func newBook(protect, example bool) *book {
	b := &book{file: excelize.NewFile(), looks: map[look]int{}, protect: protect, example: example, mark: Version}
	b.keep(b.file.SetDefaultFont(font))
	return b
}

// keep remembers the first error.
func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// name defines a name for one cell or range, written as "C9" or "C9:L9".
func (b *book) name(name, sheet, ref string) {
	b.keep(b.file.SetDefinedName(&excelize.DefinedName{
		Name: name, RefersTo: "'" + sheet + "'!" + absolute(ref),
	}))
}

// absolute puts the dollar signs into a reference: "C9:L9" to "$C$9:$L$9".
func absolute(ref string) string {
	parts := strings.Split(ref, ":")
	for i, part := range parts {
		digits := strings.IndexAny(part, "0123456789")
		parts[i] = "$" + part[:digits] + "$" + part[digits:]
	}
	return strings.Join(parts, ":")
}

// write finishes the sheets and writes the package. The program that wrote the
// file is stated, and every program is asked to recalculate when it opens it.
func (b *book) write(w io.Writer) error {
	for _, s := range b.sheets {
		b.keep(s.flush())
	}
	recalculate := true
	b.keep(b.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}))
	b.keep(b.file.SetAppProps(&excelize.AppProperties{Application: "Raaderum"}))
	b.keep(b.file.SetDocProps(&excelize.DocProperties{
		Creator: "Råderum", Title: b.mark, Language: "da-DK",
		Created: epoch, Modified: epoch,
	}))
	b.file.SetActiveSheet(0)
	var buffer bytes.Buffer
	if b.err == nil {
		b.keep(b.file.Write(&buffer))
	}
	b.keep(b.file.Close())
	if b.err != nil {
		return b.err
	}
	return canonical(w, buffer.Bytes())
}

// epoch is the date of every workbook: the same input gives the same bytes,
// and the template's own version is in its version cell.
const epoch = "2012-01-01T00:00:00Z"

// canonical rewrites a package with its parts in a fixed order and without
// times. The library walks maps when it writes, so its own order varies.
func canonical(w io.Writer, data []byte) error {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	parts := slices.Clone(in.File)
	slices.SortFunc(parts, func(a, b *zip.File) int {
		return strings.Compare(partOrder(a.Name), partOrder(b.Name))
	})
	out := zip.NewWriter(w)
	out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, part := range parts {
		err = errors.Join(err, copyPart(out, part))
	}
	return errors.Join(err, out.Close())
}

// partOrder puts the list of contents first, as the format asks.
func partOrder(name string) string {
	if name == "[Content_Types].xml" {
		return ""
	}
	return name
}

func copyPart(out *zip.Writer, part *zip.File) error {
	from, err := part.Open()
	if err != nil {
		return err
	}
	to, err := out.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate})
	if err == nil {
		_, err = io.Copy(to, from)
	}
	return errors.Join(err, from.Close())
}
