# The same SPF record for every domain of the account.
data "valuedomain_domains" "all" {}

resource "valuedomain_txt_record" "spf" {
  for_each = toset(data.valuedomain_domains.all.domains[*].name)

  domain = each.key
  value  = "v=spf1 mx -all"
}
