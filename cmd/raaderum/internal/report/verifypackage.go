package report

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"raaderum/portfolio"
)

// PackageFault is a file of an evidence package that is not as it was packed.
type PackageFault struct {
	File string
	Kind string // "changed", "missing", or "unlisted": in the package and not in its list of checksums
}

// The members of a package that verifying it reads.
const (
	packageSums     = "SHA256SUMS"
	packageSnapshot = "snapshot.json"
	largestSnapshot = 512 << 20
)

// ReadPackage reads an evidence package, wherever it lies: every file is held
// against its checksum, and what is not as it was packed is named. CodeInvalid is
// for what is no evidence package.
func ReadPackage(in io.ReaderAt, size int64) (portfolio.Snapshot, []PackageFault, error) {
	var snapshot portfolio.Snapshot
	no := func(err error) error {
		return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "verify.not-a-package", Err: err}
	}
	r, err := zip.NewReader(in, size)
	if err != nil {
		return snapshot, nil, no(err)
	}
	var sums, frozen bytes.Buffer
	got, broken := map[string]string{}, map[string]bool{}
	for _, file := range r.File {
		if file.FileInfo().IsDir() { // some programs write the folders too; they hold nothing
			continue
		}
		sum := sha256.New()
		var to io.Writer = sum
		switch file.Name {
		case packageSums:
			to = &sums
		case packageSnapshot:
			to = io.MultiWriter(sum, &frozen)
		}
		if err := unpackInto(to, file); err != nil {
			broken[file.Name] = true
		}
		got[file.Name] = hex.EncodeToString(sum.Sum(nil))
	}
	if sums.Len() == 0 {
		return snapshot, nil, no(nil)
	}
	faults := packageFaults(sums.String(), got, broken)
	if err := json.Unmarshal(frozen.Bytes(), &snapshot); err != nil && !broken[packageSnapshot] && got[packageSnapshot] != "" {
		return snapshot, faults, no(err)
	}
	return snapshot, faults, nil
}

// packageFaults holds what a package has against its list.
func packageFaults(sums string, got map[string]string, broken map[string]bool) (faults []PackageFault) {
	listed := map[string]bool{packageSums: true}
	for _, line := range strings.Split(strings.TrimSpace(sums), "\n") {
		sum, name, _ := strings.Cut(line, "  ")
		listed[name] = true
		switch has, there := got[name]; {
		case !there:
			faults = append(faults, PackageFault{name, "missing"})
		case has != sum || broken[name]:
			faults = append(faults, PackageFault{name, "changed"})
		}
	}
	for name := range got {
		if !listed[name] {
			faults = append(faults, PackageFault{name, "unlisted"})
		}
	}
	return faults
}

func unpackInto(to io.Writer, file *zip.File) error {
	r, err := file.Open()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	n, err := io.Copy(to, io.LimitReader(r, largestSnapshot))
	if err == nil && n == largestSnapshot {
		err = fmt.Errorf("report: %s is too large", file.Name)
	}
	return err
}
