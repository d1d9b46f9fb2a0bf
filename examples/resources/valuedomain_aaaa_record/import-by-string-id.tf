import {
  to = valuedomain_aaaa_record.www
  id = "hogehoge.com/www/2001:db8::10"
}
