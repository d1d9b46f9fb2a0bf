package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"time"
)

// faultJSON is a fault in a faults file; the package comment shows one.
type faultJSON struct {
	Name        string   `json:"name"`
	Method      string   `json:"method"`
	Path        string   `json:"path"`
	Skip        int      `json:"skip"`
	Times       int      `json:"times"`
	For         duration `json:"for"`
	Probability float64  `json:"probability"`
	Seed        uint64   `json:"seed"`

	Latency             duration `json:"latency"`
	AnswerLatency       duration `json:"answer_latency"`
	Status              int      `json:"status"`
	AfterEffect         bool     `json:"after_effect"`
	Body                string   `json:"body"`
	TooManyRequests     bool     `json:"too_many_requests"`
	TruncateBody        bool     `json:"truncate_body"`
	CutBefore           bool     `json:"cut_before"`
	CutAfter            bool     `json:"cut_after"`
	CutInAnswer         bool     `json:"cut_in_answer"`
	StaleReads          bool     `json:"stale_reads"`
	StaleFor            duration `json:"stale_for"`
	EmptyZone           bool     `json:"empty_zone"`
	AnswerDifferentText string   `json:"answer_different_text"`
	WrongDomain         string   `json:"wrong_domain"`
}

// duration is a JSON string in the form of time.ParseDuration.
type duration time.Duration

func (d *duration) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("duration %s: want a string such as \"250ms\"", data)
	}
	parsed, err := time.ParseDuration(text)
	if err != nil {
		return err
	}
	if parsed < 0 {
		return fmt.Errorf("duration %q is negative", text)
	}
	*d = duration(parsed)
	return nil
}

// readFaults reads a faults file; no path means no faults. A member that is not
// known is an error: a fault that never acts would make a test pass in vain.
func readFaults(file string) ([]Fault, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read faults: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	var list []faultJSON
	if err := decoder.Decode(&list); err != nil {
		return nil, fmt.Errorf("read faults %s: %w", file, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read faults %s: there is more after the end of the list", file)
	}
	result := make([]Fault, 0, len(list))
	for n, f := range list {
		if err := f.check(); err != nil {
			return nil, fmt.Errorf("read faults %s: fault %d: %w", file, n+1, err)
		}
		result = append(result, f.fault())
	}
	return result, nil
}

func (f faultJSON) check() error {
	_, badPattern := path.Match(f.Path, "")
	switch {
	case badPattern != nil:
		return fmt.Errorf("path %q: %w", f.Path, badPattern)
	case f.Probability < 0 || f.Probability > 1:
		return fmt.Errorf("probability %v is not between 0 and 1", f.Probability)
	case f.Status != 0 && (f.Status < 200 || f.Status > 599):
		return fmt.Errorf("status %d is not between 200 and 599", f.Status)
	case f.Skip < 0 || f.Times < 0:
		return errors.New("skip and times must not be negative")
	default:
		return nil
	}
}

func (f faultJSON) fault() Fault {
	return Fault{
		Name: f.Name, Method: f.Method, Path: f.Path, Skip: f.Skip, Times: f.Times,
		For: time.Duration(f.For), Probability: f.Probability, Seed: f.Seed,
		Latency: time.Duration(f.Latency), AnswerLatency: time.Duration(f.AnswerLatency),
		Status: f.Status, AfterEffect: f.AfterEffect, Body: f.Body,
		TooManyRequests: f.TooManyRequests, TruncateBody: f.TruncateBody,
		CutBefore: f.CutBefore, CutAfter: f.CutAfter, CutInAnswer: f.CutInAnswer,
		StaleReads: f.StaleReads, StaleFor: time.Duration(f.StaleFor), EmptyZone: f.EmptyZone,
		AnswerDifferentText: f.AnswerDifferentText, WrongDomain: f.WrongDomain,
	}
}
