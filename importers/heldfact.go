package importers

import "raaderum/calc"

// heldFact is what facts hold of one, in 12 bytes.
type heldFact struct {
	coefficient int32 // of its number, with the scale in held
	refs        factRefs
	held        packedFact
}

// packedFact is the rest of a fact: its column, and how its number was read.
//
//	bits 31–18  column - 1
//	bits 17–14  state
//	bits 13–11  the number's own unit
//	bits 10–8   the measure that the amount is in
//	bits 7–3    scale of the number; scaleElsewhere when it is not held
//	bits 1–0    where the amount comes from
type packedFact uint32

const (
	packedScale   = 3
	packedMeasure = packedScale + 5
	packedUnit    = packedMeasure + 3
	packedState   = packedUnit + 3
	packedCol     = packedState + 4

	scaleElsewhere = 1<<5 - 1
	oreMask        = packedFact(1<<2 - 1)
	valueMask      = packedFact(1<<packedCol-1) &^ oreMask
)

// oreFrom is where the amount of a fact comes from. Nearly always it is the
// number that the fact holds already, and then it is not held beside it.
type oreFrom uint8

const (
	noOre      oreFrom = iota // 0
	oreWritten                // what the number is in its measure
	oreTurned                 // that with the other sign
	oreKept                   // another amount, kept beside the piece
)

func (p packedFact) col() int          { return int(p>>packedCol) + 1 }
func (p packedFact) oreFrom() oreFrom  { return oreFrom(p & oreMask) }
func (p packedFact) measure() measure  { return measure(p >> packedMeasure & (1<<3 - 1)) }
func (p packedFact) unit() measure     { return measure(p >> packedUnit & (1<<3 - 1)) }
func (p packedFact) state() valueState { return valueState(p >> packedState & (1<<4 - 1)) }
func (p packedFact) scale() int8       { return int8(p >> packedScale & scaleElsewhere) }

func (p *packedFact) setOreFrom(from oreFrom) { *p = *p&^oreMask | packedFact(from) }

// value is what the fact holds of its number.
func (f *heldFact) value() heldValue {
	v := heldValue{coefficient: f.coefficient, scale: f.held.scale(), state: f.held.state(), unit: f.held.unit(), measure: f.held.measure()}
	if v.scale == scaleElsewhere {
		v.scale = elsewhere
	}
	return v
}

// setValue leaves the column and where the amount comes from.
func (f *heldFact) setValue(v heldValue) {
	scale := packedFact(scaleElsewhere)
	if v.scale != elsewhere {
		scale = packedFact(v.scale)
	}
	f.coefficient = v.coefficient
	f.held = f.held&^valueMask | scale<<packedScale | packedFact(v.measure)<<packedMeasure | packedFact(v.unit)<<packedUnit | packedFact(v.state)<<packedState
}

// written is the number in its measure, where that is a whole number of øre.
func (f *heldFact) written() (ore calc.Money, whole bool) {
	scale := f.held.scale()
	n := int64(f.coefficient) * orePer[f.held.measure()] // below 2^58
	if scale == 0 {
		return calc.Money(n), n != 0
	}
	if int(scale) >= len(powersOfTen) {
		return 0, false
	}
	power := powersOfTen[scale]
	return calc.Money(n / power), n != 0 && n%power == 0
}

// orePer is how many øre there are to one in each measure; 0 for those that are
// not kroner.
var orePer = [notMoney + 1]int64{kroner: 100, thousands: 100_000, millions: 100_000_000}

var powersOfTen = [...]int64{1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000}
