# Captures the output of one pane, read from standard input, in a log. docs/output.md tells the format. Where there is perl,
# capture.pl does it; the rest of this needs nothing but POSIX, and the time to the second where date knows no better. Set
# before: FILE, MAX (bytes), KEEP, NOTE, SOCKET and PANE of tmux, PID of its command, RING (the command of
# tmux that has launchers look), PIPES, not empty for a process without a terminal (perl only), and PERL, the text of capture.pl.

umask 077
# Bytes are bytes here, and reasons are told in one language.
export LC_ALL=C
folder=${FILE%/*}

# report TEXT: have launchers say that output is not captured and why, or no more so.
report() {
    tmux -S "$SOCKET" set-option -p -t "$PANE" @concert_output "$1" \; run-shell -C "$RING"
}

# require_own: end unless the folders of the log are this user's or root's, if they are there. In a state folder that others may
# write to, too, one of them may have made a folder, or a link, that leads what is written there to where he likes. Who has another
# folder for logs, which the launcher file names, is trusted by whoever wrote that.
require_own() {
    for part in "${folder%/*}" "$folder"; do
        case $part in "$folder" | */concert-launcher) ;; *) continue ;; esac
        # shellcheck disable=SC3067 # a shell that does not know it asks ls
        if [ -O "$part" ] && [ ! -L "$part" ]; then continue; fi
        if [ ! -e "$part" ] && [ ! -L "$part" ]; then continue; fi
        # shellcheck disable=SC2012 # there is no other way everywhere to ask who owns a link
        case $(ls -ldn "$part" | awk '{ print $3 }') in
            0 | "$(id -u)") ;;
            *)
                report "output is not captured: $part belongs to another account"
                exit 1
                ;;
        esac
    done
}

require_own
if [ ! -d "$folder" ]; then
    mkdir -p "$folder"
    require_own
fi
# Who waits for the end of the capture waits for this pipe to go; a line in it tells that the pane is dead.
BELL=$folder/.${FILE##*/}.$PANE
[ -p "$BELL" ] || mkfifo "$BELL"
export FILE MAX KEEP NOTE BELL SOCKET PANE PID RING PIPES
if command -v perl > /dev/null; then
    # Whoever ends the one that captures (too little memory, a person) does not end this one, which begins another. Its text is in
    # its environment, as nobody who lists programs wants to read it.
    # shellcheck disable=SC2016,SC2089 # it is expanded by who runs it
    KEEPER='
        trap "" INT HUP TERM
        while perl -e "$PERL"; code=$?; [ "$code" -gt 128 ] && [ "$code" -lt 160 ]; do
            NOTE="what captured this was ended by signal $((code - 128)); what it had read may be missing here"
        done'
    # shellcheck disable=SC2090 # it is run by eval
    export PERL KEEPER
    exec sh -c 'eval "$KEEPER"' concert_launcher_output
fi

trap '' INT HUP
chunk=$BELL.part
within=
lost=
return=$(printf '\r')
# What the shell of the process tells the terminal when it comes to its command is no output of it.
mark=$(printf '\0337\r\033H\0338\033]7;concert-launcher\007')
# What leads the session says at its end, and waits to hear that all before it is read (terminal.sh), is none either.
end_mark=$(printf '\033]7;concert-ended\007')
case $(date +%3N) in
    [0-9][0-9][0-9]) fraction=%3N ;;
    *) fraction=000 ;;
esac
stamp() { date -u "+%Y-%m-%dT%H:%M:%S.${fraction}Z"; }
size_of() { if [ -e "$1" ]; then wc -c < "$1"; else echo 0; fi; }
ends_within() { [ -s "$1" ] && [ "$(tail -c 1 "$1" | wc -l)" -eq 0 ]; }

# begin: give a new log its first line, which tells where in all output it begins.
begin() {
    byte=0
    line=1
    if [ -e "$FILE.1" ]; then
        [ "$(tail -n 1 "$FILE.1" | sed -n 's/^[^ ]*# log goes on$/x/p')" = x ] ||
            printf '%s# log goes on\n' "$(stamp)" >> "$FILE.1"
        lines=$(($(wc -l < "$FILE.1") - 1))
        first=$(sed -n '1s/^[^ ]*# log from byte \([0-9]*\) line \([0-9]*\)$/byte=\1 line=\2/p' "$FILE.1")
        if [ -n "$first" ]; then lines=$((lines - 1)); fi
        eval "$first"
        byte=$((byte + $(size_of "$FILE.1")))
        line=$((line + lines))
    fi
    within=
    printf '%s# log from byte %d line %d\n' "$(stamp)" "$byte" "$line" >> "$FILE"
}

rotate() {
    printf '%s# log goes on\n' "$(stamp)" >> "$FILE"
    old=$KEEP
    while [ "$old" -gt 1 ]; do
        [ ! -e "$FILE.$((old - 1))" ] || mv -f "$FILE.$((old - 1))" "$FILE.$old"
        old=$((old - 1))
    done
    mv -f "$FILE" "$FILE.1" && begin
    [ "$KEEP" -ge 1 ] || rm -f "$FILE.1"
}

failed() {
    [ -n "$lost" ] || report "output is not captured: cannot write $FILE"
    lost=1
}

# put FILE WITHIN: write stamped text, which ends within a line if WITHIN is not empty.
put() {
    [ -d "$folder" ] || mkdir -p "$folder"
    [ -s "$FILE" ] || begin
    if [ -n "$lost" ]; then
        if [ -n "$within" ]; then echo >> "$FILE"; fi
        if printf '%s# output is missing here\n' "$(stamp)" >> "$FILE"; then
            lost=
            within=
            report ''
        fi
    fi
    if [ -z "$lost" ] && cat "$1" >> "$FILE"; then
        within=$2
    else
        failed
        if ends_within "$FILE"; then within=1; else within=; fi
    fi
}

