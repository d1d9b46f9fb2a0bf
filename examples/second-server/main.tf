# A second mail server, somewhere else, takes the mail while the first is down (FAQ Q5, Q19).
# 1台目が止まっている間、別の場所にある2台目のメールサーバーがメールを受け取ります（FAQ Q5、Q19）。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {}

variable "domain" {
  type    = string
  default = "hogehoge.com"
}

variable "servers" {
  description = "The servers' names with their trailing dots, in the order in which senders try them."
  type        = list(string)
  default     = ["s7.xrea.com.", "mail.gaibu-server.com."]
}

# 10, 20, 30: room for another one in between.
resource "valuedomain_mx_record" "mail" {
  for_each = { for i, server in var.servers : server => 10 * (i + 1) }

  domain   = var.domain
  target   = each.key
  priority = each.value
}

resource "valuedomain_txt_record" "spf" {
  domain = var.domain
  value  = "v=spf1 mx -all"
}

resource "valuedomain_txt_record" "dmarc" {
  domain = var.domain
  host   = "_dmarc"
  value  = "v=DMARC1; p=quarantine; rua=mailto:postmaster@${var.domain}"
}

locals {
  lines = nonsensitive(join("\n", concat(
    values(valuedomain_mx_record.mail)[*].line,
    [valuedomain_txt_record.spf.line, valuedomain_txt_record.dmarc.line],
  )))
}

output "servers" {
  description = "Where mail to user@ the domain goes by these records, in order."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "user@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What the mail rules say of these records."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule]
}
