package importers

// The words of the ends that an estimate lies between, and of the one between
// them.
var (
	saysEnd    = says(`\b(?:min|maks|max|lav|lavt|lavest|hoej|hoejt|hoejest|optimis\w*|pessimis\w*|worst|best|low|high|minimum|maksimum|maximum)\b`)
	saysMiddle = says(`\b(?:forvent\w*|sandsynlig\w*|realistisk\w*|middel|basis|bedste bud|likely|expected|base)\b`)
)

// settleEstimates makes "Forventet" between "Min." and "Maks." one of several
// estimates of the same amounts, and no forecast beside a plan: together they
// would count more than once.
func (t *table) settleEstimates() {
	ends := map[timeLabel]bool{}
	for i := range t.columns {
		if c := &t.columns[i]; c.time.known() && saysEnd.MatchString(t.foldedName(t.lowestWord(c.at))) {
			ends[c.time] = true
		}
	}
	for i := range t.columns {
		c := &t.columns[i]
		if !ends[c.time] || c.numbers == 0 {
			continue
		}
		if word := t.foldedName(t.lowestWord(c.at)); saysMiddle.MatchString(word) || saysEnd.MatchString(word) {
			c.series = ""
			if c.role == roleScenario {
				c.role = noRole
			}
		}
	}
}
