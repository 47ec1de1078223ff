package calc

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Quarter (kvartal) is a quarter of the calendar year, which is the Danish
// municipal budget year. The zero Quarter is no quarter.
type Quarter struct {
	Year int
	Q    int // 1 to 4
}

// ErrPeriod says that a text is not a period in the machine form.
var ErrPeriod = errors.New("calc: not a period")

// ParseQuarter reads the machine form of Danmarks Statistik, "2013K2".
func ParseQuarter(text string) (Quarter, error) {
	p, err := ParsePeriod(text)
	if err != nil || p.kind != QuarterPeriod {
		return Quarter{}, fmt.Errorf("%w: %q is not a quarter such as 2013K2", ErrPeriod, text)
	}
	return Quarter{int(p.year), int(p.part)}, nil
}

// QuarterOf is the quarter a date falls in.
func QuarterOf(t time.Time) Quarter { return Quarter{t.Year(), (int(t.Month())-1)/3 + 1} }

// String is the machine form, "2013K2".
func (q Quarter) String() string { return fmt.Sprintf("%04dK%d", q.Year, q.Q) }

// Index counts quarters from year 0, so differences are numbers of quarters.
func (q Quarter) Index() int { return q.Year*4 + q.Q - 1 }

// Add is the quarter n quarters later, earlier when n is negative.
func (q Quarter) Add(n int) Quarter {
	i := q.Index() + n
	year := i / 4
	if i < 0 && i%4 != 0 {
		year--
	}
	return Quarter{year, i - year*4 + 1}
}

// Next is the following quarter.
func (q Quarter) Next() Quarter { return q.Add(1) }

// Before tells whether q ends before r begins.
func (q Quarter) Before(r Quarter) bool { return q.Index() < r.Index() }

// IsZero tells whether q is no quarter at all.
func (q Quarter) IsZero() bool { return q == Quarter{} }

// End is the status date: the last day of the quarter, in UTC.
func (q Quarter) End() time.Time {
	return time.Date(q.Year, time.Month(q.Q*3+1), 0, 0, 0, 0, 0, time.UTC)
}

// Period is the quarter as a Period.
func (q Quarter) Period() Period { return periodOf(QuarterPeriod, q.Year, q.Q) }

// PeriodKind tells how long a Period is.
type PeriodKind int8

// The kinds of period. OffsetPeriod counts years from an unstated base year.
const (
	NoPeriod PeriodKind = iota
	YearPeriod
	QuarterPeriod
	MonthPeriod
	OffsetPeriod
)

// Period (periode) is the stretch of time an amount belongs to: a calendar
// year, a quarter, a month, or the t-th year of a case that does not say when
// it begins. The zero Period is no period. Periods are comparable with ==, and
// small, since every amount of a workbook has one. Years beyond 32 bits are
// taken for the last that fits.
type Period struct {
	year int32
	part int8
	kind PeriodKind
}

func periodOf(kind PeriodKind, year, part int) Period {
	return Period{int32(min(max(year, math.MinInt32), math.MaxInt32)), int8(part), kind}
}

// YearOf is the calendar year as a period.
func YearOf(year int) Period { return periodOf(YearPeriod, year, 0) }

// MonthOf is the month (1 to 12) of a calendar year as a period.
func MonthOf(year, month int) Period { return periodOf(MonthPeriod, year, month) }

// OffsetOf is the t-th year, t = 0 being the base year.
func OffsetOf(t int) Period { return periodOf(OffsetPeriod, t, 0) }

// ParsePeriod reads the machine forms "2016", "2016K2", "2016-03" and "t0".
func ParsePeriod(text string) (Period, error) {
	bad := fmt.Errorf("%w: %q", ErrPeriod, text)
	if t, ok := strings.CutPrefix(text, "t"); ok {
		n, err := strconv.Atoi(t)
		if err != nil || n < 0 || n > math.MaxInt32 || t != strconv.Itoa(n) { // one form only: not t+0, not t007
			return Period{}, bad
		}
		return OffsetOf(n), nil
	}
	if len(text) < 4 {
		return Period{}, bad
	}
	year, err := strconv.ParseUint(text[:4], 10, 16)
	if err != nil {
		return Period{}, bad
	}
	switch rest := text[4:]; {
	case rest == "":
		return YearOf(int(year)), nil
	case len(rest) == 2 && rest[0] == 'K' && rest[1] >= '1' && rest[1] <= '4':
		return periodOf(QuarterPeriod, int(year), int(rest[1]-'0')), nil
	case len(rest) == 3 && rest[0] == '-':
		month, err := strconv.ParseUint(rest[1:], 10, 8)
		if err != nil || month < 1 || month > 12 {
			return Period{}, bad
		}
		return MonthOf(int(year), int(month)), nil
	}
	return Period{}, bad
}

// Kind tells how long the period is.
func (p Period) Kind() PeriodKind { return p.kind }

// IsZero tells whether p is no period at all.
func (p Period) IsZero() bool { return p.kind == NoPeriod }

// Year is the calendar year the period lies in; false for an offset.
func (p Period) Year() (int, bool) {
	return int(p.year), p.kind != NoPeriod && p.kind != OffsetPeriod
}

// Quarter is the quarter the period lies in; false for a year or an offset.
func (p Period) Quarter() (Quarter, bool) {
	switch p.kind {
	case QuarterPeriod:
		return Quarter{int(p.year), int(p.part)}, true
	case MonthPeriod:
		return Quarter{int(p.year), int(p.part-1)/3 + 1}, true
	}
	return Quarter{}, false
}

// Month is the month number, 1 to 12; false unless the period is a month.
func (p Period) Month() (int, bool) { return int(p.part), p.kind == MonthPeriod }

// Offset is t; false unless the period counts from an unstated base year.
func (p Period) Offset() (int, bool) { return int(p.year), p.kind == OffsetPeriod }

// String is the machine form, which ParsePeriod reads; "" for no period.
func (p Period) String() string {
	switch p.kind {
	case YearPeriod:
		return fmt.Sprintf("%04d", p.year)
	case QuarterPeriod:
		return fmt.Sprintf("%04dK%d", p.year, p.part)
	case MonthPeriod:
		return fmt.Sprintf("%04d-%02d", p.year, p.part)
	case OffsetPeriod:
		return "t" + strconv.Itoa(int(p.year))
	}
	return ""
}

// Compare orders periods by kind, then by time.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.kind, q.kind), cmp.Compare(p.year, q.year), cmp.Compare(p.part, q.part))
}

// MarshalText and UnmarshalText use the machine form.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the machine form; the empty text is no period.
func (p *Period) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	*p, err = ParsePeriod(string(text))
	return err
}

// MarshalText writes the machine form; the zero quarter is empty.
func (q Quarter) MarshalText() ([]byte, error) {
	if q.IsZero() {
		return nil, nil
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads the machine form; the empty text is no quarter.
func (q *Quarter) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*q = Quarter{}
		return nil
	}
	*q, err = ParseQuarter(string(text))
	return err
}
