resource "valuedomain_zone" "all" {
  domain  = "example.com"
  content = file("${path.module}/example.com.txt")
  ttl     = 3600
}
