import {
  to = valuedomain_txt_record.spf
  id = "example.com/@/v=spf1 mx -all"
}
