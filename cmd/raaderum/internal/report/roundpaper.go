package report

import (
	"cmp"
	"slices"

	"raaderum/calc"
	"raaderum/portfolio"
)

// See takes in what was put before the council at the quarter's meetings: for a
// frozen quarter as it was known when it was frozen, else as it is known now.
func (p Pack) See(agenda []portfolio.AgendaItem) Pack {
	known := p.At
	if p.Frozen {
		known = p.Snapshot.At
	}
	p.Agenda = portfolio.AgendaIn(agenda, p.Report.Quarter, known)
	return p
}

// writeRound writes the status round: how many have confirmed, who has not, and
// case by case what deviates and why.
func (p Pack) writeRound(paper *Paper) {
	t, round := p.Print.T, p.Report.Round
	paper.heading(2, "round", t("round.title", "quarter", p.Report.Quarter))
	paper.add(wordsBlock{text: t("round.answer", "quarter", p.Report.Quarter, "confirmed", round.Confirmed, "awaited", round.Awaited), see: p.trail().below() + "/round"})
	if round.Stale > 0 {
		paper.say(p.Print.N("round.stale", round.Stale))
	}
	table := gridBlock{caption: t("round.owners"), head: []entry{said(t("benefit.owner")), said(t("round.paper-benefit")), said(t("round.state")), {text: t("round.planned"), number: true}, {text: t("round.realised"), number: true}},
		shares: []int{2, 4, 2, 1, 1}}
	all := p.roundByOwner()
	amounts := make([]calc.Money, 0, 2*len(all))
	for _, one := range all {
		if amounts = append(amounts, one.Planned); one.Realised != nil {
			amounts = append(amounts, *one.Realised)
		}
	}
	money := p.moneyFor(amounts)
	for _, one := range all {
		bc := p.caseOf(one.Case)
		realised := unknown
		if one.Realised != nil {
			realised = counted(money(*one.Realised), p.wayTo(one.Sources))
		}
		state := t("round.state-" + string(one.State))
		if one.Stale {
			state += ". " + t("round.stale-since", "quarter", *one.Newest)
		}
		table.rows = append(table.rows, []entry{said(cmp.Or(one.Owner, t("round.no-owner"))), said(benefitLabel(bc, one.Benefit) + ", " + caseName(bc)), said(state),
			counted(money(one.Planned), p.trail().caseAt(one.Case)), realised})
	}
	paper.heading(3, "round-owners", t("round.owners"))
	paper.grid(table, t("round.nothing"))
	p.writeDeviations(paper)
}

// writeDeviations writes plan less realised of each case that deviates, shared on
// its causes; what nobody has explained is a row of its own, so that the rows are
// the whole.
func (p Pack) writeDeviations(paper *Paper) {
	t := p.Print.T
	paper.heading(3, "deviations", t("round.paper-deviations"))
	table := gridBlock{caption: t("round.paper-deviations"), head: []entry{said(t("pack.case")), said(t("cases.column-light")), said(t("deviation.cause")), said(t("deviation.owner")), said(t("deviation.when")), {text: t("deviation.amount"), number: true}},
		shares: []int{3, 2, 3, 2, 2, 2}}
	money := p.moneyFor(deviations(p.Report.Round.Cases))
	for _, one := range p.Report.Round.Cases {
		if one.Deviation == nil || one.Deviation.Shortfall == 0 && len(one.Deviation.Causes) == 0 {
			continue
		}
		bc, light := p.caseOf(one.Case), t("light."+string(one.Computed))
		if one.Chosen != "" && one.Chosen != one.Computed {
			light = t("round.computed", "light", light) + " " + t("round.chosen", "light", t("light."+string(one.Chosen)), "reason", cmp.Or(one.Reason, t("round.no-reason")))
		}
		row := func(cause, owner, when, amount string) {
			table.rows = append(table.rows, []entry{{text: caseName(bc), see: p.trail().caseAt(bc.ID)}, said(light), said(cause), said(owner), said(when), counted(amount, p.trail().below()+"/round")})
		}
		for _, cause := range one.Deviation.Causes {
			when := t("deviation.never")
			if cause.Recovery != nil {
				when = p.Print.Quarter(*cause.Recovery)
			}
			text := t("deviation.cause-" + string(cause.Cause))
			if cause.Explanation != "" {
				text += ": " + cause.Explanation
			}
			row(text, cause.Owner, when, money(cause.Amount))
		}
		if one.Deviation.Unexplained != 0 {
			row(t("deviation.unexplained"), "–", "–", money(one.Deviation.Unexplained))
		}
	}
	paper.grid(table, t("round.paper-none"))
	if len(table.rows) > 0 {
		paper.note(t("deviation.sign"))
	}
}

