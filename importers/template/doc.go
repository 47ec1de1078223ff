// Package template writes Råderum's own workbooks: the business-case template
// (Stamdata, Omkostninger, Gevinster, Risici, Resultat, Vejledning, Lister) and
// the quarterly return a coordinator fills in. It also holds the words the two
// are made of, so that the reader looks for exactly what the writer wrote.
//
// # Conventions
//
// Amounts are positive in their own direction, costs on one sheet and benefits
// on the other; the formulas take the difference. Year 0 is the base year and
// is not discounted. Every formula also carries its value, so a viewer that
// does not recalculate shows the same figures. A cell nobody has filled in is
// empty, never 0. The same input gives the same bytes.
package template
