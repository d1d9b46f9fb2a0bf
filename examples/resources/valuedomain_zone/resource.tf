resource "valuedomain_zone" "all" {
  domain  = "hogehoge.com"
  content = file("${path.module}/hogehoge.com.txt")
  ttl     = 3600
}
