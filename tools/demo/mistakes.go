package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// mistakesPage is the guide whose messages are filled in; the Japanese one ends in -ja.md.
const mistakesPage = "common-mistakes"

// screenLines is the most that a section may have from its heading to the end of the
// correction, so that both are seen without scrolling.
const screenLines = 40

// slot is the line of a section where the message belongs.
const slot = "<!-- message -->"

// lesson is a section of the guide.
type lesson struct {
	heading string
	setting setting
	wrong   string // The configuration with the mistake.
	right   string // The corrected one.
}

// setting is what a mistake needs in addition to its configuration; empty is a new file of the
// simulator.
type setting string

const (
	usual            setting = ""
	noToken          setting = "no-token"           // No simulator and no token.
	wrongToken       setting = "wrong-token"        // A server that takes another token.
	applied          setting = "applied"            // The correction comes first: the mistake is a change.
	otherNameServers setting = "other-name-servers" // A zone whose name servers do not show its DNS service.
	lostState        setting = "lost-state"         // The mistake is applied first, and its state deleted.
)

// marked matches the comment in front of a configuration with a mistake.
var marked = regexp.MustCompile(`(?m)^<!-- mistake(?:: ([a-z-]+))? -->\n`)

// block matches a configuration.
var block = regexp.MustCompile("(?ms)^```terraform\n(.*?)^```\n")

// sections cuts a page in front of each heading of the second level.
func sections(page string) []string {
	parts := strings.Split(page, "\n## ")
	for i := range parts[1:] {
		parts[i+1] = "\n## " + parts[i+1]
	}
	return parts
}

// lessonOf reads a section, and returns false for one without a mistake.
func lessonOf(section string) (lesson, bool, error) {
	heading, _, _ := strings.Cut(strings.TrimPrefix(section, "\n## "), "\n")
	mark := marked.FindStringSubmatch(section)
	if mark == nil {
		return lesson{}, false, nil
	}
	blocks := block.FindAllStringSubmatch(section, -1)
	if len(blocks) != 2 || strings.Count(section, slot) != 1 {
		return lesson{}, false, fmt.Errorf("read %q: it has %d configurations, want two, and then %q", heading, len(blocks), slot)
	}
	switch s := setting(mark[1]); s {
	case usual, noToken, wrongToken, applied, otherNameServers, lostState:
		return lesson{heading: heading, setting: s, wrong: blocks[0][1], right: blocks[1][1]}, true, nil
	default:
		return lesson{}, false, fmt.Errorf("read %q: %q is no setting of a mistake", heading, s)
	}
}

// fillMistakes writes into both guides of the directory what terraform says of each
// mistake. Each correction is applied; one that terraform says more of than that it
// works is an error.
func fillMistakes(ctx context.Context, cli, provider, simulator, directory string) error {
	server, err := serve(ctx, simulator)
	if err != nil {
		return err
	}
	defer server.stop()
	for _, language := range []string{"en", "ja"} {
		name := filepath.Join(directory, mistakesPage+strings.TrimSuffix("-"+language, "-en")+".md")
		page, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read the guide: %w", err)
		}
		text, err := filled(string(page), func(m lesson) (string, error) {
			return tryOut(ctx, attempt{m, language, cli, provider, server.endpoint})
		})
		if err != nil {
			return fmt.Errorf("fill %s: %w", name, err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil { //nolint:gosec // A page of the documentation.
			return fmt.Errorf("write the guide: %w", err)
		}
	}
	return nil
}

// filled returns a page with the message of each mistake, without the comments that
// say what is to be run.
func filled(page string, message func(lesson) (string, error)) (string, error) {
	var b strings.Builder
	for _, section := range sections(page) {
		m, ok, err := lessonOf(section)
		if err != nil {
			return "", err
		}
		if before, _, _ := strings.Cut(section, slot); ok && strings.Count(before, "\n") > screenLines {
			return "", fmt.Errorf("%s: the correction ends more than %d lines below the heading, out of sight", m.heading, screenLines)
		}
		if ok {
			said, err := message(m)
			if err != nil {
				return "", fmt.Errorf("%s: %w", m.heading, err)
			}
			section = strings.Replace(section, slot, "```text\n"+said+"\n```", 1)
			section = marked.ReplaceAllString(section, "")
			section = strings.ReplaceAll(section, "\n\n\n", "\n\n")
		}
		b.WriteString(section)
	}
	return b.String(), nil
}
