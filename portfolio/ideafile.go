package portfolio

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"strings"
)

// IdeaCase (idésag) is what a case begins with: its idea, and what is known of
// it beside the six answers.
type IdeaCase struct {
	Idea      Idea
	Title     string
	Number    string // "" when the case has none yet
	Origin    Origin
	FocusArea FocusAreaID
	RecordNo  string // of the ESDH case; "" when there is none
	Label     func(key string) string
}

// IdeaLayout is the layout of an import that began a case with an idea.
const IdeaLayout = "idea"

// ideaSheet is the name of the sheet that the file is read as.
const ideaSheet = "ide"

// Acceptance is the case as it is accepted: a draft in the phase of ideas, read
// from a file that says all that was answered, the mail as well. The file is
// kept like any other, so that the case can be followed to what was sent.
func (c IdeaCase) Acceptance(org OrganisationID, by UserID) (Acceptance, []Entry) {
	c.Idea = c.Idea.trimmed()
	data := c.file()
	sum := sha256.Sum256(data)
	bc := BusinessCase{Title: strings.TrimSpace(c.Title), Number: strings.TrimSpace(c.Number), Origin: c.Origin, FocusArea: c.FocusArea,
		RecordNumber: strings.TrimSpace(c.RecordNo), Phase: PhaseIdea, Status: StatusDraft, Summary: c.Idea.Answers[IdeaWhat],
		Source: Source{Sheet: ideaSheet, Cell: "B1", Raw: c.Title}}
	accepted := Acceptance{Organisation: org, By: by, Layout: IdeaLayout, Cases: []BusinessCase{bc},
		File: OriginalFile{SHA256: hex.EncodeToString(sum[:]), Name: ideaSheet + ".csv", Bytes: data}}
	idea := Entry{Field: EntryIdea}
	idea.Value, _ = (&BusinessCase{Idea: &c.Idea}).entered("", EntryIdea)
	return accepted, []Entry{idea}
}

// file is the answers as a text file of two columns, which spreadsheets open.
func (c IdeaCase) file() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	rows := [][2]string{{"idea.title", c.Title}, {"idea.number", c.Number}, {"idea.origin", string(c.Origin)},
		{"idea.focus-area", string(c.FocusArea)}, {"idea.record-number", c.RecordNo}}
	for _, question := range IdeaQuestions {
		rows = append(rows, [2]string{"idea." + string(question), c.Idea.Answers[question]})
	}
	rows = append(rows, [2]string{"idea.mail", c.Idea.Mail})
	for _, row := range rows {
		_ = w.Write([]string{c.Label(row[0]), inert(row[1])}) // a buffer takes everything
	}
	w.Flush()
	return b.Bytes()
}

// inert keeps a spreadsheet from taking text for a formula.
func inert(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
