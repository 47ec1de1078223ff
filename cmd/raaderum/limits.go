package main

import (
	"github.com/spf13/cobra"

	"raaderum/importers/workbook"
)

// limits are what a file may cost the reader, as flags say it: sizes in whole
// megabytes. What is not set, or 0, is the reader's default.
type limits struct {
	workbook.Limits
	megabytes, unzipped, memory int64
}

// flags are the --limit- flags of the commands that read files.
func (l *limits) flags(cmd *cobra.Command, env *environment) {
	flags, usual := cmd.Flags(), workbook.DefaultLimits
	flags.Int64Var(&l.megabytes, "limit-megabytes", usual.Bytes>>20, env.say("flag.limit-megabytes"))
	flags.Int64Var(&l.unzipped, "limit-unzipped", usual.Unzipped>>20, env.say("flag.limit-unzipped"))
	flags.Int64Var(&l.Ratio, "limit-ratio", usual.Ratio, env.say("flag.limit-ratio"))
	flags.IntVar(&l.Cells, "limit-cells", usual.Cells, env.say("flag.limit-cells"))
	flags.IntVar(&l.Rows, "limit-rows", usual.Rows, env.say("flag.limit-rows"))
	flags.IntVar(&l.Columns, "limit-columns", usual.Columns, env.say("flag.limit-columns"))
	flags.IntVar(&l.Sheets, "limit-sheets", usual.Sheets, env.say("flag.limit-sheets"))
	flags.Int64Var(&l.memory, "limit-memory", usual.Memory>>20, env.say("flag.limit-memory"))
	flags.DurationVar(&l.Time, "limit-time", usual.Time, env.say("flag.limit-time"))
}

// given are the limits for the reader.
func (l *limits) given() workbook.Limits {
	given := l.Limits
	given.Bytes, given.Unzipped, given.Memory = l.megabytes<<20, l.unzipped<<20, l.memory<<20
	return given
}
