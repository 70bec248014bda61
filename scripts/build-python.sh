#!/usr/bin/env bash
# Builds a wheel of the Python modules ragc and py_agc_api, with the library inside, into a folder:
#
#   scripts/build-python.sh OUTDIR
#   pip install --no-index OUTDIR/ragc-*.whl
#
# LIBAGC=path/to/libagc.so.3 takes a library that was built before. It needs Python 3.8, and what build-native.sh needs. The same library gives
# the same wheel, byte for byte.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
case ${1:-} in
    -h|--help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    ""|-*) echo "build-python.sh: name the folder to build into, for instance: scripts/build-python.sh dist" >&2; exit 2 ;;
esac
(( $# == 1 )) || { echo "build-python.sh: one folder was expected, not $#" >&2; exit 2; }
command -v python3 >/dev/null || { echo "build-python.sh: python3 is missing" >&2; exit 1; }

library=${LIBAGC:-}
if [[ -z $library ]]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    "$root/scripts/build-native.sh" "$work" >/dev/null
    library=$work/lib/libagc.so.3
fi
[[ -f $library ]] || { echo "build-python.sh: $library: no such file" >&2; exit 1; }
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
mkdir -p "$1"
python3 "$root/src/python/make_wheel.py" "$version" "$library" "$1"
