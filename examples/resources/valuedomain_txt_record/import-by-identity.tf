import {
  to = valuedomain_txt_record.spf
  identity = {
    domain = "hogehoge.com"
    value  = "v=spf1 mx -all"
  }
}
