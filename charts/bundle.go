package charts

import (
	"embed"
	"errors"
	"sync"
)

// ErrNoBundle says that the program was built without its front end, so no
// chart can be drawn. The words for people are under "chart.no-bundle".
var ErrNoBundle = errors.New("charts: built without charts/bundle/echarts.js: run make build")

//go:embed all:bundle
var bundleFiles embed.FS

var bundle = sync.OnceValue(func() []byte {
	data, err := bundleFiles.ReadFile("bundle/echarts.js")
	if err != nil {
		return nil
	}
	return data
})
