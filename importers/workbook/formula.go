package workbook

// sharedFormula is the formula that a group of cells shares, as its first cell
// has it.
type sharedFormula struct {
	text     string
	row, col int
}

// readFormula reads the f element of a cell. A cell of a shared formula gets
// the formula as Excel would show it there.
func (r *sheetReader) readFormula(s *scanner, cell *Cell) error {
	kind := s.attr("t")
	group := s.attr("si")
	raw, err := s.elementText(nil)
	if err != nil {
		return err
	}
	formula := unescapeText(raw)
	if formula == "" && kind == "dataTable" {
		formula = "TABLE()"
	}
	if index, ok := parseIndex([]byte(group)); ok && kind == "shared" {
		if first, found := r.shared[index]; formula != "" {
			r.shared[index] = sharedFormula{formula, cell.Row(), cell.Col()}
		} else if found {
			formula = shiftFormula(first.text, cell.Row()-first.row, cell.Col()-first.col)
		}
	}
	if formula != "" {
		cell.SetFormula(formula)
	}
	return nil
}

// shiftFormula moves the relative references of a formula by rows and columns.
// Text in quotes, names of sheets and functions stay as they are.
func shiftFormula(formula string, rows, cols int) string {
	out := make([]byte, 0, len(formula)+8)
	for i := 0; i < len(formula); {
		switch c := formula[i]; {
		case c == '"' || c == '\'':
			end := quoteEnd(formula, i)
			out = append(out, formula[i:end]...)
			i = end
		case isNameByte(c):
			end := i
			for end < len(formula) && isNameByte(formula[end]) {
				end++
			}
			word := formula[i:end]
			if end < len(formula) && (formula[end] == '(' || formula[end] == '!' || formula[end] == '[') {
				out = append(out, word...)
			} else {
				out = append(out, shiftRef(word, rows, cols)...)
			}
			i = end
		case c == '[':
			end := bracketEnd(formula, i)
			out = append(out, formula[i:end]...)
			i = end
		default:
			out = append(out, c)
			i++
		}
	}
	return string(out)
}

func quoteEnd(formula string, start int) int {
	for i := start + 1; i < len(formula); i++ {
		if formula[i] == formula[start] {
			return i + 1
		}
	}
	return len(formula)
}

func bracketEnd(formula string, start int) int {
	depth := 0
	for i := start; i < len(formula); i++ {
		switch formula[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(formula)
}

func isNameByte(c byte) bool {
	return c == '$' || c == '_' || c == '.' || c == '\\' || c >= 0x80 ||
		c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// shiftRef moves a word when it is a reference to a cell ("D14", "$D14"), a
// column or a row of a range ("D" of D:D is left: alone it may be a name).
func shiftRef(word string, rows, cols int) string {
	rest := word
	colFixed := len(rest) > 0 && rest[0] == '$'
	if colFixed {
		rest = rest[1:]
	}
	letters := 0
	for letters < len(rest) && letters < 4 && isLetter(rest[letters]) {
		letters++
	}
	if letters == 0 || letters > 3 {
		return word
	}
	digits := rest[letters:]
	rowFixed := len(digits) > 0 && digits[0] == '$'
	if rowFixed {
		digits = digits[1:]
	}
	row, col, ok := parseRef([]byte(rest[:letters] + digits))
	if !ok {
		return word
	}
	out := ""
	if colFixed {
		out = "$"
	} else {
		col += cols
	}
	if !rowFixed {
		row += rows
	}
	if row < 1 || row > maxRow || col < 1 || col > maxCol {
		return "#REF!"
	}
	out += ColumnName(col)
	if rowFixed {
		out += "$"
	}
	return out + Ref(row, 0)
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }
