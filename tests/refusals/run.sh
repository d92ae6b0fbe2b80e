#!/usr/bin/env bash
# tests/refusals/run.sh XUEWEI: every folder beside this file is a scenario with a fault. `check` and `run`
# must refuse it with status 2 and exactly the message in `expected`, and leave nothing behind. The folder
# `sound`, which the others extend, must pass. Folders project-* are for `project`: it must refuse them, and
# pass project-sound. Folders backtest-* have rolls, and births, for `backtest`. Folders coords-* have points
# for `coords` and its options, flow-* problems for `flow`, assign-* options for `assign`, and a status where it is
# not 2. Prints TAP.
set -u
xuewei=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C

number=0 failed=0
report() { # name, whether it is good
    number=$((number + 1))
    if [ "$2" = yes ]; then echo "ok $number - $1"; else echo "not ok $number - $1"; failed=1; fi
}

# Run a command in a folder; it must end with a status, say what is expected, and add no file.
try() { # name, folder, status, expected, command ...
    local name=$1 folder=$2 status=$3 expected=$4 good=yes got
    shift 4
    (cd "$folder" && find . | sort) >"$scratch/before"
    (cd "$folder" && "$@" >"$scratch/out" 2>"$scratch/err")
    got=$?
    (cd "$folder" && find . | sort) >"$scratch/after"
    [ "$got" = "$status" ] || { good=no; echo "# $name: status $got, expected $status"; }
    cmp -s "$scratch/err" "$expected" || { good=no; diff -u "$expected" "$scratch/err" | sed 's/^/# /'; }
    cmp -s "$scratch/before" "$scratch/after" || { good=no; echo "# $name: left something in $folder"; }
    [ -z "$(ls -A "$scratch/results")" ] || { good=no; echo "# $name: left something half written"; }
    report "$name" "$good"
}

mkdir "$scratch/results"
# The names of all tables, for the word TABLES in what is expected.
tables=$("$xuewei" parameters | sed -n 's/^table //p' | tr '\n' ',' | sed 's/,$//; s/,/, /g')
for case in */; do
    case=${case%/}
    if [ "$case" = sound ]; then
        try "sound: check" sound 0 /dev/null "$xuewei" check scenario.yaml
        for given in "replicates|" "replicates|200000" "replicates|some" "seed|" "seed|-1"; do
            option=${given%|*} most=2147483647 of=""
            [ "$option" = seed ] || { most=100000; of=" of replicates"; }
            synopsis=$("$xuewei" check --help | head -1)
            printf 'xuewei check: --%s wants a whole number%s, 0 to %s, not "%s"\n%s\n%s\n' "$option" "$of" "$most" \
                "${given#*|}" "$synopsis" "\`xuewei check --help\` says more." >"$scratch/usage"
            try "sound: check --$option \"${given#*|}\"" sound 64 "$scratch/usage" \
                "$xuewei" check "--$option" "${given#*|}" scenario.yaml
        done
        continue
    fi
    if [ "$case" = project-sound ]; then
        try "$case" "$case" 0 /dev/null "$xuewei" project --quiet -o /dev/null scenario.yaml
        continue
    fi
    if [ "${case#project-}" != "$case" ]; then
        try "$case" "$case" 2 "$PWD/$case/expected" "$xuewei" project --quiet -o "$scratch/results/people.csv" \
            --events "$scratch/results/events.csv" scenario.yaml
        continue
    fi
    if [ "${case#assign-}" != "$case" ]; then
        mapfile -t options <"$case/options"
        status=2
        [ ! -f "$case/status" ] || status=$(<"$case/status")
        try "$case" "$case" "$status" "$PWD/$case/expected" "$xuewei" assign --quiet -o "$scratch/results/a.csv" \
            "${options[@]}" scenario.yaml
        continue
    fi
    if [ "${case#backtest-}" != "$case" ]; then
        births=()
        [ ! -f "$case/births.csv" ] || births=(--births births.csv)
        try "$case" "$case" 2 "$PWD/$case/expected" "$xuewei" backtest --quiet --rolls rolls.csv "${births[@]}" \
            -o "$scratch/results/scores.csv" --forecasts "$scratch/results/forecasts.csv"
        continue
    fi
    if [ "${case#coords-}" != "$case" ]; then
        mapfile -t options <"$case/options"
        try "$case" "$case" 2 "$PWD/$case/expected" "$xuewei" coords "${options[@]}" points.csv
        continue
    fi
    if [ "${case#flow-}" != "$case" ]; then
        again=()
        [ ! -f "$case/again.min" ] || again=(--again again.min)
        try "$case" "$case" 2 "$PWD/$case/expected" "$xuewei" flow problem.min "${again[@]}"
        continue
    fi
    sed "s/TABLES/$tables/" "$case/expected" >"$scratch/expected"
    try "$case: check" "$case" 2 "$scratch/expected" "$xuewei" check scenario.yaml
    try "$case: run" "$case" 2 "$scratch/expected" \
        "$xuewei" run --quiet -o "$scratch/results/run.gpkg" scenario.yaml
done
echo "1..$number"
exit $failed
