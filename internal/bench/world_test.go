package main

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

func second(n float64) time.Time { return time.Unix(1_800_000_000, int64(n*1e9)) }

func TestRequestsBelongToTheProcessThatWasAlive(t *testing.T) {
	t.Parallel()
	processes := []usage{{Start: second(0), End: second(1)}, {Start: second(2), End: second(4)}, {Start: second(5), End: second(9)}}
	requests := []simulator.Entry{
		{Method: http.MethodGet, Time: second(2.5)},
		{Method: http.MethodGet, Time: second(5.1)},
		{Method: http.MethodPut, Time: second(5.2)},
		{Method: http.MethodGet, Time: second(5.3)},
	}
	if got, want := walksOf(requests, processes), []walk{{Gets: 1}, {Gets: 2, Puts: 1}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := walksOf(nil, processes); got != nil {
		t.Errorf("%v without requests", got)
	}
}

func TestLongSilencesAreWaitsForTheLimit(t *testing.T) {
	t.Parallel()
	at := func(moments ...float64) (all []simulator.Entry) {
		for _, m := range moments {
			all = append(all, simulator.Entry{Time: second(m), Status: http.StatusOK})
		}
		return all
	}
	processes := []usage{{Start: second(0)}, {Start: second(101)}}
	refused := at(0, 1)
	refused[1].Status = http.StatusTooManyRequests
	for name, tc := range map[string]struct {
		requests []simulator.Entry
		want     limitUse
	}{
		"no request":                      {nil, limitUse{}},
		"Terraform's own silences":        {at(0, 1, 2.4), limitUse{}},
		"short silences add up":           {at(0, 4, 8, 12), limitUse{Waited: 12 * time.Second}},
		"many short ones are a minute":    {at(0, 4, 8, 12, 16, 20, 24, 28, 32), limitUse{Waits: 1, Waited: 32 * time.Second}},
		"between two walks":               {at(100, 104), limitUse{}},
		"long between two walks":          {at(98, 104), limitUse{Waits: 1, Waited: 6 * time.Second}},
		"a silence is a wait":             {at(0, 10), limitUse{Waits: 1, Waited: 10 * time.Second}},
		"a minute in parts is one wait":   {at(0, 20, 21, 41, 42, 62), limitUse{Waits: 1, Waited: 60 * time.Second}},
		"two minutes are two waits":       {at(200, 260, 261, 322), limitUse{Waits: 2, Waited: 121 * time.Second}},
		"what the API refuses is counted": {refused, limitUse{Refused: 1}},
	} {
		if got := limitUseOf(tc.requests, subject{By: byRecords}, processes); got != tc.want {
			t.Errorf("%s: %+v, want %+v", name, got, tc.want)
		}
	}
}

func TestMoreRecordsAtOnceGatherLonger(t *testing.T) {
	t.Parallel()
	requests := []simulator.Entry{{Time: second(0)}, {Time: second(5.5)}}
	if got := limitUseOf(requests, subject{By: byRecords, Parallelism: 100}, nil); got != (limitUse{}) {
		t.Errorf("%+v", got)
	}
	if got := limitUseOf(requests, subject{By: byRecords}, nil); got.Waited != 5500*time.Millisecond {
		t.Errorf("%+v", got)
	}
}

func TestAZoneThatIsNotAsConfiguredIsSeen(t *testing.T) {
	t.Parallel()
	lines := func(n int, changed bool) string {
		text := firstLine + "\n"
		for i := range n {
			text += fmt.Sprintf("a h%d %s\n", i, address(i, changed))
		}
		return text
	}
	records, zone, noop := subject{By: byRecords, Lines: 20}, subject{By: byZone, Lines: 20}, subject{By: byNoop, Lines: 20}
	for name, tc := range map[string]struct {
		subject subject
		phase   string
		text    string
		want    string
	}{
		"all records are there":              {records, phaseApply, lines(20, false), ""},
		"all records are there after a plan": {records, phasePlan, lines(20, false), ""},
		"a tenth is changed":                 {records, phaseChange, lines(20, true), ""},
		"a tenth is not changed":             {records, phaseChange, lines(20, false), `"a h0 192.0.2.1", which should not`},
		"one is lost":                        {records, phaseApply, lines(19, false), `lacks 1 lines, one of them "a h19 192.0.2.1"`},
		"one is there twice":                 {records, phaseApply, lines(20, false) + "a h3 192.0.2.1", `"a h3 192.0.2.1", which should not`},
		"the bystander's line is left":       {records, phaseDestroy, lines(0, false), ""},
		"the bystander's line is lost":       {records, phaseDestroy, "", "lacks 1 lines"},
		"the text holds the line too":        {zone, phaseDestroy, "", ""},
		"nothing is done":                    {noop, phaseApply, lines(0, false), ""},
	} {
		err := checkZone(tc.text, tc.subject, tc.phase)
		if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
}

func TestNothingOfTheCallersReachesACommand(t *testing.T) {
	t.Parallel()
	f := folder{dir: "/bench/run-1", real: "/bin/provider", world: &world{url: "http://127.0.0.1:1/v1", token: "t"}}
	env := f.environment([]string{"PATH=/bin", "VALUEDOMAIN_API_TOKEN=real", "TF_LOG=TRACE", "TF_CLI_ARGS=-lock=false"})
	for _, variable := range env {
		if strings.Contains(variable, "real") && !strings.HasPrefix(variable, envReal) || strings.HasPrefix(variable, "TF_LOG") || strings.HasPrefix(variable, "TF_CLI_ARGS") {
			t.Errorf("%q", variable)
		}
	}
	for _, want := range []string{"PATH=/bin", "VALUEDOMAIN_API_TOKEN=t", "TF_CLI_CONFIG_FILE=/bench/cli.tfrc", envReal + "=/bin/provider"} {
		if !slices.Contains(env, want) {
			t.Errorf("no %q in %q", want, env)
		}
	}
}

func TestTheShortFormHasWhatItsGoalsNeed(t *testing.T) {
	t.Parallel()
	s, err := readSettings([]string{"-quick"}, &strings.Builder{})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int][]string{
		10:  {"no-op 0ms apply,plan", "records 0ms apply,plan"},
		100: {"no-op 0ms apply,plan,destroy", "records 0ms apply,plan,destroy", "records 50ms apply", "zone 0ms apply"},
	} {
		var got []string
		for _, task := range s.tasks(n) {
			got = append(got, fmt.Sprintf("%s %s %s", task.By, latencyText(task.Latency), strings.Join(task.phases, ",")))
		}
		if !slices.Equal(got, want) {
			t.Errorf("N=%d: %q, want %q", n, got, want)
		}
	}
}
