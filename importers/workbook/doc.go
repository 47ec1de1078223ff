// Package workbook reads the bytes of a spreadsheet file into cells with raw
// value, type, number format, formula and state, under limits on bytes, ratio,
// cells and time. It knows nothing about business cases.
//
// Read is the only way in. What a file is, is seen from its bytes: .xlsx and
// .xlsm (macros are noticed and never run), CSV with semicolon, comma or tab in
// UTF-8, UTF-16 or Windows-1252, and what the clipboard gives. Everything else
// is refused with a *RefusedError whose code says what it is: .xls, .xlsb, .ods,
// encrypted, damaged, a bomb, no workbook at all.
//
// Conventions:
//   - Rows and columns count from 1. Empty rows and cells are left out, except
//     a cell that has nothing but a comment.
//   - A value is never formatted: Raw is the text as stored, Number its value,
//     Format the code it would be shown with. Excel's stored numbers carry 17
//     digits of 15 meant; danish.ParseStored gives those back.
//   - A formula's value is the cached one. Uncached says that there is none;
//     nothing is calculated here. Cells of a shared formula have it as Excel
//     shows it there.
//   - DateTime is a number with a date format or an ISO date cell; Time is in
//     UTC and counts in the workbook's own system, 1900 or 1904. Numbers shown
//     as elapsed time ([h]:mm) are numbers.
//   - A text that is one of Excel's error values, English or Danish, is of kind
//     Error, whatever type the file gives it.
//   - Cells of a text file are texts: what "1,500" means is for its reader.
//   - External links are listed and never opened.
//
// The corpus of POI, calamine and excelize, hostile files made in the tests,
// fuzzing, and a cell-by-cell comparison with excelize hold it to that. Why
// it is not excelize that reads stands in docs/decisions.
package workbook
