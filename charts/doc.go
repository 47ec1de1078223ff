// Package charts turns what the portfolio knows into pictures that an
// it-udviklingsråd can read in two minutes and an auditor can follow: each
// Chart has a title that says its message, a summary for those who cannot see
// it, a drawing, and a Table with the same numbers and their links.
//
// # One option, two lives
//
// A chart is an ECharts option, built with go-echarts, in plain JSON: no
// functions, every text already written in the reader's language. The Renderer
// draws it to SVG with ECharts itself in QuickJS, so pages and papers have their
// charts without JavaScript; the browser brings the very same option to life.
// An option holds a wide and a narrow drawing as ECharts media queries.
// Frontend holds the browser's side; the bundle is built into bundle/.
//
// # Notation
//
// The notation follows IBCS. Never does colour alone tell two things apart:
//
//	realised          solid dark
//	budgeted          solid light, dark outline
//	decided, forecast hatched, dark outline
//	old forecast      grey, level lines: rests on figures older than a quarter
//	pipeline          dotted, dashed outline: expected, not decided
//	gap               dashed outline from what is secured up to the target
//	plan              empty, outlined
//	joint             upright stripes on a narrow bar of its own beside, never in the stack
//	target            a strong line with its amount
//	missing           nothing at all, never a zero; the axis or table says so
//
// Amounts are in millions or thousands of kroner and the drawing says which;
// gains point up. Rounding is for display only: the table and the option hold
// what was computed.
//
// # Colours and content security
//
// A drawing uses the colours of palette.json and nothing else, so that one
// drawing serves the light theme, the dark one, and the page's own (CSS
// variables with the light colours to fall back on). SVG carries presentation
// attributes only: no style attributes, style sheets or scripts, which a strict
// Content-Security-Policy would block.
package charts
