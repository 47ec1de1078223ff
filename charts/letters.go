package charts

// The widths of the letters of IBM Plex Sans, regular, in thousandths of the size,
// as frontend/measure.js has them: where a row of names breaks, ECharts decides by
// these, and what lies below must know it.
const letters = " !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzæøåÆØÅé–−…·×≥≤"

var letterWidths = func() map[rune]int {
	widths := map[rune]int{'\u00a0': 236}
	i := 0
	for _, letter := range letters {
		widths[letter] = regularWidths[i]
		i++
	}
	return widths
}()

var regularWidths = [...]int{
	236, 284, 419, 713, 927, 694, 242, 335, 335, 450, 600, 272, 399, 272, 383, 600, 600, 600, 600, 600, 600, 600, 600, 600,
	600, 292, 292, 600, 600, 600, 477, 641, 653, 621, 671, 583, 559, 695, 707, 400, 510, 634, 501, 812, 707, 708, 606, 708,
	640, 581, 572, 678, 609, 891, 613, 593, 580, 534, 580, 503, 580, 549, 324, 528, 568, 250, 250, 527, 272, 873, 568, 560,
	580, 580, 367, 487, 351, 568, 492, 768, 507, 499, 464, 864, 568, 534, 907, 708, 641, 549, 588, 600, 803, 326, 600, 600, 600,
}

// wideLetter is the width of a letter that is not known.
const wideLetter = 900

// measured is the width in pixels that a text has in the drawing.
func measured(text string, fontSize int) float64 {
	width := 0
	for _, letter := range text {
		if known, ok := letterWidths[letter]; ok {
			width += known
		} else {
			width += wideLetter
		}
	}
	return float64(width*fontSize) / 1000
}
