package invented

import (
	"fmt"
	"slices"
	"strconv"

	"pgregory.net/rapid"
)

// axis is the years of a table and how their headings are written.
type axis struct {
	periods []string // of the contract
	heads   []any
	base    string // the year to answer where the headings do not say one
	from    int    // the number of the first year, where they are counted
	style   string

	shuffled bool // the years do not stand in their order
}

// drawAxis draws n years and how an analyst writes them.
func drawAxis(t *rapid.T, b *book, n int) axis {
	first := rapid.IntRange(2024, 2028).Draw(t, "first year")
	a := axis{style: pick(t, "axis", "number", "text", "budget", "B-year", "BO-year", "counted", "school", "short", "year-word", "Regnskab/Budget")}
	switch a.style {
	case "counted":
		a.base = strconv.Itoa(first)
	case "school":
		a.base = strconv.Itoa(first)
	}
	from := 0
	if a.style == "counted" {
		from = pick(t, "counted from", 0, 1)
	}
	a.from = from
	counted := pick(t, "counted word", "År %d", "Year %d", "%d. år", "år %d")
	if from == 0 && counted == "%d. år" {
		counted = "År %d"
	}
	budget := pick(t, "budget word", "Budget %d", "Budgetår %d", "Overslag %d")
	for i := range n {
		year := first + i
		a.periods = append(a.periods, strconv.Itoa(year))
		var head any
		switch a.style {
		case "number":
			head = year
		case "text":
			head = strconv.Itoa(year)
		case "budget":
			head = fmt.Sprintf(budget, year)
		case "B-year":
			head = fmt.Sprintf("B%d", year)
		case "BO-year":
			head = fmt.Sprintf("BO%d", year)
			if i == 0 {
				head = fmt.Sprintf("B%d", year)
			}
		case "counted":
			head = fmt.Sprintf(counted, i+from)
		case "school":
			head = fmt.Sprintf("%d/%02d", year, (year+1)%100)
		case "short":
			head = fmt.Sprintf("BO%02d", year%100)
			if i == 0 {
				head = fmt.Sprintf("B%02d", year%100)
			}
		case "year-word":
			head = fmt.Sprintf("År %d", year)
		case "Regnskab/Budget":
			head = fmt.Sprintf("Budget %d", year)
		}
		a.heads = append(a.heads, head)
	}
	b.trait("axis " + a.style)
	if n > 1 && (a.style == "number" || a.style == "text" || a.style == "budget" || a.style == "year-word") && oneIn(t, 8, "out of order") {
		a.shuffle(pick(t, "order", "backwards", "two exchanged"))
		b.trait("years out of order")
	}
	if a.style != "counted" && a.style != "school" {
		b.plain["year-axis"] = true
	}
	return a
}

// shuffle puts the years in another order.
func (a *axis) shuffle(how string) {
	a.shuffled = true
	if how == "backwards" {
		slices.Reverse(a.periods)
		slices.Reverse(a.heads)
		return
	}
	last := len(a.periods) - 1
	a.periods[last], a.periods[last-1] = a.periods[last-1], a.periods[last]
	a.heads[last], a.heads[last-1] = a.heads[last-1], a.heads[last]
}

// drawMonths draws n months, within a year or over a New Year.
func drawMonths(t *rapid.T, b *book, n int) axis {
	year, month := rapid.IntRange(2024, 2028).Draw(t, "first year"), rapid.IntRange(1, 12).Draw(t, "first month")
	a := axis{style: pick(t, "month", "januar 2025", "jan 2025", "Jan. 2025", "2025-01", "01/2025", "jan-25")}
	for range n {
		a.periods = append(a.periods, fmt.Sprintf("%d-%02d", year, month))
		name := danishMonths[month-1]
		switch a.style {
		case "januar 2025":
			a.heads = append(a.heads, fmt.Sprintf("%s %d", name, year))
		case "jan 2025":
			a.heads = append(a.heads, fmt.Sprintf("%s %d", name[:3], year))
		case "Jan. 2025":
			a.heads = append(a.heads, fmt.Sprintf("%s. %d", capital(name[:3]), year))
		case "2025-01":
			a.heads = append(a.heads, fmt.Sprintf("%d-%02d", year, month))
		case "01/2025":
			a.heads = append(a.heads, fmt.Sprintf("%02d/%d", month, year))
		default:
			a.heads = append(a.heads, fmt.Sprintf("%s-%02d", name[:3], year%100))
		}
		if month++; month > 12 {
			year, month = year+1, 1
		}
	}
	b.trait("months " + a.style)
	b.plain["year-axis"] = true
	return a
}

var danishMonths = []string{"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"}

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	must(err)
	return n
}
