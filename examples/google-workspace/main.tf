# Google Workspace takes the mail of the domain: one MX, with SPF, DKIM and DMARC.
# Google Workspace でメールを受け取ります（MX は1つ）。SPF、DKIM、DMARC も設定します。

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

variable "dkim" {
  description = "The text that the Google admin console shows for the selector google."
  type        = string
  default     = "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"
}

resource "valuedomain_mx_record" "google" {
  domain   = var.domain
  target   = "smtp.google.com."
  priority = 1
}

resource "valuedomain_txt_record" "spf" {
  domain = var.domain
  value  = "v=spf1 include:_spf.google.com ~all"
}

resource "valuedomain_txt_record" "dkim" {
  domain = var.domain
  host   = "google._domainkey"
  value  = var.dkim
}

resource "valuedomain_txt_record" "dmarc" {
  domain = var.domain
  host   = "_dmarc"
  value  = "v=DMARC1; p=none; rua=mailto:postmaster@${var.domain}"
}

locals {
  lines = nonsensitive(join("\n", [
    valuedomain_mx_record.google.line,
    valuedomain_txt_record.spf.line,
    valuedomain_txt_record.dmarc.line,
  ]))
}

output "servers" {
  description = "Where mail to user@ the domain goes by these records, in order."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "user@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What the mail audit has to say of these records: notes about the simple DNS service and the DMARC policy of none."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule]
}
