package report

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"time"
)

var (
	pdfDate = regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:(\d{14})\+00'00'\)`)
	pdfNode = regexp.MustCompile(`\((node\d{8})\)`)
)

// settlePDF makes the browser's bytes depend on the page and the pack's time
// alone: its clock is replaced, and its names of structure elements, which are
// numbers that go on from start to start, are numbered anew in their own order.
// Every replacement is as long as what it replaces, so the file's offsets hold and
// it is done in place.
func settlePDF(file *os.File, at time.Time) error {
	var names []string
	if err := eachIn(file, pdfNode, func(found []byte, _ int64) error {
		if i, known := slices.BinarySearch(names, string(found)); !known {
			names = slices.Insert(names, i, string(found))
		}
		return nil
	}); err != nil {
		return err
	}
	anew := map[string][]byte{}
	for i, name := range names {
		anew[name] = fmt.Appendf(nil, "node%08d", i+1)
	}
	clock := []byte(at.UTC().Format("20060102150405"))
	return errors.Join(
		eachIn(file, pdfNode, func(found []byte, offset int64) error {
			_, err := file.WriteAt(anew[string(found)], offset)
			return err
		}),
		eachIn(file, pdfDate, func(_ []byte, offset int64) error {
			_, err := file.WriteAt(clock, offset)
			return err
		}))
}

// window is how much of a file is looked at, at a time, and longestFound more than
// the longest that is looked for.
const (
	window       = 1 << 20
	longestFound = 16 << 10 // a link with a long address
)

// eachIn tells the first group of each match in a file, and where it begins.
func eachIn(file *os.File, what *regexp.Regexp, tell func(found []byte, offset int64) error) error {
	seen := make([]byte, window+longestFound)
	for start := int64(0); ; start += window {
		n, err := file.ReadAt(seen, start)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		for _, at := range what.FindAllSubmatchIndex(seen[:n], -1) {
			if at[0] >= window {
				break // the next window begins before it
			}
			if err := tell(seen[at[2]:at[3]], start+int64(at[2])); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}
