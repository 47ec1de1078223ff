package workbook

import (
	"strconv"
	"time"
	"unsafe"
)

// Kind is the stored type of a cell.
type Kind int8

// The kinds of cell.
const (
	Empty Kind = iota
	Number
	Text
	Bool
	Error
	DateTime // a number with a date format, or an ISO date cell
)

// Cell is one cell as stored. For a formula cell the value is the cached one;
// Uncached says that there is none. A workbook has millions of cells, so one is
// small: its text lies in the texts of its sheet, what follows from the text is
// computed when asked for, and what cells have in common they share.
type Cell struct {
	beside *beside
	packed packedCell
}

// beside is what a cell has beside its place and kind. Cells of one sheet and
// style without formula and comment share it.
type beside struct {
	*look
	*home
	own              string // the text of a cell that has none in texts
	formula, comment string
}

// home is where a cell stands and where its text lies, unless it has one of its
// own. The cells of a sheet share it.
type home struct {
	sheet *Sheet
	texts *texts
}

var noHome = &home{}

// look is how the cells of one style look.
type look struct {
	format, fill string
	struck, bold bool
	date1904     bool // its dates count from 1904
}

var plainLook = &look{}

// packedCell is the row and the column of a cell, its kind, whether it is
// uncached, and where its text lies in texts; textOf 0 is a text of its own.
//
//	bits 63–44  row - 1
//	bits 43–30  column - 1
//	bits 29–27  kind
//	bit  26     uncached
//	bits 25–0   text
type packedCell uint64

const (
	textBits    = 26
	uncachedBit = packedCell(1) << textBits
	kindShift   = textBits + 1
	colShift    = kindShift + 3
	rowShift    = colShift + 14
	textMask    = packedCell(1)<<textBits - 1
	kindMask    = packedCell(7) << kindShift
)

// CellAt is a cell at a place, which is one of a sheet (see Ref).
func CellAt(row, col int, kind Kind, raw string) Cell {
	cell := cellAt(row, col)
	cell.Set(kind, raw)
	return cell
}

// cellAt is an empty cell at a place.
func cellAt(row, col int) Cell {
	return Cell{packed: packedCell(row-1)&(maxRow-1)<<rowShift | packedCell(col-1)&(maxCol-1)<<colShift}
}

// Row is the number of the cell's row, from 1.
func (cell *Cell) Row() int { return int(cell.packed>>rowShift) + 1 }

// Col is the number of the cell's column, from 1.
func (cell *Cell) Col() int { return int(cell.packed>>colShift)&(maxCol-1) + 1 }

// Sheet is the sheet that the cell stands on; nil for one made by hand until
// StandOn.
func (cell *Cell) Sheet() *Sheet {
	if cell.beside == nil {
		return nil
	}
	return cell.beside.sheet
}

// StandOn says which sheet a cell made by hand stands on. Those that were read
// know it.
func (cell *Cell) StandOn(sheet *Sheet) {
	if cell.Sheet() != sheet {
		own := cell.ownBeside()
		own.home = &home{sheet: sheet, texts: own.texts}
	}
}

// Kind is the stored type of the cell.
func (cell *Cell) Kind() Kind { return Kind(cell.packed & kindMask >> kindShift) }

// Uncached tells whether the cell has a formula whose value was not stored.
func (cell *Cell) Uncached() bool { return cell.packed&uncachedBit != 0 }

// Raw is the cell's text as stored: "0.5", "31. december", "#DIV/0!".
func (cell *Cell) Raw() string {
	switch at := textRef(cell.packed & textMask); {
	case cell.beside == nil:
		return ""
	case at == ownText:
		return cell.beside.own
	default:
		return cell.beside.texts.at(at)
	}
}

// Set gives a cell its kind and its text.
func (cell *Cell) Set(kind Kind, raw string) {
	cell.setKind(kind)
	cell.packed &^= textMask
	if raw != "" || cell.beside != nil {
		cell.ownBeside().own = raw
	}
}

// SetUncached says that the value of the cell's formula was not stored.
func (cell *Cell) SetUncached() { cell.packed |= uncachedBit }

// setText gives a cell its kind and its text, which the texts of its sheet keep.
func (cell *Cell) setText(kind Kind, text []byte) {
	ref, kept := cell.beside.texts.keep(text)
	if !kept {
		cell.Set(kind, string(text))
		return
	}
	cell.setKind(kind)
	cell.setTextRef(ref)
}

