# bash completion for ragc. Commands and options are those that the installed ragc tells of itself.

_ragc() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]:-}
    COMPREPLY=()
    if (( COMP_CWORD == 1 )); then
        mapfile -t COMPREPLY < <(compgen -W "$(ragc --help 2>/dev/null | awk '/^  [a-z]/ { print $1 }') --help --version" -- "$word")
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(ragc "$command" --help 2>/dev/null | _ragc_options)" -- "$word")
    else
        local archive
        archive=$(_ragc_archive)
        case $command in
            getset | getctg | listctg | verify | digest | faidx | subset | rename)
                if [[ -n $archive ]]; then
                    local prefix=""
                    # getctg takes contig@sample; the contig is the user's to know.
                    [[ $command == getctg && $word == *@* ]] && prefix=${word%@*}@
                    [[ $command == getctg && -z $prefix ]] ||
                        mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "$(ragc listset "$archive" 2>/dev/null)" -- "${word#"$prefix"}")
                fi
                ;;
        esac
        # Nothing of ours fits: names of files (complete -o default).
    fi
}

# The first archive on the line before the cursor.
_ragc_archive() {
    local i
    for (( i = 2; i < COMP_CWORD; i++ )); do
        [[ ${COMP_WORDS[i]} == *.agc && -r ${COMP_WORDS[i]} ]] && { printf '%s' "${COMP_WORDS[i]}"; return; }
    done
}

_ragc_options() {
    awk '/^  -/ { for (i = 1; i <= NF && $i ~ /^-/ || $i ~ /^[A-Z]+,$/; i++) if ($i ~ /^-/) { sub(/[,=].*/, "", $i); print $i } }'
}

complete -o default -o bashdefault -F _ragc ragc
