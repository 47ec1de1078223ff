package intake

import (
	"testing"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers"
)

// A question that takes a text beside its options says so in the receipt.
func TestReceiptSaysThatATextMayBeWritten(t *testing.T) {
	q := importers.Question{
		Key: "currency@Ø", Code: "currency", Why: "Er beløbene i euro?", Cells: []string{"Ø!B2"},
		Options: []string{"leave-out"}, Free: true,
	}
	for language, want := range map[string]string{
		"da": "Er beløbene i euro? (De skal ikke tælle med / eller jeres eget svar som tekst)",
		"en": "Er beløbene i euro? (They should not count / or an answer of your own as text)",
	} {
		r := receiptOf(i18n.New(language), importers.File{File: "sag.xlsx", Questions: []importers.Question{q}})
		got := ""
		for _, row := range r.Rows {
			if len(row.Cells) == 4 && row.LinkCell == "B2" {
				got = row.Cells[3]
			}
		}
		if got != want {
			t.Errorf("%s: the receipt says %q, want %q", language, got, want)
		}
	}
}
