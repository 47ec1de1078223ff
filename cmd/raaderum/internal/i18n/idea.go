package i18n

import (
	"strings"

	"raaderum/portfolio"
)

// IdeaWords are the names of the six questions in a mail, and the words the
// guides write behind them, in every language: a mail is written in its own.
func IdeaWords() []portfolio.IdeaWords {
	words := make([]portfolio.IdeaWords, len(portfolio.IdeaQuestions))
	for i, question := range portfolio.IdeaQuestions {
		words[i].Question = question
		for _, language := range Languages {
			print := New(language)
			words[i].Names = append(words[i].Names, strings.Split(print.T("idea.names-"+string(question)), "|")...)
			words[i].Hints = append(words[i].Hints, strings.Split(print.T("idea.hints-"+string(question)), "|")...)
		}
	}
	return words
}
