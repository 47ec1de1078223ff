package portfolio

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"raaderum/calc"
)

// Likeness (lighed) is two benefits that may be the same money, and why: each
// field both state, what it says and how much it is alike. It is a warning; no
// benefit is left out of an account because of it.
type Likeness struct {
	A, B     BenefitRef
	Matches  []LikenessMatch
	Score    float64 // the matches' weight among the fields that both state, 0 to 1
	Joint    bool    // one of them is in the joint ledger, and the other is not
	Judgment *OverlapJudgment
}

// LikenessMatch is a field of two benefits that may be the same.
type LikenessMatch struct {
	Field  string // "account", "licence", "hours", "amount", "planned", "name"; words under "likeness.<field>"
	A, B   string // what each says
	Degree float64
	Weight float64
}

// OverlapJudgment (dobbelttællingsvurdering) is what a person said of two
// benefits that look alike: that they are the same money, or that they are not,
// and why.
type OverlapJudgment struct {
	Sequence int64      `json:"sequence"`
	Benefit  BenefitRef `json:"benefit"` // is counted in Other when they are the same
	Other    BenefitRef `json:"other"`
	Same     bool       `json:"same"`
	Reason   string     `json:"reason"`
	By       UserID     `json:"by"`
	At       time.Time  `json:"at"`
}

// of tells whether the judgment is about two benefits, in either order.
func (j OverlapJudgment) of(a, b BenefitRef) bool {
	return j.Benefit == a && j.Other == b || j.Benefit == b && j.Other == a
}

// What each field weighs: the same account, licence or hours say more than the
// same name. They weigh by judgement; the page shows them.
var likenessWeights = map[string]float64{"account": 3, "licence": 4, "hours": 4, "amount": 2, "planned": 2, "name": 1}

// The least degree at which a field is told, the least score of a warning, how
// much alike two amounts must be where only the name is alike beside them, and two
// names that a joint benefit is known by.
const (
	amountAlike = 0.9
	alikeFrom   = 0.5
	warnFrom    = 0.5
	jointName   = 0.75
)

// commonWord is how many benefits may share a word of their name or licence
// before it says nothing about any two of them.
const commonWord = 25

// Likenesses are the pairs of benefits that may be the same money, the most
// alike first: those of two cases, or of one when they free the same licence or
// the same hours, the same account saves the same, or somebody typed one of them
// beside what a workbook says. A benefit with the name of one in the joint ledger
// is told too. The latest judgment of a pair stands with it.
func Likenesses(cases []BusinessCase, judgments []OverlapJudgment) []Likeness {
	return LikenessesOf("", cases, judgments)
}

