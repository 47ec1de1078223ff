package workbook

import (
	"context"
	"errors"
	"fmt"
)

// Read reads the bytes of a spreadsheet file. What kind of file it is, is seen
// from the bytes; name is only for the one sheet of a text file. A file that
// cannot be read gives an *RefusedError; a panic on the way is one too. When ctx ends
// first, its error is returned.
func Read(ctx context.Context, name string, data []byte, limits Limits) (book *Book, err error) {
	limits = limits.orDefaults()
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
			err = refuse(CodeTooSlow, "seconds", int(limits.Time.Seconds()))
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
		return readText(ctx, name, data, limits)
	default:
		return nil, refuseBytes(kind)
	}
}

// megabytes are whole megabytes, rounded up, as people are told sizes.
func megabytes(bytes int64) int { return int((bytes + 1<<20 - 1) >> 20) }
