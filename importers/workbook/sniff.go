package workbook

import "bytes"

// byteKind is what a file's first bytes say it is.
type byteKind int8

const (
	unknownBytes byteKind = iota
	emptyBytes
	zipBytes
	compoundBytes // OLE2: .xls, or an encrypted workbook of any kind
	biffBytes     // .xls from before Excel 5, without a compound file around it
	sylkBytes
	xml2003Bytes
	flatODSBytes
	markupBytes // HTML or other XML
	pdfBytes
	textBytes
)

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// sniff tells what the bytes are. Text comes last: anything that looks like
// text and like nothing else.
func sniff(data []byte) byteKind {
	head := data[:min(len(data), 4096)]
	text := bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n")
	switch {
	case len(bytes.Trim(data, "\x00 \t\r\n\xEF\xBB\xBF\xFE\xFF")) == 0:
		return emptyBytes
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")), bytes.HasPrefix(head, []byte("PK\x07\x08")):
		return zipBytes
	case bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return compoundBytes
	case utf16Order(head) != 0:
		return textBytes
	case len(head) > 4 && head[0] == 0x09 && head[3] == 0 && (head[1] == 0 || head[1] == 2 || head[1] == 4 || head[1] == 8):
		return biffBytes
	case bytes.HasPrefix(head, []byte("ID;P")):
		return sylkBytes
	case bytes.HasPrefix(head, []byte("%PDF")):
		return pdfBytes
	case bytes.HasPrefix(text, []byte("<")):
		return sniffMarkup(head)
	case looksLikeText(head):
		return textBytes
	}
	return unknownBytes
}

func sniffMarkup(head []byte) byteKind {
	switch {
	case bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return xml2003Bytes
	case bytes.Contains(head, []byte("urn:oasis:names:tc:opendocument")):
		return flatODSBytes
	}
	return markupBytes
}

// utf16Order is 'l' when text is UTF-16 with the low byte first, 'b' when the
// high one is, 0 when it is none: it says so by its mark, or every other byte is
// mostly zero, as in all Latin text, and none of the others.
func utf16Order(head []byte) byte {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return 'l'
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return 'b'
	case len(head) < 8 || bytes.Contains(head, []byte{0, 0}):
		return 0
	}
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := len(head) * 2 / 5
	switch {
	case zeros[0] == 0 && zeros[1] >= most:
		return 'l'
	case zeros[1] == 0 && zeros[0] >= most:
		return 'b'
	}
	return 0
}

// looksLikeText allows UTF-8 and Windows-1252: no control characters but blanks.
func looksLikeText(head []byte) bool {
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7F {
			return false
		}
	}
	return true
}

// refuseBytes is the refusal of bytes that nothing here reads.
func refuseBytes(kind byteKind) *RefusedError {
	switch kind {
	case emptyBytes:
		return refuse(CodeEmptyFile)
	case biffBytes, xml2003Bytes:
		return refuse(CodeOldFormat)
	case flatODSBytes:
		return refuse(CodeOpenDocument)
	case sylkBytes:
		return refuse(CodeNotAWorkbook, "kind", "SYLK")
	case markupBytes:
		return refuse(CodeNotAWorkbook, "kind", "HTML/XML")
	case pdfBytes:
		return refuse(CodeNotAWorkbook, "kind", "PDF")
	}
	return refuse(CodeNotAWorkbook, "kind", "")
}
