package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// Limits of a folder or a zip file that is taken in as one job.
const (
	MaxFiles    = 2000
	maxUnzipped = 2 << 30 // of all workbooks in a zip file; each is read alone
	maxRatio    = 200     // a workbook is packed already and hardly shrinks
	ratioFloor  = 1 << 20
)

// Source (kilde) is one workbook that is to be read: a file, or an entry of a
// zip file.
type Source struct {
	Name string // as people know it: with its folder, but not where that folder is
	Read func() ([]byte, error)
}

// Found (fundet) is what a folder or a zip file holds: workbooks, and the files
// beside them that are none, which are left and named.
type Found struct {
	Sources []Source // in the order of their names
	Left    portfolio.LeftFiles
}

// Join adds what another place holds.
func (f *Found) Join(other Found) {
	f.Sources = append(f.Sources, other.Sources...)
	f.Left.Join(other.Left)
}

// FromFolder is what a folder and the folders in it hold. Links are not
// followed, and Excel's lock files are neither workbooks nor left.
func FromFolder(folder string) (Found, error) {
	var found Found
	err := filepath.WalkDir(folder, func(at string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(entry.Name(), ".") && at != folder
		switch {
		case entry.IsDir() && hidden:
			return filepath.SkipDir
		case !entry.Type().IsRegular() || hidden || isDebris(entry.Name()):
			return nil
		}
		name, err := filepath.Rel(folder, at)
		if err != nil {
			return err
		}
		return found.add(folder, Source{filepath.ToSlash(name), func() ([]byte, error) { return os.ReadFile(at) }})
	})
	inOrder(found.Sources)
	return found, err
}

// add takes a file for a workbook or leaves it, by its name.
func (f *Found) add(from string, file Source) error {
	switch {
	case !isWorkbookName(path.Base(strings.ReplaceAll(file.Name, `\`, "/"))):
		f.Left.Add(strings.Map(visible, file.Name))
	case len(f.Sources) == MaxFiles:
		return tooMany(from)
	default:
		f.Sources = append(f.Sources, file)
	}
	return nil
}

// FromZip is what a zip file holds. An entry whose name leads out of the file,
// or that unfolds beyond reason, is refused when it is read; nothing is ever
// written to a folder.
func FromZip(name string, data []byte) (Found, error) {
	return OpenZip(name, bytes.NewReader(data), int64(len(data)))
}

// OpenZip is FromZip for a zip file that is not in memory. Each workbook is
// unpacked when it is read, and one at a time.
func OpenZip(name string, at io.ReaderAt, size int64) (Found, error) {
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return Found{}, refused("zip.corrupt", name, err)
	}
	var found Found
	left := &budget{maxUnzipped}
	for _, file := range archive.File {
		base := path.Base(strings.ReplaceAll(file.Name, `\`, "/"))
		if file.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(file.Name, "__MACOSX/") || isDebris(base) {
			continue
		}
		if err := found.add(name, Source{file.Name, func() ([]byte, error) { return unzip(name, file, left) }}); err != nil {
			return Found{}, err
		}
	}
	inOrder(found.Sources)
	return found, nil
}

// budget is what may still be unzipped of a zip file.
type budget struct{ left int64 }

func unzip(archive string, file *zip.File, left *budget) ([]byte, error) {
	switch {
	case !fs.ValidPath(file.Name) || strings.ContainsAny(file.Name, "\\:\x00"):
		return nil, refused("zip.unsafe-name", archive, nil)
	case file.Flags&1 != 0:
		return nil, refused("zip.encrypted", archive, nil)
	case !file.Mode().IsRegular():
		return nil, refused("zip.unsafe-name", archive, nil)
	}
	in, err := file.Open()
	if err != nil {
		return nil, refused("zip.corrupt", archive, err)
	}
	defer in.Close()
	// What the directory says of sizes may be a lie: what comes out is counted.
	most := min(workbook.DefaultLimits.Bytes, left.left, max(ratioFloor, maxRatio*int64(file.CompressedSize64)))
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	left.left -= int64(len(data))
	switch {
	case int64(len(data)) > most:
		return nil, refused("zip.too-large", archive, nil)
	case err != nil:
		return nil, refused("zip.corrupt", archive, err)
	}
	return data, nil
}

// IsZip tells whether an upload is a zip file of workbooks, and not a workbook,
// which is a zip file too.
func IsZip(name string, data []byte) bool {
	return strings.EqualFold(filepath.Ext(name), ".zip") && bytes.HasPrefix(data, []byte("PK"))
}

// isWorkbookName tells whether a file may be meant as a workbook: the kinds we
// read, and those that deserve to be told how to be saved.
func isWorkbookName(name string) bool {
	kinds := []string{".xlsx", ".xlsm", ".csv", ".tsv", ".xls", ".xlsb", ".ods"}
	return slices.Contains(kinds, strings.ToLower(path.Ext(name)))
}

// visible is a letter of a name, or what stands for one that cannot be seen.
func visible(letter rune) rune {
	if !unicode.IsPrint(letter) {
		return unicode.ReplacementChar
	}
	return letter
}

// isDebris tells whether programs left a file there that nobody meant to send.
func isDebris(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, "~$")
}

// inOrder sorts by name, which does not depend on the file system.
func inOrder(all []Source) {
	slices.SortStableFunc(all, func(a, b Source) int { return strings.Compare(a.Name, b.Name) })
}

func tooMany(name string) error {
	return &portfolio.Error{Code: portfolio.CodeTooLarge, Key: "zip.too-many", Args: map[string]any{"n": MaxFiles}, Place: portfolio.Place{File: filepath.Base(name)}}
}

func refused(key, archive string, cause error) error {
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: key, Place: portfolio.Place{File: filepath.Base(archive)}, Err: cause}
}
