# After an apply: terraform output -raw zone_file > example.com.zone
data "valuedomain_zone" "example" {
  domain = "example.com"
}

output "zone_file" {
  value = provider::valuedomain::zone_file(
    data.valuedomain_zone.example.text, "example.com", data.valuedomain_zone.example.ttl
  ).text
}
