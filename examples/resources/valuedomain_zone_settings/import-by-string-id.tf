import {
  to = valuedomain_zone_settings.hogehoge
  id = "hogehoge.com"
}
