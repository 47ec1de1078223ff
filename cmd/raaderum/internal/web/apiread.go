package web

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/cmd/raaderum/internal/machine"
	"raaderum/portfolio"
)

// apiReading are the questions about an organisation: the documents that the
// command line writes with --json.
func (s *Server) apiReading(org fiber.Router) {
	org.Get("/", s.apiProfile)
	org.Get("/cases", s.apiCases)
	org.Get("/cases/:case", s.apiCase)
	org.Get("/overlaps", s.apiOverlaps)
	org.Get("/quarters/:quarter", s.apiQuarter)
	org.Get("/quarters/:quarter/account", s.apiAccount)
	org.Get("/quarters/:quarter/calibration", s.apiCalibration)
	org.Get("/quarters/:quarter/round", s.apiRound)
	org.Get("/snapshots", s.apiSnapshots)
	org.Get("/snapshots/:quarter", s.apiSnapshot)
	org.Get("/snapshots/:quarter/bridge", s.apiBridge)
	org.Get("/corrections", s.apiCorrections)
	org.Get("/meetings", s.apiMeetings)
	org.Get("/plans/:year", s.apiPlan)
}

// apiQuarterOf is the quarter in the path.
func apiQuarterOf(c *fiber.Ctx) (calc.Quarter, error) {
	quarter, err := calc.ParseQuarter(c.Params("quarter"))
	if err != nil {
		return quarter, portfolio.NotFound("quarter", c.Params("quarter"))
	}
	return quarter, sensibleYear("quarter", quarter.Year)
}

// The years that figures can be about: before them and after them a year is a slip
// of the hand, and no answer is better than one with nothing in it.
const firstYear, lastYear = 1990, 2100

// sensibleYear refuses a year that no figure is about, where it was given.
func sensibleYear(field string, year int) error {
	if year >= firstYear && year <= lastYear {
		return nil
	}
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.year-outside", Args: map[string]any{"year": strconv.Itoa(year), "first": strconv.Itoa(firstYear), "last": strconv.Itoa(lastYear)},
		Place: portfolio.Place{Field: field}}
}

// apiYearOf is the year in the path.
func apiYearOf(c *fiber.Ctx) (int, error) {
	year, err := strconv.Atoi(c.Params("year"))
	if err != nil {
		return 0, portfolio.NotFound("page", c.Params("year"))
	}
	return year, sensibleYear("year", year)
}

// listed is a list that is never null.
func listed[T any](all []T) []T { return append([]T{}, all...) }

// apiProfile answers as `organisation show` does.
func (s *Server) apiProfile(c *fiber.Ctx) error {
	data, err := portfolio.WriteProfile(visitOf(c).Organisation)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	return c.Send(data)
}

// apiCases answers as `case list --json` does.
func (s *Server) apiCases(c *fiber.Ctx) error {
	cases, err := s.Store.Cases(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"cases": listed(cases)})
}

// apiCase answers as `case show --json` does.
func (s *Server) apiCase(c *fiber.Ctx) error {
	home := visitOf(c).Organisation
	bc, err := s.Store.Case(c.UserContext(), home.ID, portfolio.CaseID(param(c, "case")))
	if err != nil {
		return err
	}
	entries, err := s.Store.Entries(c.UserContext(), home.ID, bc.ID)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"case": bc, "route": machine.RouteOf(home, bc, s.Now(), printerOf(c)), "entries": listed(entries), "seen": lastEntry(entries)})
}

// apiOverlaps answers as `case overlaps --json` does.
func (s *Server) apiOverlaps(c *fiber.Ctx) error {
	home := visitOf(c).Organisation.ID
	cases, err := s.Store.Cases(c.UserContext(), home)
	if err != nil {
		return err
	}
	judgments, err := s.Store.Judgments(c.UserContext(), home)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"overlaps": listed(portfolio.Likenesses(cases, judgments))})
}

// sealedFigures are a quarter's figures, frozen or as they would be frozen now.
type sealedFigures struct {
	Quarter calc.Quarter      `json:"quarter"`
	Frozen  *machine.FrozenAs `json:"frozen"` // null: live figures
	Method  string            `json:"method"`
	Figures json.RawMessage   `json:"figures"`
	Part    *machine.Part     `json:"part"` // null: of all the cases
}

// apiQuarter answers with a quarter's figures: as it was frozen; where it was not,
// or with ?live=1, as they are known now; of the cases that the address asks for.
func (s *Server) apiQuarter(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	one, err := s.sealed(c, quarter)
	if err != nil {
		return err
	}
	answer := sealedFigures{Quarter: quarter, Method: one.Method, Figures: one.Figures}
	if one.Hash != "" {
		answer.Frozen = machine.FrozenAsOf(one)
	}
	if !slices.ContainsFunc(portfolio.CaseFilterFields, func(field string) bool { return c.Query(field) != "" }) {
		return c.JSON(answer)
	}
	report, err := one.Report()
	if err != nil {
		return err
	}
	if answer.Part, err = machine.PartOf(report, queryOf(c)); err != nil {
		return err
	}
	answer.Figures, err = one.FiguresOf(report.Of(func(bc portfolio.BusinessCase) bool { return answer.Part.Keeps(bc.ID) }))
	if err != nil {
		return err
	}
	return c.JSON(answer)
}

