package portfolio

import (
	"slices"

	"raaderum/calc"
)

// OutYears (overslagsår) is how many years after the strategy a full account
// shows unless asked for others: as many as a municipal budget.
const OutYears = 3

// FullAccount (fuldt målregnskab) is the target account of the strategy's years
// and the out-years (overslagsår) after them, whole, by focus area and by quarter.
// The areas' layers add up to the year's, and so do the quarters', to the øre.
type FullAccount struct {
	TargetAccount
	LastTargetYear int              `json:"lastTargetYear"` // the years after it are out-years
	Areas          []AreaAccount    `json:"areas"`          // in the strategy's order, last the cases without one
	Quarters       []QuarterAccount `json:"quarters"`
}

// AreaAccount (indsatsområdets målregnskab) is the part of an account that comes
// from the cases of one focus area.
type AreaAccount struct {
	Area  FocusAreaID  `json:"area"` // "" for cases without one
	Years []TargetYear `json:"years"`
}

// QuarterAccount (kvartalets målregnskab) is a quarter's part of its year: what
// benefits give in it, or, by NewPermanent, the benefits that begin in it. A
// year's running costs are shared by the size of what each quarter counts.
type QuarterAccount struct {
	Quarter       calc.Quarter         `json:"quarter"`
	Layers        map[Layer]calc.Money `json:"layersOre"` // a layer nothing is in is absent
	Contributions []Contribution       `json:"contributions"`
}

// NewFullAccount is the account through a year: at least the strategy's last,
// and at most thirty years after it.
func NewFullAccount(org Organisation, cases []BusinessCase, asOf calc.Quarter, method CountMethod, through int) FullAccount {
	claims := newClaims(org, cases, asOf)
	years := accountYears(org.Strategy, claims, asOf)
	last := years[len(years)-1]
	if org.Strategy.hasPeriod() {
		last = org.Strategy.ToYear
	}
	for year := years[len(years)-1] + 1; year <= min(through, last+longestOutYears); year++ {
		years = append(years, year)
	}
	full := FullAccount{TargetAccount: accountOf(org, claims, asOf, method, years), LastTargetYear: last}
	areaOf := map[CaseID]FocusAreaID{}
	for _, bc := range cases {
		areaOf[bc.ID] = bc.FocusArea
	}
	full.Areas = byArea(org.Strategy, full.TargetAccount, areaOf)
	for _, year := range full.Years {
		full.Quarters = append(full.Quarters, byQuarter(claims, year, method)...)
	}
	return full
}

const longestOutYears = 30

// Of is the part of an account that comes from some cases. Targets, gaps and
// what is missing belong to the whole, so a part has none.
func (full FullAccount) Of(keep func(CaseID) bool) FullAccount {
	part := FullAccount{TargetAccount: TargetAccount{Method: full.Method, AsOf: full.AsOf, Years: partOfYears(full.Years, keep)}, LastTargetYear: full.LastTargetYear}
	for _, area := range full.Areas {
		part.Areas = append(part.Areas, AreaAccount{area.Area, partOfYears(area.Years, keep)})
	}
	for _, whole := range full.Quarters {
		quarter := QuarterAccount{Quarter: whole.Quarter, Layers: map[Layer]calc.Money{}}
		for _, one := range whole.Contributions {
			if keep(one.Case) {
				quarter.Layers[one.Layer] += one.Amount
				quarter.Contributions = append(quarter.Contributions, one)
			}
		}
		part.Quarters = append(part.Quarters, quarter)
	}
	return part
}

func partOfYears(years []TargetYear, keep func(CaseID) bool) []TargetYear {
	part := make([]TargetYear, 0, len(years))
	for _, whole := range years {
		year := TargetYear{Year: whole.Year, Layers: map[Layer]calc.Money{}, Gross: map[Layer]calc.Money{}}
		for _, one := range slices.Concat(whole.Contributions, whole.NotCounted) {
			if keep(one.Case) {
				entry{one, whole.Year}.book(&year)
			}
		}
		part = append(part, year)
	}
	return part
}

