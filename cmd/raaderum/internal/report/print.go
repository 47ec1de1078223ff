package report

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Formats are the endings a paper can be written as.
const (
	FormatPDF      = ".pdf"
	FormatWord     = ".docx"
	FormatExcel    = ".xlsx"
	FormatEvidence = ".zip"
)

// Write writes the paper as Word and, where there is a Chromium, as PDF. What
// this machine cannot make is named in missing: the rest is whole. Origin is
// where links lead; "" leaves them out.
func (p Paper) Write(ctx context.Context, origin string, formats ...string) (files []File, missing []error, err error) {
	var pdf []byte
	var drawn map[string][]byte
	switch pictures := p.pictures(); {
	case HasBrowser():
		if pdf, drawn, err = p.printed(ctx, origin, pictures); err != nil {
			return nil, nil, err
		}
	case len(pictures) > 0 || wants(formats, FormatPDF):
		missing = append(missing, errNoBrowser())
	}
	if wants(formats, FormatPDF) && pdf != nil {
		files = append(files, fileOf(p.Name+FormatPDF, pdf))
	}
	if wants(formats, FormatWord) {
		word, err := p.with(drawn).Word(origin)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, fileOf(p.Name+FormatWord, word))
	}
	return files, missing, nil
}

// printed is the paper as PDF, and its pictures drawn: a few pages.
func (p Paper) printed(ctx context.Context, origin string, pictures []Picture) (pdf []byte, drawn map[string][]byte, err error) {
	file, err := os.CreateTemp("", "raaderum-paper-")
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(file.Name())) }()
	site, err := p.site(origin)
	if err != nil {
		return nil, nil, err
	}
	if drawn, err = printSite(ctx, file, site, pageFooter(p.Footer, p.At, p.Print), pictures, p.At); err != nil {
		return nil, nil, err
	}
	pdf, err = os.ReadFile(file.Name())
	return pdf, drawn, err
}

// wants tells whether a format was asked for; none named asks for all.
func wants(formats []string, format string) bool {
	for _, one := range formats {
		if one == format {
			return true
		}
	}
	return len(formats) == 0
}

// site is the paper as a site of one page.
func (p Paper) site(origin string) (Site, error) {
	body, err := PackPage(func(w io.Writer) error {
		_, err := w.Write(p.page(origin != ""))
		return err
	})
	return Site{Origin: cmp.Or(origin, NoOrigin), Page: "/paper", Body: body}, err
}

func (p Paper) pictures() (pictures []Picture) {
	for _, one := range p.blocks {
		if b, ok := one.(pictureBlock); ok && b.picture.SVG != nil {
			pictures = append(pictures, b.picture)
		}
	}
	return pictures
}

// with is the paper with its pictures drawn.
func (p Paper) with(drawn map[string][]byte) Paper {
	blocks := make([]block, len(p.blocks))
	for i, one := range p.blocks {
		if b, ok := one.(pictureBlock); ok {
			b.drawn = drawn[b.picture.ID]
			one = b
		}
		blocks[i] = one
	}
	p.blocks = blocks
	return p
}

// Ending is what a file's name ends with.
func (f File) Ending() string { return filepath.Ext(f.Name) }
