package calc_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// simulationFiles are those whose arithmetic decides the bytes of a simulation.
var simulationFiles = []string{
	"block.go", "cause.go", "distribution.go", "elementary.go", "forecast.go", "inversetable.go", "moments.go",
	"outcome.go", "philox.go", "ranks.go", "replay.go", "risk.go", "simulation.go", "stream.go", "threepoint.go",
}

// On processors that can, Go fuses a product into the sum it goes into, which
// rounds once instead of twice, unless the product is converted to float64. No
// such instruction may be in the code of a simulation: the compiler is asked
// what it makes for arm64.
func TestNoProductIsFusedIntoASum(t *testing.T) {
	build := exec.Command(goTool(t), "build", "-gcflags=-S", ".")
	build.Env = append(os.Environ(), "GOARCH=arm64", "GOOS=linux", "CGO_ENABLED=0")
	listing, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%.500s", err, listing)
	}
	instructions := regexp.MustCompile(`/([a-z]+\.go):(\d+)\)\s+(\w+)`).FindAllStringSubmatch(string(listing), -1)
	if len(instructions) < 10_000 {
		t.Fatalf("only %d instructions", len(instructions))
	}
	fused := regexp.MustCompile(`^FN?M(ADD|SUB)[DS]$`)
	elsewhere := 0 // double-double arithmetic asks for them by math.FMA
	for _, found := range instructions {
		switch {
		case !fused.MatchString(found[3]):
		case slices.Contains(simulationFiles, found[1]):
			t.Errorf("%s:%s: %s", found[1], found[2], found[3])
		default:
			elsewhere++
		}
	}
	if elsewhere == 0 {
		t.Error("no fused product anywhere: is the listing understood?")
	}
}

// The pinned bytes once more on processors that fuse products, one of them with
// the bytes of a number the other way round.
func TestPinnedBytesOnOtherProcessors(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the tests for other processors")
	}
	for architecture, emulator := range map[string]string{"arm64": "qemu-aarch64", "s390x": "qemu-s390x"} {
		t.Run(architecture, func(t *testing.T) {
			program, err := exec.LookPath(emulator + "-static")
			if err != nil {
				if program, err = exec.LookPath(emulator); err != nil {
					t.Skip("missing component: " + emulator + ", from the Debian package qemu-user or qemu-user-static")
				}
			}
			binary := filepath.Join(t.TempDir(), "calc.test")
			build := exec.Command(goTool(t), "test", "-c", "-o", binary, ".")
			build.Env = append(os.Environ(), "GOARCH="+architecture, "GOOS=linux", "CGO_ENABLED=0")
			if said, err := build.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%.500s", err, said)
			}
			said, err := exec.Command(program, binary, "-test.run", "^TestSimulationIsPinned$", "-test.v").CombinedOutput()
			if err != nil || !regexp.MustCompile(`--- PASS: TestSimulationIsPinned`).Match(said) {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}

func goTool(t *testing.T) string {
	t.Helper()
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("missing component: go, to build for other processors")
	}
	return tool
}
