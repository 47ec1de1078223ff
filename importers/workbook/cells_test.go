package workbook

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const someStyles = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00\ &quot;kr.&quot;"/></numFmts>
<fonts><font><sz val="11"/></font><font><b/></font><font><strike/></font><font><b val="0"/><strike val="false"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"><fgColor rgb="FF00FF00"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>
<cellStyleXfs><xf numFmtId="14" fontId="1"/></cellStyleXfs>
<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="14" fontId="1" fillId="0"/><xf numFmtId="164" fontId="2" fillId="2"/><xf numFmtId="165" fontId="3" fillId="1"/></cellXfs></styleSheet>`

// shown is all that a cell tells.
type shown struct {
	Row, Col               int
	Kind                   Kind
	Raw, Formula           string
	Number                 float64
	Format, Fill           string
	Struck, Bold, Uncached bool
	Comment                string
}

func shownOf(cell *Cell) shown {
	return shown{
		cell.Row(), cell.Col(), cell.Kind(), cell.Raw(), cell.Formula(), cell.Number(), cell.Format(), cell.Fill(),
		cell.Struck(), cell.Bold(), cell.Uncached(), cell.Comment(),
	}
}

// Every kind of cell that Excel stores, and those that lie about their type.
func TestCells(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want shown
	}{
		"a number":                   {`<c r="A1"><v>0.5</v></c>`, shown{Kind: Number, Raw: "0.5", Number: 0.5}},
		"a large number":             {`<c r="A1"><v>1.5E+300</v></c>`, shown{Kind: Number, Raw: "1.5E+300", Number: 1.5e300}},
		"a shared string":            {`<c r="A1" t="s"><v>1</v></c>`, shown{Kind: Text, Raw: "31. december"}},
		"a rich string":              {`<c r="A1" t="s"><v>2</v></c>`, shown{Kind: Text, Raw: "fed og mager"}},
		"an inline string":           {`<c r="A1" t="inlineStr"><is><t>Gevinst</t></is></c>`, shown{Kind: Text, Raw: "Gevinst"}},
		"an inline string in runs":   {`<c r="A1" t="inlineStr"><is><r><t>Ge</t></r><r><t>vinst</t></r></is></c>`, shown{Kind: Text, Raw: "Gevinst"}},
		"escapes":                    {`<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_ &lt;&#229;&#x41;&gt;</t></is></c>`, shown{Kind: Text, Raw: "a\rb_x0041_ <åA>"}},
		"cdata":                      {`<c r="A1" t="inlineStr"><is><t><![CDATA[<kr. & øre>]]></t></is></c>`, shown{Kind: Text, Raw: "<kr. & øre>"}},
		"a truth":                    {`<c r="A1" t="b"><v>1</v></c>`, shown{Kind: Bool, Raw: "1"}},
		"an error":                   {`<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`, shown{Kind: Error, Raw: "#DIV/0!", Formula: "1/0"}},
		"a Danish error as text":     {`<c r="A1" t="inlineStr"><is><t>#I/T</t></is></c>`, shown{Kind: Error, Raw: "#I/T"}},
		"a Danish error as string":   {`<c r="A1" t="str"><v>#VÆRDI!</v></c>`, shown{Kind: Error, Raw: "#VÆRDI!"}},
		"a formula":                  {`<c r="A1"><f>B1*2</f><v>4</v></c>`, shown{Kind: Number, Raw: "4", Number: 4, Formula: "B1*2"}},
		"a formula's text":           {`<c r="A1" t="str"><f>"a"&amp;B1</f><v>ab</v></c>`, shown{Kind: Text, Raw: "ab", Formula: `"a"&B1`}},
		"a formula's empty text":     {`<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>`, shown{Kind: Text, Formula: `IF(1,"")`}},
		"a formula without value":    {`<c r="A1"><f>B1*2</f></c>`, shown{Kind: Empty, Formula: "B1*2", Uncached: true}},
		"a formula with blank v":     {`<c r="A1"><f>B1*2</f><v/></c>`, shown{Kind: Empty, Formula: "B1*2", Uncached: true}},
		"a date":                     {`<c r="A1" s="1"><v>41639</v></c>`, shown{Kind: DateTime, Raw: "41639", Number: 41639, Format: "mm-dd-yy", Bold: true}},
		"a date shown as a year":     {`<c r="A1" s="2"><v>41639</v></c>`, shown{Kind: DateTime, Raw: "41639", Number: 41639, Format: "yyyy", Fill: "FFFF00", Struck: true}},
		"an amount with its format":  {`<c r="A1" s="3"><v>12.5</v></c>`, shown{Kind: Number, Raw: "12.5", Number: 12.5, Format: `#,##0.00\ "kr."`}},
		"an ISO date":                {`<c r="A1" t="d"><v>2013-12-31</v></c>`, shown{Kind: DateTime, Raw: "2013-12-31", Number: 41639}},
		"a style that is missing":    {`<c r="A1" s="99"><v>1</v></c>`, shown{Kind: Number, Raw: "1", Number: 1}},
		"a word typed as number":     {`<c r="A1"><v>ukendt</v></c>`, shown{Kind: Text, Raw: "ukendt"}},
		"a word Go reads as number":  {`<c r="A1"><v>Infinity</v></c>`, shown{Kind: Text, Raw: "Infinity"}},
		"a number beyond float64":    {`<c r="A1"><v>1e999</v></c>`, shown{Kind: Text, Raw: "1e999"}},
		"a string that is not":       {`<c r="A1" t="s"><v>99</v></c>`, shown{Kind: Error, Raw: "99"}},
		"a negative string":          {`<c r="A1" t="s"><v>-1</v></c>`, shown{Kind: Error, Raw: "-1"}},
		"a date beyond the calendar": {`<c r="A1" s="1"><v>9999999</v></c>`, shown{Kind: Number, Raw: "9999999", Number: 9999999, Format: "mm-dd-yy", Bold: true}},
	} {
		t.Run(name, func(t *testing.T) {
			book := sheet(`<row r="1">`+c.data+`</row>`).
				with("xl/styles.xml", someStyles).
				with("xl/sharedStrings.xml", `<sst><si><t>nul</t></si><si><t>31. december</t></si><si><r><rPr><b/></rPr><t>fed</t></r><r><t xml:space="preserve"> og mager</t></r><rPh sb="0" eb="1"><t>lyd</t></rPh></si></sst>`).
				read(t)
			got := book.Sheets[0].At(1, 1)
			if got == nil {
				t.Fatal("the cell is empty")
			}
			c.want.Row, c.want.Col = 1, 1
			if diff := cmp.Diff(c.want, shownOf(got)); diff != "" {
				t.Error(diff)
			}
			if want := "2013-12-31"; got.Kind() == DateTime && got.Time().Format("2006-01-02") != want {
				t.Errorf("the date is %s, want %s", got.Time(), want)
			}
		})
	}
}

