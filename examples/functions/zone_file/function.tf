# After an apply: terraform output -raw zone_file > hogehoge.com.zone
data "valuedomain_zone" "hogehoge" {
  domain = "hogehoge.com"
}

output "zone_file" {
  value = provider::valuedomain::zone_file(
    data.valuedomain_zone.hogehoge.text, "hogehoge.com", data.valuedomain_zone.hogehoge.ttl
  ).text
}
