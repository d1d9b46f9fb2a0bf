import {
  to = valuedomain_zone_settings.example
  identity = {
    domain = "example.com"
  }
}
