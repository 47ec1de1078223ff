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

// RowFault (ændret række) is a row of an append-only table that is not as the
// audit log's line says it was written.
type RowFault struct {
	Kind   RowFaultKind
	Line   int64  // of the audit log; 0 when no line knows the row
	Table  string // "": the line's own record of its rows is damaged
	Row    string // what tells the row from the others: "sequence 3"
	Column string // the first of a changed row that differs
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
)

// RowCheck (kontrol af rækker) is how the append-only tables compare with what
// the audit log says was written.
type RowCheck struct {
	Rows     int // that are as they were written
	Unhashed int // lines of the audit log from before they carried their rows
	Loose    int // rows that stand without a line while there are such lines
	Faults   []RowFault
}
