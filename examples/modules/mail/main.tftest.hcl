provider "valuedomain" {}

provider "valuedomain" {
  alias       = "general"
  dns_service = "general"
}

variables {
  domain = "hogehoge.com"
}

run "all_mail_on_the_service_of_today" {
  variables {
    intents = [{ servers = ["s3.xrea.com"], for = "all" }]
  }
  assert {
    condition     = output.lines == tolist(["mx s3.xrea.com. 10", "txt @ v=spf1 mx -all", "txt _dmarc v=DMARC1; p=none"])
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
  assert {
    condition     = output.servers == { all = ["s3.xrea.com"] }
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
}

run "all_mail_to_one_address_on_general_dns" {
  providers = {
    valuedomain = valuedomain.general
  }
  variables {
    dns_service = "general"
    intents     = [{ servers = ["219.163.200.65"], for = "all" }]
    spf         = null
    dmarc       = null
  }
  assert {
    condition     = output.lines == tolist(["mxe mail 219.163.200.65 10"])
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
  assert {
    condition     = output.servers == { all = ["mail.hogehoge.com"] }
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
}

run "then_two_names_and_two_servers_each_on_general_dns" {
  providers = {
    valuedomain = valuedomain.general
  }
  variables {
    dns_service = "general"
    intents = [
      { servers = ["s3.xrea.com", "mail.gaibu-server.com"], for = "@" },
      { servers = ["s4.xrea.com"], for = "web" },
    ]
  }
  assert {
    condition = output.lines == tolist([
      "mx @ mail.gaibu-server.com. 20",
      "mx @ s3.xrea.com. 10",
      "mx web s4.xrea.com. 10",
      "txt @ v=spf1 mx -all",
      "txt _dmarc v=DMARC1; p=none",
    ])
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
  assert {
    condition     = output.servers == { "@" = ["s3.xrea.com", "mail.gaibu-server.com"], web = ["s4.xrea.com"] }
    error_message = "Mail goes to ${jsonencode(output.servers)}."
  }
  assert {
    condition     = length([for f in output.findings : f if f.severity == "error"]) == 0
    error_message = "The audit says ${jsonencode(output.findings)}."
  }
}
