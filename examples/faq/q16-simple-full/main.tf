# FAQ Q16, simple DNS service.
# A mail server under the own domain, its name written in full: with a trailing dot.
# 簡易DNSで、独自ドメインの名前のメールサーバーを作ります。完全な名前なので末尾のピリオドを付けます。

terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

provider "valuedomain" {
  dns_service = "simple"
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

resource "valuedomain_mx_record" "all" {
  domain   = var.domain
  target   = "mail.hogehoge.com."
  priority = 10
}
