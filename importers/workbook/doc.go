// Package workbook reads the bytes of a spreadsheet file into cells with raw
// value, type, number format, formula and state, under limits on bytes, ratio,
// cells and time. It knows nothing about business cases.
package workbook
