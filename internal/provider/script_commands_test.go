package provider_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
)

// terraform runs the CLI. What it says goes to stdout, errors and warnings to stderr, with
// no line wrapped: `Error: summary`, the detail, and `at` with the source line.
func (s *script) terraform(neg bool, args []string) {
	if len(args) == 0 {
		s.Fatalf("usage: terraform command [argument...]")
	}
	o := s.cli.run(slices.Concat(args[:1], flagsOf(args[0]), args[1:])...)
	if strings.Contains(o.out, s.world.token) {
		s.Fatalf("the token is in the output")
	}
	if args[0] == "validate" {
		o.readValidation()
	}
	if s.reported(o); neg == (o.code == 0) {
		s.Fatalf("terraform %s: exit code %d", strings.Join(args, " "), o.code)
	}
}

// flagsOf lists what every run of a command gets.
func flagsOf(command string) []string {
	switch command {
	case "plan", "refresh":
		return []string{"-json", "-input=false"}
	case "apply", "destroy":
		return []string{"-json", "-input=false", "-auto-approve"}
	case "validate":
		return []string{"-json"}
	case "import":
		return []string{"-no-color", "-input=false"}
	default:
		return nil
	}
}

// readValidation takes the diagnostics out of the one object that validate prints.
func (o *outcome) readValidation() {
	var all struct{ Diagnostics []diagnostic }
	if at := strings.IndexByte(o.out, '{'); at >= 0 && json.Unmarshal([]byte(o.out[at:]), &all) == nil {
		overridden := func(d diagnostic) bool { return strings.Contains(d.Summary, "development overrides") }
		o.diagnostics, o.out = slices.DeleteFunc(all.Diagnostics, overridden), ""
	}
}

// reported hands on what a command said. A command that knows no -json says it on one of
// stdout and stderr, by its outcome.
func (s *script) reported(o outcome) {
	stdout, stderr := s.Stdout(), s.Stderr()
	s.said = nil
	for _, d := range o.diagnostics {
		title := strings.ToUpper(d.Severity[:1]) + d.Severity[1:] + ": " + d.Summary
		s.said = append(s.said, title)
		fmt.Fprintf(stderr, "%s\n\n%s\n\n", title, d.Detail)
		if d.Snippet != nil {
			line, _, _ := strings.Cut(strings.TrimSpace(d.Snippet.Code), "\n")
			fmt.Fprintf(stderr, "at %s\n\n", line)
		}
	}
	for line := range strings.Lines(o.out) {
		var message struct {
			Text string `json:"@message"`
			Type string `json:"type"`
		}
		switch {
		case json.Unmarshal([]byte(line), &message) != nil && o.code != 0:
			fmt.Fprint(stderr, line)
		case message.Text == "":
			fmt.Fprint(stdout, line)
		case message.Type != "diagnostic" && message.Type != "version":
			fmt.Fprintln(stdout, message.Text)
		}
	}
}

// says wants the last run to have said exactly these errors and warnings, in any order.
func (s *script) says(args []string) {
	slices.Sort(s.said)
	s.wants("what was said", s.said, slices.Sorted(slices.Values(args)), nil)
}

// emptyPlan wants a plan without a change and without a word.
func (s *script) emptyPlan([]string) {
	if o := s.cli.plan(); o.code != 0 || len(o.diagnostics) > 0 {
		s.reported(o)
		s.Fatalf("the plan is not empty and silent")
	}
}

// zone wants the zone to be the text of a file.
func (s *script) zone(args []string) {
	order := len(args) == 2 && args[0] == "-any-order"
	if len(args) != 1 && !order {
		s.Fatalf("usage: zone [-any-order] file")
	}
	file := args[len(args)-1]
	z, _ := s.world.Zone(testDomain)
	want, got := strings.Split(text([]byte(s.ReadFile(file))), "\n"), strings.Split(z.Records, "\n")
	if order {
		slices.Sort(want)
		slices.Sort(got)
	}
	renew := func() { s.renew(file, z.Records) }
	if file == "zone.txt" {
		renew = nil // It is the start, which stays.
	}
	s.wants("the zone", got, want, renew)
}

// wants compares; renew makes what is found the expectation.
func (s *script) wants(what string, got, want any, renew func()) {
	diff := cmp.Diff(want, got)
	if diff != "" && s.update && renew != nil {
		renew()
	} else if diff != "" {
		s.Fatalf("%s (-want +got):\n%s", what, diff)
	}
}

// forwards wants the mail forwards, each as local_part>destination.
func (s *script) forwards(args []string) {
	order := len(args) > 0 && args[0] == "-any-order"
	z, _ := s.world.Zone(testDomain)
	got := []string{}
	for _, f := range z.Forwards {
		got = append(got, f.User+">"+f.ForwardTo)
	}
	if order {
		args = slices.Sorted(slices.Values(args[1:]))
		slices.Sort(got)
	}
	s.wants("the forwards", got, args, nil)
}

