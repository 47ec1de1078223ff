package charts

import (
	"container/list"
	"crypto/sha256"
	"fmt"
	"runtime"
	"sync"
)

// cacheBytes bounds what a Renderer remembers: some thousand drawings.
const cacheBytes = 32 << 20

// Renderer draws charts to SVG with ECharts. It is safe for concurrent use:
// each drawing has a JavaScript runtime of its own while it lasts, at most one
// for each processor, made when first needed.
type Renderer struct {
	engines chan *engine // nil stands for one not made yet
	limits  limits
	cache   drawings
}

// NewRenderer makes a Renderer. It costs nothing until the first drawing.
func NewRenderer() *Renderer {
	r := &Renderer{engines: make(chan *engine, runtime.GOMAXPROCS(0)), limits: drawingLimits}
	for range cap(r.engines) {
		r.engines <- nil
	}
	r.cache.init(cacheBytes)
	return r
}

// SVG is the chart drawn in a size, in CSS pixels; windows below 560 get the
// narrow drawing. The same chart gives the same bytes, which the caller must
// not change. The error is ErrNoBundle when the front end was not built.
func (r *Renderer) SVG(c Chart, theme Theme, width, height int) ([]byte, error) {
	key := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d\x00%d\x00%s", c.ID, c.Title, c.Summary, width, height, c.Option))
	base, known := r.cache.get(drawingKey{key, ThemeLight})
	if !known {
		drawn, err := r.draw(c, width, height)
		if err != nil {
			return nil, err
		}
		base = r.cache.put(drawingKey{key, ThemeLight}, drawn)
	}
	if theme == ThemeLight {
		return base, nil
	}
	if themed, known := r.cache.get(drawingKey{key, theme}); known {
		return themed, nil
	}
	return r.cache.put(drawingKey{key, theme}, []byte(repaint(string(base), theme))), nil
}

// HTML is the chart for a page: both drawings in the page's colours, of which
// the style sheet shows the one that fits, and the data block from which the
// script makes them interactive. The title, the summary and the table are the
// page's to place. The error is ErrNoBundle when the front end was not built.
func (r *Renderer) HTML(c Chart) (string, error) {
	wide, err := r.SVG(c, ThemePage, c.Width, c.Height)
	if err != nil {
		return "", err
	}
	small := c
	small.ID += "-narrow"
	narrow, err := r.SVG(small, ThemePage, c.Narrow.Width, c.Narrow.Height)
	if err != nil {
		return "", err
	}
	data, err := c.JSON()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`<div class="chart" data-chart=%q><div class="chart-wide">%s</div><div class="chart-narrow">%s</div>`+
		`<script type="application/json">%s</script></div>`, c.ID, wide, narrow, data), nil
}

// PaperHTML is the chart for a page that is only printed: the wide drawing as
// HTML has it, without the narrow one and what the script needs, which take most
// of the time. The error is ErrNoBundle when the front end was not built.
func (r *Renderer) PaperHTML(c Chart) (string, error) {
	wide, err := r.SVG(c, ThemePage, c.Width, c.Height)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`<div class="chart"><div class="chart-wide">%s</div></div>`, forPaper(wide)), nil
}

// PaperSVG is the wide drawing of the chart, in the light theme, for a document. The
// error is ErrNoBundle when the front end was not built.
func (r *Renderer) PaperSVG(c Chart) ([]byte, error) {
	svg, err := r.SVG(c, ThemeLight, c.Width, c.Height)
	if err != nil {
		return nil, err
	}
	return forPaper(svg), nil
}

// Warm loads ECharts into every runtime, so that the first reader does not
// wait for it. A server does it while it starts; drawing works without. The
// error is ErrNoBundle when the front end was not built.
func (r *Renderer) Warm() error {
	for range cap(r.engines) {
		e, err := r.take()
		r.engines <- e
		if err != nil {
			return err
		}
	}
	return nil
}

// take is a runtime with ECharts in it; nil with an error. What was taken has
// to be put back either way.
func (r *Renderer) take() (*engine, error) {
	if e := <-r.engines; e != nil {
		return e, nil
	}
	return newEngine(r.limits)
}

func (r *Renderer) draw(c Chart, width, height int) ([]byte, error) {
	e, err := r.take()
	defer func() { r.engines <- e }()
	if err != nil {
		return nil, err
	}
	raw, err := e.draw(string(c.Option), width, height)
	if err != nil {
		e.close() // its state is not to be trusted
		e = nil
		return nil, fmt.Errorf("charts: draw %s: %w", c.ID, err)
	}
	return tidy(raw, c, width, height)
}

type drawingKey struct {
	content [sha256.Size]byte
	theme   Theme
}

// drawings is a bounded memory of what was drawn; the least recently used goes first.
type drawings struct {
	mutex  sync.Mutex
	limit  int
	bytes  int
	order  *list.List // of *drawing, most recently used first
	byName map[drawingKey]*list.Element
}

type drawing struct {
	key drawingKey
	svg []byte
}

func (d *drawings) init(limit int) {
	d.limit, d.order, d.byName = limit, list.New(), map[drawingKey]*list.Element{}
}

func (d *drawings) get(key drawingKey) ([]byte, bool) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	element, known := d.byName[key]
	if !known {
		return nil, false
	}
	d.order.MoveToFront(element)
	return element.Value.(*drawing).svg, true
}

func (d *drawings) put(key drawingKey, svg []byte) []byte {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if element, known := d.byName[key]; known {
		return element.Value.(*drawing).svg
	}
	d.byName[key] = d.order.PushFront(&drawing{key, svg})
	for d.bytes += len(svg); d.bytes > d.limit && d.order.Len() > 1; {
		oldest := d.order.Remove(d.order.Back()).(*drawing)
		delete(d.byName, oldest.key)
		d.bytes -= len(oldest.svg)
	}
	return svg
}
