package importers

// The words over columns whose numbers name somebody or something and count
// nothing, by how many digits such a number has.
var (
	headsPhones   = says(`^(?:telefon|tlf|mobil|fax|phone|kontakttelefon|direkte)(?: ?(?:nr|nummer|no))?\.?(?: \(.*\))?$|\b(?:telefon|tlf|mobil)\.?[- ]?(?:nr|nummer)\b`)
	headsEntities = says(`^(?:cvr|cvr/se|se|p|ean|gln|iban|reg|cpr)[- .]?(?:nr|nummer|lokationsnr|lokationsnummer)?\.?$|\b(?:cvr|ean|gln|p)[- .]?(?:nr|nummer)\b`)
	headsAccounts = says(`^(?:bank|art|finans|drifts?)?konto(?:[- ]?(?:nr|nummer))?\.?$|^(?:psp|ordre|faktura|bilags?|kreditor|debitor|omkostningssted|profitcenter)[- ]?(?:nr|nummer|element)\.?$`)
)

// settleIdentifiers keeps columns out of a table's amounts whose own heading says
// that their numbers are those of telephones, companies or accounts, whatever
// spans them, and whose numbers are all of that length: "Telefon" below "Gevinst".
func (t *table) settleIdentifiers() {
	for i := range t.columns {
		c := &t.columns[i]
		if c.numbers == 0 || c.role.names() || c.role.derived() {
			continue
		}
		least, most := 0, 0
		switch own := fold(t.lowestWord(c.at)); {
		case headsPhones.MatchString(own):
			least, most = 8, 10
		case headsEntities.MatchString(own), headsAccounts.MatchString(own):
			least, most = 4, 18
		}
		if most == 0 || !t.allDigits(c.at, least, most) {
			continue
		}
		c.heading = heading{text: c.text, name: c.name, role: roleText, measure: notMoney}
	}
}

// allDigits tells whether every number of a column is written with so many
// digits and nothing else.
func (t *table) allDigits(col, least, most int) bool {
	some := false
	for row := t.first; row <= t.last; row++ {
		cell := t.grid.at(row, col)
		if cell == nil {
			continue
		}
		digits := 0
		for _, c := range clean(cell.Raw()) {
			switch {
			case '0' <= c && c <= '9':
				digits++
			case c != ' ' && c != '+' && c != '-':
				return false
			}
		}
		if digits < least || digits > most {
			return false
		}
		some = true
	}
	return some
}
