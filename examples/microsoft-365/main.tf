# Microsoft 365 takes the mail of the domain, with SPF, DKIM, DMARC and autodiscover.
# Microsoft 365 でメールを受け取ります。SPF、DKIM、DMARC、autodiscover も設定します。

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

variable "tenant" {
  description = "The name of the tenant, as in <tenant>.onmicrosoft.com."
  type        = string
  default     = "hogehoge"
}

locals {
  # The admin center shows this name; the dots of the domain are dashes in it.
  name = replace(var.domain, ".", "-")
}

resource "valuedomain_mx_record" "outlook" {
  domain   = var.domain
  target   = "${local.name}.mail.protection.outlook.com."
  priority = 0
}

resource "valuedomain_txt_record" "spf" {
  domain = var.domain
  value  = "v=spf1 include:spf.protection.outlook.com -all"
}

# Copy the two targets from the admin center: newer tenants have other ones.
resource "valuedomain_cname_record" "dkim" {
  for_each = toset(["selector1", "selector2"])

  domain = var.domain
  host   = "${each.key}._domainkey"
  target = "${each.key}-${local.name}._domainkey.${var.tenant}.onmicrosoft.com."
}

resource "valuedomain_txt_record" "dmarc" {
  domain = var.domain
  host   = "_dmarc"
  value  = "v=DMARC1; p=none; rua=mailto:postmaster@${var.domain}"
}

resource "valuedomain_cname_record" "autodiscover" {
  domain = var.domain
  host   = "autodiscover"
  target = "autodiscover.outlook.com."
}

locals {
  lines = nonsensitive(join("\n", [
    valuedomain_mx_record.outlook.line,
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
