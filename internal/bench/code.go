package main

import (
	"context"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// codeBenchmark times one step on a zone of 10,000 lines.
type codeBenchmark struct {
	step, name string
	most       time.Duration // The goal; 0: none.
}

// codeBenchmarks are those that the report shows. A zone with 5,000 mx lines is
// nobody's, but shows what an mx costs.
func codeBenchmarks() []codeBenchmark {
	const most = 20 * time.Millisecond
	return []codeBenchmark{
		{"parse", "BenchmarkParse", most},
		{"edit", "BenchmarkEdit", most},
		{"render", "BenchmarkString", most},
		{"audit", "BenchmarkAudit10000Lines", most},
		{"audit, 5,000 mx", "BenchmarkAudit10000MailLines", 0},
	}
}

// code runs the Go benchmarks of a zone of 10,000 lines.
func (b *bench) code(ctx context.Context) error {
	var names []string
	for _, c := range codeBenchmarks() {
		names = append(names, c.name)
	}
	benchTime := "1s"
	if b.settings.quick {
		benchTime = "10x"
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-bench=^("+strings.Join(names, "|")+")$",
		"-benchmem", "-benchtime="+benchTime, "./internal/zone", "./internal/rules")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("run the Go benchmarks: %w\n%s", err, tail(string(out)))
	}
	times := codeTimes(string(out))
	for _, one := range times {
		if err := b.results.add(result{Code: &one}); err != nil {
			return err
		}
	}
	b.say("%d Go benchmarks", len(times))
	return nil
}

// codeTimes reads the result lines of `go test -bench -benchmem`, such as
//
//	BenchmarkParse-2   402   2915210 ns/op   3450 B/op   12 allocs/op
func codeTimes(output string) []codeTime {
	var all []codeTime
	for line := range strings.Lines(output) {
		words := strings.Fields(line)
		if len(words) < 4 || !strings.HasPrefix(words[0], "Benchmark") {
			continue
		}
		name, _, _ := strings.Cut(words[0], "-")
		one := codeTime{Name: name}
		for i := 2; i+1 < len(words); i += 2 {
			value, err := strconv.ParseFloat(words[i], 64)
			if err != nil {
				break
			}
			switch words[i+1] {
			case "ns/op":
				one.Took = time.Duration(value)
			case "B/op":
				one.Bytes = int64(value)
			case "allocs/op":
				one.Allocs = int64(value)
			}
		}
		if one.Took > 0 {
			all = append(all, one)
		}
	}
	return all
}

// codeTime returns the median time of a benchmark in seconds.
func (r *results) codeTime(name string) (float64, bool) {
	var all []float64
	for _, c := range r.codes {
		if c.Name == name {
			all = append(all, c.Took.Seconds())
		}
	}
	return median(all)
}
