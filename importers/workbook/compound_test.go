package workbook

import (
	"context"
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

// entry is a stream of a compound file: where it starts and how long it is.
type entry struct {
	name        string
	kind        byte
	start, size uint32
}

// compound writes as much of a compound file as tells what it is: header,
// one sector of directory, and sectors of data behind it.
func compound(data []byte, entries ...entry) []byte {
	file := make([]byte, 1024, 2048+len(data))
	copy(file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	file[30] = 9 // sectors of 512 bytes
	for i, e := range entries {
		at := file[512+128*i:]
		name := utf16.Encode([]rune(e.name))
		for j, unit := range name {
			binary.LittleEndian.PutUint16(at[2*j:], unit)
		}
		binary.LittleEndian.PutUint16(at[64:], uint16(2*len(name)+2))
		at[66] = e.kind
		binary.LittleEndian.PutUint32(at[116:], e.start)
		binary.LittleEndian.PutUint32(at[120:], e.size)
	}
	file = append(file, data...)
	return append(file, make([]byte, 1024)...)
}

func TestCompound(t *testing.T) {
	root := entry{"Root Entry", 5, 1, 512}
	begin := "\x09\x08\x04\x00\x00\x06\x05\x00" // BOF of BIFF8
	locked := []byte(begin + "\x2F\x00\x02\x00\x00\x00")
	open := []byte(begin + "\x42\x00\x02\x00\xB0\x04")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"xls":                        {compound(open, root, entry{"Workbook", 2, 1, 8192}), CodeOldFormat},
		"xls of Excel 5":             {compound(open, root, entry{"Book", 2, 1, 8192}), CodeOldFormat},
		"xls with a password":        {compound(locked, root, entry{"Workbook", 2, 1, 8192}), CodeEncrypted},
		"small xls with a password":  {compound(locked, root, entry{"Workbook", 2, 0, 100}), CodeEncrypted},
		"xlsx with a password":       {compound(nil, root, entry{"EncryptionInfo", 2, 1, 8192}, entry{"EncryptedPackage", 2, 2, 8192}), CodeEncrypted},
		"Word":                       {compound(nil, root, entry{"WordDocument", 2, 1, 8192}), CodeNotAWorkbook},
		"something else":             {compound(nil, root), CodeNotAWorkbook},
		"no directory":               {compound(nil), CodeCorrupt},
		"cut off":                    {compound(open, root)[:600], CodeCorrupt},
		"a stream beyond the end":    {compound(nil, root, entry{"Workbook", 2, 0xFFFFFFF0, 8192}), CodeOldFormat},
		"a record longer than it is": {compound([]byte("\x09\x08\xFF\xFF"), root, entry{"Workbook", 2, 1, 8192}), CodeOldFormat},
	} {
		if _, err := Read(context.Background(), "sag.xls", c.data, Limits{}); codeOf(err) != c.want {
			t.Errorf("%s: refused with %v, want %s", name, err, c.want)
		}
	}
}