// LikenessesOf are the pairs that a case has a benefit in; of all cases for "".
func LikenessesOf(id CaseID, cases []BusinessCase, judgments []OverlapJudgment) []Likeness {
	var all []Likeness
	for _, pair := range candidatePairs(cases) {
		if id != "" && pair.a.bc.ID != id && pair.b.bc.ID != id {
			continue
		}
		if one, ok := pair.likeness(); ok {
			for i := range judgments {
				if judgments[i].of(one.A, one.B) {
					one.Judgment = &judgments[i]
				}
			}
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b Likeness) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// ownedBenefit is a benefit with its case.
type ownedBenefit struct {
	bc      *BusinessCase
	benefit *Benefit
}

func (o ownedBenefit) ref() BenefitRef { return BenefitRef{o.bc.ID, o.benefit.ID} }

type benefitPair struct{ a, b ownedBenefit }

// candidatePairs are the pairs that share at least one thing by which the same
// money is known, each once, so that a large portfolio is not compared all with
// all.
func candidatePairs(cases []BusinessCase) (pairs []benefitPair) {
	shared, worded := map[string][]ownedBenefit{}, map[string][]ownedBenefit{}
	seen := map[[2]BenefitRef]bool{}
	pair := func(a, b ownedBenefit) {
		if key := [2]BenefitRef{a.ref(), b.ref()}; !seen[key] {
			seen[key] = true
			pairs = append(pairs, benefitPair{a, b})
		}
	}
	for i := range cases {
		for j := range cases[i].Benefits {
			one := ownedBenefit{&cases[i], &cases[i].Benefits[j]}
			for _, mark := range one.marks() {
				for _, other := range shared[mark] {
					pair(other, one)
				}
				shared[mark] = append(shared[mark], one)
			}
			for _, word := range one.words() {
				worded[word] = append(worded[word], one)
			}
		}
	}
	for _, word := range slices.Sorted(maps.Keys(worded)) {
		if len(worded[word]) > commonWord {
			continue
		}
		for i, one := range worded[word] {
			for _, other := range worded[word][:i] {
				pair(other, one)
			}
		}
	}
	return pairs
}

// words are what a benefit's licence and name are found by when they are not
// written the same way: those long enough to say something, each once.
func (o ownedBenefit) words() (words []string) {
	for kind, text := range map[string]string{"licence": o.benefit.Licence, "name": o.benefit.Label} {
		for _, word := range titleWords(text) {
			if word = kind + "\x00" + word; len(word) > len(kind)+4 && !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
	}
	slices.Sort(words)
	return words
}

// marks are what one benefit may share with another.
func (o ownedBenefit) marks() (marks []string) {
	add := func(kind, value string) {
		if value != "" {
			marks = append(marks, kind+"\x00"+value)
		}
	}
	add("account", foldAccount(o.benefit.Account))
	add("licence", FoldNumber(o.benefit.Licence))
	add("name", FoldNumber(o.benefit.Label))
	if hours, ok := o.hours(); ok && hours > 0 {
		for _, step := range hourSteps(hours) {
			add("hours", step)
		}
	}
	for field, money := range o.amounts() {
		if money != 0 {
			add(field, oreText(money))
		}
	}
	return marks
}

// hourSteps gathers hours within a few percent of each other: two that are no
// more than 5 % apart share at least one of their steps on a logarithmic scale.
func hourSteps(hours float64) []string {
	step := int(math.Floor(math.Log(hours) * 20))
	return []string{strconv.Itoa(step), strconv.Itoa(step + 1)}
}

func foldAccount(account string) string {
	return strings.NewReplacer(" ", "", ".", "", "-", "").Replace(FoldNumber(account))
}

// hours are the hours a benefit frees in a year.
func (o ownedBenefit) hours() (float64, bool) {
	if o.benefit.TimeBasis == nil {
		return 0, false
	}
	saving, err := o.benefit.TimeBasis.Compute()
	return saving.Hours, err == nil
}

// hourText is hours in machine form.
func hourText(hours float64) string { return strconv.FormatFloat(hours, 'f', -1, 64) }

// amounts are the full-year effect and all that is planned, each when it is stated.
func (o ownedBenefit) amounts() map[string]calc.Money {
	stated := map[string]calc.Money{}
	if o.benefit.FullYear != nil {
		stated["amount"] = *o.benefit.FullYear
	}
	if plan := o.benefit.Series[Plan]; len(plan) > 0 {
		stated["planned"] = sumOf(plan)
	}
	return stated
}

// sameMeasure is the field by which the two amounts are compared, a year with a
// year or all years with all years; "" when they state no such pair.
func (p benefitPair) sameMeasure() string {
	a, b := p.a.amounts(), p.b.amounts()
	for _, field := range []string{"amount", "planned"} {
		_, x := a[field]
		_, y := b[field]
		if x && y {
			return field
		}
	}
	return ""
}

// oreText is an amount in machine form, in øre.
func oreText(money calc.Money) string { return strconv.FormatInt(int64(money), 10) }

// likeness compares the two; false when they are not alike enough to warn.
func (p benefitPair) likeness() (Likeness, bool) {
	one := Likeness{A: p.a.ref(), B: p.b.ref(), Joint: p.a.bc.Origin.Joint() != p.b.bc.Origin.Joint()}
	stated, matched := 0.0, 0.0
	strong, freed := false, false
	compare := func(field, a, b string, degree float64) {
		weight := likenessWeights[field]
		stated += weight
		if degree < alikeFrom {
			return
		}
		matched += float64(weight * degree)
		one.Matches = append(one.Matches, LikenessMatch{field, a, b, degree, weight})
		strong = strong || field != "amount" && field != "planned" && field != "name"
		freed = freed || field == "licence" || field == "hours"
	}
	same := func(a, b string) float64 {
		if a == b {
			return 1
		}
		return 0
	}
	a, b := p.a.benefit, p.b.benefit
	if a.Account != "" && b.Account != "" {
		compare("account", a.Account, b.Account, same(foldAccount(a.Account), foldAccount(b.Account)))
	}
	if a.Licence != "" && b.Licence != "" {
		compare("licence", a.Licence, b.Licence, nameLikeness(a.Licence, b.Licence))
	}
	if x, ok := p.a.hours(); ok {
		if y, ok := p.b.hours(); ok {
			compare("hours", hourText(x), hourText(y), closeness(x, y))
		}
	}
	money := p.sameMeasure()
	if money != "" {
		x, y := p.a.amounts()[money], p.b.amounts()[money]
		compare(money, oreText(x), oreText(y), closeness(float64(x), float64(y)))
	}
	compare("name", a.Label, b.Label, nameLikeness(a.Label, b.Label))
	one.Score = matched / stated
	alike := strong || one.Score >= warnFrom && len(one.Matches) > 1 && one.degree(money) >= amountAlike
	if p.a.bc.ID == p.b.bc.ID {
		alike = freed || strong && one.degree(money) > 0 || alike && a.typed() != b.typed()
	}
	return one, alike || one.Joint && nameLikeness(a.Label, b.Label) >= jointName
}

// degree is how much alike a field is; 0 when it is not among those that are.
func (l Likeness) degree(field string) float64 {
	for _, match := range l.Matches {
		if match.Field == field {
			return match.Degree
		}
	}
	return 0
}

// typed tells whether somebody typed what the benefit promises, instead of a
// workbook saying it.
func (b Benefit) typed() bool {
	return slices.ContainsFunc(b.Series[Plan], func(a Amount) bool { return a.Source.Typed() })
}

// closeness is 1 for the same number and falls to 0 when one is half the other.
func closeness(a, b float64) float64 {
	a, b = math.Abs(a), math.Abs(b)
	if a == b {
		return 1
	}
	return max(0, 1-2*math.Abs(a-b)/max(a, b))
}

// nameLikeness is the share of letter triples that two names have in common.
func nameLikeness(a, b string) float64 {
	if FoldNumber(a) == FoldNumber(b) {
		return 1
	}
	x, y := triples(titleWords(a)), triples(titleWords(b))
	if len(x)+len(y) == 0 {
		return 0
	}
	both := 0
	for triple := range x {
		if y[triple] {
			both++
		}
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}
