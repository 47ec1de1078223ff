// Command demodata writes the example workbooks under testdata/demo, through
// the same template a municipality fills in. Everything in them is made up.
//
//	go run ./cmd/demodata [FOLDER]
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	folder := filepath.Join("testdata", "demo")
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := write(folder); err != nil {
		fmt.Fprintln(os.Stderr, "demodata:", err)
		os.Exit(1)
	}
}

// write replaces the folder's workbooks and their manifest.
func write(folder string) error {
	files, err := everything()
	if err != nil {
		return err
	}
	for _, file := range files {
		path := filepath.Join(folder, filepath.FromSlash(file.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, file.bytes, 0o644); err != nil {
			return err
		}
	}
	return nil
}
