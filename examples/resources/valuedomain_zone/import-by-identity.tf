import {
  to = valuedomain_zone.all
  identity = {
    domain = "hogehoge.com"
  }
}
