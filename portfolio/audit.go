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
}
