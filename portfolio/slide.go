package portfolio

import (
	"maps"
	"slices"
	"time"

	"raaderum/calc"
)

// planGoLive is the go-live date the plan was made by; it stays when the date
// itself is moved, since what was promised does not move with it.
func (bc BusinessCase) planGoLive() time.Time {
	if !bc.PlannedGoLive.IsZero() {
		return bc.PlannedGoLive
	}
	return bc.GoLive
}

// movedFrom is the go-live date the plan was made by when the date was moved since;
// zero when it was not.
func (bc BusinessCase) movedFrom() time.Time {
	if bc.PlannedGoLive.Equal(bc.GoLive) {
		return time.Time{}
	}
	return bc.PlannedGoLive
}

// slide moves what is expected of each benefit with the go-live date: its
// forecast is the plan, as many months later or earlier. A benefit that has a
// forecast of its own, or counts its years without saying which, stays.
func (bc *BusinessCase) slide() {
	if bc.PlannedGoLive.IsZero() || bc.PlannedGoLive.Equal(bc.GoLive) || bc.GoLive.IsZero() {
		return
	}
	for i := range bc.Benefits {
		benefit := &bc.Benefits[i]
		if len(benefit.Series[Forecast]) > 0 || benefit.State == BenefitLapsed {
			continue
		}
		if moved := Slide(benefit.Series[Plan], bc.PlannedGoLive, bc.GoLive); moved != nil {
			benefit.put(Forecast, moved)
			benefit.Slides = true
		}
	}
}

// Slide is a series moved with the go-live date, by quarter: each amount stands
// in the months it is in operation, and the months move by as many as lie
// between the dates. The sum is the same to the øre. Quarters the series was in
// and has left are 0, which says that nothing is expected of them. A series that
// counts years from t0 is not dated and gives nil.
func Slide(amounts []Amount, from, to time.Time) []Amount {
	by := monthNumber(to) - monthNumber(from)
	moved, undated := timeline{}, false
	for _, amount := range amounts {
		_, offset := amount.Period.Offset()
		undated = undated || offset
	}
	if undated || by == 0 {
		return nil
	}
	line := newTimeline(amounts, from)
	for _, quarter := range line.quarters() {
		shares := months(quarter, line[quarter].Money, from)
		for _, month := range slices.Sorted(maps.Keys(shares)) {
			at := quarterOfMonth(month + by)
			moved[at] = moved[at].plus(part{shares[month], line[quarter].Sources})
		}
	}
	for quarter, left := range line {
		if _, stays := moved[quarter]; !stays {
			moved[quarter] = part{0, left.Sources}
		}
	}
	all := make([]Amount, 0, len(moved))
	for _, quarter := range moved.quarters() {
		all = append(all, Amount{Period: quarter.Period(), Money: moved[quarter].Money, Source: moved[quarter].Sources[0]})
	}
	return all
}

// months shares a quarter's amount out on its months in operation, exactly; on
// all three when it has none.
func months(quarter calc.Quarter, money calc.Money, goLive time.Time) map[int]calc.Money {
	first := quarter.Index() * 3
	live := int(monthsInOperation(quarter, goLive))
	if live == 0 {
		live = 3
	}
	shares := map[int]calc.Money{}
	for i, share := range distribute(money, slices.Repeat([]int64{1}, live)) {
		shares[first+3-live+i] = share
	}
	return shares
}

// quarterOfMonth is the quarter of a month that monthNumber gave.
func quarterOfMonth(month int) calc.Quarter {
	return calc.Quarter{Year: month / 12, Q: month%12/3 + 1}
}

// monthNumber numbers the months of all years.
func monthNumber(day time.Time) int { return day.Year()*12 + int(day.Month()) - 1 }
