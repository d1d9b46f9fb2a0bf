import {
  to = valuedomain_zone.all
  identity = {
    domain = "example.com"
  }
}
