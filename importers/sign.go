package importers

import (
	"slices"

	"raaderum/portfolio"
)

// The sign rules. The words are those of the answers on the command line.
const (
	bothPositive    = "both-positive"
	costNegative    = "cost-negative"    // cash-flow: costs −, gains +
	benefitNegative = "benefit-negative" // budget: expenditure +, savings −
)

var signRules = []string{bothPositive, costNegative, benefitNegative}

// contractSign is a sign rule as the machine interface writes it.
func contractSign(rule string) string {
	if rule == costNegative {
		return "benefit-positive"
	}
	return rule
}

// The ways a text states the sign rule, in folded text.
var (
	saysBudget = says(`merudgift\w* ?\(\+\)|(?:mindreudgift|besparelse|merindtaegt)\w* ?\(-\)|(?:mindreudgift|besparelse|gevinst|indtaegt)\w* ?= ?(?:-|minus)|\+ ?=? ?(?:er |angiver |betyder |viser )?merudgift|- ?(?:=|angiver|betyder|viser) ?(?:mindreudgift|besparelse|gevinst)|(?:mindreudgift|besparelse|gevinst|effektivisering)\w* (?:\([^)]*\) )?(?:er|angives|anfoeres|vises|staar|skrives) (?:som |med )?(?:negativ|minus|fratraek)|\bmerudgift\w* \+|\bmindreudgift\w* -(?:\)|,|;|$)|(?:mindreudgift|indtaegt|besparelse|gevinst|effektivisering)\w*(?: (?:og|samt) \w+)? (?:er|bliver) (?:angivet|anfoert|vist|skrevet|opfoert) (?:som |med )?(?:et |negative |negativt |negativ)?(?:minus|fortegn|tal|negativ)|savings (?:are )?negative|negative tal er (?:besparelse|gevinst|mindreudgift)|minus (?:er|=|betyder) (?:besparelse|gevinst|mindreudgift)|(?:udgift|omkostning)\w*(?: er)? positiv\w*,? (?:og )?(?:gevinst|besparelse)\w*(?: er)? negativ|(?:gevinst|besparelse)\w*(?: er)? negativ\w*,? (?:og )?(?:udgift|omkostning)\w*(?: er)? positiv`)
	saysCash   = says(`\bmerudgift\w* -(?:\)|,|;|$)|\bmindreudgift\w* \+|merudgift\w* ?\(-\)|(?:mindreudgift|besparelse|merindtaegt)\w* ?\(\+\)|(?:\bud|merud|om)(?:gift|kostning)\w* ?= ?(?:-|minus)|\+ ?(?:=|angiver|betyder|viser) ?(?:indtaegt|besparelse|gevinst|mindreudgift)|- ?(?:=|angiver|betyder|viser) ?(?:udgift|merudgift|omkostning)|(?:udgift|omkostning)\w* (?:er|angives|anfoeres|vises|staar|skrives) (?:som |med )?(?:negativ|minus)|(?:udgift|omkostning)\w*(?: (?:og|samt) \w+)? (?:er|bliver) (?:angivet|anfoert|vist|skrevet|opfoert) (?:som |med )?(?:et |negative |negativt |negativ)?(?:minus|tal|negativ)|costs (?:are )?negative|negative tal er (?:udgift|omkostning)|minus (?:er|=|betyder) (?:udgift|omkostning)|(?:gevinst|besparelse)\w*(?: er)? positiv\w*,? (?:og )?(?:udgift|omkostning)\w*(?: er)? negativ|(?:udgift|omkostning)\w*(?: er)? negativ\w*,? (?:og )?(?:gevinst|besparelse)\w*(?: er)? positiv`)
	saysBoth   = says(`(?:begge|alle|udgifter og gevinster|gevinster og (?:omkostninger|udgifter)|besparelser og investeringer)\b.{0,40}positiv|uden fortegn|positive tal er gevinster|both positive`)
)

func statedSign(text string) string {
	folded := fold(text)
	switch {
	case saysBudget.MatchString(folded):
		return benefitNegative
	case saysCash.MatchString(folded):
		return costNegative
	case saysBoth.MatchString(folded):
		return bothPositive
	}
	return ""
}

// settleSigns turns the amounts of each case or register into their normal
// direction, and gives those without a kind the one their sign says.
func (r *reader) settleSigns() {
	for _, group := range r.signGroups() {
		b := &signBlock{reader: r, facts: group}
		b.settle()
	}
}

