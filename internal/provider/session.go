package provider

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonebackup"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// session is what all operations of one run share.
type session struct {
	static

	api    *valuedomain.Client
	syncer *zonesync.Syncer
	// forwards brings mail forwards into the lists of the domains.
	forwards *zonesync.Syncer
	// freeDNS is set where the zones are those of domains registered elsewhere.
	freeDNS bool
	// canForward reports that the API serves mail forwarding for these domains.
	canForward bool
	allow      map[zonesync.Guard]bool // The guards that are overridden.
	ledger     *planledger.Ledger
	// oneProcess is set where this session serves all walks of a run.
	oneProcess bool
	// resolve asks the configured resolver; nil without one.
	resolve *rules.Resolver

	// refusal is how far a refused token was reported.
	refusal refusal

	servicesMu sync.Mutex
	services   map[string]zone.Service // What the lines of each zone have told.
	shortTTL   map[string]bool         // The zones whose ttl was warned of.
}

// session makes the session of a provider block.
func (p *Provider) session(ctx context.Context, c config, oneProcess bool, diags *diag.Diagnostics) *session {
	if name := c.unknown(); name != "" {
		unknownSettingMessage(name).addTo(diags, p.language(c.Language.ValueString()), name)
		return nil
	}
	s := &session{static: *p.staticOf(ctx, c, diags), oneProcess: oneProcess, allow: c.overrides(), services: map[string]zone.Service{}, shortTTL: map[string]bool{}}
	if c.check(s.language, diags); diags.HasError() {
		return nil
	}
	if s.resolve = c.resolve(s.language, diags); diags.HasError() {
		return nil
	}
	s.freeDNS = c.DNSBackend.ValueString() == backendFreeDNS
	s.canForward = !s.freeDNS || c.MailForwardingPath.ValueString() != ""
	logger := newLogger()
	cache, err := p.cacheDir(c)
	if err != nil {
		settingMessage("cache_dir", err).addTo(diags, s.language, "cache_dir")
		return nil
	}
	requests, _ := whole(c.RequestsPerMinute)
	client := valuedomain.Config{
		Token:              p.given(c.APIToken, envToken),
		Endpoint:           p.given(c.Endpoint, envEndpoint),
		UserAgent:          "terraform-provider-valuedomain/" + p.version + " (+https://github.com/terraform-valuedomain/terraform-provider-valuedomain)",
		FreeDNS:            s.freeDNS,
		MailForwardingPath: c.MailForwardingPath.ValueString(),
		RequestsPerMinute:  int(requests),
		Logger:             logger,
		Transport:          p.transport,
		Jitter:             p.jitter,
	}
	account := client.Token
	file := p.given(c.SimulatorFile, envSimulator)
	if file != "" {
		var err error
		if account, err = simulate(&client, file); err != nil {
			settingMessage("simulator_file", err).addTo(diags, s.language, "simulator_file")
			return nil
		}
	}
	if client.Token == "" {
		noTokenMessage().addTo(diags, s.language, "api_token")
		return nil
	}
	shared, err := p.share(c, cache, account)
	if err != nil {
		connectionMessage(err).addTo(diags, s.language, "")
		return nil
	}
	if file == "" { // Each process has a simulator of its own.
		client.Budget = shared
	}
	api, err := valuedomain.New(client)
	if err != nil {
		reportClient(diags, err, s.language)
		return nil
	}
	s.connect(p, c, api, shared, logger)
	return s
}

// connect gives the session what works with the API.
func (s *session) connect(p *Provider, c config, api *valuedomain.Client, shared coordination.Shared, logger *slog.Logger) {
	s.api = api
	s.ledger = planledger.New(planledger.Options{
		Policy:     s.policy,
		Notes:      shared,
		WorkDir:    p.directory(),
		OneProcess: s.oneProcess,
	})
	var backup func(zone.Snapshot) error
	if dir := p.given(c.BackupDir, envBackup); dir != "" {
		backup = zonebackup.Dir{Path: dir}.Save
	}
	s.syncer = zonesync.New(api, zonesync.Options{
		Logger:  logger,
		Backup:  backup,
		Reserve: api.Reserve,
		Records: shared,
		MinTTL:  valuedomain.MinTTL,
		Allow:   s.allow,
	})
	s.forwards = zonesync.New(forwardStore{api}, zonesync.Options{Logger: logger, Reserve: api.Reserve, Records: shared, Allow: s.allow, Forwards: true})
}

// reportClient reports which setting the client can't use. Where the value could
// hold a secret no attribute is named: Terraform would print its source line.
func reportClient(diags *diag.Diagnostics, err error, l rules.Language) {
	name, place := "endpoint", "endpoint"
	var wrong *valuedomain.ConfigError
	if errors.As(err, &wrong) {
		switch {
		case wrong.Field == "Token":
			name, place = "api_token", ""
		case wrong.Field == "MailForwardingPath":
			name, place = "mail_forwarding_path", "mail_forwarding_path"
		case wrong.Secret:
			place = ""
		}
	}
	settingMessage(name, err).addTo(diags, l, place)
}

