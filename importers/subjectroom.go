package importers

// subjectRoom is where a register's cases are made: it has tens of thousands, so
// they are made some at a time, and none is rounded up.
type subjectRoom struct {
	subjects []subject
	cases    []Case
}

// What Go has sizes for, just below: 8 kB with a header of their own.
const (
	subjectsInRoom = 102
	casesInRoom    = 42
)

// subject is a new one, where there are so many already.
func (room *subjectRoom) subject(known int) *subject {
	if len(room.subjects) == 0 {
		room.subjects = make([]subject, min(subjectsInRoom, known+1))
	}
	if len(room.cases) == 0 {
		room.cases = make([]Case, min(casesInRoom, known+1))
	}
	s := &room.subjects[0]
	s.Case = &room.cases[0]
	room.subjects, room.cases = room.subjects[1:], room.cases[1:]
	return s
}

// gatherCases moves the cases into the list that the reading ends with, while
// there is room for it: before the lines are made.
func (r *reader) gatherCases() {
	r.gathered, r.room = make([]Case, len(r.subjects)), subjectRoom{}
	for i, s := range r.subjects {
		r.gathered[i] = *s.Case
		s.Case = &r.gathered[i]
	}
}

// cases are the cases as the contract writes them: the gathered ones without
// those that were dropped.
func (r *reader) cases() []Case {
	cases := r.gathered[:0]
	for _, s := range r.subjects {
		if s.dropped {
			continue
		}
		if s.Lines == nil {
			s.Lines = []Line{}
		}
		cases = append(cases, *s.Case)
	}
	clear(r.gathered[min(len(cases), len(r.gathered)):])
	return cases
}
