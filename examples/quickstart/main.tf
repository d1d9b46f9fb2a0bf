# A mail server under the own domain, with a second, outside server that takes
# over when the first is down, beside the web server that the zone has already.
# 独自ドメインの名前のメールサーバーと、停止に備えた外部の2台目を、既存のWebサーバーに加えて設定します。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {}

variable "domain" {
  description = "The domain, as registered."
  type        = string
  default     = "hogehoge.com"
}

# The mail server's own name and address.
resource "valuedomain_a_record" "mail" {
  domain  = var.domain
  host    = "mail"
  address = "219.163.200.70"
}

# Mail to user@hogehoge.com goes there first ...
resource "valuedomain_mx_record" "first" {
  domain   = var.domain
  target   = valuedomain_a_record.mail.host
  priority = 10
}

# ... and to the second server while the first does not answer.
resource "valuedomain_mx_record" "second" {
  domain   = var.domain
  target   = "mail.gaibu-server.com."
  priority = 20
}

locals {
  lines = [
    valuedomain_a_record.mail.line,
    valuedomain_mx_record.first.line,
    valuedomain_mx_record.second.line,
  ]
  zone = join("\n", local.lines)
}

output "lines" {
  description = "The lines as they stand in the zone."
  value       = local.lines
}

output "servers" {
  description = "Where mail to user@hogehoge.com goes by these lines, in order."
  value       = [for s in provider::valuedomain::mail_route(local.zone, "user@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What these lines still lack for mail, by the rules of the audit."
  value       = [for f in provider::valuedomain::mail_audit(local.zone, var.domain, "simple") : f.rule]
}
