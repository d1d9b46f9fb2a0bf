# FAQ Q15, general DNS service.
# Mail to user@s<anything>.hogehoge.com goes to s5.xrea.com.
# user@s*.hogehoge.com（* は任意の文字列）宛てのメールを s5.xrea.com で受け取ります。

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

resource "valuedomain_mx_record" "pattern" {
  domain   = var.domain
  host     = "s*"
  target   = "s5.xrea.com."
  priority = 10
}
