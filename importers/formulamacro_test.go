package importers

import "testing"

// Functions of a workbook's own are known by how they are spelled; Excel's own,
// also those it writes with a prefix, and texts in formulas are none.
func TestMacrosInFormulasAreKnown(t *testing.T) {
	for formula, want := range map[string]bool{
		"Tilbagebetaling(B2:D2)":          true,
		"SUM(B2,Årsgevinst(C4))":          true,
		"SUM(B2:B4)":                      false,
		"sum(B2:B4)":                      false,
		"_xlfn.XLOOKUP(A1,B:B,C:C)":       false,
		"IF(A1=\"Tid(dage)\",1,2)":        false,
		"'Ark (gammel)'!B2*2":             false,
		"NPV(0.04,Forudsætninger(2)*1,2)": true,
	} {
		if callsMacro(formula) != want {
			t.Errorf("%s: %v", formula, !want)
		}
	}
}

// An amount that rests on a macro in another cell is told of, at the amount and
// with the cell that calls it.
func TestAmountsThatRestOnMacrosAreTold(t *testing.T) {
	readHardBooks(t, []hardBook{{
		name: "a function of the workbook's own",
		sheets: []hardSheet{{name: "Økonomi", text: `
*Digital post*
t.kr., 2016-priser
Post | 2016 | 2017
Udgifter
Licens | 200 | 50
Gevinster
Porto | =D7*2 -> 100 | 300 | =Portopris(B5) -> 50`}},
		in: 1000, finds: []string{"formula-macro Økonomi!B7"},
		want: `cost B5 2016 200, C5 2017 50
			benefit B7 2016 100, C7 2017 300`,
	}})
}
