package portfolio

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest texts that are stored, in letters: of one line, such as a name or a
// title, and of any other. What is longer belongs in a document of its own.
const (
	MaxLine = 300
	MaxText = 20_000
)

// lines are the fields that are one line, by their names in documents.
var lines = map[string]bool{
	"title": true, "number": true, "record": true, "name": true, "email": true, "owner": true, "coordinator": true, "appointedBy": true,
	"taskForce": true, "members": true, "councilName": true, "body": true, "label": true, "added": true, "project-owner": true,
	"system-owner": true, "record-number": true, "account": true, "licence": true,
}

// CheckTexts tells every text of a value that is too long to be stored, or has
// characters that nobody sees and that no text of its kind has, each at its field.
// It looks into everything the value holds, so that a new text has a limit too.
func CheckTexts(value any) error {
	var errs []error
	checkTexts("", "", reflect.ValueOf(value), &errs)
	return errors.Join(errs...)
}

func checkTexts(place, name string, value reflect.Value, errs *[]error) {
	switch value.Kind() {
	case reflect.String:
		if err := CheckText(place, name, value.String()); err != nil {
			*errs = append(*errs, err)
		}
	case reflect.Pointer, reflect.Interface:
		if !value.IsNil() {
			checkTexts(place, name, value.Elem(), errs)
		}
	case reflect.Slice, reflect.Array:
		if value.Type().Elem().Kind() == reflect.Uint8 {
			return // a file
		}
		for i := range value.Len() {
			checkTexts(fmt.Sprintf("%s[%d]", place, i), name, value.Index(i), errs)
		}
	case reflect.Map:
		keys := value.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		for _, key := range keys {
			inner := fmt.Sprint(key)
			checkTexts(joinPath(place, inner), inner, value.MapIndex(key), errs)
		}
	case reflect.Struct:
		for i := range value.NumField() {
			field := value.Type().Field(i)
			if field.IsExported() {
				inner := fieldName(field)
				checkTexts(joinPath(place, inner), inner, value.Field(i), errs)
			}
		}
	}
}

// CheckText tells whether one text can be stored: place is its field, and name what
// decides whether it is one line.
func CheckText(place, name, text string) error {
	most := MaxText
	if lines[name] {
		most = MaxLine
	}
	wrong := &Error{Code: CodeInvalid, Args: map[string]any{"field": place, "most": most}, Place: Place{Field: place}}
	if n := utf8.RuneCountInString(text); n > most {
		wrong.Key, wrong.Args["n"] = "text.too-long", n
		return wrong
	}
	unseen := func(r rune) bool {
		inText := r == '\n' || r == '\r' || r == '\t'
		return unicode.IsControl(r) && (lines[name] || !inText) || turnsText(r)
	}
	at := strings.IndexFunc(text, unseen)
	if !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && !blank(r) }) {
		at = max(at, strings.IndexFunc(text, blank)) // it looks empty and is not
	}
	if at >= 0 {
		r, _ := utf8.DecodeRuneInString(text[at:])
		wrong.Key, wrong.Args["code"], wrong.Args["n"] = "text.unseen", fmt.Sprintf("U+%04X", r), utf8.RuneCountInString(text[:at])+1
		return wrong
	}
	return nil
}

// blank tells whether a character has no look of its own and is no space, though it
// may well stand in a word: a soft hyphen, a joiner.
func blank(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == '\u2800'
}

// turnsText tells whether a character only changes the direction that the others are
// read in, with which a text can look like another.
func turnsText(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// fieldName is what a document calls a field.
func fieldName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		return strings.ToLower(field.Name[:1]) + field.Name[1:]
	}
	return name
}

// CheckTexts tells what is wrong with what a user is called.
func (u User) CheckTexts() error {
	return errors.Join(CheckText("name", "name", u.Name), CheckText("email", "email", u.Email))
}
