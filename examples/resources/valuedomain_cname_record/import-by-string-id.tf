import {
  to = valuedomain_cname_record.docs
  id = "example.com/docs/example.github.io."
}
