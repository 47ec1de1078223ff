package browsertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// Axe runs axe-core over the page as it stands and gives its violations of
// WCAG 2.1 A and AA and of good practice, one line each: of the rules that are named,
// or of all. The test is skipped where the front-end packages are not installed.
func (tab *Tab) Axe(rules ...string) []string {
	tab.t.Helper()
	source, err := os.ReadFile(filepath.Join(root(), "node_modules/axe-core/axe.min.js"))
	if err != nil {
		tab.t.Skip("missing component: axe-core; make build installs the npm packages")
	}
	Get(tab, chromedp.Evaluate[any](string(source)+"; null"))
	only := ""
	if len(rules) > 0 {
		only = `, runOnly: {type: "rule", values: ["` + strings.Join(rules, `", "`) + `"]}`
	}
	found := Get(tab, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"]`+only+`}).then(r => JSON.stringify(r.violations.map(v =>
		({id: v.id, help: v.help, nodes: v.nodes.map(n => n.target.join(" ") + " " + n.html.slice(0, 160))}))))`,
		chromedp.EvalAwaitPromise))
	var violations []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		tab.t.Fatal(err)
	}
	var lines []string
	for _, v := range violations {
		lines = append(lines, v.ID+": "+v.Help+"\n\t"+strings.Join(v.Nodes, "\n\t"))
	}
	return lines
}

// root is the folder with go.mod, found from the folder the test runs in.
func root() string {
	folder, err := os.Getwd()
	for err == nil && folder != filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		folder = filepath.Dir(folder)
	}
	return "."
}
