package importers

// leftOutSaid says in the name of a row that the row is not in the sum.
var leftOutSaid = says(`\b(?:indgaar|medregnes|regnes|taeller|taelles|medtaget|er) ikke (?:med(?:regnet|taget|talt)?\b|i (?:summen|totalen|beregningen|resultatet|regnestykket|casen|sagen|tallene))|\bmedregnes ikke\b|\bikke (?:medregnet|medtaget|indregnet)\b|\b(?:kun )?til orientering\b|\bnot (?:included|counted)\b|\bfor information only\b`)

// leftOutRemarked says the same of its row in a remark, which may as well be about
// something else: it begins with the words, or ends with them.
var leftOutRemarked = says(`^(?:\d+\) ?|\*+ ?)?(?:(?:indgaar|regnes|taeller|taelles) ikke (?:med\b|i (?:summen|totalen|beregningen|resultatet|regnestykket|casen|sagen|tallene))|medregnes ikke\b|er ikke med(?:regnet|taget|talt)?\b|ikke (?:medregnet|medtaget|medtalt)\b|(?:kun )?til orientering\b|not (?:included|counted)\b)|\bog (?:medregnes ikke|(?:taeller|taelles|regnes) ikke med)\.?$`)

// saysLeftOut tells whether a row's own words say that it is not counted.
func saysLeftOut(label, remarks string) bool {
	return leftOutSaid.MatchString(fold(label)) || remarks != "" && leftOutRemarked.MatchString(fold(remarks))
}
