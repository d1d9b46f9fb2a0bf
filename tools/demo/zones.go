package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/pmezard/go-difflib/difflib"
)

// zones has the text of each domain's zone, by domain.
type zones map[string]string

// readZones reads the simulator's state file. Of each domain it wants the text
// only and ignores all other fields.
func readZones(path string) (zones, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the simulated zones: %w", err)
	}
	var state struct {
		Domains []struct {
			Name    string  `json:"domainname"`
			Records *string `json:"records"`
		} `json:"domains"`
	}
	if err := json.Unmarshal(raw, &state); err != nil {
		return nil, fmt.Errorf("read the simulated zones from %s: %w", path, err)
	}
	if len(state.Domains) == 0 {
		return nil, fmt.Errorf("read the simulated zones from %s: no domain in it", path)
	}
	texts := zones{}
	for _, zone := range state.Domains {
		if zone.Name == "" || zone.Records == nil {
			return nil, fmt.Errorf("read the simulated zones from %s: domain %q has no name or no records text", path, zone.Name)
		}
		texts[zone.Name] = *zone.Records
	}
	return texts, nil
}

// domains are the names in both, sorted.
func (z zones) domains(other zones) []string {
	all := maps.Clone(z)
	maps.Copy(all, other)
	return slices.Sorted(maps.Keys(all))
}

// diff shows a whole zone, before and after, as a unified diff under these names. It is
// empty where nothing changed.
func diff(from, to, before, after string) (string, error) {
	text, err := difflib.GetUnifiedDiffString(difflib.UnifiedDiff{
		A:        diffLines(before),
		B:        diffLines(after),
		FromFile: from,
		ToFile:   to,
		Context:  len(before), // No zone has more lines than bytes: all of them are shown.
	})
	if err != nil {
		return "", fmt.Errorf("show %s: %w", to, err)
	}
	return text, nil
}

// diffLines splits a text into lines that all end with a newline. The registrar
// answers without the last one, and a line put after that would otherwise make
// the one before it look changed, which is not what a reader wants to know.
func diffLines(text string) []string {
	if text == "" {
		return nil
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return slices.Collect(strings.Lines(text))
}

// lostLines are the lines of the text before that are not in the text after,
// each as often as it is missing.
func lostLines(before, after string) []string {
	there := map[string]int{}
	for line := range strings.SplitSeq(after, "\n") {
		there[line]++
	}
	var lost []string
	for line := range strings.SplitSeq(before, "\n") {
		if there[line] == 0 && line != "" {
			lost = append(lost, line)
			continue
		}
		there[line]--
	}
	return lost
}
