// Package docs holds the pages for users that the program shows as its help.
package docs

import "embed"

// Import are the pages about reading workbooks, in Danish: one file a page, with
// the pictures they show.
//
//go:embed import/*.md import/billeder/*.svg
var Import embed.FS

// Use are the pages about the work of a year, in Danish, one file a page.
//
//go:embed use/*.md
var Use embed.FS
