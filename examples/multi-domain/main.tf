# The same records for several domains.
# 複数のドメインに同じレコードを設定します。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {}

variable "domains" {
  type    = set(string)
  default = ["hogehoge.com"]
}

resource "valuedomain_mx_record" "mail" {
  for_each = var.domains

  domain   = each.key
  target   = "s7.xrea.com."
  priority = 10
}

resource "valuedomain_txt_record" "spf" {
  for_each = var.domains

  domain = each.key
  value  = "v=spf1 mx -all"
}

resource "valuedomain_txt_record" "dmarc" {
  for_each = var.domains

  domain = each.key
  host   = "_dmarc"
  value  = "v=DMARC1; p=quarantine; rua=mailto:postmaster@${each.key}"
}

locals {
  lines = {
    for domain in var.domains : domain => nonsensitive(join("\n", [
      valuedomain_mx_record.mail[domain].line,
      valuedomain_txt_record.spf[domain].line,
      valuedomain_txt_record.dmarc[domain].line,
    ]))
  }
}

output "servers" {
  description = "Where mail to user@ each domain goes, in order."
  value = {
    for domain, lines in local.lines :
    domain => [for s in provider::valuedomain::mail_route(lines, "user@${domain}", domain, "simple").servers : s.name]
  }
}

output "findings" {
  description = "What the mail rules say of each domain's records."
  value = {
    for domain, lines in local.lines :
    domain => [for f in provider::valuedomain::mail_audit(lines, domain, "simple") : f.rule]
  }
}
