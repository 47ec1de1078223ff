package portfolio

import "time"

// ImportID identifies an Import within its organisation: "1", "2", …
type ImportID string

// Import (indlæsning) is the stored result of an Acceptance: which file, who,
// when, and what came of it.
type Import struct {
	ID           ImportID
	Organisation OrganisationID
	By           UserID
	At           time.Time
	File         string // its name when it was accepted
	SHA256       string
	Layout       string
	Answers      map[string]string
	NewCases     int
	NewVersions  int // of cases known before
	Reports      int
	Statuses     int
	Amounts      int
	Undone       *Undo // nil: it counts
}

// Already is the refusal of the same bytes once more, under whatever name.
func (i Import) Already(file string) error {
	return &Error{Code: CodeConflict, Key: "import.already",
		Args:  map[string]any{"id": string(i.ID), "file": i.File, "date": i.At},
		Place: Place{File: file}}
}

// ImportPreview (forhåndsvisning) is what an Acceptance would do, told before it
// is done: the import it would become, and what would change in each case.
type ImportPreview struct {
	Import Import // without an ID
	Cases  []CaseChanges
}
