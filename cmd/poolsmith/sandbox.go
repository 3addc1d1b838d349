package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

func newSandboxCommand(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "sandbox",
		Short: "Manage sandbox pools, which need no AWS account",
		Long: "The sandbox emulates Cognito on this machine. poolsmith submit --sandbox creates pools in\n" +
			"it, which remain until they are deleted.",
		Example: "poolsmith sandbox serve\npoolsmith sandbox list",
		Args:    noCommand,
		RunE: func(c *cobra.Command, _ []string) error {
			return exit.UsageError("use one of serve, list, clear", "sandbox requires a command")
		},
	}
	c.AddCommand(newSandboxServeCommand(s), newSandboxListCommand(s), newSandboxClearCommand(s))
	return c
}

// Defaults of the sandbox's flags.
const (
	sandboxRegion  = "eu-west-1"
	sandboxAddress = "127.0.0.1:7676"
)

func newSandboxServeCommand(s streams) *cobra.Command {
	var listen, region string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Make the sandbox available to the AWS CLI, Terraform or an app under test",
		Long: "Serve listens on a port of this machine until you press ctrl+c. It prints its URL on standard\n" +
			"output when it is ready. It accepts any credentials, or none.",
		Example: "poolsmith sandbox serve\npoolsmith sandbox serve --listen 127.0.0.1:0 --region us-east-1",
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return serveSandbox(c.Context(), s, listen, region) },
	}
	c.Flags().StringVar(&listen, "listen", sandboxAddress, "listen on ADDRESS, a local IP address and a port; port 0 selects a free one")
	c.Flags().StringVar(&region, "region", "", "create new pools in REGION (default "+sandboxRegion+")")
	return c
}

func serveSandbox(ctx context.Context, s streams, listen, region string) error {
	server, region, err := openSandbox(region)
	if err != nil {
		return err
	}
	listener, err := listenLocally(listen)
	if err != nil {
		return err
	}
	ctx, release := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer release()
	url, stop := serveLocally(listener, server)
	defer stop()
	if err := s.text([]byte(url + "\n")); err != nil {
		return err
	}
	s.say("the sandbox serves %s until you press ctrl+c; try", region)
	s.say("  %s", awsInSandbox("list-user-pools --max-results 60", region, url))
	<-ctx.Done()
	return nil
}

// listenLocally rejects addresses that other machines could reach, because the
// sandbox has no authentication.
func listenLocally(address string) (net.Listener, error) {
	resolved, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, exit.UsageError("use an address such as "+sandboxAddress, "--listen %s: not an address with a port", address)
	}
	if !resolved.IP.IsLoopback() {
		return nil, exit.UsageError("use "+sandboxAddress+", or another port of 127.0.0.1", "--listen %s: the sandbox only listens on this machine", address)
	}
	listener, err := net.ListenTCP("tcp", resolved)
	if err != nil {
		return nil, exit.UsageError("choose another port; 127.0.0.1:0 selects a free one", "--listen %s: %s", address, listenReason(err))
	}
	return listener, nil
}

func listenReason(err error) string {
	if call, ok := errors.AsType[*os.SyscallError](err); ok {
		return call.Err.Error()
	}
	return err.Error()
}

// shutdownTimeout is the time limit of open requests when the server shuts down.
const shutdownTimeout = 2 * time.Second

// serveLocally serves the listener until stop is called.
func serveLocally(listener net.Listener, handler http.Handler) (url string, stop func()) {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		ErrorLog:          log.New(io.Discard, "", 0), // the wizard may use the screen
	}
	go server.Serve(listener)
	return "http://" + listener.Addr().String(), func() {
		ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			server.Close()
		}
	}
}

// openSandbox opens the user's sandbox, and checks that its pools can be read. It
// also returns the Region of new pools.
func openSandbox(region string) (*sandbox.Server, string, error) {
	region = cmp.Or(region, sandboxRegion)
	if !isRegion(region) {
		return nil, "", exit.UsageError("use a Region such as "+sandboxRegion, "%q is not a Region", region)
	}
	file, err := state.NewSandboxFile(os.Getenv)
	if err != nil {
		return nil, "", err
	}
	server := sandbox.New(region, file)
	if _, err := server.Pools(); err != nil {
		return nil, "", exit.UsageError("`poolsmith sandbox clear` deletes all its pools", "%s: the sandbox cannot be opened: %s", file.Path(), strings.TrimPrefix(err.Error(), file.Path()+": "))
	}
	return server, region, nil
}

