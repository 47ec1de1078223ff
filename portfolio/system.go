package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// System (it-system) is a system that is in use, with its owner (systemejer): the
// local management that has the responsibility for its security and operation.
type System struct {
	Name   string `json:"name"`
	Owner  string `json:"owner,omitempty"`  // "" when nobody is named
	Unit   string `json:"unit,omitempty"`   // where it is used the most
	Record string `json:"record,omitempty"` // of the ESDH case
}

// SystemStanding (systemoversigt) is a system with the cases about it. Listed is
// false for one that only cases name.
type SystemStanding struct {
	System
	Listed bool
	Cases  []BusinessCase
	// Others are owners that cases name and the list does not.
	Others []string
}

// SystemsIn are the systems of the list, then those that only cases name, each
// by name in the order they are met.
func SystemsIn(rules Governance, cases []BusinessCase) []SystemStanding {
	var all []SystemStanding
	at := map[string]int{}
	for _, one := range rules.Systems {
		at[FoldNumber(one.Name)] = len(all)
		all = append(all, SystemStanding{System: one, Listed: true})
	}
	for _, bc := range cases {
		name := cmp.Or(bc.System, bc.Title)
		if bc.System == "" && bc.SystemOwner == "" || bc.Over() {
			continue
		}
		i, known := at[FoldNumber(name)]
		if !known {
			i = len(all)
			at[FoldNumber(name)] = i
			all = append(all, SystemStanding{System: System{Name: name, Owner: bc.SystemOwner, Record: bc.RecordNumber}})
		}
		one := &all[i]
		one.Cases = append(one.Cases, bc)
		if bc.SystemOwner != "" && FoldNumber(bc.SystemOwner) != FoldNumber(one.Owner) && !slices.Contains(one.Others, bc.SystemOwner) {
			one.Others = append(one.Others, bc.SystemOwner)
		}
	}
	return all
}

// checkSystems tells whether each system has a name, once.
func (g Governance) checkSystems(f *faults) {
	seen := map[string]bool{}
	for i, one := range g.Systems {
		if strings.TrimSpace(one.Name) == "" || seen[FoldNumber(one.Name)] {
			f.add(fmt.Sprintf("governance.systems[%d].name", i), "profile.system", "name", one.Name)
		}
		seen[FoldNumber(one.Name)] = true
	}
}
