// Package importers turns the bytes of a workbook into business cases with
// questions and findings. Every value keeps the cell it came from. Nothing is
// guessed: what a careful reader could not know becomes a Question with its
// evidence, and what looks wrong becomes a Finding at its cell. Nothing is
// stored here.
//
// # A map of the package
//
// A workbook goes through it from the top of this list to its end. A step has a
// file that is named for what it finds; the first of a group is where to begin.
//
//   - In at the door and out again: import, file, layout, answers, patience, heap,
//     returned, readerwarning.
//   - Layouts that are ours: templateform, formtable, formmaster, quarterlyreturn,
//     yearlyseries.
//   - Any other workbook, from its sheets to tables: free, grid, strip, shape,
//     headrow, columncode, yeargroups, heading, table, column, identifier, swapped, masterdata, formcase, followup.
//   - What the rows of a table are: linetable, linerow, linetitle, rowlabel,
//     rowsection, repeatedline, incomerow, longtable, ledger, postingdate, register,
//     registerrow, registername, transposed, stackedform, stacked, casegroup, profile, yearsdown, summary.
//   - Words, and what people mean by them: wording, phrase, lexicon, likelykind.
//   - Time: axis, timelabel, axistimeless, axisyearless, yearbanner, brokenaxis, yearrun,
//     startyear, yearbeside, shortyear, partofyear, asofday, outyear, onwards, casetime, quarterend.
//   - Numbers and what they count: value, numbers, shown, unit, rowunit, unitprice,
//     scale, size, currency, vat, interval, percentmixed, mergedamount, pricelevel,
//     priceguise, pricetables.
//   - Costs and benefits: sign, direction, rowsign, signmark, credit, deduction, netcheck,
//     netformula.
//   - Sums, which count nothing: total, sumunit, rowtotal, totalbeyond, totalcolumn,
//     tabletotals, topsum, sumabove, partsums, registersum, registertop, lonelytotal, timesum, runningrow, discountrow,
//     derivedcolumn, partcolumn, sofarcolumn, addedcolumn, plainsum, otherunit, arithmetic, onlyderived, sumcover.
//   - One of several, of which one counts: alternative, alternativename,
//     rowalternative, scenario, seriescolumn, scenariorow, stackedestimate, estimatecolumn, exclusion, hidden,
//     withwithout, beforeafter, double, together, duplicate, version, linkedrow.
//   - What an amount says of other times: level, perperiod, phasein, phaseincolumn, recurrence,
//     yearlycolumn, yearlyleft, thirdcolumn, targetrow, notcounted.
//   - From facts to cases: facts, fact, heldfact, factpiece, sharedlist, forecast,
//     assemble, lineindex, cases, subjectroom, casename, benefitfield, amount, stated, statedcheck, identity.
//   - No number is left without a word: secondreading, quietamount, countedtwice, governing, mark, account, columnaccount,
//     unusedcolumn, rowaccount, numberaccount, linecount, countedunit, countedsum, comment.
//   - What is wrong with the workbook itself: lint, caselint, formulacheck, formula,
//     formulabook, formulataint, patternbreak.
//   - Next time: mapping, recall, recalled, unheard, acceptance, change.
package importers
