# Resend sends mail for the domain, with the host send as its return path.
# Resend でメールを送信します。Return-Path のホストは send です。

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

variable "dkim" {
  description = "The text that Resend shows for resend._domainkey."
  type        = string
  default     = "p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"
}

resource "valuedomain_txt_record" "dkim" {
  domain = var.domain
  host   = "resend._domainkey"
  value  = var.dkim
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
