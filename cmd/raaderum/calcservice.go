package main

import (
	"bytes"
	"errors"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// calculator is `raaderum calc` for the server: the same document, the same
// answer.
func calculator(env *environment) func(language string, document []byte) ([]byte, error) {
	return func(language string, document []byte) ([]byte, error) {
		var answer bytes.Buffer
		mine := *env
		mine.language, mine.stdout = language, &answer
		problems, err := splitProblems(mine.say("calc.request"), document)
		var usage *usageError
		if errors.As(err, &usage) {
			why := i18n.New(language).Args("usage."+usage.key, usage.args)
			return nil, &portfolio.Error{Code: portfolio.CodeInvalid, Key: "calc.document", Args: map[string]any{"why": why}, Err: err}
		}
		if err != nil {
			return nil, err
		}
		if err := answerProblems(&mine, problems, calcFlags{}); err != nil && !errors.Is(err, errNeedsPerson) {
			return nil, err
		}
		return answer.Bytes(), nil
	}
}
