#!/usr/bin/env bash
# Builds the library libagc for C and C++, which replaces that of C++ AGC, into a folder:
#
#   scripts/build-native.sh OUTDIR
#
#   OUTDIR/lib/libagc.so.3, libagc.so     the shared library
#   OUTDIR/lib/libagc.a                   the static library: link with -lagc -lm -lpthread
#   OUTDIR/lib/pkgconfig/agc.pc           for pkg-config
#   OUTDIR/include/agc-api.h, agc/agc-api.h
#   OUTDIR/lib/agc-root                   the tree that wfmash expects of AGC: cmake -DAGC_ROOT=OUTDIR/lib/agc-root
#
# It needs the .NET 10 SDK, clang or gcc, and binutils. The library runs on every x64 machine; it asks for the C library of the system that
# it was built on, or newer.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
project=$root/src/RagcSharp.Native
case ${1:-} in
    -h|--help) sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    ""|-*) echo "build-native.sh: name the folder to build into, for instance: scripts/build-native.sh native" >&2; exit 2 ;;
esac
(( $# == 1 )) || { echo "build-native.sh: one folder was expected, not $#" >&2; exit 2; }

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "build-native.sh: building needs the .NET 10 SDK (https://dotnet.microsoft.com/download)" >&2
    exit 1
fi
compiler=
for candidate in clang gcc; do
    if command -v "$candidate" >/dev/null; then compiler=$candidate; break; fi
done
if [[ -z $compiler ]]; then
    echo "build-native.sh: install clang or gcc (Debian, Ubuntu: apt-get install clang; Fedora: dnf install clang)" >&2
    exit 1
fi
for tool in ld objcopy ar; do
    command -v "$tool" >/dev/null && continue
    echo "build-native.sh: $tool is missing; install binutils" >&2
    exit 1
done

mkdir -p "$1"
out=$(cd -- "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Apart from other builds, which may run at the same time. The objects are kept: what has not changed is not compiled again.
objects=$root/artifacts/native-objects
mkdir -p "$objects" 2>/dev/null && [[ -w $objects ]] || objects=$work/objects
mkdir -p "$objects"
exec 9>"$objects/lock"
if command -v flock >/dev/null; then flock 9; fi
if ! dotnet publish "$project" -c Release --use-current-runtime -nodeReuse:false -p:CppCompilerAndLinker="$compiler" -p:DebugType=none \
        -p:ArtifactsPath="$objects" -p:StaticLibraryFile="$work/libagc.a" -o "$work/out" >"$work/log" 2>&1; then
    echo "build-native.sh: the build failed:" >&2
    { grep -E 'error|warning' "$work/log" || tail -20 "$work/log"; } | sort -u | head -20 >&2
    exit 1
fi

mkdir -p "$out/lib/pkgconfig" "$out/include/agc" "$out/lib/agc-root/bin" "$out/lib/agc-root/src/lib-cxx" "$out/lib/agc-root/3rd_party/zstd/lib"
# Beside its final name first: a running program keeps the library that it has loaded.
put() {
    install -m 644 "$1" "$2.new"
    mv -f "$2.new" "$2"
}
put "$work/out/RagcSharp.Native.so" "$out/lib/libagc.so.3"
ln -sfn libagc.so.3 "$out/lib/libagc.so"
put "$work/libagc.a" "$out/lib/libagc.a"
put "$project/include/agc-api.h" "$out/include/agc-api.h"
put "$project/include/agc-api.h" "$out/include/agc/agc-api.h"
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
sed "s|@VERSION@|$version|" "$project/agc.pc.in" >"$work/agc.pc"
put "$work/agc.pc" "$out/lib/pkgconfig/agc.pc"

ln -sfn ../../libagc.a "$out/lib/agc-root/bin/libagc.a"
ln -sfn ../../../../include/agc-api.h "$out/lib/agc-root/src/lib-cxx/agc-api.h"
# libagc.a has all that it needs; builds that name zstd's library find an empty one.
rm -f "$out/lib/agc-root/3rd_party/zstd/lib/libzstd.a"
ar rcsD "$out/lib/agc-root/3rd_party/zstd/lib/libzstd.a"
echo "built: $out/lib/libagc.so.3"
