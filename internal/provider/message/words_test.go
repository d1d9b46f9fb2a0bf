package message

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonebackup"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// golden is the file of what the messages say, word for word, in both languages.
// UPDATE_MESSAGES=1 writes it again; read the difference before you commit it.
const golden = "testdata/messages.txt"

const (
	sample       = "example.com"
	sampleLine   = "a www 192.0.2.1"
	sampleID     = "example.com/www/192.0.2.1"
	sampleRecord = "valuedomain_a_record"
)

func sampleLines() []ExistingLine {
	return []ExistingLine{{sampleLine, sampleRecord, sampleID}, {"txt @ x", "valuedomain_txt_record", "example.com/@/x"}}
}

// named is a message with the situation that it is about.
type named struct {
	name string
	m    Message
}

func ofRun(err error) Message {
	m, _ := OfRun(err, sample)
	return m
}

func imported(err error, domain string) Message {
	m, _ := ImportHost(err, domain, "domain/host/address")
	return m
}

func answer(status int) error {
	return &valuedomain.APIError{Operation: "read zone " + sample, Method: "GET", Path: "/domains/" + sample + "/dns", Status: status, Message: "No."}
}

// runMessages are those about the API and what is shared.
func runMessages() []named {
	broken := errors.New("connection reset by peer")
	return []named{
		{"a token that the API rejects", TokenRefused(answer(401))},
		{"the same again", TokenAgain()},
		{"an address that the API rejects", OfAPI(answer(403), sample)},
		{"a host instead of a domain", OfAPI(answer(404), "www."+sample)},
		{"an unknown domain", OfAPI(answer(404), sample)},
		{"a domain that the simulator does not have", NotSimulated(answer(404), sample, "/home/me/zones.json")},
		{"too many requests", OfAPI(answer(429), sample)},
		{"another answer", OfAPI(answer(500), sample)},
		{"no answer", OfAPI(broken, sample)},
		{"a write that is not known", ofRun(&zonesync.UnknownError{Domain: sample, Err: broken})},
		{"a write that gets lost", ofRun(&zonesync.LostWriteError{Domain: sample, Attempts: 6, Missing: []string{sampleLine}})},
		{"writes that are answered by errors", ofRun(&zonesync.LostWriteError{
			Domain: sample, Attempts: 6, Missing: []string{sampleLine}, Unwanted: []string{"a www 192.0.2.2"}, Err: errors.New("status 302 Found"),
		})},
		{"a run that was stopped", ofRun(&zonesync.LeftError{Domain: sample, Err: broken})},
		{"a backup that fails", ofRun(&zonebackup.Error{Domain: sample, Path: "/backups", Err: os.ErrPermission})},
		{"a cache directory that fails", ofRun(&coordination.Error{Where: "/cache", Err: os.ErrPermission})},
		{"a database user without a schema", ofRun(&coordination.Error{Where: "db.example:5432", Err: &postgres.Failure{Reason: postgres.Denied}})},
		{"a database that is away", ofRun(&coordination.Error{Where: "db.example:5432", Err: &postgres.Failure{Reason: postgres.Away}})},
		{"a connection string", Connection(errors.New("x"))},
		{"a zone that is empty", ofRun(&zonesync.GuardError{Guard: zonesync.GuardEmptyZone, Domain: sample})},
		{"a zone that shrank", ofRun(&zonesync.GuardError{Guard: zonesync.GuardShrunkZone, Domain: sample, Before: 9, Now: 1})},
		{"an answer about another zone", ofRun(&zonesync.GuardError{Guard: zonesync.GuardWrongDomain, Domain: sample, Found: "example.net"})},
		{"an answer that lacks a line", ofRun(&zonesync.GuardError{Guard: zonesync.GuardAlteredWrite, Domain: sample, Found: sampleLine, Written: true})},
		{"forwarding rules that got fewer", ForwardGuard(&zonesync.GuardError{Guard: zonesync.GuardShrunkZone, Domain: sample, Before: 9, Now: 1})},
		{"a change that was made again", Restored(sample, zonesync.Notice{Added: []string{sampleLine}})},
	}
}

