package main

import (
	"bytes"
	"errors"
)

// calculator is `raaderum calc` for the server: the same document, the same
// answer.
func calculator(env *environment) func(language string, document []byte) ([]byte, error) {
	return func(language string, document []byte) ([]byte, error) {
		var answer bytes.Buffer
		mine := *env
		mine.language, mine.stdout = language, &answer
		problems, err := splitProblems(mine.say("calc.request"), document)
		if err != nil {
			return nil, requestFault(err, language, "calc.document")
		}
		if err := answerProblems(&mine, problems, calcFlags{}); err != nil && !errors.Is(err, errNeedsPerson) {
			return nil, err
		}
		return answer.Bytes(), nil
	}
}
