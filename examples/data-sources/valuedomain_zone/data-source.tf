data "valuedomain_zone" "hogehoge" {
  domain = "hogehoge.com"
}

output "mail_lines" {
  value = [for r in data.valuedomain_zone.hogehoge.records : r.line if contains(["mx", "mxe"], r.type)]
}
