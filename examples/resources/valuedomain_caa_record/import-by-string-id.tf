import {
  to = valuedomain_caa_record.letsencrypt
  id = "example.com/@/0/issue/letsencrypt.org"
}
