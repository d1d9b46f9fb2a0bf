# FAQ Q14, general DNS service.
# Mail to user@hogehoge.com goes to s3.xrea.com, mail to user@web.hogehoge.com to s4.xrea.com.
# user@hogehoge.com 宛ては s3.xrea.com、user@web.hogehoge.com 宛ては s4.xrea.com で受け取ります。

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

resource "valuedomain_mx_record" "apex" {
  domain   = var.domain
  host     = "@"
  target   = "s3.xrea.com."
  priority = 10
}

resource "valuedomain_mx_record" "web" {
  domain   = var.domain
  host     = "web"
  target   = "s4.xrea.com."
  priority = 10
}
