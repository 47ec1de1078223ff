package calc

import (
	"cmp"
	"slices"
)

// Replayed (genspillet trækning) is one draw again, and how it came about.
type Replayed struct {
	Draw   int         `json:"draw"`
	Lines  []Drawn     `json:"lines"`  // in order of name
	Totals []float64   `json:"totals"` // each measure: the sum of the lines' contributions, to the last bit what the simulation got
	Causes []DrawnFate `json:"causes"` // in order of name
}

// Drawn is what one stake came to in one draw.
type Drawn struct {
	Case          string    `json:"case"`
	Line          string    `json:"line"`
	Cause         string    `json:"cause,omitempty"`
	Came          bool      `json:"came"`
	ByCause       bool      `json:"byCause"`       // its cause's numbers were used instead of its own
	Share         float64   `json:"share"`         // of the amount's distribution that lies below what was drawn, 0 to 1
	Amount        float64   `json:"amount"`        // what it comes to when it comes: the estimate's quantile at Share
	Value         float64   `json:"value"`         // Amount, or 0 when it did not come
	Contributions []float64 `json:"contributions"` // Value times the weight, for each measure
}

// DrawnFate is the numbers a cause drew for what goes with it.
type DrawnFate struct {
	Cause  string  `json:"cause"`
	Share  float64 `json:"share"`  // of each amount's distribution that lies below
	Coming float64 `json:"coming"` // what has a probability above this comes
}

// Replay makes one draw again, 0 ≤ draw < Draws: every stake in order of name.
// *Error as Run, and for a draw that was not made.
func (s Simulation) Replay(draw int) (Replayed, error) {
	p, err := s.prepare()
	if err != nil {
		return Replayed{}, err
	}
	return p.replay(draw)
}

// Replay makes one draw of the result again, such as the one a quantile is; see
// Outcome.DrawOf. *Error for a draw that was not made.
func (r SimulationResult) Replay(draw int) (Replayed, error) {
	if r.p == nil {
		return Replayed{}, &Error{ErrEmpty, "stakes"}
	}
	return r.p.replay(draw)
}

// ReplayLine makes one stake's draw again without any other stake: what was
// drawn depends on the snapshot, the case, the line and the number of the draw
// alone. *Error as Replay, and for a stake there is not.
func (s Simulation) ReplayLine(caseName, line string, draw int) (Drawn, error) {
	i := slices.IndexFunc(s.Stakes, func(stake Stake) bool { return stake.Case == caseName && stake.Line == line })
	if i < 0 {
		return Drawn{}, &Error{ErrEmpty, "stakes"}
	}
	s.Stakes = s.Stakes[i : i+1]
	replayed, err := s.Replay(draw)
	if err != nil {
		return Drawn{}, err
	}
	return replayed.Lines[0], nil
}

func (p *prepared) replay(draw int) (Replayed, error) {
	if draw < 0 || draw >= p.draws {
		return Replayed{}, &Error{ErrCountRange, "draw"}
	}
	r := Replayed{Draw: draw, Lines: make([]Drawn, len(p.stakes)), Totals: make([]float64, p.measures)}
	b, at := p.newBlock(8), draw%8
	b.begin(draw-at, 8)
	seen := make([]bool, len(p.causes))
	for i := range p.stakes {
		stake, cause := &p.stakes[i], p.causeOf[i]
		r.Lines[i] = b.drawn(i, at)
		for j, contribution := range r.Lines[i].Contributions {
			if stake.Weights[j] != 0 {
				r.Totals[j] += contribution
			}
		}
		if cause >= 0 && !seen[cause] {
			seen[cause] = true
			pair := b.shared[cause][at]
			r.Causes = append(r.Causes, DrawnFate{stake.Cause, share(uint32(pair)), share(uint32(pair >> 32))})
		}
	}
	slices.SortFunc(r.Causes, func(a, b DrawnFate) int { return cmp.Compare(a.Cause, b.Cause) })
	return r, nil
}

// drawn draws a stake and tells of the draw at a place in the block.
func (b *block) drawn(i, at int) Drawn {
	stake := &b.p.stakes[i]
	b.draw(i)
	d := Drawn{Case: stake.Case, Line: stake.Line, Cause: stake.Cause, Came: true, Value: b.values[at]}
	if !stake.sureAlone() {
		d.Came, d.ByCause = b.came[at], b.byCause[at]
	}
	d.Share = share(b.numbers[at])
	b.p.quantiles[i].spread(b.numbers, b.values)
	d.Amount = b.values[at]
	for _, weight := range stake.Weights {
		d.Contributions = append(d.Contributions, float64(d.Value*weight))
	}
	return d
}
