package example_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"raaderum/importers"
	"raaderum/importers/example"
)

func TestProbe(t *testing.T) {
	for _, e := range example.All() {
		data, err := e.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range []importers.Answers{nil, e.Answers} {
			f := importers.Import(context.Background(), e.File, data, importers.Options{Answers: a, Now: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)})
			fmt.Println("==", e.Page, f.Layout, f.Status, len(f.Cases), "yearly", len(f.Yearly))
			for _, q := range f.Questions {
				fmt.Println("  Q", q.Key, q.Code, q.Options, q.Proposed)
			}
			for _, q := range f.Findings {
				fmt.Println("  F", q.Severity, q.Code, q.Cell, q.Raw, q.Args)
			}
			for _, c := range f.Cases {
				fmt.Println("  C", c.Number, c.Title, c.Organisation, c.Unit, c.PriceLevel)
				for _, l := range c.Lines {
					fmt.Print("    ", l.Kind, " ", l.Label, " ", l.Series, ":")
					for a := range l.Amounts.All {
						fmt.Print(" ", a.Period, "=", a.Ore.Kroner())
					}
					fmt.Println()
				}
			}
		}
	}
}
