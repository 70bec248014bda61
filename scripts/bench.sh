#!/usr/bin/env bash
# Measures ragc as its users run it, whole runs from outside: seconds, CPU seconds, peak memory and size, of create and of reading.
# Prints one table: of each job the median and the least of several runs, and beside another program the ratios of pairs.
#
#   scripts/bench.sh [--sets SET,...] [--data DIR [--options 'OPTIONS OF create']] [--runs N]
#
#   --sets SET,...   simulated sets: bacteria (200 drafts of 2 Mb, -a), klebsiella (44 genomes of 5.4 Mb, -a), yeast (11 genomes of 12 Mb),
#                    human (200 Mb and three haplotypes). Default: all. They are made once, in artifacts/bench-data (1.9 GB).
#   --data DIR       your own FASTA files (*.fa, *.fa.gz, …) instead; the first one by name is the reference
#   --options OPT    options of create for them, for instance '-a -s 10000'
#   --runs N         runs of each job; default 5
#
# RAGC=FILE measures that program instead of scripts/ragc. AGC=FILE also runs C++ AGC, BASE=FILE an older ragc: alternately, run by run.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
sets=bacteria,klebsiella,yeast,human data="" options="" runs=5
while (( $# )); do
    case $1 in
        --sets) sets=$2; shift 2 ;;
        --data) data=$2; shift 2 ;;
        --options) options=$2; shift 2 ;;
        --runs) runs=$2; shift 2 ;;
        -h|--help) sed -n '2,14s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
        *) echo "bench.sh: unknown option $1; see --help" >&2; exit 2 ;;
    esac
done

time=$(type -P time) || { echo "bench.sh: GNU time is missing (apt-get install time)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tools=() names=()
add_tool() {
    command -v "$2" >/dev/null || { echo "bench.sh: $1: no program $2" >&2; exit 1; }
    names+=("$1") tools+=("$2")
}
if [[ -n ${RAGC:-} ]]; then
    add_tool ragc "$RAGC"
else
    "$root/scripts/ragc" --version >/dev/null
    add_tool ragc "$root/artifacts/publish/ragc/ragc"
fi
if [[ -n ${BASE:-} ]]; then add_tool base "$BASE"; fi
if [[ -n ${AGC:-} ]]; then add_tool agc "$AGC"; fi

benchmarks=$root/artifacts/bin/RagcSharp.Benchmarks/release/RagcSharp.Benchmarks.dll
dotnet build "$root/tests/RagcSharp.Benchmarks" -c Release -nodeReuse:false -v q >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

# simulate SET: makes a set that is not there yet, and sets `data` and `options`.
simulate() {
    data=$root/artifacts/bench-data/$1 options=""
    case $1 in
        bacteria) arguments="bacteria $data 200 2000000 150" options=-a ;;
        klebsiella) arguments="bacteria $data 44 5400000 8" options=-a ;;
        yeast) arguments="bacteria $data 11 12000000 16" ;;
        human) arguments="human $data 2 100000000 3" ;;
        *) echo "bench.sh: no set $1; see --help" >&2; exit 2 ;;
    esac
    # shellcheck disable=SC2086
    [[ -e $data.made ]] || { dotnet "$benchmarks" $arguments && touch "$data.made"; }
}

# summary COLUMN-EXPRESSION FILE: the median and the least of a column.
summary() { awk "{ print $1 }" "$2" | sort -g | awk '{ v[NR] = $1 } END { printf "%.2f %.2f", v[int((NR + 1) / 2)], v[1] }'; }

# ratio COLUMN-EXPRESSION FILE FILE: the median of the ratios of pairs.
ratio() {
    paste -d ' ' <(awk "{ print $1 }" "$2") <(awk "{ print $1 }" "$3") | awk '{ print ($2 > 0 ? $1 / $2 : 1) }' | sort -g \
        | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }'
}

wall='$1' cpu='$2 + $3' peak='$4 / 1024' row='%-12s %-14s %-6s %8s %8s %8s %8s %9s %12s\n'

