package portfolio

import (
	"cmp"
	"slices"
)

// DataQuality (datakvalitet) is how many of a report's cases lack what. Cases that
// were ended are not counted.
type DataQuality struct {
	All     int          // cases that are counted
	Lacking int          // those of them with any defect
	Defects []DataDefect // the most frequent first
}

// DataDefect (mangel) is a kind of thing that is lacking, and the cases that lack
// it, each once.
type DataDefect struct {
	Code  string // a finding's, or one of the defects below
	Cases []BusinessCase
}

// The defects that no rule of a case finds.
const (
	DefectUnreported = "unreported" // the quarter was not reported
	DefectGoLive     = "go-live"    // nobody has said when it goes live
	DefectStale      = "stale"      // its figures are older than a quarter
)

// qualityRules are the findings about data, not about the case's economy.
var qualityRules = []string{
	FindingNoOwner, FindingNoBaseline, FindingNoProfile, FindingKindUnknown,
	FindingOriginUnknown, FindingNoPriceLevel, FindingGoalMissing, FindingNoRunningCost,
	FindingPeriodsDiffer, FindingCountedTwice,
}

// NewDataQuality counts what a report's cases lack.
func NewDataQuality(report QuarterReport) DataQuality {
	var d DataQuality
	unreported := map[CaseID]bool{}
	for _, ref := range report.Unreported {
		unreported[ref.Case] = true
	}
	for _, figures := range report.Cases {
		bc := figures.Case
		if bc.Over() {
			continue
		}
		d.All++
		before := d.found()
		for _, finding := range figures.Findings {
			if slices.Contains(qualityRules, finding.Code) {
				d.add(finding.Code, bc)
			}
		}
		if unreported[bc.ID] {
			d.add(DefectUnreported, bc)
		}
		if _, stale := report.Round.StaleSince(bc.ID); stale {
			d.add(DefectStale, bc)
		}
		if bc.Status.Decided() && bc.GoLive.IsZero() {
			d.add(DefectGoLive, bc)
		}
		if d.found() > before {
			d.Lacking++
		}
	}
	slices.SortStableFunc(d.Defects, func(a, b DataDefect) int {
		return cmp.Or(cmp.Compare(len(b.Cases), len(a.Cases)), cmp.Compare(a.Code, b.Code))
	})
	return d
}

// Lack is how many cases lack a thing.
func (d DataQuality) Lack(code string) int {
	for _, one := range d.Defects {
		if one.Code == code {
			return len(one.Cases)
		}
	}
	return 0
}

// add puts a case among those that lack something; once for each kind.
func (d *DataQuality) add(code string, bc BusinessCase) {
	i := slices.IndexFunc(d.Defects, func(one DataDefect) bool { return one.Code == code })
	if i < 0 {
		i, d.Defects = len(d.Defects), append(d.Defects, DataDefect{Code: code})
	}
	if list := d.Defects[i].Cases; len(list) == 0 || list[len(list)-1].ID != bc.ID {
		d.Defects[i].Cases = append(list, bc)
	}
}

// found is how many defects there are in all.
func (d *DataQuality) found() (n int) {
	for _, one := range d.Defects {
		n += len(one.Cases)
	}
	return n
}
