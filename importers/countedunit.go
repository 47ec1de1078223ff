package importers

import (
	"math"
	"slices"
)

// unitBehindName is a unit that stands behind the name of a row and is none of
// money: "Sparet energi, MWh", "Licenser, antal".
var unitBehindName = says(`, ?(?:i )?(?:[mgkt]wh|gj|liter|litres?|stk|styk|kvm|m2|m3|kubikmeter|kvadratmeter|km|kilometer|kg|tons?|antal|maengde)\.?$`)

// fewerThings are names of a row that tell how many fewer or more of something
// there are, which is as often what they cost: "Færre sager".
var fewerThings = says(`^(?:faerre|flere|mindre|sparede|reducerede|undgaaede|antal) (?:sager|doegn|sengedage|plejedoegn|anbringelser|indlaeggelser|elever|borgere|pladser|brugere)$|^(?:anbringelser|indlaeggelser|sengedage|plejedoegn|doegn|arealer|areal)$`)

// mostThings is how many things a row may count before it is taken for kroner.
const mostThings = 1000

// mayCountThings tells whether a row that is called after things may count them:
// no sum of the table counts it with kroner, and its numbers are whole and few.
func (l *lineReader) mayCountThings(row int, label string) bool {
	if !fewerThings.MatchString(fold(label)) {
		return false
	}
	if with, _ := l.totalCounts(row); with {
		return false
	}
	for _, x := range l.numbersOf(row) {
		if x != math.Trunc(x) || math.Abs(x) > mostThings {
			return false
		}
	}
	return l.largest(row, row) > 0
}

// addedWithMoney tells whether a formula of the table adds a row to others that
// hold money: then it holds money too, whatever it is called.
func (l *lineReader) addedWithMoney(row int) bool {
	t := l.table
	if t.grid.turned {
		return false
	}
	for at := max(t.first, row-farthestPart); at <= min(t.last, row+farthestPart); at++ {
		for _, c := range l.columns {
			cell := t.grid.at(at, c.at)
			if cell == nil || cell.Formula() == "" {
				continue
			}
			parts, ok := adding(cell.Formula())
			if !ok {
				break
			}
			var added []int
			for _, o := range parts {
				for part := o.area.FirstRow; o.sheet == "" && part <= min(o.area.LastRow, t.last); part++ {
					added = append(added, part)
				}
			}
			if slices.Contains(added, row) && (len(l.moneyAmong(added, row)) > 0 || l.addsOtherParts(at, added, row)) {
				return true
			}
			break
		}
	}
	return false
}

// addsOtherParts tells whether a sum above its parts adds others than a row, that are
// called after nothing that is counted.
func (l *lineReader) addsOtherParts(sum int, added []int, row int) bool {
	return slices.ContainsFunc(added, func(at int) bool {
		label := l.labelOf(at)
		return at != row && l.details[l.table][at].sum == sum && !namesHours.MatchString(fold(label)) && !countsThings(label)
	})
}
