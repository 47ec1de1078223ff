package invented

import (
	"fmt"
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
	if a.style != "counted" && a.style != "school" {
		b.plain["year-axis"] = true
	}
	return a
}

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	must(err)
	return n
}
