# FAQ Q6, general DNS service.
# Mail to one address goes on to a mailbox elsewhere, by the registrar's mail forwarding.
# 1つのアドレス宛てのメールを、レジストラのメール転送機能で別のメールボックスへ転送します。

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

resource "valuedomain_mail_forwarding" "user" {
  domain      = var.domain
  local_part  = "user"
  destination = "me@example.net"
}
