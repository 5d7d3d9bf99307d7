# What a process is asked by, besides commands of its own. Who fails says why in a line of its own form. KEY is that of the
# launcher file.

# fails KEY WHY: say why a check fails.
fails() {
    echo "concert-check: $1: $2"
    return 1
}

# listens KEY PLACE PORT ADDRESS...: tell whether somebody listens at a port, here or at one of these addresses, all as
# /proc/net/tcp and tcp6 have them. Nobody is connected to.
listens() {
    key=$1 place=$2 port=$3
    shift 3
    for table in /proc/net/tcp /proc/net/tcp6; do
        [ -r "$table" ] || continue
        while read -r _ at _ state _; do
            if [ "$state" = 0A ] && [ "${at#*:}" = "$port" ]; then
                [ $# -gt 0 ] || return 0
                for address; do [ "${at%:*}" != "$address" ] || return 0; done
            fi
        done < "$table"
    done
    fails "$key" "nobody listens at $place"
}

# answers KEY URL: tell whether a URL answers with a code of 2xx.
answers() {
    if command -v curl > /dev/null; then
        # The code comes last, in a line of its own.
        said=$(curl -sS -o /dev/null -w '\n%{http_code}' -m 10 "$2" 2>&1)
        code=$(printf '%s\n' "$said" | sed -n '$p')
        why=$(printf '%s\n' "$said" | sed -n '/./{p;q;}')
    elif command -v wget > /dev/null; then
        # That of busybox (1.35, static) crashes over a time of its own.
        limit=
        if command -v timeout > /dev/null; then limit='timeout 10'; fi
        # shellcheck disable=SC2086 # these are words
        why=$($limit wget -O /dev/null "$2" 2>&1)
        case $? in 0) code=200 ;; *) code=000 ;; esac
        why=$(printf '%s\n' "$why" | grep . | tail -n 1)
    else
        fails "$1" 'needs curl or wget, and neither is there'
        return
    fi
    case $code in
        2??) ;;
        000) fails "$1" "$2 does not answer: $why" ;;
        *) fails "$1" "$2 answers $code" ;;
    esac
}

# backwards LOG: print its lines from the last to the first, and those of the logs before it. What does not end by a newline is
# a line, too.
backwards() {
    if [ "$(tail -c 1 -- "$1" | wc -l)" -eq 0 ]; then { cat -- "$1"; echo; } | tac; else tac -- "$1"; fi
    older=1
    while [ -r "$1.$older" ]; do
        tac -- "$1.$older"
        older=$((older + 1))
    done
}

# printed KEY LOG REGEX TEXT: tell whether a line that was captured since the last start matches REGEX, which was written as TEXT. Colours are no part of it. The start may
# not be noted yet, but the end of the run before it is.
printed() {
    if [ ! -r "$2" ]; then
        fails "$1" "there is no output yet in $2"
        return
    fi
    escape=$(printf '\033')
    backwards "$2" 2> /dev/null |
        sed -n -e '/^[-0-9TZ:.]*# \(started\|ended\|its \)/q' -e '/^[-0-9TZ:.]*# /d' -e "s/$escape\\[[0-9;?]*[A-Za-z]//g" \
            -e 's/^[-0-9TZ:.]*[ +!]//p' |
        grep -E -q -- "$3" 2> /dev/null
    case $? in
        0) ;;
        1) fails "$1" "no line of its output matches $4" ;;
        *) fails "$1" "is no regular expression for grep -E: $4" ;;
    esac
}
