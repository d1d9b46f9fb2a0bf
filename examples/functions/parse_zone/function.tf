data "valuedomain_zone" "example" {
  domain = "example.com"
}

output "mail_lines" {
  value = [
    for r in provider::valuedomain::parse_zone(data.valuedomain_zone.example.text) : r.line
    if contains(["mx", "mxe"], coalesce(r.type, "-"))
  ]
}
