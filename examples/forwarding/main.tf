# Several addresses go on to mailboxes elsewhere, by the registrar's mail forwarding.
# 複数のアドレス宛てのメールを、レジストラのメール転送機能で別のメールボックスへ転送します。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {
  dns_service = "general"
}

variable "domain" {
  type    = string
  default = "hogehoge.com"
}

variable "forwards" {
  description = "Destinations by the part before the @."
  type        = map(string)
  default = {
    info = "me@example.net"
    shop = "sales@example.net"
  }
}

resource "valuedomain_mail_forwarding" "all" {
  for_each = var.forwards

  domain      = var.domain
  local_part  = each.key
  destination = each.value
}

locals {
  # All forwards share one record.
  lines = join("\n", distinct(values(valuedomain_mail_forwarding.all)[*].line))
}

output "route" {
  description = "Where mail to any address of the domain goes, and why."
  value       = [for s in provider::valuedomain::mail_route(local.lines, "info@${var.domain}", var.domain, "general").servers : "${s.name} (${s.reason})"]
}

output "findings" {
  description = "What a domain that sends mail itself still lacks; one that only forwards needs no more."
  value       = [for f in provider::valuedomain::mail_audit(local.lines, var.domain, "general") : f.rule]
}
