package i18n

import (
	"strings"
	"time"

	"raaderum/portfolio"
)

// GoLive is when a case goes into operation, as far as anybody has said: planned,
// moved, or, of one that is in use, when it did.
func (p *Printer) GoLive(live, planned time.Time, inUse bool) string {
	switch {
	case live.IsZero():
		return p.T("case.not-stated")
	case inUse && planned.IsZero():
		return p.Date(live)
	case inUse:
		return p.T("go-live.done-moved", "date", live, "planned", planned)
	case planned.IsZero():
		return p.T("go-live.planned", "date", live)
	}
	return p.T("go-live.moved", "date", live, "planned", planned)
}

// GoLiveOf is the name and the text of a case's go-live date: only what is in use
// has gone live.
func (p *Printer) GoLiveOf(bc portfolio.BusinessCase) (name, text string) {
	planned := bc.PlannedGoLive
	if planned.Equal(bc.GoLive) {
		planned = time.Time{}
	}
	if bc.HasGoneLive() {
		return p.T("case.go-live"), p.GoLive(bc.GoLive, planned, true)
	}
	return p.T("case.go-live-planned"), p.GoLive(bc.GoLive, planned, false)
}

// GoLive is when a line's case goes into operation; "" when nobody has said.
func (w PlanWords) GoLive(line portfolio.PlanLine) string {
	if line.GoLive.IsZero() {
		return ""
	}
	done := line.Group == portfolio.PlanFinished
	text := w.printer.GoLive(line.GoLive, line.Planned, done)
	if done {
		return w.printer.T("case.go-live") + " " + text
	}
	return w.printer.T("case.go-live-planned") + " " + text
}

// News is what the newest report says of a case: its light, what went wrong with
// its benefits, and the words of the report as they were written.
func (p *Printer) News(news portfolio.PlanNews) string {
	var said []string
	if news.Light != portfolio.LightNone {
		said = append(said, p.T("news.light-"+string(news.Light)))
	}
	for _, state := range news.Benefits {
		said = append(said, p.T("news.benefit-"+string(state)))
	}
	if news.Comment != "" {
		said = append(said, p.T("news.said", "text", strings.TrimSpace(news.Comment)))
	}
	return strings.Join(said, " ")
}

// Lapsed names the benefits of a line that will not come; "" when all may.
func (w PlanWords) Lapsed(line portfolio.PlanLine) string {
	if line.Lapsed == nil || len(line.Lapsed.Names) == 0 {
		return ""
	}
	return w.printer.T("plan.lapsed", "names", strings.Join(line.Lapsed.Names, "; "))
}

// Stands says whether a plan's figures move with the cases or stay as they were
// when its version was made.
func (w PlanWords) Stands() string {
	if w.plan.Version == 0 {
		return w.printer.T("plan.live-figures")
	}
	return w.printer.T("plan.frozen-figures")
}
