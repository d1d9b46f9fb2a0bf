import {
  to = valuedomain_zone_settings.example
  id = "example.com"
}
