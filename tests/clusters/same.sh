#!/usr/bin/env bash
# Compares all files of two runs or sweeps except manifests, which contain times.
set -euo pipefail
hashes() { (cd "$1" && find . -type f ! -name manifest.json -exec sha256sum {} + | sort -k 2); }
diff <(hashes "$1") <(hashes "$2") >&2 || { printf 'same.sh: %s and %s differ\n' "$1" "$2" >&2; exit 1; }
