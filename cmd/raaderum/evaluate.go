package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/importers"
	"raaderum/portfolio"
)

// evaluateRun is one run of the evaluate command: import without storing, and
// the figures of each case. It takes answers and mappings as import does.
type evaluateRun struct {
	importRun
	rate, rateSet, timing string
	terms                 func(portfolio.Terms) portfolio.Terms // the flags laid over a case's own terms
}

func newEvaluateCommand(env *environment) *cobra.Command {
	run := &evaluateRun{importRun: importRun{env: env, dryRun: true}}
	cmd := &cobra.Command{
		Use:   "evaluate " + env.say("argument.files"),
		Short: env.say("command.evaluate"),
		Long:  env.say("command.evaluate.long"),
		Args:  someArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if run.terms, err = run.chosenTerms(cmd.CommandPath()); err != nil {
				return err
			}
			return run.all(cmd.Context(), args)
		},
	}
	run.limits.flags(cmd, env)
	flags := cmd.Flags()
	run.operator.json(cmd, env)
	flags.StringVar(&run.rate, "rate", "", env.say("flag.rate"))
	flags.StringVar(&run.rateSet, "rate-set", "", env.say("flag.rate-set"))
	flags.StringVar(&run.timing, "timing", "", env.say("flag.timing"))
	flags.StringVar(&run.mapping, "map", "", env.say("flag.map"))
	flags.StringArrayVar(&run.answers, "answer", nil, env.say("flag.answer"))
	return cmd
}

// chosenTerms reads the flags about the rate and the timing.
func (run *evaluateRun) chosenTerms(command string) (func(portfolio.Terms) portfolio.Terms, error) {
	wrong := func(flag, value string) error {
		return &usageError{key: "flag-value", args: map[string]any{"flag": flag, "value": value}, command: command}
	}
	var chosen portfolio.Terms
	switch {
	case run.rate != "" && run.rateSet != "":
		return nil, &usageError{key: "rate-and-set", command: command}
	case run.rateSet != "":
		set, known := calc.RateSetByName(run.rateSet)
		if !known {
			return nil, wrong("--rate-set", run.rateSet)
		}
		chosen.RateSet, chosen.Rates = set.Name, set.Rates
	case run.rate != "":
		rate, ok := readRate(run.rate)
		if !ok {
			return nil, &usageError{key: "rate", args: map[string]any{"value": run.rate}, command: command}
		}
		chosen.RateSet, chosen.Rates = "flat", calc.Flat(rate)
	}
	known := run.timing == ""
	for _, timing := range calc.Timings {
		known = known || string(timing) == run.timing
	}
	if !known {
		return nil, wrong("--timing", run.timing)
	}
	return func(terms portfolio.Terms) portfolio.Terms {
		if chosen.RateSet != "" {
			terms.RateSet, terms.Rates, terms.RateWhy = chosen.RateSet, chosen.Rates, portfolio.RateChosen
		}
		terms.Timing = cmp.Or(calc.Timing(run.timing), terms.Timing)
		return terms
	}, nil
}

// readRate reads a rate per year as people write it: 0,035 or 0.035, 3,5 % or
// 3.5%. A number of 1 or more without the sign is a percentage that forgot it.
func readRate(text string) (float64, bool) {
	number, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	number = strings.TrimRight(number, " \u00a0\u202f")
	rate, err := strconv.ParseFloat(strings.Replace(number, ",", ".", 1), 64)
	if percent {
		rate /= 100
	}
	return rate, err == nil && rate < 1 && calc.Flat(rate).Check() == nil
}

// evaluatedFile is a file with the figures of its cases.
type evaluatedFile struct {
	File      string               `json:"file"`
	SHA256    string               `json:"sha256"`
	Status    importers.Status     `json:"status"`
	Cases     []evaluatedCase      `json:"cases"`
	Questions []importers.Question `json:"questions"`
	Findings  []importers.Finding  `json:"findings"`
}

// evaluatedCase has the figures of calc, the terms they rest on, and what the
// workbook states beside what was computed. Provisional figures rest on amounts
// that are still in question, or were read from a file with errors.
type evaluatedCase struct {
	Title       string `json:"title"`
	Number      string `json:"number,omitempty"`
	Provisional bool   `json:"provisional,omitempty"`
	calc.Figures
	Terms    evaluatedTerms        `json:"terms"`
	Table    []evaluatedYear       `json:"table"`
	Stated   importers.Stated      `json:"stated"`
	Computed computedFigures       `json:"computed"`
	Findings []evaluatedFinding    `json:"findings"`
	figures  portfolio.CaseFigures // for people
}