// recordMessages are those about records and their values.
func recordMessages() []named {
	wrong := func(value string, p zone.Problem) error { return &zone.FieldError{Value: value, Problem: p} }
	return []named{
		{"a record that exists", Exists(sampleRecord, sampleID, sampleLine, false)},
		{"a record that exists, and a state that was not kept", Exists(sampleRecord, sampleID, sampleLine, true)},
		{"a record of another resource", Written(sampleRecord, sampleID, sampleLine, false)},
		{"another record that exists", ExistsToo(sampleID, sampleLine)},
		{"another record of another resource", WrittenToo(sampleID, sampleLine)},
		{"several records that exist", ExistTogether(sampleLines(), false)},
		{"several records of other resources", WrittenTogether(sampleLines(), false)},
		{"a record that may go", Believed(sampleRecord, sampleID, sampleLine)},
		{"a record that gets a twin", SecondLine(sampleLine)},
		{"a record of two resources", SharedLine(sampleLine)},
		{"a record that was written already", CreatedTwice(sampleLine)},
		{"a record that is there twice", Surplus(sampleLine)},
		{"an unknown DNS service", ServiceUnknown(sample)},
		{"lines that another tool deleted", Vanished(sample, []string{"mx @ mx1.example.net. 10"})},
		{"a new set of existing records", ExistInSet("example.com|a/www", []string{sampleLine}, true)},
		{"a set that gets an existing record", ExistInSet("example.com|a/www", []string{sampleLine}, false)},
		{"an attribute of another type", ForeignField("a", "target", []string{"host", "address"})},
		{"an attribute that is missing", MissingField("a", "address")},
		{"a set without records", EmptySet()},
		{"an element that is no object", NoElement(`"a www 192.0.2.1"`)},
		{"an attribute of an element that is a list", WrongForm("value")},
		{"a line and another priority", LineContradicted("mx @ mx1.example.net. 10", "priority", "20")},
		{"two elements of one meaning", ElementTwice("a WWW 192.0.2.1", sampleLine)},
		{"an element without a type", WrongType("", []string{"a", "mx"})},
		{"an element of an unknown type", WrongType("url", []string{"a", "mx"})},
		{"an import of a set", RecordsID("example.com", LinesText(sample, []string{sampleLine}))},
		{"a record that can't be imported", NoSuchRecords(sample, "mx/@", []string{sampleLine})},
		{"a name server set", NSType("ns1.example.net")},
		{"an IPv6 address for a name", Value("target", wrong("2001:db8::10", zone.ProblemAddress))},
		{"an import ID of a forwarding", ForwardID(`"example.com"`, []string{"info@example.com"})},
		{"an import from an empty zone", NoSuchRecords(sample, "mx/@", nil)},
		{"an import ID", ImportID(`"example.com"`, "domain/host/address", sampleID)},
		{"an import ID that begins with a host", imported(answer(404), "www."+sample)},
		{"an import ID that names no record", ImportForm(InZoneText("a", sample, []string{sampleID}), `"example.com"`, "domain/host/address", sampleID)},
		{"an import ID of several records", SeveralRecords(`"example.com/www"`, []string{sampleID})},
		{"a record that is not there", NoRecord(AtHostText("a", "www", []string{sampleID}), "a", `"example.com/www/192.0.2.2"`)},
		{"a list that is cut off", CutOff(100, 120)},
		{"a move to the resource of another type", WrongMove(sampleRecord, "mx @ mx1.example.net. 10")},
		{"an IPv6 address", Value("address", wrong("2001:db8::10", zone.ProblemNotIPv4))},
		{"a number out of range", Value("flags", &zone.FieldError{Value: "256", Problem: zone.ProblemNotNumber, Max: 255})},
		{"a CAA tag", Value("tag", wrong("is-sue", zone.ProblemNotWord))},
		{"the address of a page", Value("domain", wrong("https://www.example.com/", zone.ProblemBadCharacter))},
		{"an empty host", Value("host", wrong("", zone.ProblemEmpty))},
		{"a host with the domain", Value("host", &DoubledDomainError{"mail.example.com", "mail"})},
		{"a CNAME of the domain itself", Value("host", &ApexAliasError{})},
		{"a line of a known type", Value("line", &KnownTypeError{"mx"})},
		{"a malformed line", Value("line", &zone.LineError{Line: "a www x", Type: "a", Field: "address", Err: &zone.FieldError{Value: "x", Problem: zone.ProblemNotIPv4}})},
		{"full-width characters", Value("target", &zone.FieldError{Value: "s1.xrea.com。", Problem: zone.ProblemFullWidth, Part: "U+3002", At: 12})},
		{"a full-width space at the end", Value("host", &zone.FieldError{Value: "shop\u3000", Problem: zone.ProblemFullWidth, Part: "U+3000", At: 5})},
		{"a quotation mark in front of an SPF text", Value("value", &zone.FieldError{Value: `"v=spf1 -all`, Problem: zone.ProblemStrayQuote, Part: "U+0022", At: 1})},
		{"an invisible character", Unseen("txt @ x", &zone.FieldError{Part: "U+200B", At: 7})},
	}
}

