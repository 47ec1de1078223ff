package charts

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// Typeface is the typeface of every drawing: that of Det Fælles Designsystem.
const Typeface = "IBM Plex Sans, Helvetica, Arial, sans-serif"

var (
	svgOpening  = regexp.MustCompile(`(?s)^<svg[^>]*>\s*<rect[^>]*></rect>\n?`)
	noise       = regexp.MustCompile(` (?:ecmeta_[a-z_]+|pointer-events|class|xml:space)="[^"]*"`)
	invisible   = regexp.MustCompile(`<path d="[^"]*"(?: transform="[^"]*")? fill="none"></path>\n?|<path [^>]*fill-opacity="0"[^>]*stroke-width="0"></path>\n?`)
	clipping    = regexp.MustCompile(`(<clipPath [^>]*>\s*<path [^>]*?) fill="[^"]*"`)
	styled      = regexp.MustCompile(` style="([^"]*)"`)
	identifiers = regexp.MustCompile(`zr\d+-`)
)

// tidy makes a stand-alone picture of what ECharts drew: a title and a
// description, identifiers of its own, presentation attributes instead of
// style, and nothing that only matters to a script.
func tidy(raw string, c Chart, width, height int) ([]byte, error) {
	body := svgOpening.ReplaceAllString(raw, "")
	body = noise.ReplaceAllString(body, "")
	body = invisible.ReplaceAllString(body, "")
	body = clipping.ReplaceAllString(body, "$1")
	body = styled.ReplaceAllStringFunc(body, presentation)
	body = identifiers.ReplaceAllString(body, c.ID+"-")
	if body == raw || strings.Contains(body, ` style="`) || strings.Contains(body, "<style") || strings.Contains(body, "<script") {
		return nil, fmt.Errorf("charts: draw %s: ECharts wrote what we do not know how to tidy", c.ID)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" `+
		`aria-labelledby="%s-title" aria-describedby="%s-desc" font-family="%s">`+"\n",
		width, height, width, height, c.ID, c.ID, Typeface)
	fmt.Fprintf(&out, "<title id=%q>%s</title>\n<desc id=%q>%s</desc>\n",
		c.ID+"-title", html.EscapeString(c.Title), c.ID+"-desc", html.EscapeString(c.Summary))
	out.WriteString(body)
	return out.Bytes(), nil
}

// presentation rewrites a style attribute of a text as presentation
// attributes. The typeface stands on the root.
func presentation(attribute string) string {
	var out strings.Builder
	list := strings.TrimSuffix(strings.TrimPrefix(attribute, ` style="`), `"`)
	for declaration := range strings.SplitSeq(list, ";") {
		name, value, _ := strings.Cut(declaration, ":")
		switch name = strings.TrimSpace(name); name {
		case "", "font-family":
		case "font-size", "font-weight", "font-style", "paint-order":
			fmt.Fprintf(&out, ` %s="%s"`, name, strings.TrimSuffix(strings.TrimSpace(value), "px"))
		default:
			return attribute // tidy refuses it
		}
	}
	return out.String()
}
