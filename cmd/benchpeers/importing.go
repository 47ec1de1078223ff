package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"raaderum/importers"
)

// importing are the comparisons of reading workbooks. Ours is the whole import:
// recognition, questions, checks and the place of every amount; the others only
// read the cells.
func (b *bench) importing() []comparison {
	var all []comparison
	for _, size := range []struct {
		title string
		rows  int
	}{{"Import, 10,000 × 40 cells", 10_000}, {"Import, 1,000,000 cells", 25_000}} {
		book := filepath.Join(b.work, strconv.Itoa(size.rows)+".xlsx")
		made := b.written("register", book)
		python, script := b.absent["python3-openpyxl"], b.absent["xlsx2csv"]
		all = append(all, comparison{
			title: size.title, unit: "s of processor time",
			ours: reader("raaderum", "", made, process{name: b.self, arguments: []string{"drive", "import", book}}),
			peers: []peer{
				{reader("excelize", "", made, process{name: b.self, arguments: []string{"drive", "excelize", book}}), 1.5, 2},
				{once(reader("openpyxl", python, made, b.python("cells.py", book))), 1, 0},
				{once(reader("xlsx", b.absent["npm"], made, process{name: "node", arguments: []string{"cells.cjs", "xlsx", book}, folder: b.peers})), 1, 0},
				{once(reader("exceljs", b.absent["npm"], made, process{name: "node", arguments: []string{"cells.cjs", "exceljs", book}, folder: b.peers})), 1, 0},
				{once(b.textWriter("xlsx2csv", script, made, book, b.viaXlsx2csv)), 1, 0},
				{once(b.textWriter("LibreOffice", officeMissing(), made, book, b.viaOffice)), 1, 0},
			},
			agree: sameCells,
		})
	}
	folder := filepath.Join(b.work, "small")
	made := b.written("small-books", folder)
	return append(all, comparison{
		title: "Import, 200 workbooks of 4 sheets", unit: "s of processor time",
		ours:  reader("raaderum", "", made, process{name: b.self, arguments: []string{"drive", "import-folder", folder}}),
		peers: []peer{{reader("excelize", "", made, process{name: b.self, arguments: []string{"drive", "excelize-folder", folder}}), 1.4, 0}},
		agree: understoodAll,
	})
}

// written has a file or folder written when it is first needed, by a process of
// its own: a process's peak memory counts that of the one that started it.
func (b *bench) written(what, path string) func() error {
	return sync.OnceValue(func() error {
		_, err := command(context.Background(), b.work, b.self, "drive", what, path)
		return err
	})
}

func once(c contender) contender {
	c.once = true
	return c
}

func officeMissing() string {
	if _, err := exec.LookPath("soffice"); err != nil {
		return err.Error()
	}
	return ""
}

func reader(name, missing string, made func() error, p process) contender {
	return contender{name: name, missing: missing, run: func(ctx context.Context) (measurement, error) {
		if err := made(); err != nil {
			return measurement{}, err
		}
		return p.whole(ctx)
	}}
}

func (b *bench) python(arguments ...string) process {
	return process{
		name: "/usr/bin/python3", arguments: arguments, folder: b.peers,
		with: []string{"PYTHONPATH=" + b.debian("usr/lib/python3/dist-packages")},
	}
}

// textWriter is a contender that writes the cells as text, which is then
// counted outside its time.
func (b *bench) textWriter(name, missing string, made func() error, book string, write func(ctx context.Context, book string) (measurement, string, error)) contender {
	return contender{name: name, missing: missing, run: func(ctx context.Context) (measurement, error) {
		if err := made(); err != nil {
			return measurement{}, err
		}
		m, text, err := write(ctx, book)
		if err != nil {
			return m, err
		}
		m.answers, err = countText(text)
		return m, err
	}}
}

func (b *bench) viaXlsx2csv(ctx context.Context, book string) (measurement, string, error) {
	text := filepath.Join(b.work, "xlsx2csv.csv")
	_, seconds, megabytes, err := b.python(b.debian("usr/bin/xlsx2csv"), book, text).run(ctx)
	version, _, _ := strings.Cut(debianPackages[3], "-")
	return measurement{cost: seconds, memory: megabytes, version: strings.ReplaceAll(version, "=1:", " ")}, text, err
}

