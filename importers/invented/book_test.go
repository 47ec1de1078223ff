package invented

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// book is a workbook whose truth is known.
type book struct {
	family string // how it is laid out
	traits []string
	sheets []*sheet
	csv    bool
	plain  map[string]bool // the codes of questions whose answers stand in the book
	beside bool            // cases stand beside each other on a sheet
	newer  []string        // what the newer of two versions is called
}

// trait notes how something was written, for counting what goes wrong.
func (b *book) trait(name string) { b.traits = append(b.traits, name) }

func (b *book) sheet(name string) *sheet {
	for _, s := range b.sheets {
		if s.name == name {
			return s
		}
	}
	return nil
}

// wants are all amounts of the book by cell, "Ark1!B4".
func (b *book) wants() map[string]want {
	wants := map[string]want{}
	for _, s := range b.sheets {
		for p, c := range s.cells {
			if c.mark.want != nil {
				wants[s.name+"!"+p.String()] = *c.mark.want
			}
		}
	}
	return wants
}

// size is how much there is to look at.
func (b *book) size() int {
	n := 0
	for _, s := range b.sheets {
		n += len(s.cells)
	}
	return n
}

func (b *book) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "=== %s %v\n", b.family, b.traits)
	for _, s := range b.sheets {
		out.WriteString(s.String())
	}
	return out.String()
}

// fileName is what the file is called: it says nothing.
func (b *book) fileName() string {
	if b.csv {
		return "fil.csv"
	}
	return "fil.xlsx"
}

// bytes is the file.
func (b *book) bytes() []byte {
	if b.csv {
		return b.asCSV()
	}
	return b.asXLSX()
}

// asXLSX writes the book with excelize's stream, which keeps a formula's value.
func (b *book) asXLSX() []byte {
	f := excelize.NewFile()
	defer func() { must(f.Close()) }()
	styles := map[string]int{}
	for i, s := range b.sheets {
		if i == 0 {
			must(f.SetSheetName("Sheet1", s.name))
		} else {
			_, err := f.NewSheet(s.name)
			must(err)
		}
		w, err := f.NewStreamWriter(s.name)
		must(err)
		for col := range s.hiddenCols {
			must(w.SetColVisible(col, col, false))
		}
		for row := 1; row <= s.endRow; row++ {
			values := make([]any, s.endCol)
			for col := 1; col <= s.endCol; col++ {
				c := s.cells[place{row, col}]
				if c == nil {
					continue
				}
				values[col-1] = excelize.Cell{StyleID: styleOf(f, styles, c), Formula: c.formula, Value: c.value}
			}
			must(w.SetRow("A"+strconv.Itoa(row), values, excelize.RowOpts{Hidden: s.hidden[row]}))
		}
		for _, m := range s.merged {
			must(w.MergeCell(m.from.String(), m.to.String()))
		}
		must(w.Flush())
	}
	out, err := f.WriteToBuffer()
	must(err)
	return b.commented(out.Bytes())
}

// commented puts the comments in a written book: a stream has no place for them.
func (b *book) commented(data []byte) []byte {
	if !slices.ContainsFunc(b.sheets, func(s *sheet) bool { return len(s.comments) > 0 }) {
		return data
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(err)
	defer func() { must(f.Close()) }()
	for _, s := range b.sheets {
		for p, text := range s.comments {
			must(f.AddComment(s.name, excelize.Comment{Cell: p.String(), Author: "Controller", Text: text}))
		}
	}
	out, err := f.WriteToBuffer()
	must(err)
	return out.Bytes()
}

func styleOf(f *excelize.File, styles map[string]int, c *cell) int {
	if c.format == "" && !c.bold {
		return 0
	}
	key := fmt.Sprint(c.format, c.bold)
	if id, ok := styles[key]; ok {
		return id
	}
	style := &excelize.Style{Font: &excelize.Font{Bold: c.bold}}
	if c.format != "" {
		style.CustomNumFmt = &c.format
	}
	id, err := f.NewStyle(style)
	must(err)
	styles[key] = id
	return id
}

// asCSV writes the first sheet as Danish Excel saves it.
func (b *book) asCSV() []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	s := b.sheets[0]
	for row := 1; row <= s.endRow; row++ {
		record := make([]string, s.endCol)
		for col := range record {
			if c := s.cells[place{row, col + 1}]; c != nil {
				record[col] = csvText(c.value)
			}
		}
		must(w.Write(record))
	}
	w.Flush()
	must(w.Error())
	return out.Bytes()
}

func csvText(value any) string {
	if x, ok := value.(float64); ok {
		return strings.ReplaceAll(strconv.FormatFloat(x, 'f', -1, 64), ".", ",")
	}
	return fmt.Sprint(value)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
