//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/creack/pty"
)

// The time from the start of the process to its first frame, beside that of
// the smallest Bubble Tea program, turn by turn on the same terminal.
func BenchmarkFirstFrame(b *testing.B) {
	folder := b.TempDir()
	programs := map[string]string{
		"wizard":   build(b, folder, "."),
		"smallest": build(b, folder, "./testdata/smallest"),
	}
	took := map[string][]time.Duration{}
	for b.Loop() {
		for name, program := range programs {
			took[name] = append(took[name], timeToFrame(b, program, folder))
		}
	}
	wizard, smallest := median(took["wizard"]), median(took["smallest"])
	b.ReportMetric(float64(wizard.Microseconds())/1000, "wizard-ms")
	b.ReportMetric(float64(smallest.Microseconds())/1000, "smallest-ms")
	b.ReportMetric(float64(wizard)/float64(smallest), "ratio")
}

// Every format of the largest pool as a whole process, beside the AWS CLI
// printing an empty request, turn by turn.
func BenchmarkEveryFormat(b *testing.B) {
	aws, err := exec.LookPath("aws")
	if err != nil {
		b.Fatal("aws is missing: there is nothing to compare with")
	}
	folder := b.TempDir()
	program := build(b, folder, ".")
	took := map[string][]time.Duration{}
	run := func(name string, args ...string) {
		start := time.Now()
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		took[name] = append(took[name], time.Since(start))
	}
	for i := 0; b.Loop(); i++ {
		run("poolsmith", program, "export", "-i", "../../model/testdata/largest.json", "-f", "all", "-o", filepath.Join(folder, strconv.Itoa(i)))
		run("aws", aws, "cognito-idp", "create-user-pool", "--generate-cli-skeleton")
	}
	b.ReportMetric(float64(median(took["poolsmith"]).Microseconds())/1000, "poolsmith-ms")
	b.ReportMetric(float64(median(took["aws"]).Microseconds())/1000, "aws-ms")
}

func build(b *testing.B, folder, path string) string {
	b.Helper()
	program := filepath.Join(folder, filepath.Base(path)+"-program")
	cmd := exec.Command("go", "build", "-o", program, path)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("build %s: %v\n%s", path, err, out)
	}
	return program
}

// timeToFrame starts a program and waits until the question is on the screen.
func timeToFrame(b *testing.B, program, home string) time.Duration {
	b.Helper()
	cmd := exec.Command(program)
	cmd.Env = []string{"TERM=xterm-256color", "HOME=" + home}
	start := time.Now()
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 120, Rows: 40})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		cmd.Process.Kill()
		cmd.Wait()
		terminal.Close()
	}()
	var seen []byte
	buffer := make([]byte, 64<<10)
	for !bytes.Contains(seen, []byte("do you want")) {
		n, err := terminal.Read(buffer)
		if err != nil {
			b.Fatalf("%s ended before its first frame: %v", program, err)
		}
		seen = append(seen, buffer[:n]...)
	}
	return time.Since(start)
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}