type evaluatedTerms struct {
	RateSet    string                `json:"rateSet"`
	RateWhy    string                `json:"rateWhy"`
	Rate       *float64              `json:"rate"` // null when the set has bands
	Timing     calc.Timing           `json:"timing"`
	BaseYear   *int                  `json:"baseYear"` // null: t0, t1, …
	PriceLevel *importers.PriceLevel `json:"priceLevel"`
	Method     string                `json:"method"`
}

type evaluatedYear struct {
	Period        calc.Period `json:"period"`
	CostsOre      *calc.Money `json:"costsOre"`
	BenefitsOre   *calc.Money `json:"benefitsOre"`
	NetOre        *calc.Money `json:"netOre"`
	CumulativeOre *calc.Money `json:"cumulativeOre"`
	Factor        float64     `json:"factor"`
	Discounted    float64     `json:"discounted"`
}

// computedFigures are the figures that a workbook may state.
type computedFigures struct {
	Payback calc.PaybackFigure `json:"payback"`
	NPV     *float64           `json:"npv"`
	IRR     calc.IRRFigure     `json:"irr"`
}

type evaluatedFinding struct {
	Severity portfolio.Severity `json:"severity"`
	Code     string             `json:"code"`
	Message  string             `json:"message"`
}

// all reads and evaluates every file, and prints.
func (run *evaluateRun) all(ctx context.Context, names []string) error {
	files := make([]evaluatedFile, 0, len(names))
	outcome, err := run.each(ctx, names, func(file importers.File, _ []byte, _ importers.Answers) (importers.File, error) {
		run.hear(&file)
		speak(i18n.New(run.env.language), &file)
		files = append(files, run.evaluate(file))
		return file, nil
	})
	if err != nil {
		return err
	}
	if err := run.print(files); err != nil {
		return err
	}
	return outcome
}

func (run *evaluateRun) evaluate(file importers.File) evaluatedFile {
	out := evaluatedFile{File: file.File, SHA256: file.SHA256, Status: file.Status, Cases: []evaluatedCase{},
		Questions: file.Questions, Findings: file.Findings}
	// The rules of no municipality: what it alone could tell is not asked here.
	accepted, _ := file.Acceptance(portfolio.Organisation{}, portfolio.OriginalFile{}, importers.Accepted{})
	for i, bc := range accepted.Cases {
		terms := run.terms(portfolio.TermsFor(bc, run.env.now()))
		figures := portfolio.Evaluate(bc, terms)
		figures.Findings = portfolio.CaseFindings(portfolio.Organisation{}, figures)
		one := run.newCase(figures, file.Cases[i])
		one.Provisional = file.Status != importers.Ready
		out.Cases = append(out.Cases, one)
	}
	return out
}

func (run *evaluateRun) newCase(figures portfolio.CaseFigures, read importers.Case) evaluatedCase {
	one := evaluatedCase{Title: figures.Case.Title, Number: figures.Case.Number, Figures: figures.Evaluation.Figures(),
		Terms: newTerms(figures.Terms, read.PriceLevel), Table: []evaluatedYear{}, Stated: read.Stated,
		Findings: []evaluatedFinding{}, figures: figures}
	one.Computed = computedFigures{Payback: one.Payback, NPV: one.NPV, IRR: one.IRR}
	for _, row := range figures.Table {
		one.Table = append(one.Table, evaluatedYear{Period: row.Period, CostsOre: row.Costs, BenefitsOre: row.Benefits, NetOre: row.Net,
			CumulativeOre: row.Cumulative, Factor: row.Factor, Discounted: row.Discounted})
	}
	printer := i18n.New(run.env.language)
	for _, finding := range figures.Findings {
		one.Findings = append(one.Findings, evaluatedFinding{finding.Severity, finding.Code,
			printer.Args("case-finding."+finding.Code, finding.Args)})
	}
	return one
}

func newTerms(terms portfolio.Terms, level *importers.PriceLevel) evaluatedTerms {
	out := evaluatedTerms{RateSet: terms.RateSet, RateWhy: terms.RateWhy, Timing: terms.Timing, PriceLevel: level, Method: terms.Method}
	if rate, flat := terms.Rates.FlatRate(); flat {
		out.Rate = &rate
	}
	if terms.BaseYear != 0 {
		out.BaseYear = &terms.BaseYear
	}
	return out
}

func (run *evaluateRun) print(files []evaluatedFile) error {
	if run.operator.asJSON {
		encoder := machine.NewEncoder(run.env.stdout)
		return encoder.Encode(map[string]any{"files": files})
	}
	for _, file := range files {
		if err := run.printFile(importers.File{File: file.File, Status: file.Status, Questions: file.Questions, Findings: file.Findings}); err != nil {
			return err
		}
		for _, one := range file.Cases {
			if err := run.printCase(run.env.stdout, one); err != nil {
				return err
			}
		}
	}
	return nil
}

func (run *evaluateRun) printFile(file importers.File) error {
	return run.importRun.printFile(run.env.stdout, file)
}