// byArea puts each year's contributions to the area of their case.
func byArea(strategy Strategy, account TargetAccount, areaOf map[CaseID]FocusAreaID) []AreaAccount {
	var order []FocusAreaID
	for _, area := range strategy.FocusAreas {
		order = append(order, area.ID)
	}
	for _, year := range account.Years {
		for _, one := range slices.Concat(year.Contributions, year.NotCounted) {
			if area := areaOf[one.Case]; area != "" && !slices.Contains(order, area) {
				order = append(order, area)
			}
		}
	}
	var areas []AreaAccount
	for _, area := range append(order, "") {
		one := AreaAccount{Area: area}
		any := false
		for _, whole := range account.Years {
			year := TargetYear{Year: whole.Year, Layers: map[Layer]calc.Money{}, Gross: map[Layer]calc.Money{}}
			for _, part := range slices.Concat(whole.Contributions, whole.NotCounted) {
				if areaOf[part.Case] == area {
					entry{part, whole.Year}.book(&year)
					any = true
				}
			}
			one.Years = append(one.Years, year)
		}
		if any {
			areas = append(areas, one)
		}
	}
	return areas
}

// byQuarter shares a year's contributions among its quarters.
func byQuarter(claims []claim, year TargetYear, method CountMethod) []QuarterAccount {
	quarters := make([]QuarterAccount, 4)
	for q := range quarters {
		quarters[q] = QuarterAccount{Quarter: calc.Quarter{Year: year.Year, Q: q + 1}, Layers: map[Layer]calc.Money{}}
	}
	of := map[BenefitRef]claim{}
	for _, c := range claims {
		of[BenefitRef{c.bc.ID, c.benefit.ID}] = c
	}
	type account struct {
		bc    CaseID
		layer Layer
	}
	sizes := map[account]*[4]int64{} // what counts of a case in a layer, where above zero
	put := func(q int, one Contribution, amount calc.Money) {
		one.Amount = amount
		quarters[q].Layers[one.Layer] += amount
		quarters[q].Contributions = append(quarters[q].Contributions, one)
	}
	type layered struct {
		ref   BenefitRef
		layer Layer
	}
	seen := map[layered]bool{} // what is not decided is one layer, whatever it was put together from
	for _, one := range year.Contributions {
		ref := BenefitRef{one.Case, one.Benefit}
		if one.Why == WhyRunningCost || method == InYear && seen[layered{ref, one.Layer}] {
			continue
		}
		seen[layered{ref, one.Layer}] = true
		given := of[ref].inQuarters(one, year.Year, method)
		at := account{one.Case, one.Layer}
		if sizes[at] == nil {
			sizes[at] = new([4]int64)
		}
		for q, part := range given {
			if part.present {
				put(q, one, part.amount)
				sizes[at][q] += int64(part.above)
			}
		}
	}
	for _, one := range year.Contributions {
		if one.Why != WhyRunningCost {
			continue
		}
		for q, share := range distribute(one.Amount, sizes[account{one.Case, one.Layer}][:]) {
			if share != 0 {
				put(q, one, share)
			}
		}
	}
	return quarters
}

// given is what a benefit gives in a quarter.
type given struct {
	present bool
	amount  calc.Money
	above   calc.Money // of it above zero, which is what bears running costs
}

// inQuarters are a contribution's quarters.
func (c claim) inQuarters(whole Contribution, year int, method CountMethod) (quarters [4]given) {
	if method == NewPermanent {
		begins, _ := c.start()
		quarters[begins.Q-1] = given{true, whole.Amount, max(0, whole.Amount)}
		return quarters
	}
	for q := range quarters {
		sums := map[Layer]part{}
		c.addQuarter(sums, calc.Quarter{Year: year, Q: q + 1})
		for _, p := range pieces(sums) {
			if e := c.rule(p, year); e.Why == "" && e.Layer == whole.Layer {
				one := &quarters[q]
				one.present, one.amount, one.above = true, one.amount+e.Amount, one.above+max(0, e.Amount)
			}
		}
	}
	return quarters
}