// signGroups are the facts that share a sign rule: a register's table, or a
// case's lines over all its sheets.
func (r *reader) signGroups() []factList {
	var groups []factList
	at := map[any]int{}
	postings := map[*table]bool{}
	var last any
	i := 0
	for f := range r.facts.all {
		var key any = f.subject()
		if f.blockKind() || f.table().posts(postings) {
			key = f.table()
		}
		if len(groups) == 0 || key != last {
			var known bool
			if i, known = at[key]; !known {
				i = len(groups)
				at[key] = i
				groups = append(groups, factList{})
			}
			last = key
		}
		groups[i].add(f)
	}
	return groups
}

// posts tells whether the table is a long one, with a year on each row.
func (t *table) posts(known map[*table]bool) bool {
	posts, ok := known[t]
	if !ok {
		posts = t.column(roleYear) != nil
		known[t] = posts
	}
	return posts
}

// signBlock is a group of facts under one sign rule.
type signBlock struct {
	*reader
	facts factList
	rule  string
	saves bool // rows that say what their own signs mean hold benefits

	opened bool              // the signs tell the kinds of amounts under "Drift"
	turned map[tableRow]bool // lines that are said to count against their kind
}

func (b *signBlock) settle() {
	b.hearCredits()
	if b.normaliseOwnSigns(); b.facts.len() == 0 {
		return
	}
	b.openNeutral()
	b.giveKindsByResults()
	rule, stated := b.ruleStated()
	if !stated {
		rule = b.ruleSeen()
	}
	if rule == "" {
		rule = b.askRule()
	}
	b.rule = rule
	b.giveKinds()
	b.turnNamed()
	b.askNeutral()
	b.doubtKinds()
	b.doubtDirections()
	for f := range b.facts.all {
		if f.subject() != nil {
			f.subject().Sign = contractSign(rule)
		}
		if rule == costNegative && f.kind() == cost || rule == benefitNegative && f.kind() == benefit {
			f.setOre(-f.ore())
		}
	}
	b.checkReversals()
}

// ruleStated is the rule that a text says: near the table first, then
// anywhere in the book.
func (b *signBlock) ruleStated() (string, bool) {
	t := b.facts.first().table()
	for _, notes := range [][]note{t.titles, t.notes, b.allTexts()} {
		for _, n := range notes {
			if rule := b.words.signs.of(n.text); rule != "" {
				return rule, true
			}
		}
	}
	for _, c := range t.columns {
		if rule := b.words.signs.of(c.text); rule != "" {
			return rule, true // "Post (udgift = +, indtægt = -)"
		}
	}
	return "", false
}

// ruleSeen is the rule that the numbers show, when every fact has its kind
// from words: the direction most of a kind's money goes is the normal one.
func (b *signBlock) ruleSeen() string {
	costs, benefits, open := b.balance(cost), b.balance(benefit), b.balance("")
	switch {
	case open.n > 0 && costs.minus+benefits.minus+open.minus == 0:
		return bothPositive // which of them are costs is asked line by line, and no sign says more
	case open.n > 0:
		return ""
	}
	switch {
	case costs.divided(), benefits.divided():
		return "" // turning all of a kind around is not for a majority to decide
	case costs.negative() && !benefits.negative():
		return costNegative
	case benefits.negative() && !costs.negative():
		if b.onlyMarked(benefit) {
			return "" // brackets may be an accountant's minus, or mean that it is uncertain
		}
		return benefitNegative
	case costs.negative() && benefits.negative():
		return ""
	}
	return bothPositive
}

// balance is how the amounts of one kind are signed.
type balance struct{ n, plus, minus int }

func (b balance) negative() bool { return b.minus > b.plus }

// divided tells whether a kind has mostly negative amounts, but not only.
func (b balance) divided() bool { return b.negative() && b.plus > 0 }

func (b *signBlock) balance(kind string) balance {
	var sum balance
	for f := range b.facts.all {
		if f.kind() != kind {
			continue
		}
		sum.count(f)
	}
	return sum
}

func (b *balance) count(f fact) {
	b.n++
	switch {
	case f.ore() > 0:
		b.plus++
	case f.ore() < 0:
		b.minus++
	}
}

