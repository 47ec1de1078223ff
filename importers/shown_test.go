package importers

import "testing"

// Formats as Excel writes them into files, where the comma is always the
// thousands mark; the expected readings are ECMA-376 18.8.31 by hand.
func TestFormatOf(t *testing.T) {
	for code, want := range map[string]shownAs{
		"":                 {},
		"General":          {},
		"#,##0":            {},
		"#,##0.00":         {},
		"#,##0,":           {thousands: 1},
		"#,##0.0,":         {thousands: 1},
		`0.0,," mio. kr."`: {thousands: 2, unit: millions},
		`#,##0," t.kr."`:   {thousands: 1, unit: thousands},
		`0.0\ "mio. kr."`:  {unit: millions},
		`_-* #,##0.00\ "kr."_-;\-* #,##0.00\ "kr."_-;_-* "-"??\ "kr."_-;_-@_-`: {unit: kroner},
		`[$kr.-406]\ #,##0.00`:    {unit: kroner},
		`#,##0\ [$kr.-406]`:       {unit: kroner},
		`[Red]#,##0,;[Blue]#,##0`: {thousands: 1},
		"0%":                      {},
		`#,##0 "timer"`:           {},
		`"unclosed`:               {},
	} {
		if got := formatOf(code); got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
}
