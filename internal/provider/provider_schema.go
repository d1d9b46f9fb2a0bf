package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// connectionAttributes say where the zones are and how to get at them.
func connectionAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"api_token": schema.StringAttribute{
			MarkdownDescription: "The API token of the account. Else the environment variable `VALUEDOMAIN_API_TOKEN` is read, " +
				"which keeps the token out of files. A saved plan holds the configuration and its variables as they are, unless a variable is `ephemeral`.",
			Optional: true, Sensitive: true,
		},
		"endpoint": schema.StringAttribute{
			MarkdownDescription: "The base URL of the API; `https` only, plain `http` on loopback. Else `VALUEDOMAIN_ENDPOINT`, " +
				"else the registrar's own.",
			Optional: true,
		},
		"dns_backend": schema.StringAttribute{
			MarkdownDescription: "`domains` (default) for domains registered at Value-Domain, `freedns` for zones of domains " +
				"registered elsewhere. The API documents neither mail forwarding nor `ns_type` for these.",
			Optional: true,
		},
		"coordination": schema.StringAttribute{
			MarkdownDescription: "A PostgreSQL database by which runs on several machines know of each other, instead of the files of `cache_dir`: " +
				"`postgres://user:password@host:5432/database`. Else `VALUEDOMAIN_COORDINATION`, which keeps the password out of files; " +
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
			MarkdownDescription: "Instead of the API, use a simulated one that keeps its zones in this file, without any account " +
				"or network. Else `VALUEDOMAIN_SIMULATOR_FILE`. A new file holds the domain `hogehoge.com`.",
			Optional: true,
		},
		"mail_forwarding_path": schema.StringAttribute{
			MarkdownDescription: "The path of the mail forwarding below the endpoint, with `{domain}` for the domain. The registrar " +
				"documents none; the default is `/domains/{domain}/mailforward`.",
			Optional: true,
		},
	}
}

// behaviourAttributes say how the provider goes about its work.
func behaviourAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"dns_service": schema.StringAttribute{
			MarkdownDescription: "The DNS service of the zones: `general` (汎用DNS: an mx line has a host, and there is mxe), " +
				"`simple` (簡易DNS, the service of today: an mx line has its host last, or none; no mxe), or `auto` (default): general if a line of the zone shows it, " +
				"else simple on the name servers `valuedomain*`.",
			Optional: true,
		},
		"rule_severity": schema.MapAttribute{
			MarkdownDescription: "Sets rules by their id to `error`, `warning` or `off`. The guide to the mail rules lists them.",
			Optional:            true,
			ElementType:         types.StringType,
		},
		"override_guards": schema.SetAttribute{
			MarkdownDescription: "Guards to override, by name: `empty-zone` (the zone reads without a line), `shrunk-zone` (it lost more than half of its " +
				"lines since it was read last), `wrong-domain` (another domain answered), `altered-write` (the answer to a write shows other lines than were sent). " +
				"Name one only after looking at the zone, and take it out again.",
			Optional:    true,
			ElementType: types.StringType,
		},
		"backup_dir": schema.StringAttribute{
			MarkdownDescription: "A folder that keeps the text of a zone from before each write, the last 50 of each zone, readable by you alone: " +
				"`<domain>/<time in UTC>.txt`. Where a text can't be kept, nothing is written. Else `VALUEDOMAIN_BACKUP_DIR`; without either no text is kept.",
			Optional: true,
		},
		"cache_dir": schema.StringAttribute{
			MarkdownDescription: "A directory for the small files by which runs on one machine know of each other: the lock and the record of each zone, the request budget of the token, " +
				"and what a plan has foreseen. Else `VALUEDOMAIN_CACHE_DIR`, else `terraform-provider-valuedomain` in the user's cache directory. It must be writable, and for this user alone. " +
				"Runs with different directories do not know of each other; runs on different machines need `coordination`.",
			Optional: true,
		},
		"resolver": schema.StringAttribute{
			MarkdownDescription: "A recursive resolver, as `host:port`, that the data source `valuedomain_mail_audit` asks whether mail servers outside the zone have an address " +
				"(rule `mx-target-unresolved`), whether another organisation's domain takes the DMARC reports that are sent to it (rule `dmarc-report-elsewhere`), " +
				"and how many DNS lookups the includes of an SPF text need (rule `spf-too-many-lookups`). Without it nothing outside the API is asked.",
			Optional: true,
		},
		"language": schema.StringAttribute{
			MarkdownDescription: "The language of errors and warnings: `ja`, `en`, or `auto` (default), which looks at " +
				"`VALUEDOMAIN_LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`.",
			Optional: true,
		},
	}
}
