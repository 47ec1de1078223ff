// Package danish reads what people write in the cells and headings of Danish
// workbooks: numbers ("1.234,50 kr.", "2,5 mio.", "ca. 100.000"), units and
// price levels ("(1.000 kr., 2016 pl)"), years and quarters ("B2016", "2017 og
// frem", "1. kvt. 13"), dates of any precision ("ultimo 2013") and the words of
// column headings; the English equivalents too.
//
// It is a grammar, not a judge. What can be read in one way only is read; what
// can be read in two comes out marked ambiguous with both readings; a word in a
// number's place comes out as unknown, never as 0. Numbers are exact decimals
// from text to øre: no float64 stands between.
package danish
