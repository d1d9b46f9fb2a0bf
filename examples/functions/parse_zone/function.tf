data "valuedomain_zone" "hogehoge" {
  domain = "hogehoge.com"
}

output "mail_lines" {
  value = [
    for r in provider::valuedomain::parse_zone(data.valuedomain_zone.hogehoge.text) : r.line
    if contains(["mx", "mxe"], coalesce(r.type, "-"))
  ]
}
