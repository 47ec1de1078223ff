package calc

import "container/heap"

// precedes tells whether a choice comes before another of the same value: at
// the first candidate where they differ, being chosen comes before not being
// chosen, and an earlier option before a later one.
func precedes(a, b []int) bool {
	for i := range a {
		if a[i] != b[i] {
			return comesBefore(a[i], b[i])
		}
	}
	return false
}

func comesBefore(a, b int) bool {
	return a >= 0 && (b < 0 || a < b)
}

// mayPrecede tells whether what is open could hold a choice that precedes the
// best one known.
func (s *search) mayPrecede() bool {
	for i, known := range s.choice {
		first := -1
		for j, w := range s.ways[i] {
			if s.open[i][j] && comesBefore(w.option, first) {
				first = w.option
			}
		}
		if first != known {
			return comesBefore(first, known)
		}
	}
	return false
}

// breakTies looks for the first one among the choices as good as the best one,
// in what the proof laid aside. It may take as many nodes as the proof did, and
// a thousand; false says that it was not done then.
func (s *search) breakTies() bool {
	s.ties, s.pending, s.aside = true, s.aside, nil
	s.most = 2*s.nodes + 1000
	if s.options.Nodes > 0 {
		s.most = min(s.most, s.options.Nodes)
	}
	heap.Init(&s.pending)
	s.loop()
	complete := !s.stopped
	s.stopped = false
	return complete
}
