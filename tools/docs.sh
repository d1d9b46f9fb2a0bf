#!/usr/bin/env bash
# Makes the examples of the record resources from the table of record kinds, docs/
# from templates/, examples/, the provider's own schema and the catalogue of rules, and
# the recordings of the README in images/ and the messages of the guides to common
# mistakes from runs of terraform. Needs no network.
#
# usage: tools/docs.sh TOOLS_DIRECTORY PROVIDER CLI, from the project's directory.
set -euo pipefail

tools=$1 provider=$2 cli=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

go run ./internal/provider/cmd/recordpages examples
go run ./internal/provider/cmd/schemajson >"$work/schema.json"
"$tools/tfplugindocs" generate \
  --provider-name valuedomain \
  --rendered-provider-name Value-Domain \
  --providers-schema "$work/schema.json"

# The tables of the record types in the guides come from the table of kinds.
go run ./internal/provider/cmd/recordpages guides

# The guides to the mail rules come from the catalogue itself.
mkdir -p docs/guides
go run ./internal/rules/cmd/rulesguide en >docs/guides/mail-rules.md
go run ./internal/rules/cmd/rulesguide ja >docs/guides/mail-rules-ja.md

# The guide to the messages comes from their source.
for language in en ja; do
  suffix=${language/en/}
  (cd tools && go run ./troubleshooting "$language") >"docs/guides/troubleshooting${suffix:+-$suffix}.md"
done

"$tools/demo" -cli "$cli" -provider "$provider" -record images

# Each mistake is planned, and its correction applied.
go build -o "$work/vdsim" ./internal/simulator/cmd/vdsim
"$tools/demo" -cli "$cli" -provider "$provider" -simulator "$work/vdsim" -mistakes docs/guides

# What the registry wants of the pages: their places, names and front matter.
"$tools/tfplugindocs" validate --provider-name valuedomain --providers-schema "$work/schema.json" >"$work/validate" 2>&1 ||
  { grep -v '^20.*\[DEBUG\]' "$work/validate"; exit 1; }
