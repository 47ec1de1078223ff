package machine

import "raaderum/portfolio"

// Plan is a year's action plan with how far it has come.
type Plan struct {
	portfolio.ActionPlan
	Status portfolio.PlanStatus `json:"status"`
	Steps  []portfolio.PlanStep `json:"steps"`
}

// PlanOf is the document of a plan.
func PlanOf(plan portfolio.ActionPlan) Plan { return Plan{plan, plan.Status(), plan.Steps} }
