import {
  to = valuedomain_zone.all
  id = "hogehoge.com"
}