// settings wants the ttl in seconds and the name servers of the zone.
func (s *script) settings(args []string) {
	z, _ := s.world.Zone(testDomain)
	s.wants("the settings", []string{strconv.Itoa(z.TTL), z.NSType}, args, nil)
}

// requests wants a number of requests by their method since the last time, for example PUT=1.
func (s *script) requests(args []string) {
	counts := map[string]int{}
	for _, e := range s.world.Journal() {
		counts[e.Method]++
	}
	s.world.ResetJournal()
	var got []string
	for _, arg := range args {
		method, _, _ := strings.Cut(arg, "=")
		got = append(got, fmt.Sprintf("%s=%d", method, counts[method]))
	}
	s.wants("the requests", got, args, nil)
}

// panel does what a person does in the control panel.
func (s *script) panel(args []string) {
	args = append(args, "", "", "") // So that each has three.
	z, _ := s.world.Zone(testDomain)
	switch args[0] {
	case "zone":
		s.editLines(func([]string) []string { return []string{text([]byte(s.ReadFile(args[1])))} })
	case "add":
		s.editLines(func(lines []string) []string { return append(lines, args[1]) })
	case "delete":
		s.editLines(func(lines []string) []string {
			return slices.Delete(lines, s.find(lines, args[1]), s.find(lines, args[1])+1)
		})
	case "change":
		s.editLines(func(lines []string) []string { lines[s.find(lines, args[1])] = args[2]; return lines })
	case "forwards":
		z.Forwards = forwardsOf(args[1:])
		s.Check(s.world.SetZone(testDomain, z))
	case "ttl":
		z.TTL, _ = strconv.Atoi(args[1])
		s.Check(s.world.SetZone(testDomain, z))
	default:
		s.Fatalf("usage: panel zone file | add line | delete line | change line line | forwards [local_part>destination...] | ttl seconds")
	}
}

func (s *script) editLines(change func([]string) []string) {
	z, _ := s.world.Zone(testDomain)
	changed := change(strings.Split(z.Records, "\n")) // Outside of Edit, since it may end the script.
	_, err := s.world.Edit(testDomain, func(string) string { return strings.Join(changed, "\n") })
	s.Check(err)
}

func (s *script) find(lines []string, line string) int {
	at := slices.Index(lines, line)
	if at < 0 {
		s.Fatalf("the zone has no line %q:\n%s", line, strings.Join(lines, "\n"))
	}
	return at
}

func forwardsOf(args []string) (all []simulator.Forward) {
	for _, arg := range args {
		if user, to, found := strings.Cut(arg, ">"); found {
			all = append(all, simulator.Forward{User: user, ForwardTo: to})
		}
	}
	return all
}

// fail makes requests fail until recover, for example status=403 method=PUT path=/dns times=1 skip=2.
func (s *script) fail(args []string) {
	var f simulator.Fault
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		number, _ := strconv.Atoi(value)
		switch name {
		case "status":
			f.Status = number
		case "method":
			f.Method = value
		case "path":
			f.Path = value
		case "body":
			f.Body = value
		case "times":
			f.Times = number
		case "skip":
			f.Skip = number
		case "answer":
			if value != "empty-zone" {
				s.Fatalf("no answer %q", value)
			}
			f.Wrong.Empty = true
		default:
			s.Fatalf("no fault %q", arg)
		}
	}
	s.recovers = append(s.recovers, s.world.Inject(f))
}

// recover ends all faults.
func (s *script) recover([]string) {
	for _, end := range s.recovers {
		end()
	}
	s.recovers = nil
}

// edit replaces a text of a file by another one; \n is a newline.
func (s *script) edit(args []string) {
	if len(args) != 3 {
		s.Fatalf("usage: edit file old new")
	}
	content := s.ReadFile(args[0])
	old, replacement := strings.ReplaceAll(args[1], `\n`, "\n"), strings.ReplaceAll(args[2], `\n`, "\n")
	if !strings.Contains(content, old) {
		s.Fatalf("%s has no %q:\n%s", args[0], old, content)
	}
	s.Check(os.WriteFile(s.MkAbs(args[0]), []byte(strings.ReplaceAll(content, old, replacement)), 0o600))
}

// paste writes the import block of the last error into a file, under the resource's name.
func (s *script) paste(args []string) {
	if len(args) != 2 {
		s.Fatalf("usage: paste file name")
	}
	s.Check(os.WriteFile(s.MkAbs(args[0]), []byte(pastedImport(s.cli.t, s.ReadFile("stderr"), args[1])), 0o600))
}
