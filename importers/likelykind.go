package importers

// Words that speak for a kind without saying it: "Indkøb tablets" costs, "Sparet
// på bøger" is a benefit. They make a proposal, and never a kind.
var (
	likelyCost    = says(`\b(?:ind)?koeb\b|\bindkoeb\w*|\breparation|\bkonsulent|\bleje af\b|\babonnement|\bhardware|\budstyr|\bsoftware|\binstallation|\bprojektled|\buddannelse|\bkurs(?:us|er)\b|\bsupport\b|\bhosting|\bhonorar|\budbud\b|\bvedligehold|\budvikling\b|\bservice(?:aftale)?\b|\bmaskine|\bopsaetning|\bflytning|\bimplementering|\bbuy|\bpurchase|\bsetup\b|\bequipment|\btraining|\bmaintenance`)
	likelyBenefit = says(`^(?:spar|faerre|mindre|lavere|reduc|bortfald|hurtigere|undgaa|frigjor|nedlaeg|genudbud|samdrift|salg|tilskud|refusion|statsrefusion|brugerbetaling|indtaegt)|\bspar(?:et|ede|er)\b|\bbortfalder\b|\bavoided\b|\bfewer\b|\breduced\b|^less\b`)
)

// likelyKind is the kind that words speak for; "" when they speak for none, or
// for both.
func likelyKind(words string) string {
	folded := fold(words)
	switch costs, benefits := likelyCost.MatchString(folded), likelyBenefit.MatchString(folded); {
	case benefits:
		return benefit
	case costs:
		return cost
	}
	return ""
}

// likelySigns is the rule that the signs of amounts speak for, by the words of
// their lines: "Indtægter −30.000" among postings is the budget's rule.
func (b *signBlock) likelySigns() string {
	budget, cash := 0, 0
	for f := range b.facts.all {
		kind := f.kind()
		if kind == "" {
			kind = firstWord(kindIn(fold(f.label())), likelyKind(f.label()))
		}
		switch {
		case f.ore() == 0 || kind == "":
		case f.ore() < 0 == (kind == benefit):
			budget++
		default:
			cash++
		}
	}
	switch {
	case budget > 2*cash:
		return benefitNegative
	case cash > 2*budget:
		return costNegative
	}
	return ""
}