// setTextRef gives a cell a text that the texts of its sheet keep.
func (cell *Cell) setTextRef(ref textRef) {
	cell.packed = cell.packed&^textMask | packedCell(ref)
}

func (cell *Cell) setKind(kind Kind) {
	cell.packed = cell.packed&^kindMask | packedCell(kind)<<kindShift
}

// Number is the value of a Number cell and the serial of a DateTime cell, 0 for
// others.
func (cell *Cell) Number() float64 {
	if cell.Kind() != Number && cell.Kind() != DateTime {
		return 0
	}
	number, ok := parseNumber(cell.Raw())
	if !ok && cell.Kind() == DateTime {
		if t, iso := parseISO(cell.Raw()); iso {
			return serialOf(t, cell.look().date1904)
		}
	}
	return number
}

// Time is the time of a DateTime cell, the zero time of others.
func (cell *Cell) Time() time.Time {
	if cell.Kind() != DateTime {
		return time.Time{}
	}
	if t, iso := parseISO(cell.Raw()); iso {
		return t
	}
	t, _ := dateOf(cell.Number(), cell.look().date1904)
	return t
}

// Formula is the cell's formula without "=", "" without one.
func (cell *Cell) Formula() string {
	if cell.beside == nil {
		return ""
	}
	return cell.beside.formula
}

// Format is the cell's number format code, "#,##0.00"; "" is General.
func (cell *Cell) Format() string { return cell.look().format }

// Fill is the RGB of a solid fill, "FFFF00"; "" is none.
func (cell *Cell) Fill() string { return cell.look().fill }

// Struck tells whether the cell is struck through.
func (cell *Cell) Struck() bool { return cell.look().struck }

// Bold tells whether the cell is in bold.
func (cell *Cell) Bold() bool { return cell.look().bold }

// Comment is the note at the cell, "" without one.
func (cell *Cell) Comment() string {
	if cell.beside == nil {
		return ""
	}
	return cell.beside.comment
}

// SetFormula gives a cell its formula.
func (cell *Cell) SetFormula(formula string) { cell.ownBeside().formula = formula }

// SetComment gives a cell its note.
func (cell *Cell) SetComment(text string) { cell.ownBeside().comment = text }

// SetFormat gives a cell its number format.
func (cell *Cell) SetFormat(code string) { cell.ownLook().format = code }

// SetStruck strikes a cell through.
func (cell *Cell) SetStruck() { cell.ownLook().struck = true }

// SetBold makes a cell bold.
func (cell *Cell) SetBold() { cell.ownLook().bold = true }

func (cell *Cell) look() *look {
	if cell.beside == nil {
		return plainLook
	}
	return cell.beside.look
}

// ownBeside gives the cell a beside that it shares with no other.
func (cell *Cell) ownBeside() *beside {
	own := &beside{look: plainLook, home: noHome}
	if cell.beside != nil {
		*own = *cell.beside
	}
	cell.beside = own
	return own
}

func (cell *Cell) ownLook() *look {
	own := *cell.look()
	cell.ownBeside().look = &own
	return &own
}

// weight is what a cell holds, with its texts.
func (cell *Cell) weight() int {
	weight := int(unsafe.Sizeof(*cell)) + len(cell.Raw())
	if formula := cell.Formula(); formula != "" {
		weight += int(unsafe.Sizeof(*cell.beside)) + len(formula)
	}
	return weight
}

// parseNumber reads a stored number: digits, point, exponent, nothing else
// that Go would read as one ("Inf", "0x10").
func parseNumber(text string) (float64, bool) {
	if n, ok := parseWhole(text); ok {
		return n, true
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9', c == '.', c == '-', c == '+', c == 'e', c == 'E':
		default:
			return 0, false
		}
	}
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil
}

// wholeDigits is how many digits any int64 holds. To float64 it is rounded as
// strconv rounds.
const wholeDigits = 18

// parseWhole reads a whole number as most amounts are, some ten times as fast.
func parseWhole(text string) (float64, bool) {
	digits := text
	if len(digits) > 1 && digits[0] == '-' {
		digits = digits[1:]
	}
	if len(digits) == 0 || len(digits) > wholeDigits {
		return 0, false
	}
	n := int64(0)
	for i := range len(digits) {
		d := digits[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	if len(digits) < len(text) {
		return -float64(n), true
	}
	return float64(n), true
}
