// Package report is what leaves on disk or paper. Workbooks carry live formulas:
// whoever opens one can change an input and see the figures follow, and beside
// each figure stands the one Råderum computed, so that a difference shows.
package report
