# Resend and Amazon SES send from subdomains; the mail of the domain itself stays where it is.
# Resend と Amazon SES はサブドメインから送信し、ドメインそのもののメールは今のままにします。

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
  description = "The region of both services."
  type        = string
  default     = "ap-northeast-1"
}

variable "resend_dkim" {
  description = "The text that Resend shows for resend._domainkey.news."
  type        = string
  default     = "p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp/bzlPnvMaOKNVzU+HDE++yQ6jIURctgF49eC8m5ote4AC/WeofyEwfGm5SFSpTir11yiXuXfo0gPdT+vBisdL8aZ+8eUDRNpIjCR8CFQxEAy8KM8OkBD+lXDgO8vscl6tlSOZSU91N25NSmSs8gGUmfwZHgvkOhflZ/yOaryQf0T/rKNlmdMZGtD1y9zAEkGyivQ7he5MprcWVeLrGZbPtnlFepiTwtXFgCDXX9xNs76+M35aW5Ih0XhEplkqZzUsKvDH7h7bhFZDALvN3EK23FW+dtx/sCLY6UWHdBI6HZMwoT/71i4sd2NjmbQnVbYlPPr6MnfONzmCoX1sHSrQIDAQAB"
}

variable "ses_dkim" {
  description = "The three tokens that Amazon SES shows for the identity shop.<domain>."
  type        = list(string)
  default     = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccccccccccccccc"]
}

# Mail from @news.<domain> is sent by Resend, and mail from @shop.<domain> by
# Amazon SES. What can't be delivered comes back to send.news and send.shop.
resource "valuedomain_records" "sending" {
  domain = var.domain
  records = provider::valuedomain::mail_records(var.domain, "simple", [], {
    presets = [
      { name = "resend", for = "news", region = var.region, dkim = var.resend_dkim },
      { name = "amazon_ses", for = "shop", region = var.region, dkim = var.ses_dkim },
    ]
    sending = {
      # The policy of the domain counts for its subdomains too.
      dmarc = provider::valuedomain::dmarc_value("quarantine", ["postmaster@${var.domain}"])
    }
  })
}

locals {
  lines = nonsensitive(join("\n", valuedomain_records.sending.lines))
}

output "servers" {
  description = "Where mail that comes back to the senders' hosts goes by these records."
  value = [
    for host in ["send.news", "send.shop"] :
    provider::valuedomain::mail_route(local.lines, "bounce@${host}.${var.domain}", var.domain, "simple").servers[0].name
  ]
}

output "findings" {
  description = "What the mail audit has to say of these records: notes about the simple DNS service, and nothing that is wrong."
  value       = distinct([for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule])
}
