package report

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// originals is what the evidence package needs of the store.
type originals interface {
	OriginalFile(ctx context.Context, org portfolio.OrganisationID, sha256 string) (portfolio.OriginalFile, error)
}

// writeEvidence writes the package that is journalised: the papers, the snapshot,
// every workbook a figure was read from, a manifest of checksums, and how to
// verify it all without us. Workbooks are read one at a time. The same papers,
// snapshot and clock give the same bytes.
func writeEvidence(ctx context.Context, out io.Writer, p Pack, folder string, papers []string, store originals) error {
	w := evidence{pack: p, out: newArchive(out, p.At)}
	for _, name := range papers {
		if err := w.addFile(folder, name); err != nil {
			return err
		}
	}
	w.addFrom(packageSnapshot, p.sealed.open())
	for _, source := range sourcesOf(p.Report) {
		original, err := store.OriginalFile(ctx, p.Report.Organisation.ID, source.SHA256)
		if err != nil {
			return err
		}
		w.add("workbooks/"+source.SHA256[:12]+"-"+path.Base(strings.ReplaceAll(original.Name, `\`, "/")), original.Bytes)
	}
	for _, language := range i18n.Languages { // whoever opens it may be anybody
		print := i18n.New(language)
		w.pack.Print = print
		w.add(print.T("pack.readme-name"), []byte(w.instructions()))
	}
	w.addUnlisted(packageSums, []byte(w.sums.String()))
	w.out.end()
	return w.out.err
}

// evidence is the package under way.
type evidence struct {
	pack Pack
	out  *packing
	sums strings.Builder
}

func (w *evidence) add(name string, data []byte) { w.addFrom(name, bytes.NewReader(data)) }

// addFrom packs what is read and takes its checksum on the way.
func (w *evidence) addFrom(name string, from io.Reader) {
	sum := sha256.New()
	w.out.addFrom(name, io.TeeReader(from, sum))
	fmt.Fprintf(&w.sums, "%s  %s\n", hex.EncodeToString(sum.Sum(nil)), name)
}

func (w *evidence) addFile(folder, name string) error {
	file, err := os.Open(filepath.Join(folder, name)) //nolint:gosec // a paper of ours, under a name of ours
	if err != nil {
		return err
	}
	w.addFrom(name, file)
	return file.Close()
}

func (w *evidence) addUnlisted(name string, data []byte) { w.out.add(member{name, data}) }

// instructions say what is in the package, which records it belongs to, and how
// to verify it.
func (w *evidence) instructions() string {
	p, t := w.pack, w.pack.Print.T
	var b strings.Builder
	b.WriteString(t("pack.readme", "title", p.Title(), "standing", p.Standing(),
		"inputs", p.Snapshot.InputsHash, "method", p.Snapshot.Method, "date", p.At, "chain", w.chain()))
	if p.Filter.Any() {
		b.WriteString("\n\n" + t("pack.readme-part", "which", p.Which()))
	}
	b.WriteString("\n\n" + t("pack.readme-records") + "\n")
	for _, figures := range p.Report.Cases {
		fmt.Fprintf(&b, "  %s: %s\n", caseName(figures.Case), cmp.Or(figures.Case.RecordNumber, t("pack.no-record")))
	}
	return strings.ReplaceAll(b.String(), "\n", "\r\n") // for Windows' own editor
}

// chain says where the quarter stands among the frozen ones.
func (w *evidence) chain() string {
	switch p := w.pack; {
	case !p.Frozen:
		return p.Print.T("pack.readme-unchained")
	case p.Snapshot.Previous == "":
		return p.Print.T("pack.readme-first")
	default:
		return p.Print.T("pack.readme-chain", "previous", p.Snapshot.Previous)
	}
}

// sourcesOf is a source in each file that a case of the report was read from,
// in the order of their checksums.
func sourcesOf(report portfolio.QuarterReport) []portfolio.Source {
	files := map[string]portfolio.Source{}
	see := func(source portfolio.Source) {
		if len(source.SHA256) >= 12 {
			files[source.SHA256] = source
		}
	}
	amounts := func(all []portfolio.Amount) {
		for _, amount := range all {
			see(amount.Source)
		}
	}
	for _, figures := range report.Cases {
		see(figures.Case.Source)
		for _, cost := range figures.Case.Costs {
			amounts(cost.Amounts)
		}
		for _, benefit := range figures.Case.Benefits {
			see(benefit.FullYearSource)
			for _, series := range benefit.Series {
				amounts(series)
			}
		}
		if figures.Status != nil {
			see(figures.Status.Source)
		}
	}
	for _, target := range report.Organisation.Strategy.Targets {
		see(target.Source)
		see(target.BudgetSource)
	}
	for _, value := range report.Organisation.Strategy.Imported {
		see(value.Source)
	}
	var sources []portfolio.Source
	for _, source := range files {
		sources = append(sources, source)
	}
	slices.SortFunc(sources, func(a, b portfolio.Source) int { return cmp.Compare(a.SHA256, b.SHA256) })
	return sources
}
