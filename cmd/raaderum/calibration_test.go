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
	if code, _, _ := command("calibration", "2014", "--database", url); code != exitUsage {
		t.Errorf("a year is no quarter: %d", code)
	}
}
