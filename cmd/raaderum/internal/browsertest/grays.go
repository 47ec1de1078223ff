package browsertest

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Field is the side of a field of Grays, in CSS pixels.
const Field = 80

// grayScale is how much smaller than the page its picture is taken.
const grayScale = 0.25

// Print makes the page believe that it is printed, on paper as wide as the window.
func Print() Step {
	return command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print",
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

// unlettered takes the letters out of the page, and leaves the room they take: how
// a machine draws letters must not matter.
const unlettered = `(async () => {
	await document.fonts.ready;
	const style = new CSSStyleSheet();
	style.replaceSync("* { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important; caret-color: transparent !important } svg text { fill: transparent !important; stroke: transparent !important }");
	document.adoptedStyleSheets = [style];
	return [document.documentElement.scrollWidth, document.documentElement.scrollHeight];
})()`

// Grays are the mean gray of each field of the whole page, without its letters, row
// by row, and how many fields a row has.
func (tab *Tab) Grays() (across int, grays []byte) {
	tab.t.Helper()
	size := Get(tab, chromedp.Evaluate[[]float64](unlettered, chromedp.EvalAwaitPromise))
	data := Get(tab, func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		yes := true
		shot, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{
			CaptureBeyondViewport: &yes, OptimizeForSpeed: &yes,
			Clip: &page.Viewport{Width: size[0], Height: size[1], Scale: grayScale},
		})
		return shot.Data, err
	})
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		tab.t.Fatalf("browser: %v", err)
	}
	return fieldGrays(picture, int(Field*grayScale))
}

// fieldGrays are the mean luminance of a picture's fields.
func fieldGrays(picture image.Image, side int) (across int, grays []byte) {
	bounds := picture.Bounds()
	across = (bounds.Dx() + side - 1) / side
	sums := make([]float64, across*((bounds.Dy()+side-1)/side))
	counts := make([]int, len(sums))
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			r, g, b, _ := picture.At(bounds.Min.X+x, bounds.Min.Y+y).RGBA()
			field := y/side*across + x/side
			sums[field] += (0.2126*float64(r) + 0.7152*float64(g) + 0.0722*float64(b)) / 257
			counts[field]++
		}
	}
	for i, sum := range sums {
		grays = append(grays, byte(sum/float64(counts[i])+0.5))
	}
	return across, grays
}
