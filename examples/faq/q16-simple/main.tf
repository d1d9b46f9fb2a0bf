# FAQ Q16, simple DNS service.
# A mail server under the own domain, its name written relative to the domain: no trailing dot.
# 簡易DNSで、独自ドメインの名前のメールサーバーを作ります。相対名なので末尾のピリオドは付けません。

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
  target   = "mail"
  priority = 10
}
