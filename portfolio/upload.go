package portfolio

import "time"

// Upload (upload) is a file that waits for the user's answers before it may be
// accepted. It is not part of the portfolio, and it expires.
type Upload struct {
	ID           string
	Organisation OrganisationID
	By           UserID
	At           time.Time
	Expires      time.Time
	File         OriginalFile
	Answers      map[string]string // question key → the user's answer so far
}
