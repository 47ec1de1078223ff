package portfolio

import "time"

// BatchID identifies a Batch within its organisation.
type BatchID string

// Batch (samlet indlæsning) is many files that were sent at once: a job that is
// worked on in the background, that may be cancelled and taken up again, and
// that expires with its uploads. Nothing of it is in the portfolio before
// somebody accepts it.
type Batch struct {
	ID           BatchID
	Organisation OrganisationID
	By           UserID
	At           time.Time
	Expires      time.Time
	Name         string
	Whole        bool        // all its files have arrived, and work on them may begin
	Left         LeftFiles   // sent with them, and no workbooks
	Files        []BatchFile // in the order of their positions
}

// LeftFiles (filer, der ikke er regneark) are files of a folder or a zip file
// that are no workbooks: they are not read, and named so that nothing is left
// out without a word.
type LeftFiles struct {
	N     int      `json:"n"`
	Names []string `json:"names"` // the first mostLeftNamed
}

// mostLeftNamed keeps a folder of a hundred thousand pictures out of the database.
const mostLeftNamed = 50

// Add leaves one more file.
func (l *LeftFiles) Add(name string) { l.Join(LeftFiles{1, []string{name}}) }

// Join leaves the files that were left elsewhere too.
func (l *LeftFiles) Join(other LeftFiles) {
	l.N += other.N
	l.Names = append(l.Names, other.Names[:min(len(other.Names), mostLeftNamed-len(l.Names))]...)
}

// More is how many of them are not named.
func (l LeftFiles) More() int { return l.N - len(l.Names) }

// Count is how many of the batch's files have come this far.
func (b Batch) Count(progress ...BatchProgress) int {
	n := 0
	for _, file := range b.Files {
		for _, one := range progress {
			if file.Progress == one {
				n++
			}
		}
	}
	return n
}

// Settled tells whether nothing of the batch waits for anybody: neither for work
// nor for a person.
func (b Batch) Settled() bool {
	return b.Whole && b.Count(BatchRejected, BatchImported, BatchDiscarded) == len(b.Files)
}

// BatchFile is one file of a Batch, and what became of it.
type BatchFile struct {
	Position int // from 1, in the order of the names
	Name     string
	SHA256   string // "" of a file whose bytes could not be had
	Size     int64
	Progress BatchProgress
	Upload   string   // where it waits for a decision; "" when it does not
	Import   ImportID // that has its bytes; "" when none has
	Result   BatchResult
	Accepted bool // somebody said yes, and it waits to be stored
}

// BatchResult is what reading a file of a Batch came to.
type BatchResult struct {
	Cases     int
	Questions int
	Findings  int
	Refusal   *BatchRefusal // why it was rejected
}

// BatchRefusal is why a file of a Batch was rejected: the catalogue key of its
// words, and their arguments.
type BatchRefusal struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
}

// BatchProgress is how far a file of a Batch has come.
type BatchProgress string

// The steps of a file: it waits, is worked on, and has a result. What is
// cancelled may wait again; what is ready waits again once it is accepted.
const (
	BatchWaiting   BatchProgress = "waiting"
	BatchWorking   BatchProgress = "working"
	BatchCancelled BatchProgress = "cancelled"
	BatchReady     BatchProgress = "ready"
	BatchQuestions BatchProgress = "questions"
	BatchErrors    BatchProgress = "errors"
	BatchRejected  BatchProgress = "rejected"
	BatchImported  BatchProgress = "imported"
	BatchDiscarded BatchProgress = "discarded" // by somebody, or by time
)

// BatchProgresses are all steps.
var BatchProgresses = []BatchProgress{BatchWaiting, BatchWorking, BatchCancelled, BatchReady, BatchQuestions,
	BatchErrors, BatchRejected, BatchImported, BatchDiscarded}

// BatchClaim is a file of a Batch that somebody works on, until its lease ends
// and another may begin.
type BatchClaim struct {
	Organisation OrganisationID
	Batch        BatchID
	Position     int
	Lease        string // its secret, to be shown when the work is handed in
	Accept       UserID // who said that it is to be stored; "" when it is only read
	Upload       Upload
}
