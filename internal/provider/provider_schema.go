package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// connectionAttributes say where the zones are and how to get at them.
func connectionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"api_token": schema.StringAttribute{
			MarkdownDescription: "API token of the account. Can also be set with the `VALUEDOMAIN_API_TOKEN` environment variable (recommended). " +
				"A saved plan contains the configuration and its variables, unless a variable is `ephemeral`.",
			Optional: true, Sensitive: true,
		},
		"endpoint": schema.StringAttribute{
			MarkdownDescription: "Base URL of the API: `https`, or `http` on loopback. Can also be set with `VALUEDOMAIN_ENDPOINT`. " +
				"Defaults to `https://api.value-domain.com/v1`.",
			Optional: true,
		},
		"dns_backend": schema.StringAttribute{
			MarkdownDescription: "`domains` (default) for domains registered at Value-Domain, `freedns` for zones of domains " +
				"registered elsewhere. The API documents neither mail forwarding nor `ns_type` for these.",
			Optional: true,
		},
		"coordination": schema.StringAttribute{
			MarkdownDescription: "A PostgreSQL database by which runs on several machines know of each other, instead of the files of `cache_dir`: " +
				"`postgres://user:password@host:5432/database`. Can also be set with `VALUEDOMAIN_COORDINATION`, which keeps the password out of files; " +
				"what the URL does not say is taken from `PGPASSWORD` and the like. TLS with a checked certificate is used unless `sslmode` says otherwise. All machines that write the same zones need the same database, and clocks that agree. " +
				"The tables are made on first use in the schema `valuedomain`; add `?schema=name` for another one. A run opens up to ten connections, and needs sessions of its own: no pooler in transaction mode. " +
				"Without the database nothing is read or written.",
			Optional: true, Sensitive: true,
		},
		"requests_per_minute": schema.NumberAttribute{
			MarkdownDescription: "How many requests a minute may be sent with one token, by all processes of this machine together, or of all machines with `coordination`. 60 (default) is what the API allows.",
			Optional:            true,
		},
		"simulator_file": schema.StringAttribute{
			MarkdownDescription: "Use a simulated API instead, which keeps its zones in this file and needs no account " +
				"and no network. Can also be set with `VALUEDOMAIN_SIMULATOR_FILE`. A new file has the domains `example.com` and `hogehoge.com`.",
			Optional: true,
		},
		"mail_forwarding_path": schema.StringAttribute{
			MarkdownDescription: "The path of the mail forwarding below the endpoint, with `{domain}` for the domain. Value-Domain " +
				"documents none; the default is `/domains/{domain}/mailforward`.",
			Optional: true,
		},
	}
}

// behaviourAttributes say how the provider goes about its work.
func behaviourAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"dns_service": schema.StringAttribute{
			MarkdownDescription: "The DNS service of the zones: `general` (汎用DNS: an MX line has a host, and there is MXE), " +
				"`simple` (簡易DNS, the service of today: an MX line has its host last, or none; no MXE), or `auto` (default): general if a line of the zone shows it, " +
				"otherwise simple on the name servers `valuedomain*`.",
			Optional: true,
		},
		"rule_severity": schema.MapAttribute{
			MarkdownDescription: "Sets rules by their ID to `error`, `warning` or `off`. [Mail rules](guides/mail-rules.md) lists them.",
			Optional:            true,
			ElementType:         types.StringType,
		},
		"override_guards": schema.SetAttribute{
			MarkdownDescription: "Guards to override, by name: `empty-zone` (the API returned a zone without a line), `shrunk-zone` (it lost more than half of its " +
				"lines since it was read last), `wrong-domain` (another domain answered), `altered-write` (the answer to a write shows other lines than were sent). " +
				"Use only after checking the zone in the control panel, and remove it afterwards.",
			Optional:    true,
			ElementType: types.StringType,
		},
		"backup_dir": schema.StringAttribute{
			MarkdownDescription: "A directory for the text of a zone from before each write, the last 50 of each zone, readable only by you: " +
				"`<domain>/<time in UTC>.txt`. If a text cannot be saved, nothing is written. Can also be set with `VALUEDOMAIN_BACKUP_DIR`. Without either, no text is saved.",
			Optional: true,
		},
		"cache_dir": schema.StringAttribute{
			MarkdownDescription: "A directory for the small files by which runs on one machine know of each other: the lock and the record of each zone, the request budget of the token, " +
				"and what a plan expects. Can also be set with `VALUEDOMAIN_CACHE_DIR`. Defaults to `terraform-provider-valuedomain` in the user's cache directory. It must be writable, and only for this user. " +
				"Runs with different directories do not know of each other; runs on different machines need `coordination`.",
			Optional: true,
		},
		"resolver": schema.StringAttribute{
			MarkdownDescription: "A recursive resolver, as `host:port`, that the data source `valuedomain_mail_audit` asks whether mail servers outside the zone have an address " +
				"(rule `mx-target-unresolved`), whether another organisation's domain accepts the DMARC reports that are sent to it (rule `dmarc-report-elsewhere`), " +
				"and how many DNS lookups the includes of an SPF record need (rule `spf-too-many-lookups`). Without it nothing outside the API is asked.",
			Optional: true,
		},
		"language": schema.StringAttribute{
			MarkdownDescription: "The language of errors and warnings: `ja`, `en`, or `auto` (default), which reads " +
				"`VALUEDOMAIN_LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`. Errors of functions always follow these variables, since Terraform does not pass the provider block to a function.",
			Optional: true,
		},
	}
}
