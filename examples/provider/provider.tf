terraform {
  required_providers {
    valuedomain = {
      source  = "terraform-valuedomain/valuedomain"
      version = "~> 0.1.0"
    }
  }
}

# The API token comes from the environment: VALUEDOMAIN_API_TOKEN.
provider "valuedomain" {}

# The web server of shop.example.com.
resource "valuedomain_a_record" "shop" {
  domain  = "example.com"
  host    = "shop"
  address = "203.0.113.20"
}

# Mail to user@example.com is delivered to mx1.example.net. Mind the trailing dot.
resource "valuedomain_mx_record" "mail" {
  domain   = "example.com"
  target   = "mx1.example.net."
  priority = 10
}
