package importers

import "testing"

// Hard to read because a column is of months on both sides of a New Year: in which
// of the two years they count is asked, and the other columns are read.
func TestHardBooksOverNewYear(t *testing.T) {
	readHardBooks(t, []hardBook{
		{
			name: "the last third of a year that ends in the next",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | mar-jun 2026 | jul-okt 2026 | nov-feb 2027
Porto | 9000 | 9100 | 9200`}},
			answers: map[string]string{"year-axis@Ø": "2027"},
			want:    `benefit B4 2026 9000, C4 2026 9100, D4 2027 9200`,
		},
		{
			name: "no other column says a time",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | apr-mar 2026 | apr-mar 2027
Porto | 9000 | 9100`}},
			answers: map[string]string{"year-axis@Ø": "2025"},
			want:    `benefit B4 2025 9000, C4 2026 9100`,
		},
		{
			name: "both years are written",
			sheets: []hardSheet{{name: "Ø", text: `
*Digital post*
kr., 2025-priser
Gevinst | jul-okt 2026 | nov-feb 2026/27
Porto | 9000 | 9100`}},
			answers: map[string]string{"year-axis@Ø": "2026"},
			want:    `benefit B4 2026 9000, C4 2026 9100`,
		},
	})
}