// printCase writes a case's figures for people, the stated beside the computed.
func (run *evaluateRun) printCase(out io.Writer, one evaluatedCase) error {
	p := i18n.New(run.env.language)
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(one.Number+" "+one.Title))
	if one.Provisional {
		fmt.Fprintf(&b, "  %s\n", p.T("evaluate.provisional"))
	}
	line := func(key, computed, stated string) {
		fmt.Fprintf(&b, "  %-26s %s", p.T("evaluate."+key), computed)
		if stated != "" {
			fmt.Fprintf(&b, "  (%s)", p.T("evaluate.stated", "figure", stated))
		}
		b.WriteByte('\n')
	}
	evaluation := one.figures.Evaluation
	stated := one.Stated
	line("npv", figureText(p, evaluation.NPV, func(v float64) string { return p.Number(v, 2) + i18n.NoBreak + p.T("unit.kroner") }), statedText(stated.NPV, func(s *importers.StatedMoney) string { return p.ShortMoney(s.Ore) }))
	line("payback", paybackText(p, evaluation.Payback), statedText(stated.Payback, func(s *importers.StatedPayback) string { return yearsText(p, s.Years) }))
	line("discounted-payback", paybackText(p, evaluation.DiscountedPayback), "")
	line("irr", irrText(p, evaluation.IRR), statedText(stated.IRR, func(s *importers.StatedRate) string { return p.Percent(s.Rate, 2) }))
	line("switching-value", figureText(p, evaluation.SwitchingValue, func(v float64) string { return p.Percent(v, 2) }), "")
	line("terms", termsText(p, one), "")
	run.printTable(&b, p, one.Table)
	for _, finding := range one.Findings {
		fmt.Fprintf(&b, "  %s %s\n", map[portfolio.Severity]string{portfolio.SeverityError: "!", portfolio.SeverityWarning: "-"}[finding.Severity], finding.Message)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// printTable writes the yearly table, kroner, gain positive. A year in which
// nothing is stated shows a dash.
func (run *evaluateRun) printTable(b *strings.Builder, p *i18n.Printer, rows []evaluatedYear) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "  %-10s", p.T("evaluate.year"))
	for _, column := range []string{"costs", "benefits", "net", "cumulative"} {
		fmt.Fprintf(b, " %18s", p.T("evaluate."+column))
	}
	b.WriteByte('\n')
	for _, row := range rows {
		fmt.Fprintf(b, "  %-10s", p.Period(row.Period))
		for _, amount := range []*calc.Money{row.CostsOre, row.BenefitsOre, row.NetOre, row.CumulativeOre} {
			text := "–"
			if amount != nil {
				text = p.Money(*amount)
			}
			fmt.Fprintf(b, " %18s", text)
		}
		b.WriteByte('\n')
	}
}

func statedText[T any](stated *T, text func(*T) string) string {
	if stated == nil {
		return ""
	}
	return text(stated)
}

func figureText(p *i18n.Printer, figure calc.Figure, text func(float64) string) string {
	if !figure.Exists() {
		return "– (" + p.T("reason."+string(figure.Why)) + ")"
	}
	return text(figure.Value)
}

func yearsText(p *i18n.Printer, years float64) string {
	return p.T("evaluate.years", "years", p.Number(years, 2))
}

func paybackText(p *i18n.Printer, payback calc.Payback) string {
	if payback.Status == calc.PaybackValue {
		return yearsText(p, payback.Years)
	}
	text := p.T("payback." + string(payback.Status))
	if payback.Why != "" {
		text += " (" + p.T("reason."+string(payback.Why)) + ")"
	}
	return text
}

func irrText(p *i18n.Printer, irr calc.IRR) string {
	if irr.Status == calc.IRRNone {
		return "– (" + p.T("reason."+string(irr.Why)) + ")"
	}
	roots := make([]string, len(irr.Roots))
	for i, root := range irr.Roots {
		roots[i] = p.Percent(root, 2)
	}
	return strings.Join(roots, " · ")
}

func termsText(p *i18n.Printer, one evaluatedCase) string {
	rate := p.T("evaluate.rate-bands", "set", one.Terms.RateSet)
	if one.Terms.Rate != nil {
		rate = p.Percent(*one.Terms.Rate, 2)
		if one.Terms.RateSet != "flat" {
			rate = one.Terms.RateSet + ", " + rate
		}
	}
	base := p.Period(calc.OffsetOf(0))
	if one.Terms.BaseYear != nil {
		base = strconv.Itoa(*one.Terms.BaseYear)
	}
	return p.T("evaluate.terms-text", "rate", rate, "why", p.T("evaluate.rate-"+one.Terms.RateWhy), "timing", string(one.Terms.Timing), "base", base)
}
