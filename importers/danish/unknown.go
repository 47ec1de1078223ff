package danish

import "strings"

// unknownWords stand where a number should and say that it is not known. A
// dash is one of them: whether it means 0 is for the user to say.
var unknownWords = words(`
	? ?? ??? - -- --- . .. ... … x xx xxx / n/a na n.a. n.a i/t #i/t #n/a
	ukendt uoplyst uvist uafklaret tbd tba tbc afventer afklares mangler følger kommer ingen intet none nil null unknown pending`,
	"ikke opgjort", "ikke beregnet", "ikke kendt", "ikke oplyst", "ikke relevant", "ikke muligt", "ikke angivet",
	"kan ikke opgøres", "ingen oplysninger", "under afklaring", "under udarbejdelse", "not known", "not available",
	"not applicable", "not provided", "to be determined", "to be confirmed", "ej relevant", "ej oplyst", "ej opgjort")

// unknownBeginnings begin a phrase that does: "indgår i BC04", "afventer KL".
var unknownBeginnings = []string{
	"indgår i ", "indeholdt i ", "medregnet i ", "afventer ", "se ", "jf. ", "ikke ", "kan ikke ", "ukendt ", "afhænger ", "mangler ",
	"under afklaring", "under udarbejdelse", "exempt ", "withheld", "redacted", "included in ", "not ", "to be ", "tbd ", "tbc ", "afklares ", "fastsættes ", "opgøres ",
}

func words(lines string, phrases ...string) map[string]bool {
	set := map[string]bool{}
	for _, word := range append(strings.Fields(lines), phrases...) {
		set[word] = true
	}
	return set
}

// unknownWord tells whether a text says that a number is not known; note is
// the text.
func unknownWord(text string) (note string, ok bool) {
	lower := strings.ToLower(strings.Trim(text, "() "))
	if unknownWords[lower] || unknownWords[strings.TrimRight(lower, ".:!")] && lower != "" {
		return text, true
	}
	for _, beginning := range unknownBeginnings {
		if strings.HasPrefix(lower, beginning) {
			return text, true
		}
	}
	return "", false
}
