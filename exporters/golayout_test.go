package exporters

import (
	"go/format"
	"math/rand/v2"
	"strings"
	"testing"
)

// Names of every length, letters of several bytes, and values of one line and
// more, beside gofmt.
func TestGoLiteralsAreLaidOutAsGofmtDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "é", "世", " "}
	values := []string{"1", `"a" +` + "\n\t\t" + `"b"`, goLiteral("T", []goRow{{"A", "1"}, {"Long", "2"}}, 1)}
	for range 3000 {
		rows := make([]goRow, random.IntN(9))
		for i := range rows {
			name := strings.Repeat(letters[random.IntN(len(letters))], 1+random.IntN(140))
			rows[i] = goRow{quotePrintable(name), values[max(0, random.IntN(12)-9)]}
		}
		source := "package p\n\nvar v = " + goLiteral("T", rows, 0) + "\n"
		want, err := format.Source([]byte(source))
		if err != nil {
			t.Fatalf("%v in\n%s", err, source)
		}
		if source != string(want) {
			t.Fatalf("gofmt makes of\n%s\nthis:\n%s", source, want)
		}
	}
}
