terraform {
  required_providers {
    valuedomain = {
      source = "terraform-valuedomain/valuedomain"
    }
  }
}

# The token comes from the environment: VALUEDOMAIN_API_TOKEN.
provider "valuedomain" {
  rule_severity = {
    priority-step = "off"
  }
}
