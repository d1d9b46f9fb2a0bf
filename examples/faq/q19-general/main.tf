# FAQ Q19, general DNS service.
# s7.xrea.com takes the mail of the domain; a server elsewhere stands in while it is down.
# ドメイン宛てのメールは s7.xrea.com で受け取り、停止中は外部のサーバーが代わりに受け取ります。

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

resource "valuedomain_mx_record" "first" {
  domain   = var.domain
  host     = "@"
  target   = "s7.xrea.com."
  priority = 10
}

resource "valuedomain_mx_record" "second" {
  domain   = var.domain
  host     = "@"
  target   = "mail.gaibu-server.com."
  priority = 20
}