// deviations are the amounts of the causes, and of what is unexplained.
func deviations(cases []portfolio.RoundCase) (all []calc.Money) {
	for _, one := range cases {
		if one.Deviation == nil {
			continue
		}
		all = append(all, one.Deviation.Unexplained)
		for _, cause := range one.Deviation.Causes {
			all = append(all, cause.Amount)
		}
	}
	return all
}

// moneyFor is how a table writes its amounts, as the page does: in whole kroner
// when all are, else all to the øre, so that the decimal commas stand under each
// other.
func (p Pack) moneyFor(amounts []calc.Money) func(calc.Money) string {
	if slices.ContainsFunc(amounts, func(m calc.Money) bool { return m%calc.Krone != 0 }) {
		return p.Print.Money
	}
	return p.Print.Kroner
}

// writeMeetings writes what was put before the council and what it decided.
func (p Pack) writeMeetings(paper *Paper) {
	t := p.Print.T
	paper.heading(2, "meetings", t("round.paper-meetings", "quarter", p.Report.Quarter))
	table := gridBlock{caption: t("round.paper-meetings", "quarter", p.Report.Quarter), head: heads(9, t("round.paper-meeting"), t("agenda.item-title"), t("agenda.recommendation"), t("agenda.text")), shares: []int{2, 3, 4, 4}}
	for _, item := range p.Agenda {
		decided := t("agenda.undecided")
		if standing := item.Standing(); standing != nil {
			decided = t("agenda.decided", "outcome", t("agenda.outcome-"+string(standing.Outcome)), "text", standing.Text)
			for i, condition := range standing.Conditions {
				if i == 0 {
					decided += " " + t("agenda.on-conditions")
				}
				decided += " " + condition
			}
		}
		table.rows = append(table.rows, []entry{said(p.Print.Date(item.Meeting)), said(item.Title), said(item.Recommendation), said(decided)})
	}
	paper.grid(table, t("round.paper-no-meetings"))
}

// roundByOwner are the round's benefits with each owner's together, in the order
// the owners are met.
func (p Pack) roundByOwner() []portfolio.RoundBenefit {
	all, at := slices.Clone(p.Report.Round.Benefits), map[string]int{}
	for _, one := range all {
		if key := portfolio.FoldNumber(one.Owner); at[key] == 0 {
			at[key] = len(at) + 1
		}
	}
	slices.SortStableFunc(all, func(a, b portfolio.RoundBenefit) int {
		return at[portfolio.FoldNumber(a.Owner)] - at[portfolio.FoldNumber(b.Owner)]
	})
	return all
}

// wayTo is the page of the first of some sources; "" when none has one.
func (p Pack) wayTo(sources []portfolio.Source) string {
	for _, source := range sources {
		if to := p.trail().cell(source); to != "" {
			return to
		}
	}
	return p.trail().below() + "/round"
}

func (p Pack) caseOf(id portfolio.CaseID) portfolio.BusinessCase {
	for _, figures := range p.Report.Cases {
		if figures.Case.ID == id {
			return figures.Case
		}
	}
	return portfolio.BusinessCase{ID: id, Title: string(id)}
}

func benefitLabel(bc portfolio.BusinessCase, id portfolio.BenefitID) string {
	for _, benefit := range bc.Benefits {
		if benefit.ID == id {
			return benefit.Label
		}
	}
	return string(id)
}
