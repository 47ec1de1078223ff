// Package formulas reads the formulas of a workbook as its file stores them:
// English function names, "," between arguments, A1 references. It tells what a
// formula refers to, how it looks from its own cell (so that a row of copied
// formulas is one form), and what it comes to from the stored values around it.
//
// It computes one formula at a time and never follows a reference further than
// to the value that is stored there. A workbook whose every formula agrees with
// the values it uses has been calculated; one where a formula does not was
// changed without being. That takes no recursion, so neither cycles nor long
// chains can hold it up, and it names the cell where the old value begins.
//
// What the package is not sure of it does not compute: see UnknowableError.
package formulas
