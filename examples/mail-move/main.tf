# All mail of a domain moves from one provider to another in one write.
# メールの移行を1回の書き込みで行います。

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

variable "moved" {
  description = "Whether the mail is at Google Workspace; before that it is at XREA."
  type        = bool
  default     = false
}

locals {
  # XREA: its server takes the mail, and may send for the domain.
  xrea = [
    { type = "mx", host = "@", target = "s1.xrea.com.", priority = 10 },
    { type = "txt", host = "@", value = "v=spf1 a:s1.xrea.com ~all" },
  ]
  # Google Workspace: while mail is still sent from XREA, both may send.
  google = [
    { type = "mx", host = "@", target = "smtp.google.com.", priority = 1 },
    { type = "txt", host = "@", value = "v=spf1 include:_spf.google.com a:s1.xrea.com ~all" },
  ]
}

# What goes and what comes is one change: the zone never holds half of it.
resource "valuedomain_records" "mail" {
  domain  = var.domain
  records = var.moved ? local.google : local.xrea
}

output "servers" {
  description = "Where the mail goes by these records."
  value       = nonsensitive([for s in provider::valuedomain::mail_route(join("\n", valuedomain_records.mail.lines), "info@${var.domain}", var.domain, "simple").servers : s.name])
}

output "findings" {
  description = "What the mail audit has to say of these records."
  value       = nonsensitive([for f in provider::valuedomain::mail_audit(join("\n", valuedomain_records.mail.lines), var.domain, "simple") : f.rule])
}
