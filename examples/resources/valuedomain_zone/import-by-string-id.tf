import {
  to = valuedomain_zone.all
  id = "example.com"
}
