import {
  to = valuedomain_txt_record.spf
  identity = {
    domain = "example.com"
    value  = "v=spf1 mx -all"
  }
}