// otherMessages are those about zones, mail forwarding and settings.
func otherMessages() []named {
	address := "info@example.com"
	return []named{
		{"a name server to ask", WrongServer("192.0.2.53:dns")},
		{"a zone and a record", ManagedZone(sampleLine)},
		{"a zone that is destroyed", ReleasedZone(sampleLine)},
		{"a line of two resources", LineTwice(sampleLine, sampleRecord)},
		{"a line that is destroyed", LineLeaves(sampleLine, sampleRecord)},
		{"a line that a set gives up", LineLeavesSet(sampleLine)},
		{"two zones", SecondZone(sample)},
		{"a TTL", TTLRange("0")},
		{"a short TTL", ShortTTL(sample, 60)},
		{"a setting with two values", SettingTwice(sample, "ttl", "300", "3600")},
		{"unmanaged lines", Unmanaged(sample, []string{sampleLine})},
		{"a large deletion", LargeDelete(sample, []string{sampleLine}, 2)},
		{"a deletion", Deletes(sample, []string{sampleLine})},
		{"a forwarding that exists", ForwardExists(address, "me@example.net", false)},
		{"another forwarding that exists", ForwardExistsToo(address, "me@example.net")},
		{"a local part", LocalPart("a b")},
		{"a destination", MailAddress("me")},
		{"a forwarding that is not there", NoForward(address, nil)},
		{"a forwarding that is not there, but others", NoForward(address, []string{"sales@example.com"})},
		{"a forwarding of a managed record", ForwardExists(address, "me@example.net", true)},
		{"a forwarding that may be left", ForwardLeft(address, answer(500))},
		{"two rules for an address", ForwardTwice(address)},
		{"a forwarding without its record", NoForwardingRecord(sample)},
		{"no forwarding in the API", NotOffered(&valuedomain.ForwardingNotOfferedError{Operation: "read mail forwarding", Path: "/x", Answer: "No."}, sample)},
		{"a forwarding of a foreign domain", FreeDNSForwarding()},
		{"name servers of a foreign domain", FreeDNSNameServers()},
		{"no token", NoToken()},
		{"a setting that is not known", UnknownSetting("api_token")},
		{"a token that is none", Token()},
		{"a rule that is not there", Setting("rule_severity", &rules.UnknownRuleError{ID: "mx-wildcard-al", Known: []string{"mx-wildcard-all"}, Nearest: "mx-wildcard-all"})},
		{"a severity", Setting("rule_severity", &rules.SeverityError{ID: "mx-wildcard-all", Severity: "never"})},
		{"a rule that can't be set", Setting("rule_severity", &rules.FixedRuleError{ID: "cname-coexists", Settable: []string{"mx-wildcard-all"}})},
		{"a choice", Choice("language", "fr", []string{"en", "ja"})},
		{"a resolver", Resolver("192.0.2.53")},
		{"a time", Wait("1d")},
		{"a number of requests", Requests("0", 60)},
		{"a resolver without an answer", ResolverSilent(errors.New("timeout"))},
		{"an address", Address(*AddressProblem(""))},
		{"a run that waited", Waited(90 * time.Second)},
		{"no name servers", NoServers(errors.New("no such host"))},
	}
}

