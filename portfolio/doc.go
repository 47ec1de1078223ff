// Package portfolio is the domain: a municipality's digitalisation cases, what
// they promised, what has been budgeted and realised, and the rules they are
// judged by. It knows no database, no web and no workbook format; everything
// that needs the time is given it.
//
// # Conventions
//
// Stored amounts have a direction (cost or benefit) and are ≥ 0 in it; a
// negative amount is a reversal. An amount that is not known is absent, never
// 0. A rule that a user broke is an *Error with a code and a place; the words
// are found by the layer that speaks to people.
package portfolio