// askRule asks for the sign rule of amounts whose kind no word tells.
func (b *signBlock) askRule() string {
	f, _ := b.facts.find(func(f fact) bool { return f.kind() == "" || f.ore() < 0 })
	open := b.balance("")
	proposed, confidence := bothPositive, 0.4
	if all := b.balance(benefit); open.negative() || all.negative() {
		proposed, confidence = benefitNegative, 0.7
	} else if open.n == 0 && b.balance(cost).negative() {
		proposed, confidence = costNegative, 0.6 // most costs are; the others are asked about next
	} else if open.minus > 0 {
		if proposed, confidence = b.likelySigns(), 0.6; proposed == "" {
			confidence = 0.4 // some go against the others, and no word says which
		}
	}
	seen := open
	if open.n == 0 { // all kinds are said, and their signs are at odds
		for f := range b.facts.all {
			seen.count(f)
		}
	}
	q := Question{
		Key: "sign@" + f.sheet(), Code: "sign", Cells: []string{f.table().headRef(f.col()), f.ref()}, Options: signRules,
		Proposed: proposed, Confidence: confidence, Args: map[string]any{"minus": seen.minus, "n": seen.n, "sheet": f.sheet()},
	}
	if open.n == 0 && b.onlyMarked(benefit) && b.balance(benefit).negative() {
		q.Code, q.Args = "sign-marked", map[string]any{"text": clean(f.cell().Raw()), "sheet": f.sheet()}
	}
	answer, ok := b.ask(q)
	if !ok {
		return firstWord(proposed, costNegative) // amounts below nothing are not all of a kind
	}
	return answer
}

// giveKinds settles the kind of facts that no word gave one: by the sign of
// their row. In a register it is that of each amount; beside columns that say
// what they are, "Engangsudgift", that of the whole block.
func (b *signBlock) giveKinds() {
	type key struct {
		table    *table
		row, col int
	}
	sums := map[key]balance{}
	across := map[*table]bool{}
	of := func(f fact) key {
		if f.blockKind() {
			return key{table: f.table()}
		}
		down, known := across[f.table()]
		if !known {
			down = f.table().linesAcross()
			across[f.table()] = down
		}
		if down {
			return key{table: f.table(), col: f.col()}
		}
		return key{table: f.table(), row: f.row()}
	}
	for f := range b.facts.all {
		if f.kind() == "" {
			sum := sums[of(f)]
			sum.count(f)
			sums[of(f)] = sum
		}
	}
	oneByOne := !b.facts.any(func(f fact) bool { return f.kind() != "" })
	for f := range b.facts.all {
		if f.kind() != "" {
			continue
		}
		negative := sums[of(f)].negative()
		if f.blockKind() && f.ore() != 0 && (oneByOne || b.opened) {
			negative = f.ore() < 0
		}
		switch {
		case f.table().kindless[f.col()] && sums[of(f)].minus == 0: // a number that has no sign may be no money at all
			f.sayKind(b.askKind(f))
		case b.rule == costNegative && negative, b.rule == benefitNegative && !negative:
			f.sayKind(cost)
		case b.rule != bothPositive:
			f.sayKind(benefit)
		default:
			f.sayKind(b.askKind(f))
		}
	}
}

// linesAcross tells whether a table has its years down the rows and its lines in
// its columns.
func (t *table) linesAcross() bool {
	return t.column(roleYear) != nil && t.column(roleAmount) == nil && len(t.amounts()) > 1
}

// askKind asks whether a line that no word and no sign tells is a cost.
func (b *signBlock) askKind(f fact) string {
	place := f.table().sameHeadRef(f.col())
	if !f.blockKind() {
		place = firstWord(f.labelRef(), f.ref())
	}
	proposed, confidence := likelyKind(f.label()), 0.6
	switch b.rule {
	case costNegative:
		proposed = benefit // it has no minus
	case benefitNegative:
		proposed = cost
	}
	if proposed == "" {
		confidence = 0.3 // a coin may be tossed without us
	}
	answer, ok := b.ask(Question{
		Key: "kind@" + place, Code: "kind", Cells: []string{place, f.ref()}, Options: []string{benefit, cost},
		Proposed: proposed, Confidence: confidence, Args: map[string]any{"label": firstWord(f.label(), place)},
	})
	if !ok {
		return firstWord(proposed, benefit)
	}
	return answer
}

