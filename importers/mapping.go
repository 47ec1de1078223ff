package importers

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Mapping (skema) is a small file that a person can keep, review and share:
// the answers that were given to the questions of a kind of workbook.
type Mapping struct {
	Layout  string  `json:"layout,omitempty"`
	Note    string  `json:"note,omitempty"`
	Answers Answers `json:"answers"`
}

// ReadMapping reads a mapping file. Fields it does not know are an error, so
// that a misspelled one is not silently left out.
func ReadMapping(data []byte) (Mapping, error) {
	var m Mapping
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&m); err != nil {
		return Mapping{}, fmt.Errorf("importers: mapping: %w", err)
	}
	if m.Answers == nil {
		m.Answers = Answers{}
	}
	return m, nil
}
