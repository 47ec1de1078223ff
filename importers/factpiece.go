package importers

import "raaderum/calc"

// factPiece are neighbouring facts, and what they have in common: the rows that
// they stand in, what is said of them and how they are called. In a register
// that is some thirty of each for a thousand facts.
type factPiece struct {
	facts   []heldFact
	ores    []calc.Money // the amounts that are kept beside the facts, by their places; nil when none is
	rows    sharedList[rowOfFact]
	sayings sharedList[*saying] // what one points to is never written to
	namings sharedList[*naming]
}

const factsInPiece = 1024

// rowOfFact is the row of the sheet that a fact stands in, and the case that it
// belongs to, by its number among the subjects.
type rowOfFact struct{ row, subject uint32 }

// factRefs are the places in the lists of its piece of what a fact refers to.
//
//	bits 31–22  naming
//	bits 21–11  saying
//	bits 10–0   row
type factRefs uint32

// refTo is one of them, by its first bit.
type refTo uint8

const (
	refBits = 11

	toRow    refTo = 0
	toSaying refTo = refBits
	toNaming refTo = 2 * refBits
)

// most is how many things there can be to refer to: as many as a piece has
// facts, and as many again where facts come to refer to others.
func (to refTo) most() int { return min(1<<refBits, 1<<(32-to)) }

func (r factRefs) at(to refTo) int { return int(r>>to) & (1<<refBits - 1) }

func (r *factRefs) set(to refTo, at int) {
	*r = *r&^((1<<refBits-1)<<to) | factRefs(at)<<to
}

// standing, saying and naming are what the fact at a place of the piece refers to.
func (p *factPiece) standing(i int32) rowOfFact { return p.rows.things[p.facts[i].refs.at(toRow)] }
func (p *factPiece) saying(i int32) *saying     { return p.sayings.things[p.facts[i].refs.at(toSaying)] }
func (p *factPiece) naming(i int32) *naming     { return p.namings.things[p.facts[i].refs.at(toNaming)] }

func (p *factPiece) stand(i int32, row rowOfFact) { p.rows.refer(p.facts, i, toRow, row) }
func (p *factPiece) say(i int32, said *saying)    { p.sayings.refer(p.facts, i, toSaying, said) }
func (p *factPiece) call(i int32, name *naming)   { p.namings.refer(p.facts, i, toNaming, name) }

// ore is the amount of the fact at a place of the piece.
func (p *factPiece) ore(i int32) calc.Money {
	switch held := &p.facts[i]; held.held.oreFrom() {
	case oreWritten:
		ore, _ := held.written()
		return ore
	case oreTurned:
		ore, _ := held.written()
		return -ore
	case oreKept:
		return p.ores[i]
	}
	return 0
}

func (p *factPiece) setOre(i int32, ore calc.Money) {
	held := &p.facts[i]
	switch written, whole := held.written(); {
	case ore == 0:
		held.held.setOreFrom(noOre)
	case whole && ore == written:
		held.held.setOreFrom(oreWritten)
	case whole && ore == -written:
		held.held.setOreFrom(oreTurned)
	default:
		if n := int(i) + 1; n > len(p.ores) { // as far as the facts go: most books are small
			p.ores = append(p.ores, make([]calc.Money, cap(p.facts)-len(p.ores))...)
		}
		p.ores[i] = ore
		held.held.setOreFrom(oreKept)
	}
}
