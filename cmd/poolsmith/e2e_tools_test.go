//go:build unix

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// toolset runs exported programs and AWS CLI commands.
type toolset struct {
	env    *testEnv // in which scripts find the AWS CLI
	aws    string
	python func(t *testing.T, file string) string
	node   func(t *testing.T, file string) string
}

// realTools starts a process for each program.
func (w *testEnv) realTools() toolset {
	return toolset{
		env: w, aws: "aws",
		python: func(t *testing.T, file string) string { return w.viaProgram(t, "python3", file) },
		node:   func(t *testing.T, file string) string { return w.viaProgram(t, "node", file) },
	}
}

// toolsFolder has what replaces the AWS CLI, python3 and node where many programs
// run.
const toolsFolder = "testdata/tools"

// quickTools run all programs in two processes, which have the SDKs imported.
func (w *testEnv) quickTools(t *testing.T) toolset {
	t.Helper()
	folder, err := filepath.Abs(toolsFolder)
	if err != nil {
		t.Fatal(err)
	}
	port := w.startPython(t, filepath.Join(folder, "server.py"))
	env := append(slices.Clone(w.env), "TOOLS_SERVER="+port, "PATH="+folder+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return toolset{
		env:    &testEnv{binary: w.binary, endpoint: w.endpoint, env: env},
		aws:    filepath.Join(folder, "aws"),
		python: func(t *testing.T, file string) string { return runPython(t, port, file) },
		node:   w.startNode(t, filepath.Join(folder, "server.mjs")),
	}
}

// startServer starts a program that runs others until the test ends.
func (w *testEnv) startServer(t *testing.T, words ...string) (in io.Writer, out *bufio.Reader) {
	t.Helper()
	server := exec.Command(words[0], words[1:]...)
	server.Env, server.Stderr = w.env, os.Stderr
	in, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	return in, bufio.NewReader(output)
}

// startPython starts the server of the AWS CLI and of Python programs, and returns
// its port.
func (w *testEnv) startPython(t *testing.T, server string) (port string) {
	t.Helper()
	_, out := w.startServer(t, "python3", server)
	port, err := out.ReadString('\n')
	if err != nil {
		t.Fatalf("%s does not start: %v", server, err)
	}
	return strings.TrimSpace(port)
}

// runPython has the server run a program in an empty folder, and returns what it
// prints.
func runPython(t *testing.T, port, file string) string {
	t.Helper()
	conn, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	folder := t.TempDir()
	fmt.Fprintf(conn, "3\n%s\x00python3\x00%s\x00", folder, file)
	answer := bufio.NewReader(conn)
	var code, size int
	if _, err := fmt.Fscanf(answer, "%d %d\n", &code, &size); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	rest, err := io.ReadAll(answer)
	if err != nil || code != 0 || len(rest) < size {
		t.Fatalf("%s: exit code %d, %v\n%s", file, code, err, rest)
	}
	return printedID(t, file, folder, string(rest[:size]))
}

// startNode starts the server of JavaScript programs, and returns what has it run
// one in an empty folder.
func (w *testEnv) startNode(t *testing.T, server string) func(t *testing.T, file string) string {
	t.Helper()
	in, out := w.startServer(t, "node", server)
	var one sync.Mutex
	return func(t *testing.T, file string) string {
		t.Helper()
		one.Lock()
		defer one.Unlock()
		folder := t.TempDir()
		var ended struct {
			Code           int
			Output, Errors string
		}
		request, err := json.Marshal(map[string]string{"file": file, "folder": folder})
		if err == nil {
			_, err = fmt.Fprintf(in, "%s\n", request)
		}
		var line []byte
		if err == nil {
			line, err = out.ReadBytes('\n')
		}
		if err == nil {
			err = json.Unmarshal(line, &ended)
		}
		if err != nil || ended.Code != 0 {
			t.Fatalf("%s: exit code %d, %v\n%s%s", file, ended.Code, err, ended.Output, ended.Errors)
		}
		return printedID(t, file, folder, ended.Output)
	}
}

// viaProgram runs a program in an empty folder, and returns the id it prints.
func (w *testEnv) viaProgram(t *testing.T, words ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	c := exec.Command(words[0], words[1:]...)
	c.Dir, c.Env, c.Stdout, c.Stderr = t.TempDir(), w.env, &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", words, err, out.String(), errs.String())
	}
	return printedID(t, strings.Join(words, " "), c.Dir, out.String())
}

// printedID returns the id that a program printed. A program leaves nothing behind
// in its folder.
func printedID(t *testing.T, program, folder, output string) string {
	t.Helper()
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%s: %v: left behind: %v", program, err, left)
	}
	return strings.TrimSuffix(output, "\n")
}
