package web

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"raaderum/portfolio"
)

// typedView is what somebody typed about a case, with all that was typed about
// the same before and since.
type typedView struct {
	Entry   portfolio.Entry
	Case    portfolio.BusinessCase
	By      string
	Source  string // where an amount is known from; "" for what is no amount
	History []portfolio.Entry
	Names   map[portfolio.UserID]string
}

// typedAmount is where an amount that was typed leads to, as a cell is where one
// that was read does.
func (s *Server) typedAmount(c *fiber.Ctx) error {
	ctx, org := c.UserContext(), visitOf(c).Organisation
	number, err := strconv.ParseInt(c.Params("entry"), 10, 64)
	if err != nil {
		return portfolio.NotFound("page", c.Params("entry"))
	}
	all, err := s.Store.Entries(ctx, org.ID, "")
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(one portfolio.Entry) bool { return one.Sequence == number })
	if at < 0 {
		return portfolio.NotFound("page", c.Params("entry"))
	}
	view := typedView{Entry: all[at]}
	for _, one := range all {
		if one.Case == view.Entry.Case && one.Benefit == view.Entry.Benefit && one.Field == view.Entry.Field {
			view.History = append(view.History, one)
		}
	}
	slices.Reverse(view.History)
	if view.Case, err = s.Store.Case(ctx, org.ID, view.Entry.Case); err != nil {
		return err
	}
	if view.Names, err = s.Store.Names(ctx, org.ID); err != nil {
		return err
	}
	view.By = cmp.Or(view.Names[view.Entry.By], string(view.Entry.By))
	return render(c, fiber.StatusOK, typedPage(s.page(c, SectionCases, "typed.title", "n", strconv.FormatInt(number, 10)), view))
}

// typedLineName is what an entry's field is about, by the line's own name.
func typedLineName(page Page, bc portfolio.BusinessCase, entry portfolio.Entry) string {
	name := page.Print.EntryNameOf(bc, entry.Field)
	if entry.Benefit != "" {
		return benefitNamed(bc, entry.Benefit).Label + " · " + name
	}
	return name
}
