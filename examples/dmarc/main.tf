# DMARC in four steps, from watching to refusing. One variable says how far the domain is.
# DMARCを、監視から拒否まで4段階で強めます。今の段階は1つの変数で表します。

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

variable "dmarc" {
  description = "The step: watch, tenth, quarantine or reject."
  type        = string
  default     = "watch"

  validation {
    condition     = contains(["watch", "tenth", "quarantine", "reject"], var.dmarc)
    error_message = "The steps are watch, tenth, quarantine and reject."
  }
}

locals {
  # What receivers do with mail that fails, and with how much of it (percent).
  steps = {
    watch      = { policy = "none", pct = 100 }
    tenth      = { policy = "quarantine", pct = 10 }
    quarantine = { policy = "quarantine", pct = 100 }
    reject     = { policy = "reject", pct = 100 }
  }
  step = local.steps[var.dmarc]
}

resource "valuedomain_txt_record" "dmarc" {
  domain = var.domain
  host   = "_dmarc"
  value  = provider::valuedomain::dmarc_value(local.step.policy, ["dmarc@${var.domain}"], { pct = local.step.pct })
}

# The mail itself: who receives it, and who may send it. The DKIM text that the
# service shows comes with it: see the example google-workspace.
resource "valuedomain_records" "mail" {
  domain = var.domain
  records = [
    { type = "mx", host = "@", target = "smtp.google.com.", priority = 1 },
    { type = "txt", host = "@", value = provider::valuedomain::spf_value({ include = ["_spf.google.com"] }) },
  ]
}

locals {
  lines = join("\n", concat(nonsensitive(tolist(valuedomain_records.mail.lines)), [nonsensitive(valuedomain_txt_record.dmarc.line)]))
}

output "servers" {
  description = "Where the mail goes by these records; the reports go there as well."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "dmarc@${var.domain}", var.domain, "simple").servers : s.name]
}

output "findings" {
  description = "What the mail audit has to say of these records."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "simple") : f.rule]
}
