run "the_lines_are_those_that_vercel_asks_for" {
  assert {
    condition     = output.lines == ["a @ 76.76.21.21", "cname www cname.vercel-dns.com."]
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
}
