package i18n

import (
	"strings"

	"raaderum/portfolio"
)

// LeftFiles says which files were sent with workbooks and not read, because they
// are none.
func (p *Printer) LeftFiles(left portfolio.LeftFiles) string {
	names := strings.Join(left.Names, ", ")
	if more := left.More(); more > 0 {
		names = p.T("batch.left-more", "names", names, "n", more)
	}
	return p.N("batch.left", left.N, "names", names)
}
