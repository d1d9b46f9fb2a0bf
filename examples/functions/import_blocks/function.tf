# After an apply: terraform output -raw configuration > imported.tf
data "valuedomain_zone" "example" {
  domain = "example.com"
}

output "configuration" {
  value = provider::valuedomain::import_blocks(data.valuedomain_zone.example.text, "example.com")
}
