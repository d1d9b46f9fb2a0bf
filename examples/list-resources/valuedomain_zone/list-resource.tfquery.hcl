list "valuedomain_zone" "all" {
  provider = valuedomain
  limit    = 1000
}