// sandboxHint returns the hint for an exception that only the sandbox has: it
// cannot write its file.
func sandboxHint(code string) string {
	if code != "SandboxStorageException" {
		return ""
	}
	return "check the permissions and the free space of the folder, or set XDG_STATE_HOME to another folder"
}

// isRegion reports whether a name can be used in ids and ARNs.
func isRegion(name string) bool {
	for _, r := range name {
		if r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return len(name) >= 5 && len(name) <= 32
}

// sandboxClient starts the sandbox inside this process and returns a client
// that reaches it through the SDK. Neither needs an AWS configuration.
func sandboxClient(region string) (client *cognito.Client, stop func(), err error) {
	server, region, err := openSandbox(region)
	if err != nil {
		return nil, nil, err
	}
	listener, err := listenLocally("127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	url, stop := serveLocally(listener, server)
	return cognito.NewLocalClient(url, region), stop, nil
}

// afterSandbox is the information about a new pool in the sandbox: it has no
// issuer, and cannot be called after this process ends.
func afterSandbox(id, region string) cognito.After {
	return cognito.After{Next: []cognito.NextStep{
		{Title: "make the pool available to the AWS CLI", Command: "poolsmith sandbox serve"},
		{Title: "describe it while the sandbox is served", Command: awsInSandbox("describe-user-pool --user-pool-id="+id, region, "http://"+sandboxAddress)},
	}}
}

// awsInSandbox is the command of the AWS CLI that makes a call to the sandbox
// that is served at url.
func awsInSandbox(call, region, url string) string {
	return "aws cognito-idp " + call + " --no-sign-request --region=" + region + " --endpoint-url=" + url
}

// inSandbox describes the sandbox as a destination.
func inSandbox(region string) string { return "the sandbox on this machine, Region " + region }

func newSandboxListCommand(s streams) *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the pools in the sandbox, oldest first",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return listSandbox(s, output) },
	}
	addOutputFlag(c, &output)
	return c
}

func listSandbox(s streams, output string) error {
	if err := checkOutput(output); err != nil {
		return err
	}
	server, _, err := openSandbox("")
	if err != nil {
		return err
	}
	pools, err := server.Pools()
	if err != nil {
		return err
	}
	if output == "text" && len(pools) == 0 {
		s.say("the sandbox is empty; `poolsmith submit --sandbox -i FILE` creates a pool in it")
	}
	return s.text(sandboxList(pools, output))
}

// sandboxPool is a pool in the sandbox.
type sandboxPool struct {
	ID      string    `json:"id"`
	ARN     string    `json:"arn"`
	Name    string    `json:"name"`
	Created time.Time `json:"created"`
}

func sandboxList(pools []*sandbox.StoredPool, output string) []byte {
	list, idWidth := []sandboxPool{}, 0
	for _, p := range pools {
		list = append(list, sandboxPool{p.ID, p.ARN(), p.Name(), p.Created.UTC().Truncate(time.Second)})
		idWidth = max(idWidth, len(p.ID))
	}
	if output == "json" {
		return model.EncodeJSON(list)
	}
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%-*s  %s  %s\n", idWidth, model.Printable(e.ID), e.Created.Local().Format("2006-01-02 15:04"), model.Printable(e.Name))
	}
	return []byte(b.String())
}

func newSandboxClearCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "clear",
		Short: "Delete every pool in the sandbox, including protected ones",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return clearSandbox(s) },
	}
}

// clearSandbox also works if the file cannot be parsed, because it is how to
// recover from that.
func clearSandbox(s streams) error {
	file, err := state.NewSandboxFile(os.Getenv)
	if err != nil {
		return err
	}
	pools, _ := sandbox.New(sandboxRegion, file).Pools()
	if err := file.Change(func([]byte) ([]byte, error) { return nil, nil }); err != nil {
		return exit.UsageError("check the permissions of the folder", "the sandbox cannot be cleared: %s", err)
	}
	s.say("deleted %s", model.Plural(len(pools), "pool"))
	return nil
}
