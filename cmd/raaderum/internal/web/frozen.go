package web

import (
	"context"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/portfolio"
)

// figuresLive in an address ("figures=live") asks for a frozen quarter as it is
// known now.
const figuresLive = "live"

func wantsLive(c *fiber.Ctx) bool { return c.Query("figures") == figuresLive }

// standing is what the figures of a frozen quarter's page are: those that were
// frozen, or those that are known now.
type standing struct {
	Snapshot portfolio.Snapshot
	Live     bool
	Later    bool // live, because what is shown came after the freeze
	Faults   []portfolio.SnapshotFault
	// Frozen and Now are the headline's achieved amount; Now is nil on a page
	// that does not show the live figures.
	Frozen *calc.Money
	Now    *calc.Money
}

// stand says what the figures of a page about a quarter are; nil is a quarter
// that is not frozen.
func (p *Page) stand(seen *standing) { p.Standing, p.Live = seen, seen == nil }

// asSeen keeps an address of a quarter on the figures that the page shows.
func (p Page) asSeen(quarter calc.Quarter, to string) string {
	if p.Standing != nil && p.Standing.Live && p.Standing.Snapshot.Quarter == quarter {
		return withQuery(to, "figures", figuresLive)
	}
	return to
}

// reportAsSeen is a quarter's report: as it was frozen, or, where it is not or
// live figures are asked for, as it is known now. The standing is nil for a
// quarter that is not frozen.
func (s *Server) reportAsSeen(ctx context.Context, org portfolio.Organisation, quarter calc.Quarter, live bool) (portfolio.QuarterReport, *standing, error) {
	snapshot, err := s.Store.Snapshot(ctx, org.ID, quarter)
	if portfolio.ErrorCode(err) == portfolio.CodeNotFound {
		report, err := s.reportFor(ctx, org, quarter)
		return report, nil, err
	}
	if err != nil {
		return portfolio.QuarterReport{}, nil, err
	}
	if live {
		report, err := s.reportFor(ctx, org, quarter)
		return report, newStanding(snapshot, &report), err
	}
	shown, err := snapshot.Show()
	if err != nil {
		return portfolio.QuarterReport{}, nil, err
	}
	seen := newStanding(snapshot, nil)
	seen.Faults = shown.Faults
	return shown.Report, seen, nil
}

// newStanding is what is said of a frozen quarter; live is the report of what is
// known now, nil when the page shows what was frozen.
func newStanding(snapshot portfolio.Snapshot, live *portfolio.QuarterReport) *standing {
	seen := &standing{Snapshot: snapshot, Live: live != nil}
	if headline, err := snapshot.Headline(); err == nil {
		seen.Frozen = &headline.Achieved
	}
	if live != nil {
		seen.Now = &live.Headline.Achieved
	}
	return seen
}

// otherURL is the same page with the other figures.
func (s standing) otherURL(page Page) string {
	if s.Live {
		return withoutQuery(page.Path, "figures")
	}
	return withQuery(page.Path, "figures", figuresLive)
}

// withoutQuery takes a value out of an address.
func withoutQuery(to, name string) string {
	path, query, _ := strings.Cut(to, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return path
	}
	values.Del(name)
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// hasQuarter tells whether an address says which quarter a case is seen from.
func hasQuarter(address string) bool {
	_, query, _ := strings.Cut(address, "?")
	values, err := url.ParseQuery(query)
	return err == nil && values.Get("quarter") != ""
}

// movedText says what the freeze showed and what has moved since, where both
// are known.
func (s standing) movedText(page Page) string {
	if s.Frozen == nil || s.Now == nil || page.Part.Any() { // it is the whole's
		return ""
	}
	if *s.Frozen == *s.Now {
		return page.T("frozen.same", "achieved", *s.Frozen)
	}
	key := "frozen.more"
	difference := *s.Now - *s.Frozen
	if difference < 0 {
		key, difference = "frozen.less", -difference
	}
	return page.T(key, "frozen", *s.Frozen, "now", *s.Now, "difference", difference)
}

// snapshotFaultText is a fault in words, with the figure it is about.
func snapshotFaultText(page Page, fault portfolio.SnapshotFault) string {
	return page.T("verify."+fault.Part, "path", fault.Path, "frozen", fault.Frozen, "now", fault.Now)
}