func allMessages() []named {
	return append(append(runMessages(), recordMessages()...), otherMessages()...)
}

func TestEveryMessageSaysWhatToDoWordForWord(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, n := range allMessages() {
		fmt.Fprintf(&b, "== %s\n%s\n\n%s\n--\n%s\n\n%s\n\n", n.name, n.m.Summary.EN, n.m.Detail.EN, n.m.Summary.JA, n.m.Detail.JA)
	}
	if os.Getenv("UPDATE_MESSAGES") == "1" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, expected := strings.Split(b.String(), "== "), strings.Split(string(want), "== ")
	if len(got) != len(expected) {
		t.Fatalf("%d messages, want %d", len(got), len(expected))
	}
	for i := range got {
		if got[i] != expected[i] {
			t.Errorf("said:\n%s\nwant:\n%s", got[i], expected[i])
		}
	}
}

// assigned matches what is to be copied in the middle of a sentence, where Terraform
// may wrap it.
var assigned = regexp.MustCompile("(?m)^[^ \n].*`[a-z_]+ = (?:\\[|true|\"[^\"]* )")

func TestWhatIsToBeCopiedIsOnLinesOfItsOwn(t *testing.T) {
	t.Parallel()
	for _, n := range allMessages() {
		for _, text := range []string{n.m.Detail.EN, n.m.Detail.JA} {
			switch {
			case strings.Contains(text, "%!"):
				t.Errorf("%s: a value is missing:\n%s", n.name, text)
			case strings.Contains(text, "\n\n\n") || strings.HasSuffix(text, "\n"):
				t.Errorf("%s: an empty line too many:\n%q", n.name, text)
			case assigned.MatchString(text):
				t.Errorf("%s: %q is in a sentence", n.name, assigned.FindString(text))
			}
		}
	}
}

func TestARawAnswerIsTheEndOfAMessage(t *testing.T) {
	t.Parallel()
	err := answer(403)
	m := OfAPI(err, sample)
	if !strings.HasSuffix(m.Detail.EN, "\n\nAPI response:\n\n  "+err.Error()) || !strings.HasSuffix(m.Detail.JA, "\n\nAPIの応答:\n\n  "+err.Error()) {
		t.Errorf("%+v", m)
	}
	m = OfAPI(errors.New("no route\nto host"), sample)
	if !strings.HasSuffix(m.Detail.EN, "\n\nCause:\n\n  no route\n  to host") || !strings.HasSuffix(m.Detail.JA, "\n\n原因:\n\n  no route\n  to host") {
		t.Errorf("%+v", m)
	}
}

func TestOnlyAnImportIDThatBeginsWithAHostGetsTheRegisteredDomain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, domain, form string
		err                error
		want               bool
	}{
		{"a host", "www." + sample, "domain/host/address", answer(404), true},
		{"the domain itself", sample, "domain/host/address", answer(404), false},
		{"another error", "www." + sample, "domain/host/address", answer(403), false},
		{"no error", "www." + sample, "domain/host/address", nil, false},
		{"an ID that has no host", "www." + sample, "domain/line", answer(404), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, got := ImportHost(test.err, test.domain, test.form); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
