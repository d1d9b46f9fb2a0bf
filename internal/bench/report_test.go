package main

import (
	"slices"
	"testing"
	"time"
)

func TestATableIsMarkdownInColumns(t *testing.T) {
	t.Parallel()
	got := table([]string{"n", "time"}, [][]string{{"10", "0.40 s"}, {"1000", "1 s"}})
	want := "| n    | time   |\n| ---- | ------ |\n| 10   | 0.40 s |\n| 1000 | 1 s    |\n"
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestRequestsAreWrittenByKindAndWalk(t *testing.T) {
	t.Parallel()
	for want, walks := range map[string][]walk{
		"0":                    nil,
		"1 GET":                {{Gets: 1}},
		"1 GET, 11 GET 10 PUT": {{Gets: 1}, {Gets: 11, Puts: 10}},
	} {
		if got := walksText(walks); got != want {
			t.Errorf("%v: %q, want %q", walks, got, want)
		}
	}
}

func TestRowsAreInTheOrderOfSizeLatencyAndPhase(t *testing.T) {
	t.Parallel()
	var r results
	for _, s := range []subject{
		{By: byZone, Lines: 100, Latency: 50 * time.Millisecond},
		{By: byRecords, Lines: 100},
		{By: byNoop, Lines: 100},
		{By: byRecords, Lines: 10},
		{By: byRecords, Lines: 100, PerMinute: 60}, // Belongs into the other table.
	} {
		r.samples = append(r.samples, ran(s, 1, phasePlan, 1), ran(s, 1, phaseApply, 2))
	}
	var got []string
	for _, row := range seriesRows(&r) {
		got = append(got, row[0]+" "+row[1]+" "+row[2]+" "+row[3]+" "+row[5])
	}
	want := []string{
		"10 0ms a_record first apply ",
		"10 0ms a_record plan, no change ",
		"100 0ms no-op first apply ",
		"100 0ms no-op plan, no change ",
		"100 0ms a_record first apply 1.00",
		"100 0ms a_record plan, no change 1.00",
		"100 50ms zone first apply 1.00",
		"100 50ms zone plan, no change 1.00",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestTheProcessorIsReadFromCPUInfo(t *testing.T) {
	t.Parallel()
	if got := processor("processor\t: 0\nmodel\t\t: 2\nmodel name\t: AMD EPYC\n", "none"); got != "AMD EPYC" {
		t.Errorf("%q", got)
	}
	if got := processor("Hardware : board\n", "none"); got != "none" {
		t.Errorf("%q", got)
	}
}
