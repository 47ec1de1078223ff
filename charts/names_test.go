package charts

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// However marks lie, no name covers a mark or another name or leaves its room.
func TestNamesKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		room := box{40, 40, 400, 300}
		axis := box{40, 199, 400, 201}
		var marks []mark
		for i := range rapid.IntRange(0, 25).Draw(t, "marks") {
			marks = append(marks, mark{
				name: fmt.Sprintf("GR-2014-%02d", i), room: room,
				x:    rapid.Float64Range(40, 400).Draw(t, "x"),
				y:    rapid.Float64Range(40, 300).Draw(t, "y"),
				size: rapid.Float64Range(9, 40).Draw(t, "size"),
			})
		}
		places := placeNames(marks, []box{axis}, 110)
		for i, p := range places {
			if p == nil {
				continue
			}
			if !p.box.within(room) || p.box.meets(axis) {
				t.Errorf("%s leaves its room or lies over the axis: %+v", marks[i].name, p.box)
			}
			for j, other := range marks {
				if p.box.meets(other.box()) {
					t.Errorf("%s lies over the mark of %s", marks[i].name, other.name)
				}
				if j < i && places[j] != nil && p.box.meets(places[j].box) {
					t.Errorf("%s lies over %s", marks[i].name, other.name)
				}
			}
		}
	})
}

// A mark on its own has its name to the right, without a line; in a corner the
// name goes where there is room.
func TestNamesBeside(t *testing.T) {
	room := box{0, 0, 200, 100}
	places := placeNames([]mark{
		{name: "A", x: 50, y: 50, size: 10, room: room},
		{name: "B", x: 195, y: 50, size: 10, room: room},
	}, nil, 110)
	if p := places[0]; p == nil || p.leader != nil || p.box.left != 57 { // 50 + 10/2 + 2
		t.Errorf("A stands at %+v", p)
	}
	if p := places[1]; p == nil || p.leader != nil || p.box.right != 188 { // 195 − 10/2 − 2
		t.Errorf("B stands at %+v", p)
	}
}
