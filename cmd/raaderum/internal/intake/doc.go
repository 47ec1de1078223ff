// Package intake is what the command line and the web share when workbooks come
// in: the receipt that goes back with a workbook, and the files of a folder or a
// zip file.
package intake
