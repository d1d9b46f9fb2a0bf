# A mail server under the own domain, with a second, outside server that takes
# over when the first is down, and a service that sends newsletters. The records
# of the web server, which the zone has already, stay as they are.
# 独自ドメインの名前のメールサーバー、停止に備えた外部の2台目、ニュースレターの送信サービスを、既存のWebサーバーに加えて設定します。

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

# Both may send mail of the domain, and nobody else.
resource "valuedomain_txt_record" "spf" {
  domain = var.domain
  value  = "v=spf1 mx -all"
}

# Newsletters are sent by Amazon SES. What cannot be delivered comes back to
# the host send.
resource "valuedomain_mx_record" "send" {
  domain   = var.domain
  host     = "send"
  target   = "feedback-smtp.ap-northeast-1.amazonses.com."
  priority = 10
}

resource "valuedomain_txt_record" "send_spf" {
  domain = var.domain
  host   = "send"
  value  = "v=spf1 include:amazonses.com ~all"
}

locals {
  lines = [for line in [
    valuedomain_a_record.mail.line,
    valuedomain_mx_record.first.line,
    valuedomain_mx_record.second.line,
    valuedomain_txt_record.spf.line,
    valuedomain_mx_record.send.line,
    valuedomain_txt_record.send_spf.line,
  ] : nonsensitive(line)]
  zone = join("\n", local.lines)
}

output "lines" {
  description = "The lines as they are in the zone."
  value       = local.lines
}

output "servers" {
  description = "Where mail to user@hogehoge.com goes by these lines, in order."
  value       = [for s in provider::valuedomain::mail_route(local.zone, "user@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What the mail audit has to say of these lines: what is still missing, and notes about the simple DNS service."
  value       = [for f in provider::valuedomain::mail_audit(local.zone, var.domain, "simple") : f.rule]
}
