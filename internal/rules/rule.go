package rules

import (
	"context"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
)

// Severity says what a finding does to a plan.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Off     Severity = "off"
)

// Scope says what a rule has to see, and so when it is asked.
type Scope string

// The scopes.
const (
	// ScopeRecord needs one record only: such rules work without
	// credentials, in validate.
	ScopeRecord Scope = "record"
	// ScopeZone needs the zone as it will be.
	ScopeZone Scope = "zone"
	// ScopeSettled asks for something that may still come later in the same
	// plan: judged when the plan has settled.
	ScopeSettled Scope = "settled"
	// ScopeAudit judges a whole zone on request.
	ScopeAudit Scope = "audit"
	// ScopeNetwork asks a resolver; opt-in.
	ScopeNetwork Scope = "network"
)

// foreignType is the type of a line that is no record as far as is known.
const foreignType = ""

// Text is one text in both languages.
type Text struct{ EN, JA string }

// Rule is one rule: its words, and its check as a pure function.
type Rule struct {
	// ID is public API: it is in diagnostics, docs and rule_severity.
	ID string
	// Severity is the default.
	Severity Severity
	// Fixed rules report what Value-Domain or the DNS does not support;
	// their severity can't be changed.
	Fixed bool
	Scope Scope
	// ScopeWhenSet is the scope once a user has set the severity; empty where
	// that changes nothing. Such a rule of ScopeAudit stays out of a plan until
	// somebody asks for it. Its check takes both kinds of case.
	ScopeWhenSet Scope
	// Types are the types of the records that the check looks at, foreignType
	// among them for a line of an unknown one; nil: all, and settings.
	Types []string
	// NeedsService reports that the check is silent while the DNS service is
	// unknown.
	NeedsService bool
	// Title is the diagnostic's summary. Why is the reason in one or two sentences,
	// which follow a finding's Message. Remedy is for the docs page.
	Title, Why, Remedy Text
	// References are FAQ questions and RFC sections: "FAQ Q11",
	// "RFC 7208 section 4.5".
	References []string
	// Check judges one case; a rule of ScopeNetwork has CheckNetwork only.
	Check func(Case) []Finding
	// CheckNetwork judges one case and may ask a resolver, about what Check can't
	// find where a rule has both. If no answer comes it
	// is silent, for that says nothing about the record; a Resolver that wants this
	// known has to report it itself.
	CheckNetwork func(context.Context, Case, Resolver) []Finding

	example example // For the docs page.
	set     bool    // A user has set the severity.
}

// Resolver asks a resolver about full names without their trailing dots. An error
// means that no answer came.
type Resolver struct {
	// Addresses returns the addresses of a name, none if it does not exist or has
	// none, and whether the name is an alias (CNAME).
	Addresses func(ctx context.Context, name string) (addresses []string, isAlias bool, err error)
	// Texts returns the texts of a name, the strings of each joined; none if it
	// does not exist or has none.
	Texts func(ctx context.Context, name string) ([]string, error)
	// Servers returns the mail servers of a name by its MX records; none if it
	// does not exist or has none.
	Servers func(ctx context.Context, name string) ([]string, error)
}

// Example shows a rule at work, as HCL resource blocks.
type Example struct {
	// Service is the DNS service of both configurations.
	Service zone.Service
	// Zone has the lines that are in the zone beforehand; may be empty.
	Zone string
	// Before is the configuration that was applied earlier, for a rule about
	// what a plan removes; may be empty.
	Before string
	// Failing trips the rule, Corrected does not.
	Failing, Corrected string
}

// Case is what a rule judges.
type Case struct {
	// Subject is the record that is written or, with Removal, removed.
	// It is empty for a rule of ScopeAudit and for zone settings.
	Subject zone.Entry
	Removal bool
	// Forwarding reports that the subject is the record of a mail forwarding
	// that the configuration declares.
	Forwarding bool
	// Origin and Service are those of the zone.
	Origin  zone.Origin
	Service zone.Service
	// Zone is the zone as it will be: with the subject, or without it on a
	// removal. It is nil where only the record is known, as in validate; a
	// rule of ScopeRecord needs it only to be quieter, or to offer a fix.
	Zone *zone.Index
	// TTL is the zone's TTL in seconds where that is what is written, else 0.
	TTL int
	// Detected is why the zone is taken for Service; it is empty where the
	// user has said so.
	Detected zone.Detection
	// Unmanaged reports whether no resource of the configuration manages a
	// live line. It is nil where nobody knows, as in an audit.
	Unmanaged func(zone.Entry) bool
	// Unplaced are records that the plan writes to a domain which is not known
	// yet, so that they may come to this zone. A rule about something
	// missing is silent where one of them could be it.
	Unplaced []zone.Record

	owner  string       // The subject's full owner name, filled in by prepare.
	here   []zone.Entry // What the zone has at that name, filled in by prepare.
	server []zone.Entry // What it has for the target of an mx, filled in by prepare.
	mail   *mailView    // The mail records in order, where many cases share them.
	texts  []zone.Entry // The texts about mail policy of an audited zone.
}

// Finding is one mistake found.
type Finding struct {
	Rule     string
	Severity Severity
	// Field is the field of the subject that the finding is about: "host",
	// "target", "address", "priority", "ttl", "value", "line"; empty for the whole
	// record. "content" is that of a text with many lines.
	Field string
	// Line is the line judged; empty where a line is missing.
	Line string
	// Others are the lines it conflicts with.
	Others []zone.Entry
	// Passing reports that another resource of the run may be about to remove a line
	// of Others.
	Passing bool
	// Title is the summary, if the rule's own is not exact enough.
	Title Text
	// Message says what is wrong in one sentence, with the values of this case
	// and without the lines of Others.
	Message Text
	// Suggestion says what to write instead, HCL on lines of its own.
	Suggestion Text
	// MayCome reports that a record which may still come in the same plan would
	// resolve a finding of ScopeZone: one of its own for a host that a wildcard
	// answers for.
	MayCome bool
	// Fix are the lines to write instead of Line, all of them together, where
	// that is safe.
	Fix []string
}
