package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"raaderum/cmd/raaderum/internal/web"
	"raaderum/portfolio/store"
)

// serving is what `serve` was asked for.
type serving struct {
	addr      string
	database  string
	publicURL string // "" is the address itself
	statement string
	level     slog.Level
	demo      bool
	limits    limits
	upload    int64 // megabytes in one upload
	files     int   // and files, unpacked
}

func newServeCommand(env *environment) *cobra.Command {
	var o serving
	var level string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: env.say("command.serve"),
		Long:  env.say("command.serve.long"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.level.UnmarshalText([]byte(level)); err != nil {
				return &usageError{key: "flag-value", args: map[string]any{"flag": "--log-level", "value": level}, command: cmd.CommandPath()}
			}
			if o.demo && !cmd.Flags().Changed("log-level") {
				o.level = slog.LevelWarn // the links are what is to be read
			}
			if o.demo && cmd.Flags().Changed("database") {
				return &usageError{key: "demo-database", command: cmd.CommandPath()}
			}
			return o.run(cmd.Context(), env)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.addr, "addr", "127.0.0.1:8080", env.say("flag.addr"))
	databaseFlag(cmd, env, &o.database)
	flags.BoolVar(&o.demo, "demo", false, env.say("flag.demo"))
	flags.StringVar(&o.publicURL, "public-url", "", env.say("flag.public-url"))
	flags.StringVar(&o.statement, "accessibility-statement", "", env.say("flag.accessibility-statement"))
	o.limits.flags(cmd, env)
	flags.Int64Var(&o.upload, "limit-upload", web.DefaultUploadBytes>>20, env.say("flag.limit-upload"))
	flags.IntVar(&o.files, "limit-files", web.DefaultUploadFiles, env.say("flag.limit-files"))
	flags.StringVar(&level, "log-level", "info", env.say("flag.log-level"))
	return cmd
}

// run listens, opens the database, and answers until the context ends.
func (o serving) run(ctx context.Context, env *environment) error {
	listener, err := o.listen(ctx)
	if err != nil {
		return err
	}
	defer listener.Close()
	base := o.publicURL
	if base == "" {
		base = "http://" + reachable(listener.Addr())
	}
	database, done, err := o.openDatabase(ctx, env)
	if err != nil {
		return err
	}
	defer done()
	server, err := web.New(web.Config{
		Store:                  database,
		Now:                    env.now,
		Log:                    env.log(o.level),
		Calculate:              calculator(env),
		Select:                 selector(env),
		Evaluate:               evaluator(env),
		Limits:                 o.limits.given(),
		UploadBytes:            o.upload << 20,
		UploadFiles:            o.files,
		TLS:                    strings.HasPrefix(base, "https:"),
		OpenLinks:              o.demo,
		AccessibilityStatement: o.statement,
	})
	if err != nil {
		return err
	}
	if o.demo {
		if err := showDemo(ctx, env, database, base); err != nil {
			return err
		}
	}
	if err := hintWhenEmpty(ctx, env, database); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(env.stdout, "ready", base); err != nil {
		return err
	}
	return server.Serve(ctx, listener)
}

// listen takes the address. The demo's links are open to whoever can reach
// them, so it listens on this machine only.
func (o serving) listen(ctx context.Context) (net.Listener, error) {
	if o.publicURL != "" {
		if u, err := url.Parse(o.publicURL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, o.badFlag("--public-url", o.publicURL, err)
		}
	}
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return nil, o.badFlag("--addr", o.addr, err)
	}
	if o.demo && !isLoopback(host) {
		return nil, &usageError{key: "demo-loopback", args: map[string]any{"addr": o.addr}, command: "raaderum serve"}
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", o.addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, &usageError{key: "addr-in-use", args: map[string]any{"addr": o.addr}, err: err}
	case err != nil:
		return nil, &usageError{key: "addr", args: map[string]any{"addr": o.addr}, err: err}
	}
	return listener, nil
}

func (o serving) badFlag(flag, value string, err error) error {
	return &usageError{key: "flag-value", args: map[string]any{"flag": flag, "value": value}, command: "raaderum serve", err: err}
}

// reachable is the address as a browser on this machine can use it: listening
// on every address is no address.
func reachable(address net.Addr) string {
	if tcp, ok := address.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
	}
	return address.String()
}

// hintWhenEmpty says how to begin when there is nobody who could log in.
func hintWhenEmpty(ctx context.Context, env *environment, database *store.Store) error {
	all, err := database.Organisations(ctx)
	if err == nil && len(all) == 0 {
		_, err = fmt.Fprintln(env.stderr, env.say("serve.empty"))
	}
	return err
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// openDatabase opens the database that was asked for, or an empty one that is
// gone afterwards.
func (o serving) openDatabase(ctx context.Context, env *environment) (*store.Store, func(), error) {
	address, remove := o.database, func() {}
	if o.demo {
		var err error
		if address, remove, err = temporaryDatabase(); err != nil {
			return nil, nil, err
		}
	}
	database, err := store.Open(ctx, address, env.now)
	if err != nil {
		remove()
		return nil, nil, err
	}
	env.tellClock(database)
	return database, func() {
		if err := database.Close(); err != nil {
			env.log(o.level).Warn("closing the database", "error", err)
		}
		remove()
	}, nil
}
