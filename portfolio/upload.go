package portfolio

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

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

// Revision tells the answers given so far from all others: who writes answers
// says which revision they have seen.
func (u Upload) Revision() string {
	answers := u.Answers
	if answers == nil {
		answers = map[string]string{}
	}
	text, err := json.Marshal(answers) // sorted by question
	if err != nil {
		panic(err) // text by text is always a document
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
