package importers

import "slices"

// normaliseOwnSigns turns amounts whose own row says what its signs mean, "Løn
// (mindreudgift = -)", into their normal direction, whatever the heading above
// them and the rule of the others say. What is left follows the others.
func (b *signBlock) normaliseOwnSigns() {
	rest := factList{in: b.facts.in}
	for f := range b.facts.all {
		rule := ""
		if f.label() != "" {
			rule = b.words.signs.of(f.label())
		}
		switch {
		case rule != benefitNegative && rule != costNegative:
			rest.add(f)
		case f.ore() < 0 == (rule == benefitNegative) && f.ore() != 0, f.ore() == 0 && b.mostlyNegative(f) == (rule == benefitNegative):
			f.sayKind(benefit)
			b.saves = true
		default:
			f.sayKind(cost)
		}
		if rule == benefitNegative && f.kind() == benefit || rule == costNegative && f.kind() == cost {
			f.setOre(-f.ore())
		}
	}
	b.facts = rest
}

// signsSaid tells whether the texts above a table say what its signs mean.
func (r *reader) signsSaid(t *table) bool {
	return slices.ContainsFunc(t.titles, func(n note) bool {
		rule := r.words.signs.of(n.text)
		return rule == benefitNegative || rule == costNegative
	})
}

// mostlyNegative tells whether most amounts of a fact's row are negative.
func (b *signBlock) mostlyNegative(f fact) bool {
	var sum balance
	for other := range b.facts.all {
		if other.table() == f.table() && other.row() == f.row() {
			sum.count(other)
		}
	}
	return sum.negative()
}

// turnNamed gives lines that go against their heading as a whole the kind their
// own words begin with: "Bortfald af gammelt system −60" among the costs is a
// benefit of 60.
func (b *signBlock) turnNamed() {
	type line struct {
		table *table
		row   int
	}
	lines := map[line][]fact{}
	against, along := map[line]bool{}, map[line]bool{}
	for f := range b.facts.all {
		if f.blockKind() || f.ownKind() == "" || f.ownKind() == f.kind() || !contradicts(f.label(), f.ownKind()) {
			continue
		}
		k := line{f.table(), f.row()}
		lines[k] = append(lines[k], f)
		if f.ore() != 0 {
			against[k], along[k] = against[k] || b.signed(f), along[k] || !b.signed(f)
		}
	}
	for k, facts := range lines {
		if !against[k] || along[k] {
			continue
		}
		for _, f := range facts {
			f.sayKind(f.ownKind())
			if b.rule == bothPositive {
				f.setOre(-f.ore())
			}
		}
	}
}

// neutralSection names the running budget, which costs and savings both stand in.
var neutralSection = says(`^(?:varig |den varige )?drift(?:en|svirkning|skonsekvens(?:er)?|seffekt|sbudget)?$`)

// openNeutral lets the signs tell the kinds of amounts under "Drift", where some
// are negative and nothing else of the case is a benefit: "Anlæg 500, Drift −50".
func (b *signBlock) openNeutral() {
	if b.saves || b.balance(benefit).n > 0 || !b.facts.any(func(f fact) bool { return f.ore() < 0 && f.neutrally() }) {
		return
	}
	b.opened = true
	for f := range b.facts.all {
		if f.neutrally() {
			f.sayKind("")
		}
	}
}

// neutrally tells whether an amount stands under a heading that says which budget
// it is in and not which way it goes: of its rows, or of its column in a register,
// "Drift" beside "Anlæg".
func (f fact) neutrally() bool {
	switch {
	case f.neutral() != nil:
		return true
	case f.kind() != cost:
		return false
	case f.blockKind():
		return neutralSection.MatchString(fold(labelName(f.table().lowestWord(f.col()))))
	}
	return neutralSection.MatchString(fold(f.label())) // a row called "Drift"
}

// askNeutral asks which way amounts under "Drift" go, where a case would
// otherwise have costs alone.
func (b *signBlock) askNeutral() {
	if b.saves || b.balance(benefit).n > 0 {
		return
	}
	asked := map[*note]string{}
	for f := range b.facts.all {
		if f.neutral() == nil || f.kind() != cost {
			continue
		}
		kind, known := asked[f.neutral()]
		if !known {
			var cells []string
			for other := range b.facts.all {
				if other.neutral() == f.neutral() {
					cells = append(cells, other.ref())
				}
			}
			answer, ok := b.ask(Question{
				Key: "kind@" + f.neutral().ref, Code: "kind-section", Cells: append([]string{f.neutral().ref}, cells...), Options: []string{benefit, cost},
				Confidence: 0.3, Args: map[string]any{"label": f.neutral().text},
			})
			if kind = cost; ok {
				kind = answer
			}
			asked[f.neutral()] = kind
		}
		f.sayKind(kind)
	}
}