// simulatedToken goes to the simulator, which takes any; no real token ever
// does.
const simulatedToken = "simulated"

// simulate lets the client talk to a simulator that keeps its zones in a file,
// and returns what names its account.
func simulate(client *valuedomain.Config, file string) (account string, err error) {
	file, err = filepath.Abs(file) // Two folders' files of one name are two accounts.
	if err != nil {
		return "", err
	}
	server, err := simulator.New(simulator.Options{StateFile: file, RequestsPerMinute: client.RequestsPerMinute})
	if err != nil {
		return "", err
	}
	client.Transport, client.Token, client.Endpoint = server.Transport(), simulatedToken, ""
	return file, nil
}

// share returns what the processes of an account share. The error is one of the
// connection string.
func (p *Provider) share(c config, cache, account string) (coordination.Shared, error) {
	connection := p.given(c.Coordination, envCoordination)
	switch {
	case connection != "":
		return postgres.Open(connection, fingerprint(account))
	case p.shared != nil:
		return p.shared(account), nil
	case cache == "":
		return coordination.NewMemory(), nil
	}
	return coordination.Files(cache, fingerprint(account)), nil
}

// cacheDir is where the processes of one user meet; "" if there is no such
// place, as without a home: then no process knows of another.
func (p *Provider) cacheDir(c config) (string, error) {
	if dir := p.given(c.CacheDir, envCache); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", nil //nolint:nilerr // There is none.
	}
	return filepath.Join(dir, "terraform-provider-valuedomain"), nil
}

// directory is the directory of the configuration, "" if there is none.
func (p *Provider) directory() string {
	if p.workDir != "" {
		return p.workDir
	}
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	return dir
}

// fingerprint names an account without giving its token away.
func fingerprint(account string) string {
	sum := sha256.Sum256([]byte("account\n" + account))
	return hex.EncodeToString(sum[:8])
}

// serviceOf returns the DNS service of a zone: the configured one, else what
// its lines tell, or have told in this run: an apply may take the last line that
// tells away before it adds the next one. So whoever takes lines away asks too.
func (s *session) serviceOf(doc *zonesync.Document) zone.Service {
	s.tell(doc.Origin, doc.Index().Service)
	return s.serviceKnown(doc.Origin)
}

// serviceIn is serviceOf for a text that is about to be written.
func (s *session) serviceIn(x *zone.Index) zone.Service {
	return cmp.Or(s.serviceKnown(x.Origin), x.Service)
}

// serviceKnown returns the DNS service of a zone as far as this run knows.
func (s *session) serviceKnown(o zone.Origin) zone.Service {
	if s.service != zone.ServiceUnknown {
		return s.service
	}
	s.servicesMu.Lock()
	defer s.servicesMu.Unlock()
	return s.services[o.String()]
}

// detected is the sign by which a zone is taken for its DNS service; empty where
// the user has said which one it is.
func (s *session) detected(doc *zonesync.Document) zone.Detection {
	if s.service != zone.ServiceUnknown {
		return zone.Detection{}
	}
	return doc.Zone().DetectService(doc.NSType)
}

// warnTTL says once for each zone that a change makes its ttl longer.
func (s *session) warnTTL(diags *diag.Diagnostics, doc *zonesync.Document) {
	s.servicesMu.Lock()
	said := s.shortTTL[doc.Origin.String()]
	s.shortTTL[doc.Origin.String()] = true
	s.servicesMu.Unlock()
	if doc.TTL < valuedomain.MinTTL && !said {
		s.warn(diags, shortTTLMessage(doc.Origin.String(), doc.TTL))
	}
}

// warnUnseen says that a text has a character in it that nobody can see. Of a
// malformed line that is meant there is nothing to say.
func (s *session) warnUnseen(diags *diag.Diagnostics, line string) {
	var field *zone.FieldError
	read := strings.ReplaceAll(line, "\u3000", "x") // In Japanese a full-width space between words is seen.
	if zone.CheckLine(line) == nil && errors.As(zone.CheckSeen(read), &field) {
		s.warn(diags, unseenMessage(line, field))
	}
}

// remember is the Check of a removal: it keeps in mind what the lines tell of
// the DNS service, since the last one that does may go.
func (s *session) remember(v zonesync.View) error {
	s.tell(v.Origin, v.Index.Service)
	return nil
}

// permits reports whether the plan has foreseen that a line goes which stands
// against a new one.
func (s *session) permits(domain, added, against string) bool {
	return s.ledger.Permits(domain, added, against)
}

// tell notes what is known of a zone's DNS service.
func (s *session) tell(o zone.Origin, service zone.Service) {
	if service == zone.ServiceUnknown {
		return
	}
	s.servicesMu.Lock()
	defer s.servicesMu.Unlock()
	// A line that shows the general service outlives its removal; that of the
	// simple one may be no more than the name servers.
	if s.services[o.String()] != zone.ServiceGeneral {
		s.services[o.String()] = service
	}
}
