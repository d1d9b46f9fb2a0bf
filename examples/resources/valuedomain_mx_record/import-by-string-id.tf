import {
  to = valuedomain_mx_record.first
  id = "hogehoge.com/@/s7.xrea.com./10"
}
