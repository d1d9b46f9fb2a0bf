run "the_lines_are_those_that_github_asks_for" {
  assert {
    condition = output.lines == [
      "a @ 185.199.108.153", "a @ 185.199.109.153", "a @ 185.199.110.153", "a @ 185.199.111.153",
      "aaaa @ 2606:50c0:8000::153", "aaaa @ 2606:50c0:8001::153", "aaaa @ 2606:50c0:8002::153", "aaaa @ 2606:50c0:8003::153",
      "cname www hogehoge.github.io.",
    ]
    error_message = "The lines are ${jsonencode(output.lines)}."
  }
}
