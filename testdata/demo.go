// Package testdata holds the example workbooks the demo and the tests are fed
// with. Everything in them is made up; README.md says where each came from.
package testdata

import (
	"embed"
	"encoding/json"
	"io/fs"
	"sync"
)

//go:embed demo
var demo embed.FS

// Manifest says what the demo consists of, in the order it is imported.
type Manifest struct {
	Organisations []Organisation `json:"organisations"`
}

// Organisation is one municipality of the demo.
type Organisation struct {
	Profile      string            `json:"profile"`      // the governance profile's name
	Quarter      string            `json:"quarter"`      // the quarter worth opening on, "2014K2"
	Coordinators map[string]string `json:"coordinators"` // made-up names, by focus area id
	Files        []string          `json:"files"`        // in the file system; cases first, then returns
}

var manifest = sync.OnceValue(func() Manifest {
	data, err := demo.ReadFile("demo/manifest.json")
	if err != nil {
		panic(err) // it is embedded
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		panic(err) // it is written by cmd/demodata, and a test compares
	}
	return m
})

// Demo is what the demo consists of and the files themselves, named as the
// manifest names them. Every file imports without questions.
func Demo() (Manifest, fs.FS) {
	files, err := fs.Sub(demo, "demo")
	if err != nil {
		panic(err) // the folder's name is constant
	}
	return manifest(), files
}
