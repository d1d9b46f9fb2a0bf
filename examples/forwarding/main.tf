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
