#!/usr/bin/env bash
# Runs a create and shows over time where its memory is, by owner.
#
#   scripts/profile-memory.sh [OPTIONS AND INPUTS OF create ...]
#
# Without arguments: simulated genomes, as scripts/bench.sh makes them, at 6 threads. With dotnet-counters on the PATH the counters of the
# program and of the runtime are recorded by it, to memory.csv here; otherwise the program listens to itself.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
[[ ${1:-} == -h || ${1:-} == --help ]] && { sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/scripts/ragc" --version >/dev/null
ragc=$root/artifacts/publish/ragc/ragc

arguments=("$@")
if (( ${#arguments[@]} == 0 )); then
    data=$root/artifacts/bench-data
    [[ -e $data/s9.fa ]] || python3 "$root/scripts/simulate_genomes.py" "$data" --samples 10 --contigs 8 --length 4400000
    arguments=(-t 6 "$data/ref.fa" "$data"/s*.fa)
fi

if command -v dotnet-counters >/dev/null; then
    exec dotnet-counters collect --counters RagcSharp,System.Runtime --refresh-interval 1 --format csv -o memory.csv -- \
        "$ragc" create -o "$work/out.agc" "${arguments[@]}"
fi

"$ragc" create -o "$work/out.agc" --stats "$work/stats.json" --stats-interval 0.05 "${arguments[@]}"
python3 - "$work/stats.json" <<'PYTHON'
import json, sys

stats = json.load(open(sys.argv[1]))
owners = sorted(name for name in stats["largest"] if name.startswith("ragc.memory/"))
columns = ["residentBytes", "mappedBytes", "managedHeapBytes", *owners]
heads = [c.removeprefix("ragc.memory/").removesuffix("Bytes").removesuffix("Heap") for c in columns]


def row(moment):
    known = sum(moment.get(c, 0) for c in columns[1:])
    cells = [f"{moment['seconds']:8.2f}", *(f"{moment.get(c, 0) / 2**20:10.1f}" for c in columns)]
    return " ".join(cells) + f" {known / moment['residentBytes']:7.0%}"


print("MiB of memory, by owner; known: the part of what is resident that has an owner")
print(" ".join(["       s", *(f"{h:>10}" for h in heads)]), "  known")
series = stats["series"]
for moment in series[:: max(1, len(series) // 40)]:
    print(row(moment))
print("largest:")
print(row(stats["largest"]))
print(f"peak {stats['peakResidentBytes'] / 2**20:.1f} MiB, {stats['wallSeconds']:.1f} s wall, {stats['cpuSeconds']:.1f} s CPU")
PYTHON
