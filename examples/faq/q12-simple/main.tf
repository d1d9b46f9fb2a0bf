# FAQ Q12, simple DNS service.
# Mail to user@hogehoge.com goes to s2.xrea.com by the address record alone, since the simple DNS service
# has no mx for one host. Not recommended: the web server of the domain itself has to stand there too.
# 簡易DNSでは特定のホストだけの mx を書けないため、A レコードだけで user@hogehoge.com 宛てを受け取ります。
# お勧めはしません。ドメイン自身のWebサーバーも同じアドレスになります。

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

resource "valuedomain_a_record" "apex" {
  domain  = var.domain
  host    = "@"
  address = "219.163.200.66"
}
