package report

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"raaderum/portfolio"
)

// sealedSnapshot is a snapshot's JSON as it is journalised, packed while the papers
// are made: a twentieth of the memory, for a text that is read once, at the end.
type sealedSnapshot []byte

func sealSnapshot(s portfolio.Snapshot) (sealedSnapshot, error) {
	text, err := snapshotText(s)
	if err != nil {
		return nil, fmt.Errorf("report: writing the snapshot: %w", err)
	}
	var packed bytes.Buffer
	out, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(out, text)
	if err := errors.Join(err, out.Close()); err != nil {
		return nil, err
	}
	return bytes.Clone(packed.Bytes()), nil
}

func (s sealedSnapshot) open() io.Reader { return flate.NewReader(bytes.NewReader(s)) }

// snapshotText is a snapshot as JSON, without its inputs and figures being copied:
// they are JSON already, and all but all of it.
func snapshotText(s portfolio.Snapshot) (io.Reader, error) {
	inputs, figures := s.Inputs, s.Figures
	s.Inputs, s.Figures = json.RawMessage(`"inputs here"`), json.RawMessage(`"figures here"`)
	around, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	before, rest, first := bytes.Cut(around, s.Inputs)
	between, after, second := bytes.Cut(rest, s.Figures)
	if !first || !second {
		return nil, errors.New("the snapshot has no place for its inputs and figures")
	}
	return io.MultiReader(bytes.NewReader(before), bytes.NewReader(inputs), bytes.NewReader(between), bytes.NewReader(figures),
		bytes.NewReader(after), strings.NewReader("\n")), nil
}
