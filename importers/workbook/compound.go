package workbook

import (
	"encoding/binary"
	"unicode/utf16"
)

// refuseCompound tells what an OLE2 compound file is. None is read: it is an
// .xls, an encrypted workbook of any kind, or no workbook. The directory is
// found by looking at every place an entry can be, not by following sector
// chains, so that no chain can run in circles.
func refuseCompound(data []byte) *RefusedError {
	if len(data) < 1536 { // header, one FAT sector and one directory sector
		return corrupt("", nil)
	}
	entries := compoundEntries(data)
	switch {
	case entries["EncryptedPackage"] != nil, entries["EncryptionInfo"] != nil:
		return refuse(CodeEncrypted)
	case entries["Workbook"] != nil, entries["Book"] != nil:
		stream := entries["Workbook"]
		if stream == nil {
			stream = entries["Book"]
		}
		if biffEncrypted(compoundStream(data, stream, entries["Root Entry"])) {
			return refuse(CodeEncrypted)
		}
		return refuse(CodeOldFormat)
	case entries["WordDocument"] != nil:
		return refuse(CodeNotAWorkbook, "kind", "Word")
	case entries["PowerPoint Document"] != nil:
		return refuse(CodeNotAWorkbook, "kind", "PowerPoint")
	case entries["Root Entry"] == nil:
		return corrupt("", nil)
	}
	return refuse(CodeNotAWorkbook, "kind", "")
}

// compoundEntry is a directory entry: where its stream starts.
type compoundEntry struct {
	start uint32
	size  uint32
}

// compoundEntries are the directory entries by name (MS-CFB 2.6: 128 bytes
// each, name in UTF-16, its length at 64, type at 66, start at 116, size at 120).
func compoundEntries(data []byte) map[string]*compoundEntry {
	entries := map[string]*compoundEntry{}
	for at := 512; at+128 <= len(data); at += 128 {
		entry := data[at : at+128]
		length := int(binary.LittleEndian.Uint16(entry[64:]))
		if kind := entry[66]; length < 4 || length > 64 || length%2 != 0 || kind != 1 && kind != 2 && kind != 5 {
			continue
		}
		name := make([]uint16, length/2-1)
		for i := range name {
			name[i] = binary.LittleEndian.Uint16(entry[2*i:])
		}
		entries[string(utf16.Decode(name))] = &compoundEntry{binary.LittleEndian.Uint32(entry[116:]), binary.LittleEndian.Uint32(entry[120:])}
	}
	return entries
}

// compoundStream is the beginning of a stream, up to where its first sector
// may end. Streams below 4096 bytes lie in the root's stream in pieces of 64.
func compoundStream(data []byte, stream, root *compoundEntry) []byte {
	sector := int64(512)
	if data[30] == 12 {
		sector = 4096
	}
	at, length := (int64(stream.start)+1)*sector, sector
	if stream.size < 4096 && root != nil {
		at, length = (int64(root.start)+1)*sector+int64(stream.start)*64, 64
	}
	if at < 0 || at >= int64(len(data)) {
		return nil
	}
	return data[at:min(at+length, int64(len(data)))]
}

// biffEncrypted tells whether a FILEPASS record (0x002F) follows the beginning
// of a BIFF stream, where MS-XLS 2.1.7.20.1 places it.
func biffEncrypted(stream []byte) bool {
	for len(stream) >= 4 {
		record := binary.LittleEndian.Uint16(stream)
		if record == 0x002F {
			return true
		}
		length := 4 + int(binary.LittleEndian.Uint16(stream[2:]))
		if length > len(stream) {
			return false
		}
		stream = stream[length:]
	}
	return false
}
