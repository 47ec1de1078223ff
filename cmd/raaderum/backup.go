package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"raaderum/portfolio"
	"raaderum/portfolio/store"
)

// newBackupCommand writes everything in a database to one file, while the server
// goes on working.
func newBackupCommand(env *environment) *cobra.Command {
	var url string
	var force bool
	cmd := &cobra.Command{
		Use:   "backup " + env.say("argument.backup-file"),
		Short: env.say("command.backup"),
		Long:  env.say("command.backup.long"),
		Args:  exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, err := writeBackup(cmd.Context(), env, url, args[0], force)
			if err != nil {
				return err
			}
			return file.tell(env)
		},
	}
	databaseFlag(cmd, env, &url)
	cmd.Flags().BoolVar(&force, "force", false, env.say("flag.backup-force"))
	return cmd
}

// writtenBackup is a backup that was written, and read again from end to end.
type writtenBackup struct {
	store.BackupManifest
	name   string
	size   int64
	sha256 string
}

func (w writtenBackup) tell(env *environment) error {
	_, err := fmt.Fprintf(env.stdout, "%s\n%s\n%s\n",
		env.say("backup.written", "file", w.name, "rows", int(w.Rows()), "tables", len(w.Tables), "size", int(w.size), "time", toTheMinute(w.Taken)),
		env.say("backup.sha256", "sha256", w.sha256),
		env.say("backup.keep-safe"))
	return err
}

// writeBackup writes to a file of its own beside the one that is wanted, and gives it
// the name when all of it is on the disk and can be read: a backup that is broken off
// leaves what was there before. Only the user who ran the command may read it.
func writeBackup(ctx context.Context, env *environment, url, name string, force bool) (written writtenBackup, err error) {
	if err := mayWrite(name, force); err != nil {
		return written, err
	}
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".part-*") // with mode 0600
	if err != nil {
		return written, unwritable(name, err)
	}
	defer os.Remove(file.Name()) //nolint:errcheck // after the rename there is nothing to remove
	defer file.Close()
	sum := sha256.New()
	to := bufio.NewWriterSize(io.MultiWriter(backupWriter{file, name}, sum), 1<<20)
	if written.BackupManifest, err = store.Backup(ctx, url, to, release, env.realNow()); err != nil {
		return written, err
	}
	if err := errors.Join(to.Flush(), file.Sync()); err != nil {
		return written, unwritable(name, err)
	}
	written.name, written.sha256 = name, hex.EncodeToString(sum.Sum(nil))
	if written.size, err = file.Seek(0, io.SeekEnd); err != nil {
		return written, unwritable(name, err)
	}
	if _, err := store.CheckBackup(ctx, file, written.size); err != nil {
		return written, inFile(name, err)
	}
	if err := mayWrite(name, force); err != nil { // somebody else may have been quicker
		return written, err
	}
	if err := errors.Join(file.Close(), os.Rename(file.Name(), name)); err != nil {
		return written, unwritable(name, err)
	}
	return written, syncFolder(name)
}

// mayWrite refuses a name that something has already, unless it may be replaced.
func mayWrite(name string, force bool) error {
	info, err := os.Lstat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return unwritable(name, err)
	case force && info.Mode().IsRegular():
		return nil
	case force:
		return unwritable(name, errors.New("not a file"))
	}
	return &usageError{key: "backup-exists", args: map[string]any{"file": name}}
}

func unwritable(name string, cause error) error {
	return &usageError{key: "file-unwritable", args: map[string]any{"file": name}, err: cause}
}

// syncFolder has the new name on the disk as well.
func syncFolder(name string) error {
	folder, err := os.Open(filepath.Dir(name))
	if err != nil {
		return unwritable(name, err)
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil {
		return unwritable(name, err)
	}
	return nil
}

// backupWriter tells a disk that is full from a database that fails.
type backupWriter struct {
	file *os.File
	name string
}

func (w backupWriter) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	if err != nil {
		err = unwritable(w.name, err)
	}
	return n, err
}

// toTheMinute is the time in Denmark, as an operator looks for it among files.
func toTheMinute(t time.Time) string { return portfolio.InDenmark(t).Format("2006-01-02 15:04") }

// inFile says which file an error is about, when it is not about the database.
func inFile(name string, err error) error {
	var known *portfolio.Error
	if errors.As(err, &known) && (strings.HasPrefix(known.Key, "backup.") || known.Key == "restore.row") {
		said := *known
		said.Place.File = name
		return &said
	}
	return err
}
