// Command helppages draws the pictures of the help about layouts, and writes
// into each page how the importer reads the page's example. The rest of a page
// is written by hand.
//
//	go run ./cmd/helppages [FOLDER]
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	folder := filepath.Join("docs", "import")
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	if err := write(folder); err != nil {
		fmt.Fprintln(os.Stderr, "helppages:", err)
		os.Exit(1)
	}
}

// write replaces what the command makes in the folder of the help.
func write(folder string) error {
	files, err := everything(context.Background(), os.DirFS(folder))
	if err != nil {
		return err
	}
	for name, data := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
