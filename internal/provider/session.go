package provider

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/planledger"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/forwarding"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/message"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/provider/session"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/simulator"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/valuedomain"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zone"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonebackup"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/zonesync"
)

// session makes the session of a provider block.
func (p *Provider) session(ctx context.Context, c config, oneProcess bool, diags *diag.Diagnostics) *session.Session {
	if name := c.unknown(); name != "" {
		message.UnknownSetting(name).AddTo(diags, p.language(c.Language.ValueString()), shownPlace(name))
		return nil
	}
	s := session.New(*p.staticOf(ctx, c, diags), oneProcess)
	if c.check(s.Language, diags); diags.HasError() {
		return nil
	}
	if s.Resolve = c.resolve(s.Language, diags); diags.HasError() {
		return nil
	}
	s.FreeDNS = c.DNSBackend.ValueString() == backendFreeDNS
	s.CanForward = !s.FreeDNS || c.MailForwardingPath.ValueString() != ""
	logger := newLogger()
	cache, err := p.cacheDir(c)
	if err != nil {
		message.Setting("cache_dir", err).AddTo(diags, s.Language, "cache_dir")
		return nil
	}
	client := p.client(c, s.FreeDNS, logger)
	account := client.Token
	file := p.given(c.SimulatorFile, envSimulator)
	if file != "" {
		if account, err = simulate(&client, file); err != nil {
			message.Setting("simulator_file", err).AddTo(diags, s.Language, "simulator_file")
			return nil
		}
		s.SimulatorFile = account
	}
	if client.Token == "" {
		message.NoToken().AddTo(diags, s.Language, "api_token")
		return nil
	}
	shared, err := p.share(c, cache, account)
	if err != nil {
		message.Connection(err).AddTo(diags, s.Language, "")
		return nil
	}
	if file == "" { // Each process has a simulator of its own.
		client.Budget = shared
	}
	api, err := valuedomain.New(client)
	if err != nil {
		reportClient(diags, err, s.Language)
		return nil
	}
	p.connect(s, c, api, shared, logger)
	return s
}

// client returns the configuration of the API's client.
func (p *Provider) client(c config, freeDNS bool, logger *slog.Logger) valuedomain.Config {
	requests, _ := session.WholeNumber(c.RequestsPerMinute)
	return valuedomain.Config{
		Token:              p.given(c.APIToken, envToken),
		Endpoint:           p.given(c.Endpoint, envEndpoint),
		UserAgent:          "terraform-provider-valuedomain/" + p.version + " (+https://github.com/terraform-valuedomain/terraform-provider-valuedomain)",
		FreeDNS:            freeDNS,
		MailForwardingPath: c.MailForwardingPath.ValueString(),
		RequestsPerMinute:  int(requests),
		Logger:             logger,
		Transport:          p.transport,
		Jitter:             p.jitter,
	}
}

// connect gives the session what works with the API.
func (p *Provider) connect(s *session.Session, c config, api *valuedomain.Client, shared coordination.Shared, logger *slog.Logger) {
	s.API = api
	allow := c.overrides()
	s.Ledger = planledger.New(planledger.Options{
		Policy:     s.Policy,
		Notes:      shared,
		WorkDir:    p.directory(),
		OneProcess: s.OneProcess,
	})
	var backup func(zone.Snapshot) error
	if dir := p.given(c.BackupDir, envBackup); dir != "" {
		backup = zonebackup.Dir{Path: dir}.Save
	}
	s.Syncer = zonesync.New(api, zonesync.Options{
		Logger:  logger,
		Backup:  backup,
		Reserve: api.Reserve,
		Records: shared,
		MinTTL:  valuedomain.MinTTL,
		Allow:   allow,
	})
	s.Forwards = zonesync.New(forwarding.Store{API: api}, zonesync.Options{Logger: logger, Reserve: api.Reserve, Records: shared, Allow: allow, Forwards: true})
}

// reportClient reports which setting the client can't use. Where the value could
// contain a secret no attribute is named: Terraform would print its source line.
func reportClient(diags *diag.Diagnostics, err error, l rules.Language) {
	name, place := "endpoint", "endpoint"
	var wrong *valuedomain.ConfigError
	if errors.As(err, &wrong) {
		switch {
		case wrong.Field == "Token":
			message.Token().AddTo(diags, l, "")
			return
		case wrong.Field == "MailForwardingPath":
			name, place = "mail_forwarding_path", "mail_forwarding_path"
		case wrong.Secret:
			place = ""
		}
	}
	message.Setting(name, err).AddTo(diags, l, place)
}

// simulatedToken goes to the simulator, which takes any; no real token ever
// does.
const simulatedToken = "simulated"

// simulate lets the client talk to a simulator that keeps its zones in a file,
// and returns what names its account.
func simulate(client *valuedomain.Config, file string) (account string, err error) {
	file, err = filepath.Abs(file) // Two directories' files of one name are two accounts.
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
