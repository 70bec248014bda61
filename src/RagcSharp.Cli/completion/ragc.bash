# bash completion for ragc. Commands and options are those that the installed ragc reports, samples those of the archive on the line.
#
# Anybody may have made the archive. So its names are never expanded (`compgen -W` would do that, and run what they hold), and every
# word that is offered is quoted for the place where readline inserts it.

_ragc() {
    # What readline replaces: a part of the word, for it also breaks words at : = @ and at quotes.
    local replaced=${2-}
    # Set by _ragc_parse.
    local word="" open_quote="" kept=0
    local -a words=()
    _ragc_parse "${COMP_LINE:0:COMP_POINT}" "${#replaced}"

    local -a candidates=()
    if (( ${#words[@]} == 1 )); then
        mapfile -t candidates < <(ragc --help 2>/dev/null | awk '/^  [a-z]/ { print $1 }'; printf '%s\n' --help --version)
    elif [[ $word == -* ]]; then
        mapfile -t candidates < <(ragc "${words[1]}" --help 2>/dev/null | _ragc_options)
    else
        _ragc_samples
    fi

    # If nothing of ours fits, readline offers the names of files (complete -o default).
    COMPREPLY=()
    local candidate quoted
    for candidate in "${candidates[@]}"; do
        [[ $candidate == "$word"* ]] || continue
        _ragc_quote "${candidate:kept}"
        COMPREPLY+=("$quoted")
    done
}

# Splits the line before the cursor as the shell does, but expands nothing. Complete words go to `words`, the last one, without its
# quotes, to `word`. Of the last one readline replaces `$2` characters: `kept` is how many of `word` stand before those, and `open_quote`
# the quote that they stand in.
_ragc_parse() {
    local line=$1 quote="" letter i
    local -i replaced_at=$(( ${#1} - $2 )) is_begun=0
    for (( i = 0; i < ${#line}; i++ )); do
        (( i == replaced_at )) && { open_quote=$quote kept=${#word}; }
        letter=${line:i:1}
        if [[ -z $quote && $letter == [[:space:]] ]]; then
            (( is_begun )) && words+=("$word")
            word="" is_begun=0
            continue
        fi
        is_begun=1
        if [[ $letter == "$quote" ]]; then
            quote=""
        elif [[ -z $quote && $letter == [\"\'] ]]; then
            quote=$letter
        elif [[ $quote != "'" && $letter == \\ ]]; then
            (( ++i ))
            # Between double quotes a backslash stands for itself before most characters.
            [[ $quote == \" && ${line:i:1} != [\"\\\$\`] ]] && word+=\\
            word+=${line:i:1}
        else
            word+=$letter
        fi
    done
    (( i <= replaced_at )) && { open_quote=$quote kept=${#word}; }
    return 0
}

# Sets `quoted` to text that the shell reads as `$1` where the word goes on.
_ragc_quote() {
    local text=$1 i
    quoted=""
    case $open_quote in
        "'") quoted=${text//\'/\'\\\'\'} ;;
        \")
            for (( i = 0; i < ${#text}; i++ )); do
                case ${text:i:1} in
                    [\"\\\$\`]) quoted+=\\${text:i:1} ;;
                    # An event of the history, which a backslash prevents outside the quotes only.
                    !) quoted+='"\!"' ;;
                    *) quoted+=${text:i:1} ;;
                esac
            done
            ;;
        *) [[ -z $text ]] || printf -v quoted %q "$text" ;;
    esac
}

# Adds the names of samples to `candidates`, where the command takes some.
_ragc_samples() {
    local contig="" archive sample
    case ${words[1]} in
        getset | listctg | verify | digest | faidx | subset | rename) ;;
        getctg)
            # contig@sample; the contig is the user's to know.
            if [[ $word == *@* ]]; then
                contig=${word%@*}@
            elif [[ ${words[-1]} != --sample ]]; then
                return
            fi
            ;;
        *) return ;;
    esac
    archive=$(_ragc_archive)
    [[ -n $archive ]] || return
    while IFS= read -r sample; do
        candidates+=("$contig$sample")
    done < <(ragc listset -- "$archive" 2>/dev/null)
}

# The first archive on the line before the cursor.
_ragc_archive() {
    local file
    for file in "${words[@]:2}"; do
        # The shell expands ~, and we expand nothing else.
        [[ $file == "~/"* ]] && file=$HOME/${file:2}
        [[ $file == [!-]*.agc && -f $file && -r $file ]] && { printf '%s' "$file"; return; }
    done
}

_ragc_options() {
    awk '/^  -/ { for (i = 1; i <= NF && $i ~ /^-/ || $i ~ /^[A-Z]+,$/; i++) if ($i ~ /^-/) { sub(/[,=].*/, "", $i); print $i } }'
}

complete -o default -o bashdefault -F _ragc ragc
