package portfolio

import (
	"slices"
	"strings"
	"unicode"
)

// IdeaQuestion is one of the six questions an idea answers before anybody knows
// more; the words are in the catalogue under "idea.<code>".
type IdeaQuestion string

// The six questions, in the order they are asked.
const (
	IdeaWho     IdeaQuestion = "who"      // hvem: contact and users
	IdeaWhat    IdeaQuestion = "what"     // hvad: an addition, a new system, a program, an app
	IdeaWhere   IdeaQuestion = "where"    // hvor: which unit
	IdeaWhen    IdeaQuestion = "when"     // hvornår: overall time table or deadline
	IdeaWhy     IdeaQuestion = "why"      // hvorfor
	IdeaHowMuch IdeaQuestion = "how-much" // hvor meget: what it costs
)

// IdeaQuestions are the six, in order.
var IdeaQuestions = []IdeaQuestion{IdeaWho, IdeaWhat, IdeaWhere, IdeaWhen, IdeaWhy, IdeaHowMuch}

// Idea (idémail) is a case in its first form: six answers in somebody's own
// words. An answer that is not given is missing and is never guessed from the
// others. How much it costs stays words until a business case states amounts.
type Idea struct {
	Answers map[IdeaQuestion]string `json:"answers"`
	Mail    string                  `json:"mail,omitempty"` // the text the answers were taken from, as it was sent
}

// Missing are the questions without an answer, in order.
func (i Idea) Missing() (missing []IdeaQuestion) {
	for _, question := range IdeaQuestions {
		if strings.TrimSpace(i.Answers[question]) == "" {
			missing = append(missing, question)
		}
	}
	return missing
}

// trimmed is the idea without empty answers, so that missing is absent.
func (i Idea) trimmed() Idea {
	answers := map[IdeaQuestion]string{}
	for question, answer := range i.Answers {
		if answer = strings.TrimSpace(answer); answer != "" {
			answers[question] = answer
		}
	}
	return Idea{Answers: answers, Mail: i.Mail}
}

// IdeaWords are what a question is called in a mail, and what the municipality's
// own guide writes behind it: a mail that only repeats the guide has no answer.
type IdeaWords struct {
	Question IdeaQuestion
	Names    []string // "hvor meget", "how much"
	Hints    []string // "hvad koster det?"
}

// ReadIdeaMail finds the answers in the text of a mail: a line that begins with
// a question's name and a colon, a dash or a question mark, or is nothing but
// the name, and what follows until the next. Nothing else is read as an answer.
// A question that is answered twice is in twice: which of the answers is right
// only a person can tell, and it has none here.
func ReadIdeaMail(text string, words []IdeaWords) (idea Idea, twice []IdeaQuestion) {
	idea = Idea{Answers: map[IdeaQuestion]string{}, Mail: text}
	seen := map[IdeaQuestion]bool{}
	var asked IdeaQuestion
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		question, answer, found := asksFor(line, words)
		if found {
			if seen[question] && !slices.Contains(twice, question) {
				twice = append(twice, question)
			}
			asked, seen[question] = question, true
			line = answer
		}
		if asked != "" && line != "" {
			idea.Answers[asked] = strings.TrimSpace(idea.Answers[asked] + "\n" + line)
		}
	}
	for _, one := range words {
		if isHint(idea.Answers[one.Question], one.Hints) || slices.Contains(twice, one.Question) {
			delete(idea.Answers, one.Question)
		}
	}
	return idea.trimmed(), twice
}

// asksFor tells which question a line begins with, and what stands behind it on
// the line. The longest name wins: "hvor meget" is not "hvor".
func asksFor(line string, words []IdeaWords) (question IdeaQuestion, answer string, found bool) {
	line = strings.TrimLeft(line, "•·*-–> \t")
	longest := 0
	for _, one := range words {
		for _, name := range one.Names {
			if len(name) <= longest || len(line) < len(name) || !strings.EqualFold(line[:len(name)], name) {
				continue
			}
			rest := strings.TrimLeftFunc(line[len(name):], unicode.IsSpace)
			behind := strings.TrimLeft(rest, ":–-?")
			if rest != "" && behind == rest {
				continue // a sentence that begins with the word
			}
			longest, question, answer, found = len(name), one.Question, strings.TrimSpace(behind), true
		}
	}
	return question, answer, found
}

// isHint tells whether an answer is only the guide's own words.
func isHint(answer string, hints []string) bool {
	plain := func(text string) string { return strings.Trim(FoldNumber(text), " .?!:") }
	return slices.ContainsFunc(hints, func(hint string) bool { return plain(hint) == plain(answer) })
}