# measure SET JOB ARGUMENT...: runs the job with each program in turn. %n stands for the program's number.
measure() {
    local set=$1 job=$2 run n size sizes=()
    shift 2
    for (( run = 0; run < runs; run++ )); do
        for n in "${!tools[@]}"; do
            rm -rf "$work/out"
            mkdir "$work/out"
            "$time" -a -o "$work/$n.times" -f '%e %U %S %M' "${tools[n]}" "${@//%n/$n}" >/dev/null 2>"$work/errors" || {
                cat "$work/errors" >&2
                exit 1
            }
        done
    done
    for n in "${!tools[@]}"; do
        size=-
        if [[ $job == create* ]]; then size=$(stat -c %s "$work/$n.agc"); fi
        sizes+=("$size")
        # shellcheck disable=SC2046
        printf "$row" "$set" "$job" "${names[n]}" $(summary "$wall" "$work/$n.times") $(summary "$cpu" "$work/$n.times") \
            "$(summary "$peak" "$work/$n.times" | cut -d ' ' -f 1)" "$size"
    done
    for (( n = 1; n < ${#tools[@]}; n++ )); do
        size=-
        if [[ ${sizes[0]} != - ]]; then size=$(awk -v a="${sizes[0]}" -v b="${sizes[n]}" 'BEGIN { printf "%.4f", a / b }'); fi
        printf "$row" "" "" "/${names[n]}" "$(ratio "$wall" "$work/0.times" "$work/$n.times")" "" \
            "$(ratio "$cpu" "$work/0.times" "$work/$n.times")" "" "$(ratio "$peak" "$work/0.times" "$work/$n.times")" "$size"
    done
    rm -f "$work"/*.times
}

# measure_set NAME: all jobs on the files in `data`.
measure_set() {
    local set=$1 threads files sample contig
    shopt -s nullglob
    files=("$data"/*.fa "$data"/*.fa.gz "$data"/*.fasta "$data"/*.fasta.gz "$data"/*.fna "$data"/*.fna.gz)
    (( ${#files[@]} >= 2 )) || { echo "bench.sh: $data: fewer than two FASTA files" >&2; exit 1; }
    # The simulated reference of a human is ref.fa, which comes last by name.
    if [[ -e $data/ref.fa ]]; then files=("$data/ref.fa" "${files[@]/$data\/ref.fa/}"); fi
    mapfile -t files < <(printf '%s\n' "${files[@]}" | grep .)
    for threads in 1 2; do
        # shellcheck disable=SC2086
        measure "$set" "create -t $threads" create $options -t "$threads" -o "$work/%n.agc" "${files[@]}"
    done
    sample=$("${tools[0]}" listset "$work/0.agc" | tail -1)
    contig=$("${tools[0]}" listctg "$work/0.agc" "$sample" | sed -n '2s/^ *\([^ ]*\).*/\1/p')
    measure "$set" listset listset "$work/%n.agc"
    measure "$set" getset getset -t 1 "$work/%n.agc" "$sample"
    measure "$set" "getset -t 2" getset -t 2 "$work/%n.agc" "$sample"
    measure "$set" "getcol -t 2" getcol -t 2 -o "$work/out" "$work/%n.agc"
    measure "$set" getctg getctg -t 1 "$work/%n.agc" "$contig@$sample:1000-4999"
    dotnet "$benchmarks" windows "$work/0.agc" >"$work/windows"
    windows+=("$set"$'\n'"$(cat "$work/windows")")
    rm -f "$work"/*.agc
}

windows=()
printf "$row" set job program "wall s" least "CPU s" least "peak MiB" bytes
if [[ -n $data ]]; then
    measure_set "$(basename "$data")"
else
    for each in ${sets//,/ }; do
        simulate "$each"
        measure_set "$each"
    done
fi
echo
echo "Random windows of 4 kb through the library:"
printf '%s\n' "${windows[@]}"
