package portfolio

import (
	"time"

	"raaderum/calc"
)

// Undo (fortrydelse) says who took an Import back, and when. The import and its
// file stay where an auditor finds them; what it brought counts no more.
type Undo struct {
	By UserID
	At time.Time
}

// UndoPreview (forhåndsvisning af en fortrydelse) is what undoing an import
// does, told before it is done.
type UndoPreview struct {
	Import   Import
	Gone     []CaseChanges // cases that leave the portfolio, with the sums they take along
	Restored []CaseChanges // cases that go back to the version before
	Kept     []LaterEdit   // what came later about the same cases, and stays
	Blocking []LaterEdit   // what came later and has nothing to stand on without the import
}

// LaterEdit (senere ændring) is something that was done to a case after an import.
type LaterEdit struct {
	Kind    LaterEditKind
	Case    CaseID // "" for a frozen quarter
	Number  string
	Title   string
	Import  ImportID // of a version, reports or statuses
	File    string
	Quarter calc.Quarter // of a frozen quarter
}

// LaterEditKind tells what was done.
type LaterEditKind string

// The kinds of later edits.
const (
	LaterVersion  LaterEditKind = "version"  // a newer version of the case
	LaterReports  LaterEditKind = "reports"  // figures reported about its benefits
	LaterStatuses LaterEditKind = "statuses" // what was said of it for a quarter
	LaterOverlap  LaterEditKind = "overlap"  // a benefit that counts in another
	LaterEntry    LaterEditKind = "entry"    // what people wrote about it
	LaterFreeze   LaterEditKind = "freeze"   // a quarter frozen with it
)
