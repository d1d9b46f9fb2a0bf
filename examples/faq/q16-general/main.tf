# FAQ Q16, general DNS service.
# A mail server under the own domain, its name written relative to the domain: no trailing dot.
# 独自ドメインの名前でメールサーバーを作ります。ターゲットはドメインからの相対名で、末尾のピリオドは付けません。

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
  target   = "mail"
  priority = 10
}