// sealed is a quarter as it was frozen; where it was not, or with ?live=1, as it is
// known now, which has no hash.
func (s *Server) sealed(c *fiber.Ctx, quarter calc.Quarter) (portfolio.Snapshot, error) {
	ctx, home := c.UserContext(), visitOf(c).Organisation
	if c.Query("live") == "" {
		if one, err := s.Store.Snapshot(ctx, home.ID, quarter); err == nil || portfolio.ErrorCode(err) != portfolio.CodeNotFound {
			return one, err
		}
	}
	cases, err := s.Store.Cases(ctx, home.ID)
	if err != nil {
		return portfolio.Snapshot{}, err
	}
	statuses, err := s.Store.Statuses(ctx, home.ID)
	if err != nil {
		return portfolio.Snapshot{}, err
	}
	return portfolio.Live(home, cases, statuses, quarter, s.Now())
}

// queryOf reads fields of the address.
func queryOf(c *fiber.Ctx) func(field string) string {
	return func(field string) string { return c.Query(field) }
}

// apiAccount answers as `account --json` does.
func (s *Server) apiAccount(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	ask := machine.AccountQuestion{Method: c.Query("method"), Index: c.Query("index")}
	if m := portfolio.CountMethod(ask.Method); m != "" && m != portfolio.NewPermanent && m != portfolio.InYear {
		return queryError("method", ask.Method)
	}
	for name, to := range map[string]*int{"prices": &ask.Prices, "through": &ask.Through} {
		if *to, err = queryNumber(c, name); err != nil {
			return err
		}
		if *to != 0 {
			if err := sensibleYear(name, *to); err != nil {
				return err
			}
		}
	}
	ask.Live, ask.Filter = c.Query("live") != "", queryOf(c)
	answer, _, err := ask.Of(c.UserContext(), s.Store, visitOf(c).Organisation, quarter)
	if err != nil {
		return err
	}
	return c.JSON(answer)
}

// queryNumber is a whole number in the address; 0 where it is not given.
func queryNumber(c *fiber.Ctx, name string) (int, error) {
	text := c.Query(name)
	if text == "" {
		return 0, nil
	}
	number, err := strconv.Atoi(text)
	if err != nil || number < 0 || number > 9999 {
		return 0, queryError(name, text)
	}
	return number, nil
}

func queryError(name, value string) error {
	return &portfolio.Error{Code: portfolio.CodeInvalid, Key: "api.query", Args: map[string]any{"name": name, "value": value}, Place: portfolio.Place{Field: name}}
}

// apiCalibration answers as `calibration --json` does.
func (s *Server) apiCalibration(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	answer, err := machine.NewCalibration(c.UserContext(), s.Store, visitOf(c).Organisation, quarter, c.Query("live") != "")
	if err != nil {
		return err
	}
	return c.JSON(answer)
}

// apiRound answers as `status round --json` does.
func (s *Server) apiRound(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	report, err := machine.Report(c.UserContext(), s.Store, visitOf(c).Organisation, quarter, c.Query("live") != "")
	if err != nil {
		return err
	}
	return c.JSON(report.Round)
}

// apiSnapshots lists the frozen quarters, the first first.
func (s *Server) apiSnapshots(c *fiber.Ctx) error {
	chain, err := s.Store.Snapshots(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	list := []*machine.FrozenAs{}
	for _, one := range chain {
		list = append(list, machine.FrozenAsOf(one))
	}
	return c.JSON(fiber.Map{"snapshots": list})
}

// apiSnapshot answers as `snapshot export` writes.
func (s *Server) apiSnapshot(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	one, err := s.Store.Snapshot(c.UserContext(), visitOf(c).Organisation.ID, quarter)
	if err != nil {
		return err
	}
	return c.JSON(one)
}

// apiBridge answers as `snapshot bridge --json` does: to another frozen quarter, or
// without ?to to what is known now.
func (s *Server) apiBridge(c *fiber.Ctx) error {
	quarter, err := apiQuarterOf(c)
	if err != nil {
		return err
	}
	quarters := []calc.Quarter{quarter}
	if to := c.Query("to"); to != "" {
		other, err := calc.ParseQuarter(to)
		if err != nil {
			return queryError("to", to)
		}
		if err := sensibleYear("to", other.Year); err != nil {
			return err
		}
		quarters = append(quarters, other)
	}
	bridge, err := machine.Bridge(c.UserContext(), s.Store, visitOf(c).Organisation, s.Now(), quarters...)
	if err != nil {
		return err
	}
	return c.JSON(bridge)
}

// apiCorrections answers as `snapshot corrections --json` does.
func (s *Server) apiCorrections(c *fiber.Ctx) error {
	all, err := s.Store.Corrections(c.UserContext(), visitOf(c).Organisation.ID)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"corrections": listed(all)})
}

// apiMeetings answers as `meeting show --json` does.
func (s *Server) apiMeetings(c *fiber.Ctx) error {
	var day time.Time
	if date := c.Query("date"); date != "" {
		var err error
		if day, err = time.Parse(time.DateOnly, date); err != nil {
			return queryError("date", date)
		}
	}
	items, err := machine.Agenda(c.UserContext(), s.Store, visitOf(c).Organisation, day, portfolio.CaseID(c.Query("case")), s.Now())
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"items": items})
}

// apiPlan answers as `plan show --json` does.
func (s *Server) apiPlan(c *fiber.Ctx) error {
	year, err := apiYearOf(c)
	if err != nil {
		return err
	}
	version, err := queryNumber(c, "version")
	if err != nil {
		return err
	}
	plan, err := s.Store.Plan(c.UserContext(), visitOf(c).Organisation.ID, year, version)
	if err != nil {
		return err
	}
	return c.JSON(machine.PlanOf(plan))
}

// lastEntry is the number of the last entry about a case; 0 for none.
func lastEntry(written []portfolio.Entry) (last int64) {
	for _, one := range written {
		last = max(last, one.Sequence)
	}
	return last
}
