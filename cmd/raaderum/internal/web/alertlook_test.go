package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"raaderum/cmd/raaderum/internal/browsertest"
	"raaderum/portfolio"
)

// A message stands out from the page, light and dark and in a telephone's width: it
// has a ground and a bar of its own, and a mark that tells what kind it is without
// color; nothing of it leaves the window, and it can be read.
func TestMessagesHaveALook(t *testing.T) {
	s := openDemo(t)
	tab := browsertest.Open(t, s.base)
	tab.Do(browsertest.Scheme("light"), chromedp.Navigate(s.base+"/login/"+s.link(portfolio.RoleAnalyst, true)),
		chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitReady(chromedp.CSS("main .answer-sentence")))
	const looks = `JSON.stringify((() => {
		const e = document.querySelector("main [role=alert]");
		if (!e) return ["no message"];
		const own = getComputedStyle(e), mark = getComputedStyle(e, "::before"), wrong = [];
		if (own.backgroundColor === "rgba(0, 0, 0, 0)" || own.backgroundColor === getComputedStyle(document.body).backgroundColor) wrong.push("no ground: " + own.backgroundColor);
		if (parseFloat(own.borderLeftWidth) < 3) wrong.push("no bar: " + own.borderLeftWidth);
		if (!mark.content.startsWith('"!"')) wrong.push("no mark: " + mark.content);
		if (parseFloat(own.paddingLeft) < parseFloat(mark.left) + parseFloat(mark.width)) wrong.push("the mark lies on the words");
		if (e.getBoundingClientRect().right > innerWidth) wrong.push("it leaves the window");
		return wrong;
	})())`
	tab.Expect(1)
	tab.Do(chromedp.Navigate(s.base+"/greve/quarters/2014K2/outlook?area=nowhere"), chromedp.WaitReady(chromedp.CSS("main h1")))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1440, 320} {
			tab.Do(browsertest.Size(width, 900), browsertest.Scheme(scheme))
			if got := browsertest.Get(tab, chromedp.Evaluate[string](looks)); got != "[]" {
				t.Errorf("%s at %d: %s", scheme, width, got)
			}
		}
		for _, violation := range tab.Axe("color-contrast") {
			t.Errorf("%s: %s", scheme, violation)
		}
	}
}
