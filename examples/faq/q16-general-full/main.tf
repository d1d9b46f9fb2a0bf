# FAQ Q16, general DNS service.
# A mail server under the own domain, its name written in full: with a trailing dot.
# 独自ドメインの名前でメールサーバーを作ります。ターゲットは完全な名前で、末尾のピリオドを付けます。

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

resource "valuedomain_a_record" "mail" {
  domain  = var.domain
  host    = "mail"
  address = "219.163.200.70"
}

resource "valuedomain_mx_record" "apex" {
  domain   = var.domain
  host     = "@"
  target   = "mail.hogehoge.com."
  priority = 10
}
