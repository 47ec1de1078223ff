package main

import (
	"encoding/json"
	"strings"
	"testing"

	"raaderum/portfolio"
)

func TestCalibrationCommand(t *testing.T) {
	url, command := frozenDatabase(t)
	code, stdout, stderr := command("calibration", "2014K2", "--json", "--database", url)
	var calibration portfolio.Calibration
	if err := json.Unmarshal([]byte(stdout), &calibration); code != exitDone || err != nil {
		t.Fatalf("%d %v %s", code, err, stderr)
	}
	// Vector A's workbook holds a plan and no report: nothing is compared, and nothing is 0.
	if calibration.Whole.Share != nil || calibration.Rule != portfolio.DefaultCalibrationRule() {
		t.Errorf("%+v", calibration)
	}
	if code, stdout, _ := command("calibration", "2014K2", "--database", url); code != exitDone || !strings.Contains(stdout, "Ingen besluttet gevinst kan sammenlignes") {
		t.Errorf("%d %s", code, stdout)
	}
	// A frozen quarter is answered as it was frozen, and says so; --live asks for what is known now.
	if code, _, stderr := command("snapshot", "freeze", "2014K2", "--database", url); code != exitDone {
		t.Fatalf("%d %s", code, stderr)
	}
	for _, name := range []string{"calibration", "account"} {
		code, stdout, stderr := command(name, "2014K2", "--database", url)
		if code != exitDone || !strings.Contains(stdout, "Tallene er som frosset 10. juli 2014. Kontrolsum ") {
			t.Errorf("%s: %d %s%s", name, code, stdout, stderr)
		}
		if code, stdout, stderr := command(name, "2014K2", "--live", "--json", "--database", url); code != exitDone || !strings.Contains(stdout, `"frozen": null`) {
			t.Errorf("%s --live: %d %s%s", name, code, stdout, stderr)
		}
	}
	if code, _, _ := command("calibration", "2014", "--database", url); code != exitUsage {
		t.Errorf("a year is no quarter: %d", code)
	}
}