note() {
    if [ -n "$within" ]; then echo >> "$FILE"; fi
    printf '%s# %s\n' "$(stamp)" "$1" > "$chunk.out"
    put "$chunk.out" ''
}

pane() { tmux -S "$SOCKET" display-message -p -t "$PANE" "$1"; }

# lives PID: true while a process is not about to end: the kernel marks it (PF_EXITING, 4) before it lets go of its terminal.
lives() {
    # All lines: the name of a program may hold a newline.
    stat=$(cat "/proc/$1/stat" 2> /dev/null) || return 1
    IFS=' ' read -r _ _ _ _ _ _ flags _ << END
${stat##*) }
END
    [ "$((${flags:-4} & 4))" -eq 0 ]
}

# A dead pane does not end the input, and tmux does not close its pipe when asked to. So once all is read, this ends what
# waits for more. The pane may have died before the bell was there; in doubt, tmux is asked.
over=''
reader=''
trap 'over=1; if [ -n "$reader" ]; then kill "$reader"; fi' USR1
{
    if lives "$PID" || [ "$(pane '#{pane_dead}')" = 0 ]; then read -r _ <&3; fi
    before=
    until [ "$before" = "$(size_of "$FILE")" ]; do
        before=$(size_of "$FILE")
        sleep 1
    done
    kill -USR1 "$$"
} 3<> "$BELL" < /dev/null &
waiter=$!
# Where the pipe is gone, as somebody has removed the folder, nobody can ring.
{
    while sleep 2 && { [ -p "$BELL" ] || lives "$PID"; } && kill -0 "$waiter" 2> /dev/null; do :; done
    [ -p "$BELL" ] || kill -USR1 "$$"
} < /dev/null > /dev/null &
looker=$!

# take BYTES: add what there is to the chunk, at most so much; wait until there is something, or no more will come. What runs
# in the background would have no input of its own.
exec 4<&0
take() {
    dd bs="$1" count=1 <&4 >> "$chunk" &
    reader=$!
    if [ -n "$over" ]; then kill "$reader"; fi
    wait "$reader"
    reader=
}

# What leads the session of a window has started the first program of the process (terminal.sh); launchers are told of that.
{
    looks=0
    while [ "$looks" -lt 50 ] && [ -d "/proc/$PID" ]; do
        if tr '\0' '\n' < "/proc/$PID/environ" | grep -q '^CONCERT_LAUNCHER_TERMINAL=' &&
            read -r program _ < "/proc/$PID/task/$PID/children"; then
            tmux -S "$SOCKET" set-option -p -t "$PANE" @concert_program "$PID/$program"
            break
        fi
        sleep 0.1 || sleep 1
        looks=$((looks + 1))
    done
} < /dev/null 2> /dev/null &

if ends_within "$FILE"; then within=1; fi
note "$NOTE"
fresh=1
# begin_chunk: have an empty chunk. The folder may be removed in just that moment.
begin_chunk() {
    tries=5
    until { [ -d "$folder" ] || mkdir -p "$folder"; } && true > "$chunk"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
    done 2> /dev/null
}
while begin_chunk && take 262144 && { [ -s "$chunk" ] || [ ! -e "$chunk" ]; }; do
    if [ ! -e "$chunk" ]; then
        begin_chunk
        within=
        note 'output is missing here: somebody has removed this folder'
        continue
    fi
    # The carriage return of a terminal before each end of a line is left out, so the two must not be parted.
    if [ "$(tail -c 1 "$chunk")" = "$return" ]; then take 1; fi
    if grep -q "$end_mark" "$chunk"; then
        sed "s/$end_mark//" "$chunk" > "$chunk.out" && mv -f "$chunk.out" "$chunk"
        if lives "$PID"; then kill -s CONT "$PID"; fi
        [ -s "$chunk" ] || continue
    fi
    lines='$!'
    if ends_within "$chunk"; then open=1; else open='' lines=; fi
    first=
    [ -n "$fresh" ] || first='1!'
    sed -e "s/$mark//" -e "${lines}s/$return\$//" -e "${first}s/^/$(stamp) /" "$chunk" > "$chunk.out" ||
        failed
    if [ $(($(size_of "$FILE") + $(size_of "$chunk.out"))) -gt "$MAX" ]; then
        if [ -z "$within" ]; then
            rotate
        elif [ "$(wc -l < "$chunk.out")" -gt 0 ]; then
            sed 1q "$chunk.out" > "$chunk"
            put "$chunk" ''
            sed 1d "$chunk.out" > "$chunk"
            mv -f "$chunk" "$chunk.out"
            rotate
        fi
    fi
    put "$chunk.out" "$open"
    fresh=
    [ -n "$open" ] || fresh=1
done

kill "$waiter" "$looker" 2> /dev/null
IFS=/ read -r dead code signal << END
$(pane '#{pane_dead}/#{pane_dead_status}/#{pane_dead_signal}')
END
if [ -n "$signal" ]; then
    note "ended by SIG$(kill -l "$signal")"
elif [ -n "$code" ]; then
    note "ended with exit code $code"
elif [ "${dead:-1}" = 0 ]; then
    note 'its output is captured no more: somebody has closed the pipe'
else
    note 'its window was closed'
fi
tmux -S "$SOCKET" set-option -p -u -t "$PANE" @concert_bell
rm -f "$BELL" "$chunk" "$chunk.out"
