package testdata

import (
	"raaderum/calc"
	"raaderum/portfolio"
)

// TargetBridges are bridges from a target to what is realised.
var TargetBridges = map[string]portfolio.TargetBridge{
	// 2,500 − 400 undecided = 2,100; −300 −150 −200 +80 = 1,530; 970 left.
	"short": {Year: 2014, Target: thousand(2500), Planned: thousand(2100), Realised: thousand(1530), Left: thousand(970),
		Steps: []portfolio.TargetStep{
			{Cause: portfolio.TargetLapsed, Sum: *thousand(-300)}, {Cause: portfolio.TargetDelayed, Sum: *thousand(-150)},
			{Cause: portfolio.TargetUnreported, Sum: *thousand(-200)}, {Cause: portfolio.TargetAhead, Sum: *thousand(80)}}},
	// 2,500 + 200 more decided = 2,700; −100 = 2,600: 100 more than the target.
	"reached": {Year: 2013, Target: thousand(2500), Planned: thousand(2700), Realised: thousand(2600), Left: thousand(-100),
		Steps: []portfolio.TargetStep{{Cause: portfolio.TargetBehind, Sum: *thousand(-100)}}},
	"no-target": {Year: 2013, Planned: thousand(300), Realised: thousand(300)},
	// Nobody has reported, which is not 0: the realised and what is left are not known.
	"unreported": {Year: 2014, Target: thousand(2500), Planned: thousand(2100),
		Steps: []portfolio.TargetStep{{Cause: portfolio.TargetUnreported, Sum: *thousand(-900)}, {Cause: portfolio.TargetComing, Sum: *thousand(-1200)}}},
	"empty": {Year: 2014},
}

// Bridges are figures between two quarters.
var Bridges = map[string]portfolio.BridgedFigure{
	// 1,800 − 250 + 40 + 60 + 700 = 2,350.
	"up": bridged(thousand(1800), thousand(2350), portfolio.CauseStopped, -250, portfolio.CauseEdited, 40,
		portfolio.CauseRealised, 60, portfolio.CauseNew, 700),
	"down":  bridged(thousand(500), thousand(380), portfolio.CauseTiming, -120),
	"same":  bridged(thousand(500), thousand(500)),
	"level": bridged(thousand(500), thousand(500), portfolio.CauseStopped, -90, portfolio.CauseNew, 90),
	"gone":  bridged(thousand(500), nil),
	// From a loss over zero to a gain, by every cause there is.
	"all": bridged(thousand(-600), thousand(600), portfolio.CauseMethod, 100, portfolio.CauseRules, 100, portfolio.CauseStopped, 100,
		portfolio.CausePriceLevel, 100, portfolio.CauseTiming, 100, portfolio.CauseRate, 100, portfolio.CauseDecision, 100,
		portfolio.CauseEdited, 100, portfolio.CauseCorrection, 100, portfolio.CauseQuarter, 100, portfolio.CauseRealised, 100, portfolio.CauseNew, 100),
}

// bridged is a figure with a part of so many thousands for each cause.
func bridged(before, after *calc.Money, parts ...any) portfolio.BridgedFigure {
	f := portfolio.BridgedFigure{BridgeKey: portfolio.BridgeKey{Quantity: portfolio.BridgeAchieved}, Before: before, After: after}
	for i := 0; i < len(parts); i += 2 {
		f.Parts = append(f.Parts, portfolio.BridgePart{Cause: parts[i].(portfolio.BridgeCause), Amount: *thousand(calc.Money(parts[i+1].(int)))})
	}
	return f
}
