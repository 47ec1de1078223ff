package portfolio

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// A governance profile is one JSON file: a municipality's council, classes,
// limits, goals, focus areas and targets as they stand in its own documents.
// No municipality is mentioned in code.
//
//go:embed profiles/*.json
var profileFiles embed.FS

// profile (styringsprofil) is the file's form of an Organisation.
type profile struct {
	Name       string     `json:"name"`
	Revision   int        `json:"revision,omitempty"` // that the file was written from; absent in one that is new
	Governance Governance `json:"governance"`
	Strategy   Strategy   `json:"strategy"`
}

// WriteProfile is an organisation as a profile file, to be changed and read again
// with ReadProfile. What was imported is left out: it belongs to its imports.
func WriteProfile(org Organisation) ([]byte, error) {
	org.Strategy.Imported = nil
	data, err := json.MarshalIndent(profile{org.Name, org.Revision, org.Governance, org.Strategy}, "", "  ")
	return append(data, '\n'), err
}

// Profiles are the names of the profiles the program knows, sorted.
func Profiles() []string {
	names, err := fs.Glob(profileFiles, "profiles/*.json")
	if err != nil {
		return nil // the pattern is constant
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(path.Base(name), ".json")
	}
	return names
}

// LoadProfile is the municipality a profile describes; the profile's name is
// its id. A name that is not known gives CodeNotFound, a file that does not
// hold together CodeInternal.
func LoadProfile(name string) (Organisation, error) {
	data, err := profileFiles.ReadFile("profiles/" + name + ".json")
	if err != nil {
		return Organisation{}, NotFound("profile", name)
	}
	organisation, err := ReadProfile(OrganisationID(name), data)
	if err != nil {
		return Organisation{}, fmt.Errorf("portfolio: profile %s: %v", name, err) //nolint:errorlint // ours, so nobody else can mend it: the code must not show through
	}
	return organisation, nil
}

// ReadProfile is the municipality that a profile file describes. It is read
// strictly: a misspelt field would be a rule that silently does not apply. A
// file that is no profile, or whose rules do not hold together, gives
// CodeInvalid with all that is wrong and the field of each.
func ReadProfile(id OrganisationID, data []byte) (Organisation, error) {
	org, wrong := readProfile(id, data)
	if len(wrong) > 0 {
		return Organisation{}, InFile(errors.Join(wrong...), string(id)+".json")
	}
	return org, nil
}

func readProfile(id OrganisationID, data []byte) (Organisation, faults) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var p profile
	if err := decoder.Decode(&p); err != nil {
		return Organisation{}, faults{notProfile(data, decoder.InputOffset(), err)}
	}
	if decoder.More() {
		return Organisation{}, faults{badProfile("profile.not-json", "line", lineAt(data, decoder.InputOffset()))}
	}
	org := Organisation{ID: id, Name: p.Name, Revision: p.Revision, Governance: p.Governance, Strategy: p.Strategy}
	return org, org.check()
}

// badProfile is what is wrong with a profile.
func badProfile(key string, pairs ...any) *Error {
	e := &Error{Code: CodeInvalid, Key: key, Args: map[string]any{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		e.Args[pairs[i].(string)] = pairs[i+1]
	}
	return e
}

// notProfile names the line or the field that cannot be read.
func notProfile(data []byte, offset int64, err error) *Error {
	var syntax *json.SyntaxError
	var value *json.UnmarshalTypeError
	switch unknown, found := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case found:
		return badProfile("profile.field-unknown", "field", strings.Trim(unknown, `"`))
	case errors.As(err, &value) && value.Field != "":
		return badProfile("profile.field-value", "field", value.Field, "line", lineAt(data, value.Offset))
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.Is(err, io.ErrUnexpectedEOF):
		offset = int64(len(data))
	}
	return badProfile("profile.not-json", "line", lineAt(data, offset))
}

// lineAt is the line of a byte, from 1.
func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(max(offset, 0), int64(len(data)))], []byte("\n"))
}
