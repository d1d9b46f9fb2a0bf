data "valuedomain_zone" "z" {
  domain = "hogehoge.com"
}

# terraform output -raw picture
output "picture" {
  value = provider::valuedomain::mail_diagram(data.valuedomain_zone.z.text, "hogehoge.com", "auto")
}