// Cells and rows that do not say where they are follow the ones before; those
// out of order are put in order; one stored twice is warned of.
func TestPlaces(t *testing.T) {
	for name, c := range map[string]struct {
		data, want string
	}{
		"without places":       {`<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, "A1=1 B1=2 A2=3"},
		"with gaps":            {`<row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row>`, "C3=1 D3=2"},
		"out of order":         {`<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`, "A1=1 A2=3 B2=4"},
		"a row in two parts":   {`<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>`, "A1=1 B1=2 A2=3"},
		"the edge":             {`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, "XFD1048576=1"},
		"empty cells":          {`<row r="1"><c r="A1"/><c r="B1" s="0"/><c r="C1"><v></v></c><c r="D1"><v>1</v></c></row>`, "D1=1"},
		"lower case":           {`<row r="1"><c r="aa1"><v>1</v></c></row>`, "AA1=1"},
		"in another row's tag": {`<row r="1"><c r="A2"><v>2</v></c><c r="A1"><v>1</v></c></row>`, "A1=1 A2=2"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := listed(sheet(c.data).read(t).Sheets[0]); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	twice := sheet(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`).read(t)
	if got := listed(twice.Sheets[0]); got != "A1=1" {
		t.Errorf("a cell stored twice reads %s", got)
	}
	if diff := cmp.Diff([]Warning{{CodeDuplicateCell, "Ark1", "A1"}}, twice.Warnings); diff != "" {
		t.Error(diff)
	}
}

func listed(sheet *Sheet) string {
	var all []string
	for _, row := range sheet.Rows {
		for _, cell := range row.Cells {
			all = append(all, cell.Ref()+"="+cell.Raw())
		}
	}
	return strings.Join(all, " ")
}

// 31 December 2013 is 41639 in the 1900 system and 40177 in the 1904 system
// (the two lie 1462 days apart, Microsoft KB 214330).
func TestDate1904(t *testing.T) {
	book := sheet(`<row><c s="1"><v>40177</v></c></row>`).
		with("xl/styles.xml", someStyles).
		with("xl/workbook.xml", strings.Replace(bookXML, "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)).
		read(t)
	if got := book.Sheets[0].At(1, 1).Time().Format("2006-01-02"); got != "2013-12-31" || !book.Date1904 {
		t.Errorf("40177 in the 1904 system is %s", got)
	}
}

// Excel's own calendar: 1 is 1 January 1900, 59 is 28 February, 60 never was,
// 61 is 1 March; ECMA-376 18.17.4.1.
func TestDateOf(t *testing.T) {
	for serial, want := range map[float64]string{
		1: "1900-01-01 00:00:00", 59: "1900-02-28 00:00:00", 61: "1900-03-01 00:00:00", 41639.75: "2013-12-31 18:00:00",
		2958465: "9999-12-31 00:00:00", 0.5: "1899-12-31 12:00:00",
	} {
		got, ok := dateOf(serial, false)
		if text := got.Format("2006-01-02 15:04:05"); !ok || text != want {
			t.Errorf("dateOf(%v) = %s, %v; want %s", serial, text, ok, want)
		}
		if serial > 1 && serialOf(got, false) != serial {
			t.Errorf("serialOf(dateOf(%v)) = %v", serial, serialOf(got, false))
		}
	}
	for _, serial := range []float64{60, 60.5, -1, 2958466} {
		if got, ok := dateOf(serial, false); ok {
			t.Errorf("dateOf(%v) = %s, want none", serial, got)
		}
	}
}

func TestIsDateFormat(t *testing.T) {
	for code, want := range map[string]bool{
		"": false, "yyyy": true, "dd-mm-yyyy": true, "[$-406]d. mmmm yyyy": true, "mmm-yy": true, "h:mm": true, "mm:ss.0": true,
		`[$-411]ggge"年"m"月"d"日";@`: true, "[h]:mm": false, "General": false, "#,##0": false, `#,##0.00 "kr. md"`: false, "0.00E+00": false,
		`0" d"`: false, `#,##0\ \d`: false, "[Red]0.00": false, "@": false, "0%": false, "# ?/?": false, `_-* #,##0\ _k_r_.`: false, "yyyy;@": true,
	} {
		if got := isDateFormat(code); got != want {
			t.Errorf("isDateFormat(%q) = %v", code, got)
		}
	}
}

func TestSharedFormulas(t *testing.T) {
	book := sheet(`<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1+$C$1+SUM('Ark 1'!D1:D$9)&amp;"B1"+LOG10(B1)</f><v>1</v></c></row>` +
		`<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>`).read(t)
	for ref, want := range map[string]string{
		"A2": `B2+$C$1+SUM('Ark 1'!D2:D$9)&"B1"+LOG10(B2)`,
		"B3": `C3+$C$1+SUM('Ark 1'!E3:E$9)&"B1"+LOG10(C3)`,
	} {
		row, col, _ := ParseRef(ref)
		if got := book.Sheets[0].At(row, col).Formula(); got != want {
			t.Errorf("%s = %s, want %s", ref, got, want)
		}
	}
	if got := shiftFormula("A1", -1, 0); got != "#REF!" {
		t.Errorf("a reference off the sheet is %s", got)
	}
}

func TestRefs(t *testing.T) {
	for ref, want := range map[string][2]int{"A1": {1, 1}, "D14": {14, 4}, "$AB$3": {3, 28}, "XFD1048576": {1048576, 16384}} {
		row, col, ok := ParseRef(ref)
		if !ok || [2]int{row, col} != want {
			t.Errorf("ParseRef(%q) = %d, %d, %v", ref, row, col, ok)
		}
		if got := Ref(row, col); got != strings.ReplaceAll(ref, "$", "") {
			t.Errorf("Ref(%d, %d) = %s, want %s", row, col, got, ref)
		}
	}
	for _, ref := range []string{"", "A", "1", "A0", "XFE1", "A1048577", "ABCD1", "A1B", "A99999999999"} {
		if row, col, ok := ParseRef(ref); ok {
			t.Errorf("ParseRef(%q) = %d, %d", ref, row, col)
		}
	}
	for ref, want := range map[string]Range{"B4:D14": {4, 2, 14, 4}, "D14:B4": {4, 2, 14, 4}, "B4": {4, 2, 4, 2}, "B:D": {1, 2, maxRow, 4}, "$4:$5": {4, 1, 5, maxCol}} {
		if got, ok := ParseRange(ref); !ok || got != want {
			t.Errorf("ParseRange(%q) = %v, %v", ref, got, ok)
		}
	}
	for _, ref := range []string{"", ":", "A:", "4", "B", "A1:B2:C3"} {
		if got, ok := ParseRange(ref); ok {
			t.Errorf("ParseRange(%q) = %v", ref, got)
		}
	}
}
