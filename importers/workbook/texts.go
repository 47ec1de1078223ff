package workbook

import (
	"encoding/binary"
	"hash/maphash"
	"unsafe"
)

// texts are the texts of a sheet's cells, one after the other in few large
// pieces, each before its length. A text that was met lately is not kept again:
// amounts and words repeat from row to row. What is kept is never moved and never
// changed, so texts handed out share its memory.
//
// A text costs its length, one byte to three for that, and up to three more
// because each begins at a multiple of textStep: so a reference of textBits bits
// reaches over 256 MB.
type texts struct {
	pieces [][]byte
	seed   maphash.Seed
	lately [latelyKept]textRef
}

// textRef is where a text lies: the number of its piece times textsInPiece, plus
// where in the piece it begins in steps, plus one.
type textRef uint32

const (
	ownText         textRef = 0 // a cell's own text, not one of texts
	textStep                = 4
	pieceBytes              = 32 << 10
	firstPieceBytes         = 4 << 10
	textsInPiece            = pieceBytes / textStep
	maxTextRef      textRef = 1<<textBits - 1

	latelyKept     = 2048
	longestRepeat  = 64 // bytes of a text that is looked for among those kept lately
	mostTextHeader = binary.MaxVarintLen32
)

func newTexts() *texts { return &texts{seed: maphash.MakeSeed()} }

// at is the text that keep kept there.
func (t *texts) at(ref textRef) string {
	at := int(ref) - 1
	piece := t.pieces[at/textsInPiece][at%textsInPiece*textStep:]
	length := int(piece[0])
	if length < 0x80 {
		return unsafe.String(unsafe.SliceData(piece[1:]), length)
	}
	long, header := binary.Uvarint(piece)
	return unsafe.String(unsafe.SliceData(piece[header:]), int(long))
}

// keep keeps a text; false when a piece of its own is what it needs, or there is
// no more to refer with.
func (t *texts) keep(text []byte) (textRef, bool) {
	if len(text)+mostTextHeader > pieceBytes {
		return ownText, false
	}
	if len(text) > longestRepeat {
		return t.add(text)
	}
	lately := &t.lately[maphash.Bytes(t.seed, text)%latelyKept]
	if *lately != ownText && t.at(*lately) == string(text) {
		return *lately, true
	}
	ref, ok := t.add(text)
	if ok {
		*lately = ref
	}
	return ref, ok
}

func (t *texts) add(text []byte) (textRef, bool) {
	last := len(t.pieces) - 1
	if last < 0 || len(t.pieces[last])+textStep+mostTextHeader+len(text) > cap(t.pieces[last]) {
		size := pieceBytes
		if last++; last == 0 && len(text) < firstPieceBytes/2 {
			size = firstPieceBytes // most workbooks are small
		}
		t.pieces = append(t.pieces, make([]byte, 0, size))
	}
	piece := t.pieces[last]
	for len(piece)%textStep != 0 {
		piece = append(piece, 0)
	}
	ref := textRef(last*textsInPiece + len(piece)/textStep + 1)
	if ref > maxTextRef {
		return ownText, false
	}
	piece = binary.AppendUvarint(piece, uint64(len(text)))
	t.pieces[last] = append(piece, text...)
	return ref, true
}
