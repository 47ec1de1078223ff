package importers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"raaderum/importers/workbook"
	"raaderum/portfolio"
)

// Options are what an import may depend on beside the bytes.
type Options struct {
	Answers Answers
	Mapping *Mapping // whose answers are used where it fits and Answers says nothing; nil is none
	Limits  workbook.Limits
	Now     time.Time
}

// Interpret reads an opened workbook: the surest layout reads it, and the
// status follows from what was found. It is Import without the bytes.
func Interpret(book *workbook.Book, options Options) File {
	return interpret(context.Background(), book, options)
}

func interpret(ctx context.Context, book *workbook.Book, options Options) File {
	layout := layoutOf(book)
	if layout == nil {
		return rejected("no-layout", nil)
	}
	reading := layout.Read(ctx, book, options.Answers, options.Now)
	file := File{
		Layout:    layout.Name(),
		Cases:     reading.Cases,
		Questions: reading.Questions,
		Yearly:    reading.Yearly,
		Settled:   reading.Settled,
		Findings:  slices.Concat(readerWarnings(book), reading.Findings, formulaFindings(book, reading, layout)),
	}
	if reading.Layout != "" {
		file.Layout = reading.Layout
	}
	file = settle(file)
	if file.Status == Ready {
		file.Findings = append(file.Findings, ruleFindings(file, options.Now)...)
		file.Findings = append(file.Findings, oldForecasts(file.Cases, options.Now)...)
		file.Findings = append(file.Findings, rankedObligatory(file.Cases)...)
	}
	return file
}

// settle gives a file its status and its lists their order.
func settle(file File) File {
	if file.Cases == nil {
		file.Cases = []Case{}
	}
	if file.Questions == nil {
		file.Questions = []Question{}
	}
	if file.Findings == nil {
		file.Findings = []Finding{}
	}
	file.Status = statusOf(file)
	return file
}

// statusOf is what can be done with a file: errors weigh more than questions,
// and questions more than being ready. A rejected file stays rejected.
func statusOf(file File) Status {
	if file.Status == Rejected {
		return Rejected
	}
	for _, finding := range file.Findings {
		if finding.Severity == portfolio.SeverityError {
			return Errors
		}
	}
	if len(file.Questions) > 0 {
		return Questions
	}
	return Ready
}

// rejected is a file that cannot be read at all, with the one reason why.
func rejected(code string, args map[string]any) File {
	return settle(File{
		Status:   Rejected,
		Findings: []Finding{{Severity: portfolio.SeverityError, Code: code, Args: args}},
	})
}

// Import reads the bytes of one file. It never fails: a file that cannot be
// read is a rejected File that says why, and a panic in a library is one too.
// It answers within the time limit, whatever the file makes its readers do.
func Import(ctx context.Context, name string, data []byte, options Options) File {
	sum := sha256.Sum256(data)
	limit := options.Limits.OrDefaults().Time
	whole, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	read := make(chan File, 1)
	go func() { read <- importBytes(whole, name, data, options) }()
	var file File
	select {
	case file = <-read:
	case <-whole.Done():
		select { // a reading that has patience ends by itself
		case file = <-read:
		case <-time.After(graceTime):
			file = rejected(workbook.CodeTooSlow, nil)
		}
	}
	switch {
	case ctx.Err() != nil && file.Status == Rejected: // whoever called has ended it
		file = rejected("reader-failed", nil)
	case file.Status == Rejected && file.Findings[0].Code == workbook.CodeTooSlow:
		file.Findings[0].Args = map[string]any{"seconds": workbook.Seconds(limit)}
	}
	file.File, file.SHA256 = name, hex.EncodeToString(sum[:])
	return file
}

// graceTime is how long a reading may take to notice that its time is over.
const graceTime = time.Second

// importBytes is Import until it is done, or the context.
func importBytes(ctx context.Context, name string, data []byte, options Options) (file File) {
	defer func() {
		switch recover().(type) {
		case nil:
		case outOfPatience:
			file = rejected(workbook.CodeTooSlow, nil)
		default:
			file = rejected("reader-failed", nil)
		}
	}()
	book, err := workbook.Read(ctx, name, data, options.Limits)
	switch {
	case err != nil && ctx.Err() != nil:
		return rejected(workbook.CodeTooSlow, nil)
	case err != nil:
		return unreadable(err)
	}
	book.Name = name
	defer theHeap.expect(needs(book))()
	withoutReceipt(book)
	answers, recall := options.withMapping(book)
	file = interpret(ctx, book, Options{Answers: answers, Limits: options.Limits, Now: options.Now})
	options.tellMapping(&file, recall)
	file.Answers = answers
	file.tellUnheard(book, options.Answers, func() []Question {
		return interpret(ctx, book, Options{Limits: options.Limits, Now: options.Now}).Questions
	})
	return settle(file)
}

// needs is what recognition makes of a book, in bytes, beside the book itself:
// what is understood of each cell.
func needs(book *workbook.Book) uint64 {
	cells := 0
	for _, sheet := range book.Sheets {
		for i := range sheet.Rows {
			cells += len(sheet.Rows[i].Cells)
		}
	}
	return uint64(cells) * bytesUnderstood
}

// bytesUnderstood is a fact, its share of lines and cases, and what is made on
// the way there.
const bytesUnderstood = 32

// unreadable is the rejected file for a reader's error.
func unreadable(err error) File {
	var refused *workbook.RefusedError
	if errors.As(err, &refused) {
		return rejected(refused.Code, refused.Args)
	}
	return rejected("reader-failed", nil)
}
