import {
  to = valuedomain_mx_record.first
  id = "example.com/@/mx1.example.net./10"
}
