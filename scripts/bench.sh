#!/usr/bin/env bash
# Measures ragc as its users run it: wall and CPU seconds, peak memory and size of create, getset, getcol and getctg, at 1, 2 and 6
# threads, medians of several runs. With C++ agc on the PATH both run alternately, and the ratios are printed.
#
#   scripts/bench.sh [--data DIR] [--runs N] [OPTIONS OF create ...]
#
# --data DIR  FASTA files (*.fa, *.fa.gz, …) of one's own; the first one by name is the reference. Default: simulated genomes.
# --runs N    runs of each command; default 3.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
data="" runs=3 options=()
while (( $# )); do
    case $1 in
        --data) data=$2; shift 2 ;;
        --runs) runs=$2; shift 2 ;;
        -h|--help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
        *) options+=("$1"); shift ;;
    esac
done

time=$(type -P time) || { echo "bench.sh: GNU time is needed (apt-get install time)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/scripts/ragc" --version >/dev/null
ragc=$root/artifacts/publish/ragc/ragc
dotnet build "$root/tests/RagcSharp.Benchmarks" -c Release -v q >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

if [[ -z $data ]]; then
    data=$root/artifacts/bench-data
    [[ -e $data/s9.fa ]] || python3 "$root/scripts/simulate_genomes.py" "$data" --samples 10 --contigs 8 --length 4400000
fi
shopt -s nullglob
files=("$data"/*.fa "$data"/*.fa.gz "$data"/*.fasta "$data"/*.fasta.gz "$data"/*.fna "$data"/*.fna.gz)
(( ${#files[@]} >= 2 )) || { echo "bench.sh: $data: fewer than two FASTA files" >&2; exit 1; }

tools=("$ragc")
if command -v agc >/dev/null; then tools+=("$(command -v agc)"); fi

median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# measure NAME COMMAND...: runs with %T replaced by each tool, alternately; prints a row a tool, and ratios.
measure() {
    local name=$1 tool i n
    shift
    for (( i = 0; i < runs; i++ )); do
        for n in "${!tools[@]}"; do
            tool=${tools[n]}
            mkdir -p "$work/out"
            "$time" -a -o "$work/$n" -f '%e %U %S %M' "${@/#%T/$tool}" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
        done
    done
    for n in "${!tools[@]}"; do
        wall[n]=$(awk '{ print $1 }' "$work/$n" | median)
        cpu[n]=$(awk '{ print $2 + $3 }' "$work/$n" | median)
        peak[n]=$(awk '{ print $4 / 1024 }' "$work/$n" | median)
        printf '%-22s %-6s %8.2f %8.2f %8.0f %10s\n' "$name" "$(basename "${tools[n]}")" "${wall[n]}" "${cpu[n]}" "${peak[n]}" \
            "$(stat -Lc %s "$work/$n.agc" 2>/dev/null || echo -)"
        rm -f "$work/$n"
    done
    if (( ${#tools[@]} > 1 )); then
        awk -v a="${wall[0]}" -v b="${wall[1]}" -v c="${cpu[0]}" -v d="${cpu[1]}" -v e="${peak[0]}" -v f="${peak[1]}" \
            'BEGIN { printf "%-22s %-6s %8.2f %8.2f %8.2f\n", "", "ratio", a / b, c / d, e / f }'
    fi
}

printf '%-22s %-6s %8s %8s %8s %10s\n' command tool "wall s" "CPU s" "peak MiB" bytes
create_cpu=()
for threads in 1 2 6; do
    for n in "${!tools[@]}"; do ln -sf "$work/created.agc" "$work/$n.agc"; done
    measure "create -t $threads" %T create "${options[@]}" -t "$threads" -o "$work/created.agc" "${files[@]}"
    create_cpu+=("$threads ${cpu[0]}")
done
rm -f "$work"/[0-9].agc

"$ragc" create "${options[@]}" -o "$work/a.agc" "${files[@]}"
sample=$("$ragc" listset "$work/a.agc" | tail -1)
contig=$("$ragc" listctg "$work/a.agc" "$sample" | sed -n '2s/^ *\([^ ]*\).*/\1/p')
for threads in 1 2 6; do
    measure "getset -t $threads" %T getset -t "$threads" "$work/a.agc" "$sample"
    measure "getcol -t $threads" %T getcol -t "$threads" -o "$work/out" "$work/a.agc"
    measure "getctg -t $threads" %T getctg -t "$threads" "$work/a.agc" "$contig@$sample:1000-4999"
done

zstd=$(dotnet "$root/artifacts/bin/RagcSharp.Benchmarks/release/RagcSharp.Benchmarks.dll" yardstick "$work/a.agc")
printf 'zstd alone needs %.2f s for the packs of this archive; CPU of create divided by that:' "$zstd"
for each in "${create_cpu[@]}"; do
    read -r threads seconds <<<"$each"
    awk -v t="$threads" -v a="$seconds" -v b="$zstd" 'BEGIN { printf " %.2f at -t %d", a / b, t }'
done
echo
