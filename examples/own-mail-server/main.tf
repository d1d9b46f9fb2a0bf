# A mail server under the own domain, and what its senders and receivers look for besides.
# 独自ドメインの名前のメールサーバーと、あわせて必要になるレコードです。

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

variable "address" {
  description = "The mail server's address."
  type        = string
  default     = "219.163.200.70"
}

resource "valuedomain_a_record" "mail" {
  domain  = var.domain
  host    = "mail"
  address = var.address
}

resource "valuedomain_mx_record" "mail" {
  domain   = var.domain
  target   = valuedomain_a_record.mail.host
  priority = 10
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

# Where mail programs find the server (RFC 6186, RFC 8314).
resource "valuedomain_srv_record" "imaps" {
  domain = var.domain
  host   = "_imaps._tcp"
  port   = 993
  target = valuedomain_a_record.mail.host
}

resource "valuedomain_srv_record" "submissions" {
  domain = var.domain
  host   = "_submissions._tcp"
  port   = 465
  target = valuedomain_a_record.mail.host
}

locals {
  lines = nonsensitive(join("\n", [
    valuedomain_a_record.mail.line,
    valuedomain_mx_record.mail.line,
    valuedomain_txt_record.spf.line,
    valuedomain_txt_record.dmarc.line,
  ]))
}

output "servers" {
  description = "Where mail to user@ the domain goes by these records, in order."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "user@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What the mail audit has to say of these records: a note about the simple DNS service, and nothing that is wrong."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule]
}
