package portfolio

import (
	"math/bits"
	"slices"
	"time"

	"raaderum/calc"
)

// MaxAmount is the largest amount that is believed: 1.000 milliarder kr. is more
// than all Danish municipalities together spend in a year. It also keeps every
// sum of a portfolio inside calc.Money, so sums below here need no error.
const MaxAmount = 1_000_000 * calc.MillionKrone

// part is an amount that was put together from cells.
type part struct {
	Money   calc.Money
	Sources []Source
}

func (p part) plus(q part) part {
	return part{p.Money + q.Money, slices.Concat(p.Sources, q.Sources)}
}

// timeline is one series by quarter. A quarter that is absent is not known,
// which is not zero.
type timeline map[calc.Quarter]part

// newTimeline spreads a series over the quarters. Months are added up and
// quarters stand as they are; what a year states beyond them is spread over its
// remaining quarters by months in operation, exactly to the øre. Offsets (t0,
// t1, …) have no place in time and are left out.
func newTimeline(amounts []Amount, goLive time.Time) timeline {
	line := timeline{}
	years := map[int]part{}
	for _, amount := range amounts {
		one := part{amount.Money, []Source{amount.Source}}
		if quarter, ok := amount.Period.Quarter(); ok {
			line[quarter] = line[quarter].plus(one)
		} else if year, ok := amount.Period.Year(); ok {
			years[year] = years[year].plus(one)
		}
	}
	for year, whole := range years {
		line.spread(year, whole, goLive)
	}
	return line
}

// wholeYears tells whether a series has nothing smaller than calendar years,
// none of them twice and in order, as most have: then a year's sum is its
// amount, however it is spread.
func wholeYears(amounts []Amount) bool {
	last, any := 0, false
	for _, amount := range amounts {
		year, dated := amount.Period.Year()
		if !dated {
			continue // counted years are in no quarter
		}
		if amount.Period.Kind() != calc.YearPeriod || any && year <= last {
			return false
		}
		last, any = year, true
	}
	return true
}

// spread puts a year's amount into the quarters that have none of their own.
func (l timeline) spread(year int, whole part, goLive time.Time) {
	rest := whole.Money
	var free []calc.Quarter
	var months []int64
	for q := 1; q <= 4; q++ {
		quarter := calc.Quarter{Year: year, Q: q}
		if own, ok := l[quarter]; ok {
			rest -= own.Money
			continue
		}
		free = append(free, quarter)
		months = append(months, monthsInOperation(quarter, goLive))
	}
	if !slices.ContainsFunc(months, func(n int64) bool { return n > 0 }) {
		months = slices.Repeat([]int64{3}, len(free)) // the plan says otherwise than the go-live date: evenly
	}
	for i, money := range distribute(rest, months) {
		if months[i] > 0 {
			l[free[i]] = part{money, whole.Sources}
		}
	}
}

// monthsInOperation counts a quarter's months from the month of go-live on; an
// unknown go-live leaves all three.
func monthsInOperation(quarter calc.Quarter, goLive time.Time) int64 {
	if goLive.IsZero() {
		return 3
	}
	first := quarter.Index() * 3
	live := goLive.Year()*12 + int(goLive.Month()) - 1
	return int64(min(3, max(0, first+3-live)))
}

// at is the amount of a quarter, if one is known.
func (l timeline) at(quarter calc.Quarter) (part, bool) {
	one, ok := l[quarter]
	return one, ok
}

// year adds up a year's quarters; false when none is known.
func (l timeline) year(year int) (sum part, ok bool) {
	for q := 1; q <= 4; q++ {
		if one, known := l[calc.Quarter{Year: year, Q: q}]; known {
			sum, ok = sum.plus(one), true
		}
	}
	sum.Sources = distinct(sum.Sources)
	return sum, ok
}

// wholeYear tells whether all four quarters are known.
func (l timeline) wholeYear(year int) bool {
	for q := 1; q <= 4; q++ {
		if _, known := l[calc.Quarter{Year: year, Q: q}]; !known {
			return false
		}
	}
	return true
}

// quarters are the known quarters in order.
func (l timeline) quarters() []calc.Quarter {
	all := make([]calc.Quarter, 0, len(l))
	for quarter := range l {
		all = append(all, quarter)
	}
	slices.SortFunc(all, func(a, b calc.Quarter) int { return a.Index() - b.Index() })
	return all
}

// first is the first quarter with an amount other than zero.
func (l timeline) first() (calc.Quarter, bool) {
	for _, quarter := range l.quarters() {
		if l[quarter].Money != 0 {
			return quarter, true
		}
	}
	return calc.Quarter{}, false
}

// until is the timeline up to and with a quarter.
func (l timeline) until(last calc.Quarter) timeline {
	known := timeline{}
	for quarter, one := range l {
		if !last.Before(quarter) {
			known[quarter] = one
		}
	}
	return known
}

// distinct keeps the first of each source.
func distinct(sources []Source) []Source {
	var kept []Source
	for _, source := range sources {
		if !slices.Contains(kept, source) {
			kept = append(kept, source)
		}
	}
	return kept
}

// distribute shares a total by weights ≥ 0, exactly: the øre left over by
// rounding down go to the largest remainders, the earliest of equals first.
// Without any weight there is nobody to give to, and all shares are 0.
func distribute(total calc.Money, weights []int64) []calc.Money {
	shares := make([]calc.Money, len(weights))
	var sum uint64
	for _, weight := range weights {
		sum += uint64(weight)
	}
	if sum == 0 {
		return shares
	}
	sign, left := calc.Money(1), total
	if total < 0 {
		sign, left = -1, -total
	}
	whole := uint64(left)
	remainders := make([]uint64, len(weights))
	order := make([]int, len(weights))
	for i, weight := range weights {
		high, low := bits.Mul64(whole, uint64(weight))
		var share uint64
		share, remainders[i] = bits.Div64(high, low, sum) // share ≤ whole, so it cannot overflow
		shares[i] = sign * calc.Money(share)
		left -= calc.Money(share)
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case remainders[a] > remainders[b]:
			return -1
		case remainders[a] < remainders[b]:
			return 1
		}
		return 0
	})
	for i := 0; left > 0; i, left = i+1, left-1 {
		shares[order[i]] += sign
	}
	return shares
}
