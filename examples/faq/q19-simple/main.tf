# FAQ Q19, simple DNS service.
# s7.xrea.com takes all mail, subdomains too; a server elsewhere stands in while it is down.
# サブドメインも含むすべてのメールを s7.xrea.com で受け取り、停止中は外部のサーバーが代わりに受け取ります。

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

resource "valuedomain_mx_record" "first" {
  domain   = var.domain
  target   = "s7.xrea.com."
  priority = 10
}

resource "valuedomain_mx_record" "second" {
  domain   = var.domain
  target   = "mail.gaibu-server.com."
  priority = 20
}
