package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// simulation are the comparisons of drawing from distributions: 200 cases, ten
// years, 10,000 draws, 20 million numbers drawn in all.
func (b *bench) simulation() []comparison {
	return []comparison{
		b.drawing("Simulation, triangular", "triangular", 1./4, 1/3.5),
		b.drawing("Simulation, PERT", "pert", 1./9, 1./9),
	}
}

func (b *bench) drawing(title, method string, gonum, numpy float64) comparison {
	missing := b.absent["python3-numpy"]
	return comparison{
		title: title, unit: "ns a number drawn",
		ours: b.drawer("raaderum", "", method, b.self, "drive", "simulation"),
		peers: []peer{
			{contender: b.drawer("gonum", "", method, b.self, "drive", "gonum"), target: gonum},
			{contender: b.drawer("numpy", missing, method, "/usr/bin/python3", "simulation.py"), target: numpy},
		},
		agree: sameDistribution,
	}
}

func (b *bench) drawer(name, missing, method, program string, arguments ...string) contender {
	return contender{name: name, missing: missing, run: func(ctx context.Context) (measurement, error) {
		input, err := b.drawFile(method)
		if err != nil {
			return measurement{}, err
		}
		return process{
			name: program, arguments: append(arguments, input), folder: b.peers,
			with: []string{"PYTHONPATH=" + b.debian("usr/lib/python3/dist-packages")},
		}.timed(ctx)
	}}
}

func (b *bench) drawFile(method string) (string, error) {
	path := filepath.Join(b.work, method+".estimates")
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	if err := portfolioOf(method).write(file); err != nil {
		return "", err
	}
	return path, file.Close()
}

// sameDistribution compares mean, deviation and quantiles of two samples. Ours
// also tells the closed form. Five standard errors of a sample of 10,000 are
// room enough for chance.
func sameDistribution(ours, theirs []float64) (string, bool) {
	mean, sd := ours[5], ours[6]
	worst := math.Max(math.Abs(ours[0]-mean), math.Abs(theirs[0]-mean)) / (sd / 100)
	quantiles := 0.0
	for i := 2; i < 5; i++ {
		quantiles = math.Max(quantiles, math.Abs(ours[i]-theirs[i])/(sd/100))
	}
	spread := math.Max(math.Abs(ours[1]/sd-1), math.Abs(theirs[1]/sd-1))
	said := fmt.Sprintf("means within %.1f standard errors of the closed form, deviations within %.1f %%", worst, 100*spread)
	return said, worst < 5 && spread < 0.05 && quantiles < 12
}
