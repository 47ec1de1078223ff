package web

import (
	"cmp"
	"slices"

	"github.com/gofiber/fiber/v2"

	"raaderum/calc"
	"raaderum/importers/template"
	"raaderum/portfolio"
)

// returnsView is the returns of a quarter: one workbook for each focus area, to
// be filled in by its coordinator and brought back through the upload.
type returnsView struct {
	Quarter calc.Quarter
	Areas   []areaReturn
}

// areaReturn is one focus area that has cases to report about.
type areaReturn struct {
	Area   portfolio.FocusArea
	Return template.Return
	Left   int // cases without a number, which a return cannot name
}

// Benefits is how many benefits the return asks about.
func (a areaReturn) Benefits() int {
	n := 0
	for _, c := range a.Return.Cases {
		n += len(c.Benefits)
	}
	return n
}

// returnRoutes are the page of a quarter's returns and the workbooks.
func (s *Server) returnRoutes(org fiber.Router) {
	org.Get("/quarters/:quarter/returns", s.returns)
	org.Get("/quarters/:quarter/returns/:area", s.returnWorkbook)
}

func (s *Server) returns(c *fiber.Ctx) error {
	view, err := s.returnsOf(c)
	if err != nil {
		return err
	}
	page := s.page(c, SectionQuarter, "returns.title", "quarter", view.Quarter)
	return render(c, fiber.StatusOK, returnsPage(page, view))
}

// returnsOf are the returns of the quarter in the path, in the order of the
// strategy's focus areas.
func (s *Server) returnsOf(c *fiber.Ctx) (returnsView, error) {
	quarter, err := quarterIn(c.Params("quarter"))
	if err != nil {
		return returnsView{}, portfolio.NotFound("quarter", c.Params("quarter"))
	}
	org := visitOf(c).Organisation
	cases, err := s.Store.Cases(c.UserContext(), org.ID)
	if err != nil {
		return returnsView{}, err
	}
	statuses, err := s.Store.Statuses(c.UserContext(), org.ID)
	if err != nil {
		return returnsView{}, err
	}
	view := returnsView{Quarter: quarter}
	for _, area := range org.Strategy.FocusAreas {
		one := areaReturn{Area: area, Return: template.ReturnFor(org, area, cases, statuses, quarter)}
		for _, bc := range cases {
			if bc.FocusArea == area.ID && portfolio.FoldNumber(bc.Number) == "" {
				one.Left++
			}
		}
		if len(one.Return.Cases)+one.Left > 0 {
			view.Areas = append(view.Areas, one)
		}
	}
	return view, nil
}

// returnWorkbook is the return of one focus area.
func (s *Server) returnWorkbook(c *fiber.Ctx) error {
	view, err := s.returnsOf(c)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(view.Areas, func(a areaReturn) bool { return string(a.Area.ID) == c.Params("area") && len(a.Return.Cases) > 0 })
	if i < 0 {
		return portfolio.NotFound("page", c.Params("area"))
	}
	data, err := template.ReturnBytes(view.Areas[i].Return)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Attachment("indberetning-" + cmp.Or(string(view.Areas[i].Area.ID), "uden") + "-" + view.Quarter.String() + ".xlsx")
	return c.Send(data)
}
