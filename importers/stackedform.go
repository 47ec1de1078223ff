package importers

import "raaderum/importers/workbook"

// blocksOf takes a turned register apart where its labels come several times below
// each other on the sheet: "Projekt | Digital kø", "Udgift | 12" and then
// "Projekt | Ny telefoni" once more. Each block is a register of its own, of the
// case that its label names.
func blocksOf(tables []*table) []*table {
	if len(tables) != 1 {
		return tables
	}
	whole := tables[0]
	var begins []int // where a block begins among the columns
	label := ""
	for i := range whole.columns {
		c := &whole.columns[i]
		switch {
		case c.role != roleTitle || !whole.holdsText(c):
		case label == "" || fold(c.text) == label:
			label = fold(c.text)
			begins = append(begins, i)
		}
	}
	if len(begins) < 2 || label == "" {
		return tables
	}
	blocks := make([]*table, 0, len(begins))
	for i, from := range begins {
		to := len(whole.columns)
		if i+1 < len(begins) {
			to = begins[i+1]
		}
		if i == 0 {
			from = 0 // what stands above the first label
		}
		block := *whole
		block.columns = whole.columns[from:to:to]
		blocks = append(blocks, &block)
	}
	return blocks
}

// holdsText tells whether a text stands in a column, in every row of its table.
func (t *table) holdsText(c *column) bool {
	for row := t.first; row <= t.last; row++ {
		if cell := t.grid.at(row, c.at); cell == nil || cell.Kind() != workbook.Text {
			return false
		}
	}
	return true
}
