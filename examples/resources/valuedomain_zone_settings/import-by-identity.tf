import {
  to = valuedomain_zone_settings.hogehoge
  identity = {
    domain = "hogehoge.com"
  }
}
