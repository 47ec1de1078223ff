package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// newCaseIdeaCommand begins a case with the six questions.
func newCaseIdeaCommand(env *environment) *cobra.Command {
	var flags caseFlags
	var mail string
	var idea portfolio.IdeaCase
	answers := map[portfolio.IdeaQuestion]*string{}
	cmd := &cobra.Command{
		Use:   "idea",
		Short: env.say("command.case.idea"),
		Long:  env.say("command.case.idea.long"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			idea.Label = func(key string) string { return env.say(key) }
			if err := readIdea(env, mail, answers, &idea); err != nil {
				return err
			}
			return flags.with(cmd, env, "", func(w caseWork) error { return w.begin(idea, flags.asJSON) })
		},
	}
	flags.writes(cmd, env)
	flags.json(cmd, env)
	cmd.Flags().StringVar(&idea.Title, "title", "", env.say("flag.idea-title"))
	cmd.Flags().StringVar(&idea.Number, "number", "", env.say("flag.idea-number"))
	cmd.Flags().StringVar((*string)(&idea.Origin), "origin", "", env.say("flag.idea-origin"))
	cmd.Flags().StringVar((*string)(&idea.FocusArea), "focus-area", "", env.say("flag.idea-area"))
	cmd.Flags().StringVar(&idea.RecordNo, "record", "", env.say("flag.record"))
	cmd.Flags().StringVar(&mail, "mail", "", env.say("flag.idea-mail"))
	for _, question := range portfolio.IdeaQuestions {
		answers[question] = cmd.Flags().String(string(question), "", env.say("idea.ask-"+string(question)))
	}
	return cmd
}

// readIdea puts the answers together: the mail's, and over them those that were
// given one by one.
func readIdea(env *environment, mail string, answers map[portfolio.IdeaQuestion]*string, idea *portfolio.IdeaCase) error {
	idea.Idea = portfolio.Idea{Answers: map[portfolio.IdeaQuestion]string{}}
	if mail != "" {
		text, err := readMail(env, mail)
		if err != nil {
			return err
		}
		var twice []portfolio.IdeaQuestion
		idea.Idea, twice = portfolio.ReadIdeaMail(text, i18n.IdeaWords())
		for _, question := range twice {
			if *answers[question] == "" {
				fmt.Fprintln(env.stderr, env.say("idea.twice", "question", env.say("idea.ask-"+string(question)), "flag", "--"+string(question)))
			}
		}
	}
	for question, answer := range answers {
		if *answer != "" {
			idea.Idea.Answers[question] = *answer
		}
	}
	return nil
}

func readMail(env *environment, name string) (string, error) {
	if name == "-" {
		data, err := io.ReadAll(io.LimitReader(env.stdin, 1<<20))
		return string(data), err
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: err}
	}
	return string(data), nil
}

// begin stores the case and tells what it lacks.
func (w caseWork) begin(idea portfolio.IdeaCase, asJSON bool) error {
	accepted, entries := idea.Acceptance(w.home.ID, w.by)
	accepted.At = w.env.now()
	id, err := w.database.BeginCase(w, accepted, entries)
	if err != nil {
		return err
	}
	bc, err := w.database.Case(w, w.home.ID, id)
	if err != nil {
		return err
	}
	route := w.route(bc)
	if asJSON {
		err = writeJSON(w.env, map[string]any{"id": id, "number": bc.Number, "title": bc.Title, "missing": append([]portfolio.IdeaQuestion{}, route.Unanswered...), "route": route})
	} else {
		fmt.Fprintln(w.env.stdout, w.env.say("idea.begun", "title", bc.Title, "id", string(id)))
		route.print(w.env, w.env.stdout)
	}
	if err == nil && len(route.Unanswered) > 0 {
		err = errNeedsPerson
	}
	return err
}
