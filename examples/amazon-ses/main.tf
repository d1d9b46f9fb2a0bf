# Amazon SES sends mail for the domain, with the host send as its MAIL FROM domain, and three DKIM keys.
# Amazon SES でメールを送信します。カスタム MAIL FROM ドメインは send で、DKIM の CNAME は3つです。

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

variable "region" {
  description = "The region of Amazon SES that sends the mail."
  type        = string
  default     = "ap-northeast-1"
}

# Mail that cannot be delivered comes back to this host. On the simple DNS
# service the line has its host last: mx <target> <priority> <host>.
resource "valuedomain_mx_record" "send" {
  domain   = var.domain
  host     = "send"
  target   = "feedback-smtp.${var.region}.amazonses.com."
  priority = 10
}

resource "valuedomain_txt_record" "spf" {
  domain = var.domain
  host   = "send"
  value  = "v=spf1 include:amazonses.com ~all"
}

variable "dkim_tokens" {
  description = "The three tokens that the SES console shows for the domain."
  type        = set(string)
  default = [
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "cccccccccccccccccccccccccccccccc",
  ]
}

resource "valuedomain_cname_record" "dkim" {
  for_each = var.dkim_tokens

  domain = var.domain
  host   = "${each.key}._domainkey"
  target = "${each.key}.dkim.amazonses.com."
}

resource "valuedomain_txt_record" "dmarc" {
  domain = var.domain
  host   = "_dmarc"
  value  = "v=DMARC1; p=none; rua=mailto:postmaster@${var.domain}"
}

locals {
  lines = nonsensitive(join("\n", [
    valuedomain_mx_record.send.line,
    valuedomain_txt_record.spf.line,
    valuedomain_txt_record.dmarc.line,
  ]))
}

output "servers" {
  description = "Where mail that comes back to the sender's host goes by these records."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "bounce@send.${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What the mail audit has to say of these records: notes about the simple DNS service and the DMARC policy of none."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule]
}
