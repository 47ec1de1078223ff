package charts

import (
	"testing"
)

func BenchmarkCompile(b *testing.B) {
	if bundle() == nil {
		b.Skip("missing component: front end, run make build")
	}
	for b.Loop() {
		if _, err := compile(stillness + string(bundle())); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	if _, err := program(); err != nil {
		b.Skip("missing component: front end, run make build")
	}
	for b.Loop() {
		e, err := newEngine(drawingLimits)
		if err != nil {
			b.Fatal(err)
		}
		e.close()
	}
}

// BenchmarkDraw draws each kind of chart anew in a warm runtime.
func BenchmarkDraw(b *testing.B) {
	all := examples(b)
	for _, name := range []string{
		"target-account/short", "planned-realised/sixteen", "case-economy/long", "portfolio-map/twenty-four", "focus-areas/twelve",
	} {
		c := all[name]
		r := NewRenderer()
		drawn(b, r, c, ThemeLight, c.Narrow)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.draw(c, c.Width, c.Height); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFromMemory(b *testing.B) {
	c := examples(b)["target-account/short"]
	r := NewRenderer()
	drawn(b, r, c, ThemePage, Size{c.Width, c.Height})
	for b.Loop() {
		drawn(b, r, c, ThemePage, Size{c.Width, c.Height})
	}
}

func BenchmarkOption(b *testing.B) {
	for b.Loop() {
		if _, err := drawGallery(plain{}, testLinks); err != nil {
			b.Fatal(err)
		}
	}
}
