import {
  to = valuedomain_txt_record.spf
  id = "hogehoge.com/@/v=spf1 mx -all"
}
