package workbook

import (
	"cmp"
	"slices"
	"strings"
)

// hideColumns notes the columns that a col element hides.
func (r *sheetReader) hideColumns(s *scanner) {
	if !s.flag("hidden") {
		return
	}
	first := s.attr("min")
	last := s.attr("max")
	from, ok := parseIndex([]byte(first))
	to, also := parseIndex([]byte(last))
	if !ok || !also {
		return
	}
	if r.sheet.HiddenCols == nil {
		r.sheet.HiddenCols = map[int]bool{}
	}
	for col := from; col <= min(to, maxCol); col++ {
		r.sheet.HiddenCols[col] = true
	}
}

func (r *sheetReader) addMerged(s *scanner) error {
	ref := s.attr("ref")
	area, ok := ParseRange(ref)
	if !ok {
		return nil
	}
	if r.merged++; r.merged > r.container.limits.Cells {
		return refuse(CodeTooManyCells, "limit", r.container.limits.Cells)
	}
	r.sheet.Merged = append(r.sheet.Merged, area)
	return nil
}

// addValidation keeps a list of allowed values, in the form of 2007 (sqref as
// attribute) or of 2010 (as element).
func (r *sheetReader) addValidation(s *scanner) error {
	kind := s.attr("type")
	areas := s.attr("sqref")
	var formula string
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return err
		}
		if s.kind == endTag && s.depth < depth {
			break
		}
		if s.kind != startTag {
			continue
		}
		switch string(s.name) {
		case "formula1":
			text, err := s.elementText(nil)
			if err != nil {
				return err
			}
			formula = strings.TrimSpace(string(text))
		case "sqref":
			text, err := s.elementText(nil)
			if err != nil {
				return err
			}
			areas = string(text)
		}
	}
	if kind != "list" || formula == "" {
		return nil
	}
	for ref := range strings.FieldsSeq(areas) {
		area, ok := ParseRange(ref)
		if !ok {
			continue
		}
		if r.merged++; r.merged > r.container.limits.Cells {
			return refuse(CodeTooManyCells, "limit", r.container.limits.Cells)
		}
		r.sheet.Validations = append(r.sheet.Validations, validation(area, formula))
	}
	return nil
}

// validation is a list written out ("Service,Anlæg") or one that lives in cells.
func validation(area Range, formula string) Validation {
	v := Validation{Range: area}
	if len(formula) < 2 || formula[0] != '"' || formula[len(formula)-1] != '"' {
		v.Source = formula
		return v
	}
	for item := range strings.SplitSeq(strings.ReplaceAll(formula[1:len(formula)-1], `""`, `"`), ",") {
		v.List = append(v.List, strings.TrimSpace(item))
	}
	return v
}

// addComments puts the sheet's comments on their cells. Of a threaded comment
// the thread is read, not the note for old programs that stands in for it.
func (r *sheetReader) addComments(sheetPart string) error {
	relations, err := r.container.relations(sheetPart)
	if err != nil {
		return err
	}
	comments := map[[2]int]string{}
	for _, kind := range []string{"comments", "threadedComment"} {
		for _, relation := range relations {
			if relation.kind != kind || relation.external || r.container.parts[partKey(relation.target)] == nil {
				continue
			}
			found, err := r.container.readComments(relation.target)
			if err != nil {
				return err
			}
			for place, text := range found {
				comments[place] = text
			}
		}
	}
	r.sheet.attach(comments)
	return nil
}

// readComments reads a part of notes (comment elements) or of threads
// (threadedComment elements, joined by line).
func (c *container) readComments(part string) (map[[2]int]string, error) {
	s, closer, err := c.scan(part)
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	comments := map[[2]int]string{}
	for {
		if err := s.next(); err != nil {
			return nil, partError(part, err)
		}
		if s.kind == noMore {
			return comments, nil
		}
		if s.kind != startTag || string(s.name) != "comment" && string(s.name) != "threadedComment" {
			continue
		}
		ref := s.attr("ref")
		text, err := s.commentText()
		if err != nil {
			return nil, partError(part, err)
		}
		row, col, ok := parseRef([]byte(ref))
		if !ok || text == "" {
			continue
		}
		place := [2]int{row, col}
		if comments[place] != "" {
			text = comments[place] + "\n" + text
		}
		comments[place] = text
	}
}

// commentText is the text of the current comment: of its text element alone.
func (s *scanner) commentText() (string, error) {
	var text []byte
	for depth := s.depth; ; {
		if err := s.next(); err != nil {
			return "", err
		}
		switch {
		case s.kind == endTag && s.depth < depth:
			return strings.TrimSpace(unescapeText(text)), nil
		case s.kind == startTag && string(s.name) == "text":
			var err error
			if text, err = s.elementText(text); err != nil {
				return "", err
			}
		}
	}
}

// attach gives cells their comments. A comment on an empty cell makes a cell
// of kind Empty, the only ones a sheet has.
func (sheet *Sheet) attach(comments map[[2]int]string) {
	places := make([][2]int, 0, len(comments))
	for place := range comments {
		places = append(places, place)
	}
	slices.SortFunc(places, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for _, place := range places {
		i, found := sheet.rowIndex(place[0])
		if !found {
			sheet.Rows = slices.Insert(sheet.Rows, i, Row{Number: place[0]})
		}
		row := &sheet.Rows[i]
		j, found := row.cellIndex(place[1])
		if !found {
			row.Cells = slices.Insert(row.Cells, j, CellAt(place[0], place[1], Empty, ""))
		}
		row.Cells[j].SetComment(comments[place])
	}
}
