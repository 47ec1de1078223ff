package importers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Mapping (skema) is a small file that a person can keep, review and share:
// the answers that were given to the questions of a kind of workbook, and how
// such a workbook is laid out, by which the next one is known.
type Mapping struct {
	Layout string       `json:"layout,omitempty"`
	Note   string       `json:"note,omitempty"`
	Sheets []SheetShape `json:"sheets,omitempty"`
	// Rows are the labels of the rows that answers about a single cell are
	// about, by the answer's key: a row that has moved is found by its label.
	Rows    map[string]string `json:"rows,omitempty"`
	Answers Answers           `json:"answers"`
}

// What a mapping file may hold. It is written by people and programs alike.
const (
	mappingBytes   = 1 << 20
	mappingSheets  = 200
	mappingAnswers = 5000
)

// ReadMapping reads a mapping file. Fields it does not know are an error, so
// that a misspelled one is not silently left out.
func ReadMapping(data []byte) (Mapping, error) {
	if len(data) > mappingBytes {
		return Mapping{}, errors.New("importers: mapping: more than 1 MB")
	}
	var m Mapping
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return Mapping{}, fmt.Errorf("importers: mapping: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Mapping{}, errors.New("importers: mapping: something stands after it")
	}
	if len(m.Sheets) > mappingSheets || len(m.Answers) > mappingAnswers || len(m.Rows) > mappingAnswers {
		return Mapping{}, errors.New("importers: mapping: too many sheets or answers")
	}
	for key := range m.Answers {
		if key == "" {
			return Mapping{}, errors.New("importers: mapping: an answer without a question")
		}
	}
	if m.Answers == nil {
		m.Answers = Answers{}
	}
	return m, nil
}

// Bytes is the mapping as a file that people can read.
func (m Mapping) Bytes() ([]byte, error) {
	if m.Answers == nil {
		m.Answers = Answers{}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(m)
	return out.Bytes(), err
}

// Fingerprint names the layout the mapping is for; "" when it does not say.
func (m Mapping) Fingerprint() string { return Fingerprint(m.Sheets) }
