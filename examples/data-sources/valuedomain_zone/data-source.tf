data "valuedomain_zone" "example" {
  domain = "example.com"
}

output "mail_lines" {
  value = [for r in data.valuedomain_zone.example.records : r.line if contains(["mx", "mxe"], r.type)]
}
