package browsertest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	pdfContent  = regexp.MustCompile(`/Contents (\d+) 0 R`)
	pdfParents  = regexp.MustCompile(`/StructParents (\d+)`)
	pdfFont     = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	pdfUnicode  = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	pdfDescends = regexp.MustCompile(`/DescendantFonts \[(\d+) 0 R`)
	pdfDescribe = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
	pdfTree     = regexp.MustCompile(`(?s)<</Type /ParentTree\n/Nums \[(.*)\]`)
	pdfPair     = regexp.MustCompile(`(\d+) (\d+) 0 R`)
	pdfWords    = regexp.MustCompile(`\((?:[^\\()]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]+|[\[\]]|[^\s/<>\[\]()]+`)
	pdfMCID     = regexp.MustCompile(`/MCID (\d+)`)
	pdfChars    = regexp.MustCompile(`(?s)beginbfchar\n(.*?)endbfchar`)
	pdfChar     = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>`)
	pdfRanges   = regexp.MustCompile(`(?s)beginbfrange\n(.*?)endbfrange`)
	pdfRange    = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]{4})> (<[0-9A-F]+>|\[[^\]]*\])`)
)

// fonts: 10-001, 31-009, 31-027, 31-028: in the file, and each letter has its meaning.
func (f file) fonts() (faults []string) {
	for _, number := range inOrder(f.words) {
		words := f.words[number]
		if !strings.HasPrefix(words, "<</Type /Font\n") || !strings.Contains(words, "/Subtype /Type0") {
			continue
		}
		if pdfUnicode.FindStringSubmatch(words) == nil {
			faults = append(faults, fmt.Sprintf("font %d does not tell its letters", number))
		}
		within := f.words[reference(pdfDescends, words)]
		if described := f.words[reference(pdfDescribe, within)]; !strings.Contains(described, "/FontFile") || !strings.Contains(within, "/CIDSystemInfo") || !strings.Contains(within, "/CIDToGIDMap") {
			faults = append(faults, fmt.Sprintf("font %d is not whole", number))
		}
	}
	return faults
}

func reference(which *regexp.Regexp, words string) int {
	found := which.FindStringSubmatch(words)
	if found == nil {
		return 0
	}
	return atoi(found[1])
}

// letters are the codes of a font that have a meaning.
func (f file) letters(font int) map[string]bool {
	known := map[string]bool{}
	table := string(f.streams[reference(pdfUnicode, f.words[font])])
	for _, part := range pdfChars.FindAllStringSubmatch(table, -1) {
		for _, one := range pdfChar.FindAllStringSubmatch(part[1], -1) {
			known[one[1]] = !slices.Contains([]string{"0000", "FEFF", "FFFE"}, one[2])
		}
	}
	for _, part := range pdfRanges.FindAllStringSubmatch(table, -1) {
		for _, one := range pdfRange.FindAllStringSubmatch(part[1], -1) {
			for code := hex(one[1]); code <= hex(one[2]); code++ {
				known[fmt.Sprintf("%04X", code)] = true
			}
		}
	}
	return known
}

func hex(digits string) (n int) {
	_, _ = fmt.Sscanf(digits, "%x", &n) // digits, of an expression
	return n
}

// pages: 01-003 to 01-005, 28-008 and 28-009, and that what is drawn and the
// structure know each other.
func (f file) pages() (faults []string) {
	trees := map[int]string{}
	for _, words := range f.words {
		if tree := pdfTree.FindStringSubmatch(words); tree != nil {
			for _, pair := range pdfPair.FindAllStringSubmatch(tree[1], -1) {
				trees[atoi(pair[1])] = f.words[atoi(pair[2])]
			}
		}
	}
	for _, number := range inOrder(f.words) {
		words := f.words[number]
		form := strings.Contains(words, "/Subtype /Form\n")
		if !strings.HasPrefix(words, "<</Type /Page\n") && !form {
			continue
		}
		drawn := f.streams[number]
		if !form {
			drawn = f.streams[reference(pdfContent, words)]
			if !strings.Contains(words, "/Tabs /S\n") {
				faults = append(faults, fmt.Sprintf("page %d has no order of its links", number))
			}
		}
		known := 0
		if parents := pdfParents.FindStringSubmatch(words); parents != nil {
			known = len(pdfNumber.FindAllString(trees[atoi(parents[1])], -1))
		}
		fonts := map[string]map[string]bool{}
		for _, font := range pdfFont.FindAllStringSubmatch(words, -1) {
			fonts["/"+font[1]] = f.letters(atoi(font[2]))
		}
		for _, fault := range drawnFaults(string(drawn), known, fonts) {
			faults = append(faults, fmt.Sprintf("page %d: %s", number, fault))
		}
	}
	return faults
}

// painting are the operators that leave something on the page. A form's drawing is
// looked at by itself.
var painting = strings.Fields("f F f* S s B B* b b* Tj TJ ' \" sh EI")

// drawnFaults goes through what is drawn, with how many pieces the structure knows,
// and the letters of each font.
func drawnFaults(drawn string, known int, fonts map[string]map[string]bool) (faults []string) {
	var marks []string // the marked content under way, with what stands before it
	said := map[string]bool{}
	fault := func(format string, values ...any) {
		if text := fmt.Sprintf(format, values...); !said[text] {
			said[text] = true
			faults = append(faults, text)
		}
	}
	count := func(what string) (n int) {
		for _, mark := range marks {
			if strings.Contains(mark, what) {
				n++
			}
		}
		return n
	}
	var operands []string
	font := ""
	for _, word := range pdfWords.FindAllString(drawn, -1) {
		if strings.ContainsAny(word[:1], "/<>[](+-.0123456789") {
			operands = append(operands, word)
			continue
		}
		all := strings.Join(operands, " ")
		switch {
		case word == "BDC" || word == "BMC":
			artifact, told := strings.HasPrefix(all, "/Artifact"), pdfMCID.FindStringSubmatch(all)
			if artifact && count("/MCID") > 0 || told != nil && count("/Artifact") > 0 {
				fault("an artifact and what is told in one another")
			}
			if told != nil && atoi(told[1]) >= known {
				fault("piece %s is in no structure", told[1])
			}
			marks = append(marks, all)
		case word == "EMC" && len(marks) == 0:
			fault("an end without a beginning")
		case word == "EMC":
			marks = marks[:len(marks)-1]
		case word == "Tf":
			font = operands[0]
		case slices.Contains(painting, word):
			if count("/MCID")+count("/Artifact") == 0 {
				fault("%s draws what is neither told nor an artifact", word)
			}
		}
		if word == "Tj" && strings.HasPrefix(all, "<") {
			for code := strings.Trim(all, "<>"); len(code) >= 4; code = code[4:] {
				if !fonts[font][code[:4]] {
					fault("letter %s of %s has no meaning", code[:4], font)
				}
			}
		}
		operands = nil
	}
	if len(marks) > 0 {
		fault("what is marked does not end")
	}
	return faults
}
