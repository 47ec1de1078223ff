package workbook

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
)

// Read reads the bytes of a spreadsheet file. What kind of file it is, is seen
// from the bytes; name is only for text, which is no workbook when it is called
// one, and otherwise has one sheet of that name. A file that
// cannot be read gives an *RefusedError; a panic on the way is one too. When ctx ends
// first, its error is returned.
func Read(ctx context.Context, name string, data []byte, limits Limits) (book *Book, err error) {
	limits = limits.OrDefaults()
	if int64(len(data)) > limits.Bytes {
		return nil, refuse(CodeTooLarge, "megabytes", megabytes(int64(len(data))), "limit", megabytes(limits.Bytes))
	}
	timed, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			book, err = nil, corrupt("", fmt.Errorf("panic: %v", p))
		}
		if err == nil {
			return
		}
		book = nil
		if e := ctx.Err(); e != nil {
			err = e
		} else if timed.Err() != nil {
			err = refuse(CodeTooSlow, "seconds", Seconds(limits.Time))
		}
	}()
	book, err = read(timed, name, data, limits)
	if err != nil {
		var refused *RefusedError
		if !errors.As(err, &refused) {
			err = corrupt("", err)
		}
	}
	return book, err
}

func read(ctx context.Context, name string, data []byte, limits Limits) (*Book, error) {
	switch kind := sniff(data); kind {
	case zipBytes:
		return readPackage(ctx, data, limits)
	case compoundBytes:
		return nil, refuseCompound(data)
	case textBytes:
		if namedWorkbook(name) {
			return nil, refuse(CodeNotAWorkbook, "kind", "text")
		}
		return readText(ctx, name, data, limits)
	default:
		return nil, refuseBytes(kind)
	}
}

// namedWorkbook tells whether a name promises an Excel workbook. Text under it
// is a download that failed or a file that was renamed, not CSV.
func namedWorkbook(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm":
		return true
	}
	return false
}

// megabytes are whole megabytes, rounded up, as people are told sizes.
func megabytes(bytes int64) int { return int((bytes + 1<<20 - 1) >> 20) }
