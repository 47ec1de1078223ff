package web

import (
	"raaderum/cmd/raaderum/internal/i18n"
	"raaderum/portfolio"
)

// routeReasons say why a case's way to a decision is what it is.
func routeReasons(print *i18n.Printer, route portfolio.Route) []string {
	reasons := make([]string, len(route.Reasons))
	for i, reason := range route.Reasons {
		reasons[i] = print.Args("route.reason-"+reason.Code, reason.Args)
	}
	return reasons
}

// daysText says how long there is to a deadline.
func daysText(print *i18n.Printer, days int) string {
	switch {
	case days == 0:
		return print.T("route.today")
	case days < 0:
		return print.N("route.past", -days)
	}
	return print.N("route.days", days)
}
