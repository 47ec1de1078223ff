package workbook

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readText reads CSV and what the clipboard gives (fields between tabs) as one
// sheet of texts: a text file has no types, and "1,500" means what its reader
// finds it to mean. Rows are counted as Excel counts them when it opens the file.
func readText(ctx context.Context, name string, data []byte, limits Limits) (*Book, error) {
	text, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	records := records(&clipboardRecords{text: text})
	if !isClipboard(name) {
		rest, comma := separatorLine(text)
		if comma == 0 {
			comma = separator(rest)
		}
		if comma == 0 {
			return nil, refuse(CodeNotAWorkbook, "kind", "text")
		}
		text, records = rest, newRecords(rest, comma)
	}
	sheet := &Sheet{Name: sheetName(name)}
	if err := sheet.readRecords(ctx, text, records, limits); err != nil {
		return nil, err
	}
	if len(sheet.Rows) == 0 {
		return nil, refuse(CodeEmptyFile)
	}
	return &Book{Format: CSV, Sheets: []*Sheet{sheet}}, nil
}

// decodeText gives UTF-8: from UTF-16 with its mark (Excel's "Unicode text") or
// without, from UTF-8 with or without, else from Windows-1252, Danish Excel's CSV.
func decodeText(data []byte) ([]byte, error) {
	order := utf16Order(data[:min(len(data), 4096)])
	switch {
	case order != 0:
		endian := unicode.LittleEndian
		if order == 'b' {
			endian = unicode.BigEndian
		}
		text, err := unicode.UTF16(endian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, corrupt("", err)
		}
		if bytes.IndexByte(text, 0) >= 0 {
			return nil, refuse(CodeNotAWorkbook, "kind", "")
		}
		return text, nil
	case utf8.Valid(data):
		data = bytes.TrimPrefix(data, byteOrderMark)
	default:
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return nil, corrupt("", err)
		}
		data = decoded
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return nil, refuse(CodeNotAWorkbook, "kind", "")
	}
	return data, nil
}

// separatorLine takes off Excel's own first line "sep=;", which is not a row.
func separatorLine(text []byte) ([]byte, rune) {
	line, rest, found := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	if found && len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && strings.IndexByte(";,\t|", line[4]) >= 0 {
		return rest, rune(line[4])
	}
	return text, 0
}

// separator finds what stands between fields: of tab, semicolon and comma the
// one that gives most lines the same number of fields; at a tie the earlier,
// because a comma may be a decimal comma. 0 when nothing separates.
func separator(text []byte) rune {
	sample := text[:min(len(text), 64<<10)]
	var best rune
	bestShare := 0.0
	for _, comma := range []rune{'\t', ';', ','} {
		if share := regularity(sample, comma); share > bestShare {
			best, bestShare = comma, share
		}
	}
	return best
}

// regularity is the share of records that have the most common number of
// fields, one field not counting.
func regularity(sample []byte, comma rune) float64 {
	records := newRecords(sample, comma)
	counts, total, most := map[int]int{}, 0, 0
	for {
		record, err := records.Read()
		if err != nil {
			break
		}
		total++
		if len(record) > 1 {
			counts[len(record)]++
			most = max(most, counts[len(record)])
		}
	}
	if total == 0 {
		return 0
	}
	return float64(most) / float64(total)
}

func newRecords(text []byte, comma rune) *csv.Reader {
	records := csv.NewReader(bytes.NewReader(text))
	records.Comma, records.FieldsPerRecord, records.LazyQuotes, records.ReuseRecord = comma, -1, true, true
	return records
}

func (sheet *Sheet) readRecords(ctx context.Context, text []byte, records records, limits Limits) error {
	held := held{limit: limits.Memory}
	plain := &beside{look: plainLook, home: &home{sheet, newTexts()}}
	number, cells, before := 0, 0, int64(0)
	for {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return textError(err)
		}
		after := records.InputOffset()
		number += 1 + blankLines(text[before:after])
		before = after
		row := Row{Number: number}
		for i, field := range record {
			if field = strings.TrimSpace(field); field != "" {
				cell := textCell(number, i+1, field, plain)
				if err := held.keep(cell.weight()); err != nil {
					return err
				}
				row.Cells = append(row.Cells, cell)
			}
		}
		if len(row.Cells) > 0 {
			sheet.Rows = append(sheet.Rows, row)
		}
		cells += len(row.Cells)
		switch {
		case number > maxRow:
			return refuse(CodeTooManyRows, "limit", maxRow)
		case cells > limits.Cells:
			return refuse(CodeTooManyCells, "limit", limits.Cells)
		case len(sheet.Rows) > limits.Rows:
			return refuse(CodeTooManyRows, "limit", limits.Rows)
		case len(record) > limits.Columns:
			return refuse(CodeTooManyCols, "limit", limits.Columns)
		case number%1024 == 0 && ctx.Err() != nil:
			return ctx.Err()
		}
	}
}

func textError(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return corrupt("", err)
	}
	return err
}

// blankLines counts the empty lines before a record, which the CSV reader
// passes over and Excel shows as rows.
func blankLines(raw []byte) int {
	lines := 0
	for {
		raw = bytes.TrimPrefix(raw, []byte("\r"))
		rest, found := bytes.CutPrefix(raw, []byte("\n"))
		if !found {
			return lines
		}
		raw = rest
		lines++
	}
}

// textCell is a cell of a text file. No-break spaces inside stay; they are
// thousands separators to whoever reads numbers.
func textCell(row, col int, text string, plain *beside) Cell {
	cell := cellAt(row, col)
	cell.beside = plain
	cell.setText(Text, []byte(text))
	if isErrorValue(text) {
		cell.setKind(Error)
	}
	return cell
}

// longestSheetName is how long Excel lets the name of a sheet be.
const longestSheetName = 31

// notInSheetNames are the characters that Excel allows in no name of a sheet.
var notInSheetNames = strings.NewReplacer(":", "_", "?", "_", "*", "_", "[", "(", "]", ")")

// sheetName is the name Excel gives the sheet of a text file: the file's,
// without folder and extension, as far as there is room for it.
func sheetName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Trim(notInSheetNames.Replace(strings.TrimSuffix(name, path.Ext(name))), "'")
	if runes := []rune(name); len(runes) > longestSheetName {
		name = strings.TrimSpace(string(runes[:longestSheetName]))
	}
	if name == "" || name == "." || name == "/" {
		return "Ark1"
	}
	return name
}
