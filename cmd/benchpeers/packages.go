package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The other programs, pinned. LibreOffice, gcc and node are the machine's own,
// and their versions are written beside the figures.
var (
	debianPackages = []string{
		"coinor-cbc=2.10.8+ds1-1",
		"libquantlib0-dev=1.29-1",
		"python3-numpy=1:1.24.2-1+deb12u1",
		"python3-openpyxl=3.0.9-1",
		"xlsx2csv=1:0.7.8-1",
	}
	npmPackages = []string{
		"@formulajs/formulajs@4.6.1",
		"exceljs@4.4.0",
		"financial@0.2.4",
		"highs@1.15.3",
		"node-irr@2.0.5",
		"xirr@1.1.0",
		"xlsx@0.18.5",
	}
)

//go:embed drivers
var drivers embed.FS

// bench is what the comparisons run in: where the other programs are, and what
// is missing of them.
type bench struct {
	self   string // this program
	peers  string // unpacked packages
	work   string // inputs of this run
	absent map[string]string
}

// prepare unpacks the packages that are not there yet and builds the drivers.
func prepare(ctx context.Context, out io.Writer, s settings) (*bench, error) {
	b := &bench{absent: map[string]string{}}
	var err error
	if b.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if b.peers, err = filepath.Abs(s.folder); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(b.peers, 0o755); err != nil {
		return nil, err
	}
	if b.work, err = os.MkdirTemp("", "benchpeers"); err != nil {
		return nil, err
	}
	if err := b.writeDrivers(); err != nil {
		return nil, err
	}
	for _, pinned := range debianPackages {
		b.note(out, pinned, b.unpackDebian(ctx, pinned))
	}
	b.note(out, "npm", b.installNPM(ctx))
	b.note(out, "npv", b.compile(ctx, "npv", "gcc", "-O3", "npv.c"))
	b.note(out, "xnpv", b.compile(ctx, "xnpv", "g++", "-O2", "-w", "-I", b.debian("usr/include"), "xnpv.cpp",
		"-L", b.debian("usr/lib"), "-lQuantLib"))
	return b, nil
}

// note says and remembers what cannot be had.
func (b *bench) note(out io.Writer, pinned string, err error) {
	if err != nil {
		name, _, _ := strings.Cut(pinned, "=")
		b.absent[name] = err.Error()
		fmt.Fprintf(out, "not to be had: %s: %v\n", pinned, err)
	}
}

func (b *bench) debian(path string) string { return filepath.Join(b.peers, "debian", path) }

func (b *bench) writeDrivers() error {
	sources, err := drivers.ReadDir("drivers")
	if err != nil {
		return err
	}
	for _, source := range sources {
		text, err := drivers.ReadFile("drivers/" + source.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(b.peers, source.Name()), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// unpackDebian fetches a package and those it needs that the machine lacks, and
// unpacks them without installing: nobody has to be root.
func (b *bench) unpackDebian(ctx context.Context, pinned string) error {
	done := filepath.Join(b.peers, strings.NewReplacer("=", "-", ":", "-").Replace(pinned)+".unpacked")
	if _, err := os.Stat(done); err == nil {
		return nil
	}
	plan, err := command(ctx, b.peers, "apt-get", "-s", "install", "--no-install-recommends", pinned)
	if err != nil {
		return err
	}
	fetched, err := os.MkdirTemp(b.peers, "fetched")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fetched)
	for line := range strings.Lines(string(plan)) {
		fields := strings.Fields(line) // Inst name [installed] (version …
		if len(fields) < 3 || fields[0] != "Inst" {
			continue
		}
		at := 2
		if strings.HasPrefix(fields[at], "[") {
			at++
		}
		if _, err := command(ctx, fetched, "apt-get", "download", fields[1]+"="+strings.TrimPrefix(fields[at], "(")); err != nil {
			return err
		}
	}
	archives, err := filepath.Glob(filepath.Join(fetched, "*.deb"))
	if err != nil {
		return err
	}
	for _, archive := range archives {
		if _, err := command(ctx, fetched, "dpkg-deb", "-x", archive, b.debian("")); err != nil {
			return err
		}
	}
	return os.WriteFile(done, nil, 0o644)
}

func (b *bench) installNPM(ctx context.Context) error {
	done := filepath.Join(b.peers, "npm.installed")
	wanted := strings.Join(npmPackages, "\n")
	if had, err := os.ReadFile(done); err == nil && string(had) == wanted {
		return nil
	}
	if err := os.WriteFile(filepath.Join(b.peers, "package.json"), []byte(`{"private":true}`), 0o644); err != nil {
		return err
	}
	arguments := append([]string{"install", "--no-fund", "--no-audit", "--ignore-scripts", "--save-exact"}, npmPackages...)
	if _, err := command(ctx, b.peers, "npm", arguments...); err != nil {
		return err
	}
	return os.WriteFile(done, []byte(wanted), 0o644)
}

// compile builds a driver.
func (b *bench) compile(ctx context.Context, name, compiler string, arguments ...string) error {
	_, err := command(ctx, b.peers, compiler, append(arguments, "-o", name)...)
	return err
}

// command runs a program and gives what it wrote, or an error with the last of
// what it complained about.
func command(ctx context.Context, folder, name string, arguments ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, name, arguments...)
	c.Dir = folder
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		lines := strings.Split(strings.TrimSpace(complaint.String()), "\n")
		return nil, fmt.Errorf("%s: %w: %s", name, err, lines[len(lines)-1])
	}
	return out, nil
}
