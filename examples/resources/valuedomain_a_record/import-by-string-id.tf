import {
  to = valuedomain_a_record.www
  id = "hogehoge.com/www/203.0.113.10"
}
