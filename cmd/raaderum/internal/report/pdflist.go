package report

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// placeBodies gives each list item that has more than a label a body, under which
// its children come: Chromium puts them beside the label.
func (a *accessible) placeBodies(w *pdfWriter) {
	for item, kids := range a.itemsInOrder() {
		kids = slices.DeleteFunc(kids, func(kid int) bool { return a.labels[kid] })
		a.items[item] = kids
		if len(kids) == 0 {
			continue
		}
		body := w.added()
		a.bodyOf[item] = body
		for _, kid := range kids {
			a.body[kid] = body
		}
	}
}

// itemsInOrder are the list items by their numbers, so that the same page gives the
// same file.
func (a *accessible) itemsInOrder() iter.Seq2[int, []int] {
	return func(yield func(int, []int) bool) {
		for _, item := range slices.Sorted(maps.Keys(a.items)) {
			if !yield(item, a.items[item]) {
				return
			}
		}
	}
}

// withBody is a list item whose children are in its body, where the first of them
// was.
func (a *accessible) withBody(object pdfObject) []byte {
	kids := a.items[object.number]
	return []byte(pdfKids.ReplaceAllStringFunc(string(object.words), func(all string) string {
		for i, kid := range kids {
			instead := ""
			if i == 0 {
				instead = fmt.Sprintf("%d 0 R", a.bodyOf[object.number])
			}
			all = replaceKid(all, kid, instead)
		}
		return all
	}))
}

// replaceKid puts something in the place of a child.
func replaceKid(kids string, kid int, instead string) string {
	one := fmt.Sprintf("%d 0 R", kid)
	for _, before := range []string{"[", " "} {
		if begin := strings.Index(kids, before+one); begin >= 0 {
			return kids[:begin] + before + instead + kids[begin+len(before)+len(one):]
		}
	}
	return kids
}

func (a *accessible) writeBody(w *pdfWriter, item int, kids []int) {
	if len(kids) == 0 {
		return
	}
	refs := make([]string, len(kids))
	for i, kid := range kids {
		refs[i] = fmt.Sprintf("%d 0 R", kid)
	}
	w.object(a.bodyOf[item], fmt.Appendf(nil, "<</Type /StructElem\n/S /LBody\n/P %d 0 R\n/K [%s]>>", item, strings.Join(refs, " ")))
}
