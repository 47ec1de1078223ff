package intake

import (
	"errors"
	"path/filepath"
	"strings"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/importers"
	"raaderum/importers/receipt"
	"raaderum/portfolio"
)

// Receipt gives a workbook back with what was found in it: a comment at each
// cell that a question or a finding is about, and the sheet Kvittering with all
// of them. A text file, which can carry neither, comes back as a workbook with
// its texts at their places. The file's questions and findings must have their
// words.
func Receipt(printer *i18n.Printer, file importers.File, data []byte) ([]byte, error) {
	if IsText(file.File) {
		var err error
		if data, err = textBook(file.File, data); err != nil {
			return nil, err
		}
	}
	out, err := receipt.Write(data, receiptOf(printer, file))
	if errors.Is(err, receipt.ErrUnsupported) {
		return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "receipt.unsupported", Place: portfolio.Place{File: file.File}, Err: err}
	}
	return out, err
}

// ReceiptName is what a workbook's receipt is called: "sag (kvittering).xlsx".
func ReceiptName(printer *i18n.Printer, file string) string {
	extension := filepath.Ext(file)
	name := strings.TrimSuffix(file, extension) + " (" + printer.T("receipt.name") + ")"
	if IsText(file) {
		return name + ".xlsx"
	}
	return name + extension
}

func receiptOf(printer *i18n.Printer, file importers.File) receipt.Receipt {
	r := receipt.Receipt{Sheet: printer.T("receipt.sheet")}
	line := func(bold bool, cells ...string) { r.Rows = append(r.Rows, receipt.Row{Cells: cells, Bold: bold}) }
	line(true, receipt.Author)
	line(true, printer.T("receipt.title", "file", file.File))
	line(false, printer.T("receipt.status", "status", printer.T("upload.status-"+string(file.Status))))
	line(false, printer.T("receipt.counts", "questions", len(file.Questions), "findings", len(file.Findings), "cases", len(file.Cases)))
	unchanged := "receipt.nothing-changed"
	if IsText(file.File) {
		unchanged = "receipt.text-as-book"
	}
	line(false, printer.T(unchanged))
	line(false, "SHA-256: "+file.SHA256)
	line(false)
	line(true, printer.T("receipt.kind"), printer.T("receipt.place"), printer.T("receipt.seen"), printer.T("receipt.what"))
	for _, q := range file.Questions {
		text := q.Why
		if len(q.Options) > 0 {
			text += " (" + strings.Join(options(printer, q), " / ") + ")"
			if q.Free {
				text = strings.TrimSuffix(text, ")") + " / " + printer.T("receipt.free-text") + ")"
			}
		}
		add(&r, printer.T("receipt.question"), firstOf(q.Cells), "", text)
	}
	for _, f := range file.Findings {
		add(&r, printer.T("upload.severity-"+string(f.Severity)), f.Cell, f.Raw, f.Message)
	}
	if len(file.Questions)+len(file.Findings) == 0 {
		line(false, printer.T("receipt.nothing-found"))
	}
	return r
}

// add says one thing in the receipt, and at its cell.
func add(r *receipt.Receipt, kind, ref, raw, text string) {
	row := receipt.Row{Cells: []string{kind, ref, raw, text}}
	if i := strings.LastIndexByte(ref, '!'); i >= 0 {
		row.LinkSheet, row.LinkCell = ref[:i], ref[i+1:]
		r.Notes = append(r.Notes, receipt.Note{Sheet: row.LinkSheet, Cell: row.LinkCell, Text: kind + ": " + text})
	}
	r.Rows = append(r.Rows, row)
}

func options(printer *i18n.Printer, q importers.Question) []string {
	words := make([]string, len(q.Options))
	for i, option := range q.Options {
		words[i] = option
		for _, key := range []string{"option." + q.Code + "." + option, "option." + option} {
			if printer.Has(key) {
				words[i] = printer.T(key)
				break
			}
		}
	}
	return words
}

func firstOf(cells []string) string {
	if len(cells) == 0 {
		return ""
	}
	return cells[0]
}
