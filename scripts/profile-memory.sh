#!/usr/bin/env bash
# Runs a create and shows over time where its memory is, by owner.
#
#   scripts/profile-memory.sh [OPTIONS AND INPUTS OF create ...]
#
# Without arguments: simulated genomes, as scripts/bench.sh makes them, at 6 threads. dotnet-counters, at the version that
# .config/dotnet-tools.json pins, records the counters of the program and of the runtime to memory.csv here, one row a second and counter.
# Where it cannot be restored (no network), the program listens to itself, twenty times a second.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
[[ ${1:-} == -h || ${1:-} == --help ]] && { sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0; }

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

csv=$PWD/memory.csv
if (cd "$root" && dotnet tool restore) >"$work/log" 2>&1; then
    # The tool is found by the manifest above the current folder; inputs are named from here.
    for i in "${!arguments[@]}"; do
        if [[ ${arguments[i]} != /* && -e ${arguments[i]} ]]; then arguments[i]=$PWD/${arguments[i]}; fi
    done
    (cd "$root" && dotnet dotnet-counters collect --counters RagcSharp,System.Runtime --refresh-interval 1 --format csv -o "$csv" -- \
        "$ragc" create -o "$work/out.agc" "${arguments[@]}") >"$work/log" 2>&1 </dev/null || { cat "$work/log" >&2; exit 1; }
    [[ -s $work/out.agc ]] || { cat "$work/log" >&2; exit 1; }
    python3 - "$csv" <<'PYTHON'
import collections, csv, sys

RESIDENT, HEAP = "dotnet.process.memory.working_set (By)", "dotnet.gc.last_collection.memory.committed_size (By)"
moments = collections.OrderedDict()
for row in csv.DictReader(open(sys.argv[1])):
    moments.setdefault(row["Timestamp"], {})[row["Counter Name"]] = float(row["Mean/Increment"])
owners = sorted({name for moment in moments.values() for name in moment if name.startswith("ragc.memory (By)[owner=")})
columns = [RESIDENT, HEAP, *owners]
heads = ["resident", "managed", *(name.split("=")[1].rstrip("]") for name in owners)]


def row(when, moment):
    return f"{when[-8:]} " + " ".join(f"{moment.get(c, 0) / 2**20:10.1f}" for c in columns)


print("MiB of memory, by owner, as dotnet-counters saw it")
print(" ".join(["    time", *(f"{h:>10}" for h in heads)]))
for when, moment in list(moments.items())[:: max(1, len(moments) // 40)]:
    print(row(when, moment))
print("largest:")
print(row(*max(moments.items(), key=lambda item: item[1].get(RESIDENT, 0))))
print(f"all counters: {sys.argv[1]}")
PYTHON
    exit 0
fi

echo "profile-memory.sh: dotnet-counters cannot be restored; the program listens to itself" >&2
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
