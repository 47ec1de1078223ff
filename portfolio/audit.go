package portfolio

import "time"

// AuditEntry (revisionsspor) is one thing a user did, chained to the one before
// by its hash.
type AuditEntry struct {
	Organisation OrganisationID
	Sequence     int64
	At           time.Time
	By           UserID // "": the program itself
	Action       string // "import.accept", "login"
	Subject      string // what it was done to
	Detail       string
	Previous     string // hash of the entry before
	Hash         string
	Written      string // hash of the rows it wrote; "": from before lines carried them
}

// RowFault (ændret række) is a row that is not as the audit log's last line about it
// says it was written.
type RowFault struct {
	Kind   RowFaultKind
	Line   int64  // of the audit log; 0 when no line knows the row
	Table  string // "": the line's own record of its rows is damaged
	Row    string // what tells the row from the others: "sequence 3"
	Column string // the first of a changed row that differs, with the place in a document: "strategy.goals[2]"
	Was    string // what was written there
	Is     string // what stands there
}

// RowFaultKind (slags ændring) is what happened to a row.
type RowFaultKind string

const (
	RowChanged  RowFaultKind = "changed" // a value differs
	RowGone     RowFaultKind = "gone"    // it was written and is not there
	RowAdded    RowFaultKind = "added"   // it is there and no line wrote it
	RowsDamaged RowFaultKind = "damaged" // what the line keeps of its rows is not what it wrote

	RowMiscounted RowFaultKind = "miscounted" // a number is not how many there are
)

// RowCheck (kontrol af rækker) is how the tables compare with what the audit log says
// was written.
type RowCheck struct {
	Rows     int // that are as they were written
	Unhashed int // lines of the audit log from before they carried their rows
	Loose    int // rows that stand without a line while there are such lines
	// Since is the first line that carries the rows that change by design, such as
	// roles and rules: what was changed in them before is not seen. 1 when all is.
	Since  int64
	Faults []RowFault
}

// FileFault (ændret fil) is an import whose file is not the one that was imported.
type FileFault struct {
	Import ImportID
	File   string // its name
	SHA256 string // of the file, as the import says
	Found  string // of what is stored under it; "" when nothing is
}

// FileCheck (kontrol af filer) is how the imported files compare with their imports.
type FileCheck struct {
	Files  int // imports there are
	Faults []FileFault
}
