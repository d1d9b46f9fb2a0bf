# All mail of the domain, subdomains too, goes to one server.
resource "valuedomain_mxe_record" "all" {
  domain  = "example.com"
  address = "219.163.200.65"
}
