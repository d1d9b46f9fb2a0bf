#!/usr/bin/env bash
# Prints all figures and goals: the comparison in the real CLI, Go's own
# benchmarks of the steps on a zone of 10,000 lines, and the budgets in virtual
# time. internal/bench/README.md explains them.
#
# usage: tools/bench.sh CLI FLAG..., from the project's directory; the flags are those of internal/bench.
set -euo pipefail

cli=$1
shift
version=$(TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 "$cli" version)
echo "$(getconf _NPROCESSORS_ONLN) cores, load $(uptime | sed 's/.*averages*: //'), $(go version | cut -d' ' -f3-), ${version%%$'\n'*}"
echo
go run ./internal/bench -cli "$cli" "$@"
go test -count=1 -run '^$' -bench '^Benchmark(Parse|Edit|String|Audit10000Lines)$' ./internal/zone ./internal/rules |
  awk '/^Benchmark/ {
    sub(/-.*/, "", $1)
    printf "goal: %s-10000-lines %.1fms 20ms %s\n", tolower(substr($1, 10)), $3 / 1e6, ($3 > 20e6) ? "missed" : "met"
  }' | sed 's/audit10000lines/audit/'
go test -count=1 -run '^TestBudget' -v ./internal/robustness | sed -n 's/.*goal: /goal: /p' ||
  echo "a budget is missed: go test ./internal/robustness -run TestBudget"
# In real time, with a server of its own, if PostgreSQL is installed.
TF_ACC=1 TF_ACC_TERRAFORM_PATH="$cli" TF_CLI_CONFIG_FILE="$PWD/.tools/empty.tfrc" CHECKPOINT_DISABLE=1 VALUEDOMAIN_TEST_RUNS=1 \
  go test -count=1 -run '^TestTwoMachinesAgainAndAgain$' -v ./internal/provider |
  sed -n 's/.*_test.go:[0-9]*: /two machines of 30 records on one zone through PostgreSQL: /p' ||
  echo "the run of two machines failed: VALUEDOMAIN_TEST_RUNS=1 make test PACKAGES=./internal/provider TESTARGS='-run TestTwoMachinesAgain'"
