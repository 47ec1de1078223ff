package report

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// linkWords are what each link of a page leads to, in words, by its address: the
// words it stands on; where it stands on a number, the heading of its row.
type linkWords struct {
	base  *url.URL
	words map[string]string
	row   string // the heading of the row under way
}

// readLinks reads a page that is at an address.
func readLinks(page io.Reader, address string) (linkWords, error) {
	base, err := url.Parse(address)
	if err != nil {
		return linkWords{}, err
	}
	l := linkWords{base: base, words: map[string]string{}}
	var to, label string
	var link, heading bytes.Buffer
	inLink, inHeading := false, false
	for tokens := html.NewTokenizer(page); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return l, err
			}
			return l, nil
		case html.TextToken:
			text := tokens.Text()
			if inLink {
				link.Write(text)
			}
			if inHeading {
				heading.Write(text)
			}
		case html.StartTagToken:
			switch token := tokens.Token(); token.Data {
			case "th":
				inHeading = attribute(token, "scope") == "row"
				heading.Reset()
			case "a":
				inLink, to, label = true, cmp.Or(attribute(token, "href"), attribute(token, "xlink:href")), attribute(token, "aria-label")
				link.Reset()
			}
		case html.EndTagToken:
			switch name, _ := tokens.TagName(); {
			case string(name) == "th" && inHeading:
				inHeading, l.row = false, oneLine(heading.String())
			case string(name) == "tr":
				l.row = ""
			case string(name) == "a" && inLink:
				inLink = false
				l.see(to, cmp.Or(oneLine(label), oneLine(link.String())))
			}
		}
	}
}

// see takes a link in. Several that lead to one place share its words: the first
// that are words, since a number says where it stands and not where it leads.
func (l *linkWords) see(to, says string) {
	at, err := l.base.Parse(to)
	if to == "" || err != nil {
		return
	}
	if !isWords(says) && l.row != "" {
		says = l.row
	}
	address := at.String()
	switch known, seen := l.words[address]; {
	case !seen, isWords(says) && !isWords(known):
		l.words[address] = says
	case known != says && !isWords(known):
		l.words[address] = "" // different numbers: none of them is the others' words
	}
}

// of are the words of what an address or a place of the page leads to; the address
// itself where the page has none for it.
func (l linkWords) of(address string) string {
	if name, within := strings.CutPrefix(address, "#"); within {
		place := *l.base
		place.Fragment = name
		return cmp.Or(l.words[place.String()], name)
	}
	at, err := url.Parse(address)
	if err != nil {
		return address
	}
	return cmp.Or(l.words[at.String()], address)
}

func attribute(token html.Token, name string) string {
	for _, one := range token.Attr {
		if one.Key == name {
			return one.Val
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// isWords tells words from an amount, a year or a date.
func isWords(s string) bool {
	first := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	return first >= 0 && !unicode.IsDigit([]rune(s[first:])[0])
}
