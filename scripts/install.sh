#!/usr/bin/env bash
# Installs ragc under a prefix: the program as one file that needs no .NET, its manual page, and completion for bash and zsh.
#
#   scripts/install.sh [--portable] [--with-library] [--as-agc] PREFIX          for instance ~/.local or /usr/local
#
# --with-library installs libagc for C and C++, too: see docs/library-c.md. --as-agc makes a link named agc, for scripts that call C++ AGC by that
# name. Under that name, listref ends without a line end, listctg prints the names of unknown samples, and reversed ranges are whole contigs.
#
# With clang or gcc and the headers of zlib the program is compiled ahead of time: it starts in a few milliseconds and takes less memory.
# It then uses the instructions of this machine's generation (AVX2 where it has that); --portable makes it run on every x64 machine.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
portable=no library=no as_agc=no
while :; do
    case ${1:-} in
        --portable) portable=yes ;;
        --with-library) library=yes ;;
        --as-agc) as_agc=yes ;;
        *) break ;;
    esac
    shift
done
case ${1:-} in
    -h|--help) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    ""|-*) echo "install.sh: name the folder to install to, for instance: scripts/install.sh ~/.local" >&2; exit 2 ;;
esac
(( $# == 1 )) || { echo "install.sh: one folder was expected, not $#" >&2; exit 2; }
prefix=$1

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "install.sh: building needs the .NET 10 SDK (https://dotnet.microsoft.com/download)" >&2
    exit 1
fi

# Prints what compiling ahead of time lacks here, or nothing.
missing_for_native_code() {
    local compiler=
    for compiler in clang gcc ""; do
        if [[ -n $compiler ]] && command -v "$compiler" >/dev/null; then break; fi
    done
    if [[ -z $compiler ]]; then
        echo "clang or gcc (Debian, Ubuntu: apt-get install clang; Fedora: dnf install clang)"
    elif ! "$compiler" -E -include zlib.h -x c /dev/null >/dev/null 2>&1; then
        echo "the headers of zlib (Debian, Ubuntu: apt-get install zlib1g-dev; Fedora: dnf install zlib-devel)"
    fi
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missing=$(missing_for_native_code)
if [[ -z $missing ]]; then
    how=(-p:PublishAot=true)
    # clang is what the SDK asks for unless it is told otherwise.
    command -v clang >/dev/null || how+=(-p:CppCompilerAndLinker=gcc)
    flags=" $(grep -m1 '^flags' /proc/cpuinfo 2>/dev/null) "
    if [[ $portable == no && $flags == *" avx2 "* && $flags == *" bmi2 "* && $flags == *" fma "* && $flags == *" movbe "* ]]; then
        how+=(-p:IlcInstructionSet=x86-64-v3)
    fi
else
    echo "install.sh: for a program that starts faster and takes less memory, install $missing" >&2
    how=(-p:PublishSingleFile=true -p:PublishReadyToRun=true)
fi
if ! dotnet publish "$root/src/RagcSharp.Cli" -c Release --use-current-runtime -nodeReuse:false "${how[@]}" -p:DebugType=none \
        -p:ArtifactsPath="$work/artifacts" -o "$work/out" >"$work/log" 2>&1; then
    echo "install.sh: the build failed:" >&2
    grep -E 'error|warning' "$work/log" | sort -u | head -20 >&2 || tail -20 "$work/log" >&2
    exit 1
fi

# Beside its final name first: a running ragc keeps the file that it was started from.
mkdir -p "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/bash-completion/completions" "$prefix/share/zsh/site-functions"
cp "$work/out/ragc" "$prefix/bin/.ragc.new"
chmod 755 "$prefix/bin/.ragc.new"
mv -f "$prefix/bin/.ragc.new" "$prefix/bin/ragc"
install -m 644 "$root/src/RagcSharp.Cli/man/ragc.1" "$prefix/share/man/man1/ragc.1"
install -m 644 "$root/src/RagcSharp.Cli/completion/ragc.bash" "$prefix/share/bash-completion/completions/ragc"
install -m 644 "$root/src/RagcSharp.Cli/completion/_ragc" "$prefix/share/zsh/site-functions/_ragc"
"$prefix/bin/ragc" --version >/dev/null
if [[ $as_agc == yes ]]; then
    if [[ -e $prefix/bin/agc && ! $prefix/bin/agc -ef $prefix/bin/ragc ]]; then
        echo "install.sh: $prefix/bin/agc exists, and is another program; move it away first" >&2
        exit 1
    fi
    ln -sfn ragc "$prefix/bin/agc"
fi
if [[ $library == yes ]]; then "$root/scripts/build-native.sh" "$prefix" >/dev/null; fi
echo "installed: $prefix/bin/ragc ($("$prefix/bin/ragc" --version))"
if [[ $as_agc == yes ]]; then echo "installed: $prefix/bin/agc"; fi
if [[ $library == yes ]]; then echo "installed: $prefix/lib/libagc.so.3"; fi
case :$PATH: in
    *:"$prefix/bin":*) ;;
    *) echo "$prefix/bin is not on your PATH" ;;
esac
