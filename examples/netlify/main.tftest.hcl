run "the_lines_are_those_that_netlify_asks_for" {
  assert {
    condition     = output.lines == ["a @ 75.2.60.5", "cname www hogehoge.netlify.app."]
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
}
