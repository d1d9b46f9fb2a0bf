data "valuedomain_zone" "z" {
  domain = "example.com"
}

# terraform output -raw picture
output "picture" {
  value = provider::valuedomain::mail_diagram(data.valuedomain_zone.z.text, "example.com", "auto")
}