// doubtKinds asks about lines whose own words say the opposite of the heading
// they stand under: "Merudgift til support" among the benefits; or name the
// opposite of what is but a word of a title. Amounts with a
// sign of their own have said it already.
func (b *signBlock) doubtKinds() {
	type line struct {
		table *table
		row   int
	}
	settled := map[line]string{}
	for f := range b.facts.all {
		if f.ownKind() == "" || f.ownKind() == f.kind() || f.blockKind() || !contradicts(f.label(), f.ownKind()) && !f.table().kindDoubted[f.row()] || b.signed(f) {
			continue
		}
		k := line{f.table(), f.row()}
		kind, known := settled[k]
		if !known {
			answer, ok := b.ask(Question{
				Key: "kind@" + firstWord(f.labelRef(), f.ref()), Code: "kind-contradicted", Cells: []string{firstWord(f.labelRef(), f.ref()), f.ref()},
				Options: []string{benefit, cost}, Proposed: f.ownKind(), Confidence: 0.6, Args: map[string]any{"label": f.name()},
			})
			if kind = f.kind(); ok {
				kind = answer
			}
			settled[k] = kind
		}
		f.sayKind(kind)
	}
}

// signed tells whether an amount goes against the normal direction of its kind.
func (b *signBlock) signed(f fact) bool {
	against := b.rule == costNegative && f.kind() == cost || b.rule == benefitNegative && f.kind() == benefit
	return f.ore() < 0 != against && f.ore() != 0
}

var (
	startsAsCost    = says(`^(?:merudgift|udgift|omkostning|ekstraudgift|afledt drift|afledte? udgift|driftsudgift|investering|anskaffelse|engangsudgift|extra cost|cost of)`)
	startsAsBenefit = says(`^(?:merindtaegt|mindreudgift|besparelse|gevinst|indtaegt|effektivisering|saving|benefit|bortfald|ophoer af|sparede?\b|undgaaede?)`)
)

// contradicts tells whether a label begins with the kind it names, so that it
// names what the line is and not what it is about.
func contradicts(label, own string) bool {
	folded := fold(label)
	if m := bracketedKind.FindStringSubmatch(folded); m != nil && kindIn(m[1]) == own {
		return true
	}
	if own == cost {
		return startsAsCost.MatchString(folded) || lostBenefit.MatchString(folded)
	}
	return startsAsBenefit.MatchString(folded)
}

// bracketedKind is a kind in brackets behind a name: "Porto (besparelse)".
var bracketedKind = says(`\((besparelse|gevinst|mindreudgift|merindtaegt|indtaegt|udgift|merudgift|omkostning|investering)\)$`)

// checkReversals looks at amounts against their normal direction. A line that
// goes against it as a whole, among others of its kind that do not, is asked
// about; single amounts are reported.
func (b *signBlock) checkReversals() {
	if !b.facts.any(func(f fact) bool { return f.ore() < 0 }) {
		return
	}
	type key struct {
		table *table
		row   int
		kind  string
	}
	lines := map[key][]fact{}
	var order []key
	rightWay := map[string]int{}
	for f := range b.facts.all {
		k := key{f.table(), f.row(), f.kind()}
		if lines[k] == nil {
			order = append(order, k)
		}
		lines[k] = append(lines[k], f)
		if f.ore() > 0 {
			rightWay[f.kind()]++
		}
	}
	for _, k := range order {
		line := lines[k]
		against := 0
		for _, f := range line {
			if f.ore() < 0 {
				against++
			}
		}
		if against == 0 || b.turned[tableRow{k.table, k.row}] {
			continue
		}
		whole := !slices.ContainsFunc(line, func(f fact) bool { return f.ore() > 0 })
		posting := k.table.column(roleYear) != nil
		income := k.kind == cost && b.rule != bothPositive && bringsIn(line[0].label()) // its words and its signs agree
		if whole && !line[0].negative() && !posting && b.rule != bothPositive && rightWay[k.kind] > against && !income {
			b.askReversal(line)
			continue
		}
		severity := portfolio.SeverityInfo
		if whole && !line[0].negative() && !posting && !income {
			severity = portfolio.SeverityWarning // all of a line goes against its kind
		}
		for _, f := range line {
			if f.ore() < 0 {
				b.find(Finding{Severity: severity, Code: "reversal", Cell: f.ref(), Raw: f.cell().Raw(), Args: map[string]any{"label": f.name()}})
			}
		}
	}
}

const reversal = "reversal"

func (b *signBlock) askReversal(line []fact) {
	f := line[0]
	answer, ok := b.ask(Question{
		Key: "sign@" + f.ref(), Code: "sign-line", Cells: refsOf(line), Options: []string{f.kind(), reversal},
		Proposed: f.kind(), Confidence: 0.6, Args: map[string]any{"label": f.name()},
	})
	if ok && answer == reversal {
		return
	}
	for _, f := range line {
		if f.ore() < 0 {
			f.setOre(-f.ore())
		}
	}
}
