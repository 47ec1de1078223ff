package main

import (
	"bytes"
	"context"
	"errors"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/web"
	"raaderum/importers"
	"raaderum/portfolio"
)

// selector is `raaderum select` for the server: the same document, the same answer.
func selector(env *environment) func(ctx context.Context, language string, document []byte) ([]byte, error) {
	return func(ctx context.Context, language string, document []byte) ([]byte, error) {
		var answer bytes.Buffer
		mine := *env
		mine.language, mine.stdout = language, &answer
		plans, err := splitPlans(mine.say("calc.request"), document)
		if err != nil {
			return nil, requestFault(err, language, "calc.document")
		}
		if err := answerPlans(ctx, &mine, plans); err != nil && !errors.Is(err, errNeedsPerson) {
			return nil, err
		}
		return answer.Bytes(), nil
	}
}

// evaluator is `raaderum evaluate` for the server: the figures of files that it read.
func evaluator(env *environment) func(language string, terms web.EvaluationTerms, files []importers.File) (any, error) {
	return func(language string, terms web.EvaluationTerms, files []importers.File) (any, error) {
		mine := *env
		mine.language = language
		run := &evaluateRun{importRun: importRun{env: &mine, dryRun: true}, rate: terms.Rate, rateSet: terms.RateSet, timing: terms.Timing}
		var err error
		if run.terms, err = run.chosenTerms(""); err != nil {
			return nil, requestFault(err, language, "api.terms")
		}
		answer := make([]evaluatedFile, 0, len(files))
		for _, file := range files {
			answer = append(answer, run.evaluate(file))
		}
		return answer, nil
	}
}

// requestFault says in a request's answer what a command would say of its input.
func requestFault(err error, language, key string) error {
	var usage *usageError
	if !errors.As(err, &usage) {
		return err
	}
	why := i18n.New(language).Args("usage."+usage.key, usage.args)
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: key, Args: map[string]any{"why": why}, Err: err}
}
