package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"raaderum/portfolio/store"
)

// newRestoreCommand puts a backup into an empty database, and verifies it there.
func newRestoreCommand(env *environment) *cobra.Command {
	var url string
	cmd := &cobra.Command{
		Use:   "restore " + env.say("argument.backup-file"),
		Short: env.say("command.restore"),
		Long:  env.say("command.restore.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			manifest, err := readBackup(cmd, env, url, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.stdout, "%s\n%s\n",
				env.say("restore.done", "file", args[0], "rows", int(manifest.Rows()), "tables", len(manifest.Tables), "time", toTheMinute(manifest.Taken)),
				env.say("restore.log-in"))
			if err != nil {
				return err
			}
			return verifyRestored(cmd, env, url)
		},
	}
	databaseFlag(cmd, env, &url)
	return cmd
}

func readBackup(cmd *cobra.Command, env *environment, url, name string) (manifest store.BackupManifest, err error) {
	file, err := os.Open(name)
	if err != nil {
		return manifest, unreadable(name, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return manifest, unreadable(name, err)
	}
	if !info.Mode().IsRegular() {
		return manifest, unreadable(name, nil)
	}
	manifest, err = store.Restore(cmd.Context(), url, file, info.Size(), env.realNow())
	return manifest, inFile(name, err)
}

func unreadable(name string, cause error) error {
	return &usageError{key: "file-unreadable", args: map[string]any{"file": name}, err: cause}
}

// verifyRestored is `raaderum verify` of the whole database.
func verifyRestored(cmd *cobra.Command, env *environment, url string) error {
	return withDatabase(cmd, env, url, func(database *store.Store) error {
		run := &verifyRun{env: env}
		if err := run.database(cmd.Context(), database, ""); err != nil {
			return err
		}
		return run.done()
	})
}
