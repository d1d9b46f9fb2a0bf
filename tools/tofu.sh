#!/usr/bin/env bash
# Puts OpenTofu, as tools/opentofu pins it, at the given path. It is built once
# for a user and a machine, some minutes long, and kept in the user's cache
# directory under the pins' hash, so that the next clone just copies it.
#
# usage: tools/tofu.sh TARGET
set -euo pipefail

target=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/opentofu"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/terraform-provider-valuedomain-tools
kept=$cache/tofu-$(cat go.mod go.sum | git hash-object --stdin)-$(go env GOOS)_$(go env GOARCH)-$(go env GOVERSION)

if [[ ! -x $kept ]]; then
  echo "building OpenTofu into $kept, which takes some minutes" >&2
  mkdir -p "$cache"
  fresh=$(mktemp -d "$cache/build-XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  # A release by its own word: one that says -dev is refused where a
  # configuration asks for a version.
  go build -trimpath -ldflags '-X github.com/opentofu/opentofu/version.dev=no' \
    -o "$fresh/tofu" github.com/opentofu/opentofu/cmd/tofu
  # In one step, so that two runs at once or one cut short never leave half a binary.
  mv -f "$fresh/tofu" "$kept"
fi
cp -f "$kept" "$target"
