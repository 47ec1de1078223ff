// Package calc is the calculator: money, periods, rates, cash flows and the
// measures a business case is judged on. It is pure: no clock, no files, no
// knowledge of municipalities.
//
// # Conventions
//
// Flows are gain positive: a cost is negative, a benefit positive. The year
// index t counts from 0, the base year, which is not discounted unless a
// Timing says otherwise. Rates are fractions per year: 0.035 is 3.5 percent.
// Kroner are float64 and unrounded inside the calculator; stored amounts are
// Money, whole øre, exact. FromKroner is the only rounding, half away from
// zero. A figure that does not exist is never 0: see Figure, IRR and Payback.
package calc
