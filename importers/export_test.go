package importers

import "slices"

// KnownQuestion tells whether an answer's key may begin with a code.
func KnownQuestion(code string) bool { return slices.Contains(questionCodes, code) }
