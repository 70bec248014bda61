#!/usr/bin/env bash
# Builds everything and runs all tests. The last line is "N passed, N failed"; the exit code is 0 only when all is well.
# Arguments go to `dotnet test`, for instance: scripts/test.sh --filter Fasta
# RAGC=path/to/ragc scripts/test.sh tries another build of the program, an installed one for instance, by the tests of the command line.
set -uo pipefail

cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
    echo "test.sh: the .NET 10 SDK is needed (https://dotnet.microsoft.com/download)" >&2
    echo "0 passed, 1 failed"
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

tests=ragc-sharp.sln
if [[ -n ${RAGC:-} ]]; then
    RAGC=$(readlink -f -- "$RAGC") && [[ -x $RAGC ]] || { echo "test.sh: RAGC names no program" >&2; echo "0 passed, 1 failed"; exit 1; }
    export RAGC
    tests=tests/RagcSharp.Cli.Tests
fi

# What the tests of the command run is what users run.
if ! scripts/ragc --version >"$log" 2>&1 || ! dotnet build ragc-sharp.sln -c Release -nodeReuse:false >>"$log" 2>&1; then
    grep -E 'error|warning|ragc:' "$log" | sort -u || cat "$log"
    echo "0 passed, 1 failed"
    exit 1
fi

dotnet test "$tests" -c Release --no-build --logger "console;verbosity=minimal" "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# One summary a test project: "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total: …"
read -r passed failed skipped projects < <(awk '
    /(Passed|Failed|Skipped)! +- Failed:/ {
        projects++
        for (i = 1; i < NF; i++) {
            if ($i == "Failed:") failed += $(i + 1)
            if ($i == "Passed:") passed += $(i + 1)
            if ($i == "Skipped:") skipped += $(i + 1)
        }
    }
    END { print passed + 0, failed + 0, skipped + 0, projects + 0 }' "$log")

# A run that broke off has failed, whatever was counted before.
if (( status != 0 && failed == 0 )); then failed=1; fi
if (( passed == 0 && failed == 0 )); then failed=1 status=1; fi
if (( skipped > 0 )); then
    echo "$passed passed, $failed failed, $skipped skipped"
else
    echo "$passed passed, $failed failed"
fi
exit "$status"