func (b *bench) viaOffice(ctx context.Context, book string) (measurement, string, error) {
	seconds, megabytes, err := b.convert(ctx, book, "")
	if err != nil {
		return measurement{}, "", err
	}
	version, err := b.officeVersion(ctx)
	text := strings.TrimSuffix(filepath.Base(book), ".xlsx") + ".csv"
	return measurement{cost: seconds, memory: megabytes, version: version}, filepath.Join(b.work, "out", text), err
}

// countText counts the cells of text separated by commas that have content, and
// adds up the numbers. No cell of a register has a comma or a quote.
func countText(path string) ([]float64, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var counted tallied
	for lines := bufio.NewScanner(file); lines.Scan(); {
		for word := range strings.SplitSeq(lines.Text(), ",") {
			counted.see(strings.Trim(word, `"`))
		}
	}
	return counted.answers(), nil
}

// tallied are the cells with content and the sum of the numbers among them.
type tallied struct {
	cells int
	sum   float64
}

func (t *tallied) see(raw string) {
	if raw == "" {
		return
	}
	t.cells++
	if value, err := strconv.ParseFloat(raw, 64); err == nil {
		t.sum += value
	}
}

func (t *tallied) answers() []float64 { return []float64{float64(t.cells), t.sum} }

// sameCells compares the sums: a register has no numbers but its amounts.
func sameCells(ours, theirs []float64) (string, bool) {
	if math.Abs(ours[1]-theirs[1]) > 1e-9*math.Abs(ours[1]) {
		return fmt.Sprintf("sums %.0f and %.0f", ours[1], theirs[1]), false
	}
	return fmt.Sprintf("%.0f amounts understood of %.0f cells, the same sum", ours[0], theirs[0]), true
}

// understoodAll tells whether every amount of the small workbooks was found;
// the others have the years among their numbers too.
func understoodAll(ours, theirs []float64) (string, bool) {
	return fmt.Sprintf("%.0f amounts understood of %.0f cells, every one written", ours[0], theirs[0]),
		math.Abs(ours[1]-smallSum()) < 1e-6
}

// driveFile reads one workbook.
func driveFile(out io.Writer, who, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if who == "excelize" {
		counted, err := excelizeCells(data)
		if err != nil {
			return err
		}
		return reportCells(out, counted, moduleVersion("github.com/xuri/excelize/v2", "excelize"))
	}
	return reportCells(out, amountsOf(importers.Import(context.Background(), filepath.Base(path), data, registerAnswers)), "raaderum, "+runtime.Version())
}

// driveFolder reads all workbooks of a folder, a worker for each core, in the
// order of their names.
func driveFolder(out io.Writer, who, folder string) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil {
		return err
	}
	counted, failed := make([]tallied, len(paths)), make([]error, len(paths))
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		group.Go(func() {
			for i := range next {
				var data []byte
				if data, failed[i] = os.ReadFile(paths[i]); failed[i] != nil {
					continue
				}
				if who == "excelize-folder" {
					counted[i], failed[i] = excelizeCells(data)
				} else {
					counted[i] = amountsOf(importers.Import(context.Background(), filepath.Base(paths[i]), data, importers.Options{}))
				}
			}
		})
	}
	for i := range paths {
		next <- i
	}
	close(next)
	group.Wait()
	var all tallied
	for i, c := range counted {
		if failed[i] != nil {
			return failed[i]
		}
		all.cells += c.cells
		all.sum += c.sum
	}
	return reportCells(out, all, moduleVersion("github.com/xuri/excelize/v2", "excelize"))
}

func reportCells(out io.Writer, counted tallied, version string) error {
	_, err := fmt.Fprintf(out, "%d\n%.17g\n%s\n", counted.cells, counted.sum, version)
	return err
}

// excelizeCells is the bare loop over excelize's rows.
func excelizeCells(data []byte) (tallied, error) {
	var counted tallied
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		return counted, err
	}
	defer func() { _ = file.Close() }() // nothing is lost: it was read, or saved
	for _, sheet := range file.GetSheetList() {
		rows, err := file.Rows(sheet)
		if err != nil {
			return counted, err
		}
		for rows.Next() {
			cells, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				return counted, err
			}
			for _, cell := range cells {
				counted.see(cell)
			}
		}
		if err := rows.Close(); err != nil {
			return counted, err
		}
	}
	return counted, nil
}
