# A module that takes what you want of your mail, and sets the records that say so,
# as the registrar's FAQ would on the DNS service of the domain.
#
#   module "mail" {
#     source  = "…/examples/modules/mail"
#     domain  = "hogehoge.com"
#     intents = [{ for = "@", servers = ["s3.xrea.com"] }]
#   }
#
# 「どのメールをどこで受け取るか」を渡すと、DNSサービスに合ったレコードを設定するモジュールです。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

variable "domain" {
  description = "The domain, as registered."
  type        = string
}

variable "dns_service" {
  description = "The DNS service of the domain: simple, the service of today, or general."
  type        = string
  default     = "simple"
}

variable "intents" {
  description = "Which mail goes where. for is all, @, a host such as web, or a pattern such as s*; servers are names or IPv4 addresses in the order in which they are tried."
  type = list(object({
    servers = list(string) # First, since HCL takes a brace before "for" for a loop.
    for     = string
  }))
}

variable "spf" {
  description = "The SPF text of the domain; null for none."
  type        = string
  default     = "v=spf1 mx -all"
}

variable "dmarc" {
  description = "The DMARC text of the domain; null for none."
  type        = string
  default     = "v=DMARC1; p=none"
}

locals {
  records = provider::valuedomain::mail_records(var.domain, var.dns_service, var.intents)
}

resource "valuedomain_a_record" "mail" {
  for_each = { for key, r in local.records : key => r if r.type == "a" }

  domain  = var.domain
  host    = each.value.host
  address = each.value.address
}

resource "valuedomain_mx_record" "mail" {
  for_each = { for key, r in local.records : key => r if r.type == "mx" }

  domain   = var.domain
  host     = each.value.host
  target   = each.value.target
  priority = each.value.priority
}

resource "valuedomain_mxe_record" "mail" {
  for_each = { for key, r in local.records : key => r if r.type == "mxe" }

  domain   = var.domain
  host     = each.value.host
  address  = each.value.address
  priority = each.value.priority
}

resource "valuedomain_txt_record" "mail" {
  for_each = { for host, value in { "@" = var.spf, "_dmarc" = var.dmarc } : host => value if value != null }

  domain = var.domain
  host   = each.key
  value  = each.value
}

locals {
  lines = nonsensitive(sort(concat(
    values(valuedomain_a_record.mail)[*].line,
    values(valuedomain_mx_record.mail)[*].line,
    values(valuedomain_mxe_record.mail)[*].line,
    [for r in values(valuedomain_txt_record.mail) : r.line],
  )))

  # An address that each intent is about.
  addresses = {
    for i in var.intents : i.for => i.for == "@" ? "user@${var.domain}" : "user@${replace(replace(i.for, "*", "x"), "/^all$/", "any")}.${var.domain}"
  }
}

output "lines" {
  description = "The lines of the zone that the module manages, sorted."
  value       = local.lines
}

output "servers" {
  description = "By intent, the names or addresses of the servers that take its mail by these lines, in order."
  value = {
    for intent, address in local.addresses : intent => [
      for s in provider::valuedomain::mail_route(join("\n", local.lines), address, var.domain, var.dns_service).servers : s.name
    ]
  }
}

output "findings" {
  description = "What the mail rules say of these lines."
  value       = provider::valuedomain::mail_audit(join("\n", local.lines), var.domain, var.dns_service)
}
