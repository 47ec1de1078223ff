// Package calc is the calculator: money, periods, rates, cash flows and the
// measures a business case is judged on. It is pure: no clock, no files, no
// knowledge of municipalities. The same input gives the same answer.
//
// Evaluate answers a Problem with every figure at once, and Explain with the way
// to each. From there:
//
//   - LookThrough shows a case under all Conventions side by side (Lens), whether
//     the verdict is the same in all, and which of them give a figure somebody
//     stated.
//   - Scenario, Tornado and TwoWay say what happens when assumptions turn out
//     otherwise, FindMargins how far they may before a Criterion is not met, and
//     InOutlooks what the case is at the low, likely and high points of its
//     estimates.
//   - Explain gives each figure's formula, numbers and Excel formula as data.
//   - ThreePoint, TotalEstimate and RiskReserve put spreads on estimates in
//     closed form; Simulation draws them.
//   - Plan.Prioritise answers an action plan within several frames side by side.
//     Under it, Select chooses the best set of cases under budgets, staff and
//     rules, ExplainSelection says why and what it would take for a case to be
//     chosen, and FindConflict why there is no choice.
//   - IndexSeries converts between price levels, NominalFromReal and
//     RealFromNominal between kinds of rate.
//   - NPV, XNPV, FindIRR, FindXIRR, MIRR, the Annuity, EffectiveRate,
//     NominalRate, GrowthRate and GrowthPeriods are the single functions, for
//     those who need one; a Batch computes one of them for many cases without
//     allocating.
//
// # Sign and unit
//
// Flows are gain positive: a cost is negative, a benefit positive. Where the
// direction is given by the list (Costs, Benefits), amounts are 0 or more.
// Kroner are float64 and unrounded inside the calculator; stored amounts are
// Money, whole øre, exact. FromKroner is the only rounding, half away from
// zero. Sums are taken unrounded and rounded for display, so a table's total
// may differ from the sum of its rounded rows.
//
// Rates are fractions per year: 0.035 is 3.5 percent. They are above −1. Only an
// Annuity has its rate per period.
//
// # Time
//
// The year index t counts from 0, the base year (basisår), which is not
// discounted unless a Timing says otherwise. With C_t the costs, G_t the
// benefits and N_t = G_t − C_t of year t, and DF the discount factor:
//
//	base-year                 Σ N_t·DF(t)                      the default
//	excel                     Σ N_t·DF(t+1)                    NPV over the whole row
//	mid-year                  Σ N_t·DF(t+½)
//	capex-start-benefit-mid   Σ G_t·DF(t+½) − Σ C_t·DF(t)
//	actual-365                Σ N_t·DF(d_t/365)                d_t days from Problem.Start to entry t
//
// For a flat rate r the first three are related by their factor: excel is
// base-year divided by (1+r), mid-year divided by √(1+r).
//
// Entries may be half-years, quarters or months instead (PeriodsPerYear m): then
// entry t falls at t/m years, the shifts above are of one period and half a
// period, and rates stay yearly.
//
// Dated flows (Dates) are actual/365 of themselves. They fall so many years after the first date in the list: calendar
// days divided by 365, leap days counted. They may stand in any order as long
// as none precedes the first. Flows of one day are one flow, their exact sum.
//
// # Discount factors
//
// A rate is flat or comes in bands of years. Factors are cumulative over the
// bands,
//
//	DF(t) = ∏_{k=1..t} 1/(1+r_k)
//
// and a part of a year is discounted at the rate of the year it lies in. The
// other reading, 1/(1+r_t)^t with the last year's rate for all years, would make
// a krone of year 71 worth more than one of year 70. The published rate sets of
// Finansministeriet are data with date and source: RateSets, RateSetByName,
// and RateSetFor the date of a decision. They are real rates and belong to
// flows in constant prices (faste priser).
//
// # Measures
//
//	NPV                 nettonutidsværdi: as above, in kroner
//	PresentValueCosts   Σ C_t·DF; of plain flows, the negative ones
//	PresentValueBenefits Σ G_t·DF; of plain flows, the positive ones
//	BenefitCostRatio    PV(G) / PV(C)
//	SwitchingValue      balanceværdi: PV(C) / PV(G), the share of benefits that gives NPV = 0
//	ROI                 (Σ G_t − Σ C_t) / Σ C_t, undiscounted
//	EquivalentAnnual    NPV / A(n), A(n) = Σ_{k=1..n} DF(k), n the years from first to last entry
//	MIRR                (Σ⁺ N_t·(1+reinvest)^(n−t) / Σ⁻ |N_t|·(1+finance)^−t)^(1/n) − 1
//	IRR                 intern rente: every r > −1 with NPV(r) = 0 under the problem's timing
//	Payback             tilbagebetalingstid: see below
//	Margins             how far benefits may fall, costs grow, benefits come late and rates rise
//
// A stream has no internal rate, one, or several. All are found: where the
// signs change once by Halley's method on the logarithm of the ratio of money
// in to money out, polished in twice the precision; elsewhere by isolating the
// roots with signs that are certain (see roots.go). Rates nearer to each other
// than 480 bits can tell, about 1e-70 where two meet, are one.
//
// Payback is the first time the running sum of flows is 0 or above and stays
// so to the horizon, with the flow of a year falling evenly over the year
// before its index: −1,000,000 followed by 300,000 a year pays back after 3⅓
// years. It counts from the start of the investment (investeringsstart), the
// first entry at which money moves: empty years in front of it, as a workbook
// with fixed year columns has them, change no payback, as they change no
// internal rate. Payback.From says where that is in the row. A sum that was back
// at 0 once and falls again gives a warning. Discounted payback is the same of
// N_t·DF. With Problem.GoLive both are also given from go-live (idriftsættelse).
//
// # What does not exist
//
// A figure that does not exist is never 0. A Figure carries a Reason instead
// of a value; IRR and Payback have a status: unique, multiple, none; value,
// immediate (the sum is never below 0), never (within the horizon), not
// applicable (no investment), undefined (sums too large). The zero Figure is
// the number 0, so figures are read through what Evaluate returns.
//
// # Errors
//
// Malformed input gives an *Error with a Code and the Field at fault, such as
// {not-finite flows[3]}: no flows, lists of different length, NaN, infinities,
// amounts below 0 where the direction is given, rates of −100 % or below, bands
// out of order, unknown timings, dates before the first, more than 100,000
// entries or 1,000 years. Nothing panics. Numbers too large for float64 give
// ReasonOverflow or ErrOverflow. The zero Rates has no rate to discount with and
// is refused, not taken for 0 %.
//
// # Excel
//
// Each measure names its Excel equivalent. The formulas of an Explanation give
// the same figures in a workbook whose columns and inputs stand where the
// formula's references are put (ExcelFormula.InCells); a test has LibreOffice
// compute them over every timing and frequency. Excel's IRR and XIRR find the
// one rate nearest their guess; each rate of several has a guess of its own.
//
// # Uncertainty
//
// The closed form comes first: means add, and variances add where amounts have
// nothing to do with each other. A simulation is there for what has no closed
// form, the chance of reaching a target. Its numbers come from a counter-based
// generator keyed by the snapshot's name, the stake's name and the number of
// the draw, so the order of the stakes and the number of workers change
// nothing, and any draw can be replayed and looked at.
//
// A draw takes 32 random bits to a value by the inverse of its distribution
// function: triangles in closed form within 1.2e-7 of the distance from the
// end, PERT and the normal distribution by a table within 2e-7 of the width and
// 1e-6 standard deviations. Stakes of one cause share its numbers, for whether
// they come and for how much they come to, in the share of the draws that the
// correlation says; the closed form knows that too:
//
//	Var(stake)  = p·σ² + p(1−p)·μ²
//	Cov(1, 2)   = ρ·(min(p₁,p₂)·∫Q₁Q₂ − p₁μ₁·p₂μ₂)   within a cause, else 0
//	Share(case) = Σ Cov(stake, total) / Var(total)    over the stakes of the case
//
// # Selection
//
// Which cases to start, and when:
//
//	max Σ_i Σ_j value_ij·x_ij,  x_ij 0 or 1
//	Σ_j x_ij ≤ 1               at most one option of a case; = 1 where it is mandatory
//	Σ_i Σ_j use_ijr·x_ij ≤ b_r a resource's AtMost, ≥ its AtLeast
//	X_i ≤ X_k                  i rests on k, with X_i = Σ_j x_ij
//	Σ_{i in G} X_i ≤ 1         the cases of a group exclude each other
//
// Values and uses are whole numbers, money in øre. The answer is proven optimal,
// or says within which gap; among equals the cases' IDs decide, so the order of
// the lists changes nothing. What would have to change for a case to be chosen
// is found as a selection of its own,
//
//	min Σ_i Σ_j use_ijr·x_ij,  X_i = 1,  Σ_i Σ_j value_ij·x_ij > the answer's value
//
// with all other limits kept, and then tried. More of a budget is worth what
// selecting anew with more gives: the exact step. The shadow price beside it is
// that of the linear relaxation, for a unit at the margin.
//
// # Reproducibility
//
// Where a product is added, it is rounded first, so that processors which could
// fuse the two give the same digits. Powers and logarithms come from the
// standard library, whose last digit may differ between processors; those of a
// simulation are our own and do not.
package calc
