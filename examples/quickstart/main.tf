# A mail server under the own domain, with a second, outside server that takes
# over when the first is down, beside the web server that the zone has already.

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
  description = "The domain, as registered."
  type        = string
  default     = "hogehoge.com"
}

# The mail server's own name and address.
resource "valuedomain_a_record" "mail" {
  domain  = var.domain
  host    = "mail"
  address = "219.163.200.70"
}

# Mail to user@hogehoge.com goes there first ...
resource "valuedomain_mx_record" "first" {
  domain   = var.domain
  target   = valuedomain_a_record.mail.host
  priority = 10
}

# ... and to the second server while the first does not answer.
resource "valuedomain_mx_record" "second" {
  domain   = var.domain
  target   = "mail.gaibu-server.com."
  priority = 20
}

output "lines" {
  description = "The lines as they stand in the zone."
  value = [
    valuedomain_a_record.mail.line,
    valuedomain_mx_record.first.line,
    valuedomain_mx_record.second.line,
  ]
}
