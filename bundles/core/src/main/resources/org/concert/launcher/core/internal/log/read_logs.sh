# Reads the logs of processes: what read_logs.pl tells, and does where there is perl. The rest of this needs nothing but
# POSIX, and looks for more five times a second. Set before: PERL, the text of read_logs.pl.

# Bytes are bytes here. In a locale that is not installed, perl would begin with a complaint.
export LC_ALL=C
if command -v perl > /dev/null; then exec perl -e "$PERL"; fi

work=${TMPDIR:-/tmp}/concert-launcher.$$
mkdir -m 700 "$work" || exit 1

# pause: wait a moment, or end when this script was ended.
pause() {
    if ! kill -0 $$ 2> /dev/null || [ ! -d "$work" ]; then exit; fi
    sleep 0.2 2> /dev/null || sleep 1 || exit
}

# logs FILE: set "logs" to the numbers of the logs there are, the oldest first; 0 is the present one.
logs() {
    logs=
    number=0
    while [ "$number" -eq 0 ] || [ -e "$1.$number" ]; do
        if [ "$number" -gt 0 ] || [ -e "$1" ]; then logs="$number $logs"; fi
        number=$((number + 1))
    done
}

# look FILE NUMBER: open a log as descriptor 3, and set what is to be known of it.
look() {
    if [ "$2" -eq 0 ]; then log=$1; else log=$1.$2; fi
    { exec 3< "$log"; } 2> /dev/null || return 1
    size=$(wc -c < /dev/fd/3)
    base=0
    line=1
    first=$(sed -n '1s/^[^ ]*# log from byte \([0-9]*\) line \([0-9]*\)$/base=\1 line=\2/p;1q' /dev/fd/3)
    eval "$first"
    header=0
    if [ -n "$first" ]; then header=1; fi
}

# skip LINES: print the byte of all output at which so many lines of the log are over.
skip() { echo $((base + $(head -n $((header + $1)) /dev/fd/3 | wc -c))); }

# place FILE KIND VALUE: print the byte at which lines begin.
place() {
    logs "$1"
    newest_first=
    for number in $logs; do newest_first="$number $newest_first"; done
    left=$3
    byte=
    for number in $newest_first; do
        look "$1" "$number" || continue
        byte=$(skip 0)
        if [ "$2" = line ]; then
            if [ "$line" -le "$3" ]; then
                skip $(($3 - line))
                return
            fi
        else
            count=$(($(wc -l < /dev/fd/3) - header))
            case $(tail -n 1 /dev/fd/3) in *'# log goes on') count=$((count - 1)) ;; esac
            if [ "$count" -ge "$left" ]; then
                skip $((count - left))
                return
            fi
            left=$((left - count))
        fi
    done
    echo "$byte"
}

# answer ID FILE BYTE: answer if there is something.
answer() {
    logs "$2"
    for number in $logs; do
        look "$2" "$number" || continue
        byte=$3
        if [ "$number" -eq 0 ] && [ "$byte" -gt $((base + size)) ]; then byte=$base; fi
        if [ "$byte" -lt $((base + size)) ]; then
            if [ "$byte" -lt "$base" ]; then byte=$base; fi
            tail -c +$((byte - base + 1)) /dev/fd/3 | head -c 524288 > "$work/$1" || exit
            reply "$1" "$byte" "$work/$1"
            return
        fi
    done
    return 1
}

# reply ID BYTE FILE: answer with a file, and remove it; one at a time.
reply() {
    until mkdir "$work/lock" 2> /dev/null; do pause; done
    printf '%s %s %s\n' "$1" "$2" "$(($(wc -c < "$3")))"
    cat "$3"
    rmdir "$work/lock"
    rm -f "$3"
}

# serve ID KIND VALUE WAIT FILE
serve() {
    byte=$3
    if [ "$2" != byte ]; then
        until byte=$(place "$5" "$2" "$3") && [ -n "$byte" ]; do
            [ "$4" = 1 ] || break
            pause
        done
    fi
    until answer "$1" "$5" "$byte"; do
        if [ "$4" = 0 ]; then
            : > "$work/$1"
            reply "$1" "${byte:-0}" "$work/$1"
            return
        fi
        if [ -e "$work/$1.dropped" ]; then
            rm -f "$work/$1.dropped"
            return
        fi
        pause
    done
}

requests() {
    while IFS=' ' read -r id kind value wait file; do
        if [ "$kind" = drop ]; then
            : > "$work/$id.dropped"
        else
            serve "$id" "$kind" "$value" "$wait" "$(printf '%b' "$file")" < /dev/null &
        fi
    done
}

# What removes the folder waits for the end of all that use it, which hold its input open: also when this is killed.
{ { requests >&3; } | { cat > /dev/null; rm -rf "$work"; }; } 3>&1
