#!/usr/bin/env bash
# Runs every fuzz target in turn, or those of the packages with a word in their path.
#
# usage: tools/fuzz.sh TIME [WORD], from the project's directory; TIME is for each, such as 30s.
set -euo pipefail

grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z]*' internal | sed 's/:func / /' | while read -r file target; do
  package="./$(dirname "$file")"
  if [[ $package == *"${2-}"* ]]; then
    echo "== $package $target"
    go test "$package" -run '^$' -fuzz "^$target\$" -fuzztime "$1" -parallel 1 </dev/null
  fi
done
