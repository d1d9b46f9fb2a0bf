#!/usr/bin/env bash
# Prints a Markdown table of what each package costs in lines of Go without
# tests, and why it is worth it. A package that is not named below counts for
# the one above it.
#
# usage: tools/lines.sh, from the project's directory
set -euo pipefail

names='
provider: main.go|the two commands of the binary: serve, and serve for a debugger
provider: internal/provider|what users see: resources, data sources, functions, and every message in two languages
provider: internal/zonesync|many changes in one write of a text that can only be replaced whole, with nothing lost
provider: internal/coordination|the lock, the record and the budget that processes and machines share
provider: internal/planledger|a plan that knows the whole run, so that swaps and moves need no order
provider: internal/valuedomain|the API with its limit, its retries and its secrets, for all others to forget about
provider: internal/zone|no byte of a zone is lost that nobody meant to change
provider: internal/rules|mistakes of mail and DNS are found in the plan instead of in production
provider: internal/mailauth|SPF, DKIM and DMARC records are read and written by the RFCs
provider: internal/mailroute|where a mail goes, answered before anybody sends it
provider: internal/intent|Value-Domain'\''s mail FAQ as records
provider: internal/zonefile|a zone can be taken to any other name server
provider: internal/importgen|a zone that exists comes under Terraform with no typing
provider: internal/dnscheck|the name servers are asked whether they answer what was applied
provider: internal/resolver|names outside the zone are asked of one resolver, and of nobody else
provider: internal/userfile|files that processes share, safe from links and other users
provider: internal/zonebackup|each text that was replaced can be brought back
aid: internal/simulator|the API in process: tests, examples and a first try need no account
aid: internal/robustness|whole Terraform runs with faults, at a hundred walks a second
aid: internal/mutants|shows that each protection of a write has a test that needs it
aid: internal/bench|what the provider costs on top of Terraform'\''s own work
aid: tools|the demo, and a terraform or tofu for the tests
'

find . -name '*.go' ! -name '*_test.go' ! -path './.tools/*' -exec wc -l {} + | awk -v names="$names" '
  BEGIN {
    count = split(names, rows, "\n")
    for (i = 1; i <= count; i++) {
      if (rows[i] == "") continue
      split(rows[i], part, /: |\|/)
      kind[++n] = part[1]; path[n] = part[2]; why[n] = part[3]
      for (j = 4; j in part; j++) why[n] = why[n] ": " part[j]
      delete part
    }
  }
  $2 == "total" { next }
  {
    sub("^\\./", "", $2)
    best = 0
    for (i = 1; i <= n; i++)
      if (($2 == path[i] || index($2, path[i] "/") == 1) && length(path[i]) > length(path[best])) best = i
    if (!best) { print "no package for " $2 > "/dev/stderr"; exit 1 }
    lines[best] += $1
    total[kind[best]] += $1
  }
  END {
    print "| package | lines | why it is worth it |\n|---|---:|---|"
    for (i = 1; i <= n; i++) {
      if (lines[i]) printf "| %s | %d | %s |\n", path[i], lines[i], why[i]
      if (kind[i] != kind[i + 1]) printf "| **%s** | **%d** | |\n", kind[i] == "aid" ? "aids of development" : "the provider", total[kind[i]]
    }
  }'
