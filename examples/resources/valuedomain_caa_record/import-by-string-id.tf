import {
  to = valuedomain_caa_record.letsencrypt
  id = "hogehoge.com/@/0/issue/letsencrypt.org"
}
