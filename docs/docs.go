// Package docs holds the pages for users that the program shows as its help.
package docs

import "embed"

// Import are the pages about reading workbooks, in Danish: one file a page.
//
//go:embed import/*.md
var Import embed.FS
