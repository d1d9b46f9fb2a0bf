# After an apply: terraform output -raw configuration > imported.tf
data "valuedomain_zone" "hogehoge" {
  domain = "hogehoge.com"
}

output "configuration" {
  value = provider::valuedomain::import_blocks(data.valuedomain_zone.hogehoge.text, "hogehoge.com")
}
