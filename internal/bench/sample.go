package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// What takes the calls of the CLI.
const (
	byNoop    = "no-op"   // One resource a record, which only copies.
	byRecords = "records" // One valuedomain_a_record a record.
	byZone    = "zone"    // One valuedomain_zone with all records.
)

// subject is what a series of commands is run on.
type subject struct {
	By      string        `json:"by"`
	Lines   int           `json:"lines"`
	Latency time.Duration `json:"latency,omitempty"`
	// Parallelism is the CLI's; 0 for its default, 10.
	Parallelism int `json:"parallelism,omitempty"`
	// PerMinute is the limit of the API and of the provider; 0 for one that
	// is never met.
	PerMinute int `json:"per_minute,omitempty"`
	// Doubling sets the two sizes of the piece of that name apart from the same
	// sizes of others, which were measured at another time.
	Doubling bool `json:"doubling,omitempty"`
}

// floor is what a subject is compared to: the records with the no-op provider,
// also where one zone resource holds them all. The CLI gets the same flags.
func (s subject) floor() subject {
	return subject{By: byNoop, Lines: s.Lines, Parallelism: s.Parallelism}
}

// width is how many records the CLI hands over at once.
func (s subject) width() int { return cmp.Or(s.Parallelism, 10) }

// String names the subject in a line of progress.
func (s subject) String() string {
	text := fmt.Sprintf("%-7s N=%-4d latency=%s", s.By, s.Lines, latencyText(s.Latency))
	if s.Parallelism > 0 {
		text += fmt.Sprintf(" parallelism=%d", s.Parallelism)
	}
	if s.PerMinute > 0 {
		text += fmt.Sprintf(" limit=%d/min", s.PerMinute)
	}
	return text
}

// sample is one command of one run.
type sample struct {
	Subject subject       `json:"subject"`
	Run     int           `json:"run"`
	Phase   string        `json:"phase"`
	Wall    time.Duration `json:"wall"`
	CPU     time.Duration `json:"cpu"`  // Of all the provider's processes in it.
	All     time.Duration `json:"all"`  // CPU time of the CLI and the provider.
	Peak    int64         `json:"peak"` // Bytes, of the largest of them.
	Walks   []walk        `json:"walks,omitempty"`
	Limit   limitUse      `json:"limit,omitzero"`
}

// walk holds the requests of one process of the provider, which serves one of
// Terraform's walks. Those that sent none are left out.
type walk struct {
	Gets int `json:"gets"`
	Puts int `json:"puts"`
}

func (w walk) requests() int { return w.Gets + w.Puts }

// limitUse is what the rate limit did to a command.
type limitUse struct {
	Waits   int           `json:"waits,omitempty"`   // How many of its minutes requests paused,
	Waited  time.Duration `json:"waited,omitempty"`  // for how long in all, short pauses included,
	Refused int           `json:"refused,omitempty"` // and how often the API refused one.
}

// startUp is how long a provider took from the start of its process to its first answer.
type startUp struct {
	Run  int           `json:"run"`
	By   string        `json:"by"`
	Took time.Duration `json:"took"`
}

// codeTime is a line of `go test -bench`.
type codeTime struct {
	Name   string        `json:"name"`
	Took   time.Duration `json:"took"` // For one operation.
	Bytes  int64         `json:"bytes"`
	Allocs int64         `json:"allocs"`
}

// result is one line of the file of results: one of its members.
type result struct {
	Sample *sample   `json:"sample,omitempty"`
	Start  *startUp  `json:"start,omitempty"`
	Code   *codeTime `json:"code,omitempty"`
}

// results is all that was measured.
type results struct {
	file    string
	samples []sample
	starts  []startUp
	codes   []codeTime
}

// openResults reads what earlier calls have measured.
func openResults(file string) (*results, error) {
	r := &results{file: file}
	if file == "" {
		return r, nil
	}
	all, err := readLines[result](file)
	for _, one := range all {
		r.hold(one)
	}
	return r, err
}

func (r *results) hold(one result) {
	switch {
	case one.Sample != nil:
		r.samples = append(r.samples, *one.Sample)
	case one.Start != nil:
		r.starts = append(r.starts, *one.Start)
	case one.Code != nil:
		r.codes = append(r.codes, *one.Code)
	}
}

// add keeps a result, in the file too.
func (r *results) add(one result) error {
	r.hold(one)
	if r.file == "" {
		return nil
	}
	line, err := json.Marshal(one)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(r.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}

// nextRun returns a number for a run that no sample of such a subject has.
func (r *results) nextRun(s subject) int {
	last := 0
	for _, one := range r.samples {
		if one.Subject == s {
			last = max(last, one.Run)
		}
	}
	return last + 1
}
