# What launchers do to a tmux server under a lock. FLAG SOCKET is -L NAME or -S PATH.
#
# A hook of the user may run after each command, and make, move and close windows. So what is ours is found by its pane, and
# that by its program, never by its name or place. A program is more than one word: one is run by the user's shell.
#
# tmux (seen with 3.3a; fixed after 3.6a by its PR 4980) crashes, and takes every process with it, when a session begins or
# ends, or a client detaches, in the moment in which a control client introduces itself. Several launchers that come and
# go at once make that happen within some attaches. So all of this is done by one at a time. The lock goes with whoever
# holds it, by SIGKILL too. Whoever has waited for 20 s, which a machine may take that starts all at once, goes on without;
# so does everybody where there is no flock (util-linux, busybox). For the same reason a client waits until tmux has told
# what it has to tell before it introduces itself: a hook of the user (run-shell) may hold that up.
#
# It crashes, too, when it looks at what a client is subscribed to after that has said that it leaves and before it has
# gone: so a client subscribes to nothing any more when it leaves.

command -v flock > /dev/null || flock() { :; }

# limit SECONDS COMMAND...: run a command, and end it if it takes longer; without timeout (coreutils, busybox) it may.
limit() {
    if command -v timeout > /dev/null; then
        timeout "$@"
    else
        shift
        "$@"
    fi
}

# lock_file FLAG SOCKET: print where the lock of a server is: beside its socket. All that find that they cannot write there
# meet elsewhere; whether the server can be reached all the same, tmux itself tells.
lock_file() {
    if [ "$1" = -S ]; then
        file=$2.concert
    else
        folder=${TMUX_TMPDIR:-/tmp}
        # So does tmux.
        [ -d "$folder" ] || folder=/tmp
        folder=$folder/tmux-$(id -u)
        [ -d "$folder" ] || mkdir -m 700 "$folder" 2> /dev/null
        file=$folder/$2.concert
    fi
    { true >> "$file"; } 2> /dev/null || file=/dev/null
    printf %s "$file"
}

# socket_path FLAG SOCKET: print the path of the socket of a server, as tmux has it.
socket_path() {
    if [ "$1" = -S ]; then
        printf %s "$2"
    else
        folder=${TMUX_TMPDIR:-/tmp}
        [ -d "$folder" ] || folder=/tmp
        printf '%s/tmux-%s/%s' "$(CDPATH='' cd "$folder" && pwd -P)" "$(id -u)" "$2"
    fi
}

# listeners FILE PATH: print the inode of each socket that listens at PATH, as FILE (net/unix of a program) has it. It is in
# there when its file is removed, too.
listeners() {
    concert_path=$2 LC_ALL=C awk '
        $4 == "00010000" && match($0, /^[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +[^ ]+ +[0-9]+ /) &&
            substr($0, RLENGTH + 1) == ENVIRON["concert_path"] { print $7 }' "$1" 2> /dev/null
}

# servers_at PATH: print, in a line, the process ids of all tmux servers of this user and mount namespace that listen at PATH.
servers_at() {
    me=$(id -u)
    here=$(readlink /proc/self/ns/mnt)
    found=' '
    for program in /proc/[0-9]*; do
        name=
        { IFS= read -r name < "$program/comm"; } 2> /dev/null
        case $name in *tmux*) ;; *) continue ;; esac
        owner=$(sed -n 's/^Uid:[^0-9]*\([0-9]*\).*/\1/p' "$program/status" 2> /dev/null)
        if [ "$owner" != "$me" ] || [ "$(readlink "$program/ns/mnt" 2> /dev/null)" != "$here" ]; then continue; fi
        for inode in $(listeners "$program/net/unix" "$1"); do
            # shellcheck disable=SC2010 # what is looked for is where the links lead
            if ls -l "$program/fd" 2> /dev/null | grep -q -F "socket:[$inode]"; then found="$found${program#/proc/} "; fi
        done
    done
    # What a server begins looks as the server does until it is another program.
    for server in $found; do
        parent=$(sed -n 's/^PPid:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status" 2> /dev/null)
        case $found in *" ${parent:-$server} "*) ;; *) printf '%s ' "$server" ;; esac
    done
}

# unreachable FLAG SOCKET: tell whether nobody answers at a socket. A server that hangs does not count.
unreachable() {
    limit 5 tmux "$1" "$2" list-sessions 2>&1 < /dev/null 8>&- 9>&- | grep -q -e '^no server running on ' \
        -e '^error connecting to .* (No such file or directory)$' -e '^error connecting to .* (Connection refused)$'
}

# recall FLAG SOCKET: have a server whose socket was removed, as what cleans /tmp does, make it again. One that does not is an
# error, told in a line: what it runs lives, and is not to be run again by another server.
recall() {
    unreachable "$1" "$2" || return 0
    path=$(socket_path "$1" "$2")
    server=$(servers_at "$path")
    server=${server% }
    case $server in
        '')
            [ -n "$(listeners /proc/net/unix "$path")" ] || return 0
            echo "the socket $path was removed, and what listens there is no tmux server of this user"
            return 1
            ;;
        *' '*)
            echo "the socket $path was removed, and it is that of several tmux servers (pids $server)"
            return 1
            ;;
    esac
    [ -d "${path%/*}" ] || mkdir -m 700 "${path%/*}" 2> /dev/null
    kill -s USR1 "$server" 2> /dev/null
    tries=60
    while unreachable "$1" "$2"; do
        tries=$((tries - 1))
        # It may have been about to end; who else listens there is told then.
        if [ ! -d "/proc/$server" ]; then
            recall "$1" "$2"
            return
        fi
        if [ "$tries" -eq 0 ]; then
            echo "the socket $path was removed, and its tmux server (pid $server) does not make it again"
            return 1
        fi
        sleep 0.05 2> /dev/null || sleep 1
    done
}

# begin COMMAND...: run a command that begins a server. One that is in the service of a launcher, or in the session of a log-in, ends
# with that: where a unit of systemd holds the server (CONCERT_LAUNCHER_TMUX=held), it is waited for; where the services of the user
# outlive his log-ins (loginctl enable-linger), it begins among these.
begin() {
    if [ "${CONCERT_LAUNCHER_TMUX:-}" = held ]; then
        tries=100
        until tmux show-options -s exit-empty > /dev/null 2>&1 || [ "$tries" -eq 0 ]; do
            tries=$((tries - 1))
            sleep 0.05 2> /dev/null || sleep 1
        done
        if [ "$tries" -eq 0 ]; then
            echo "no tmux server runs: concert-launcher-processes is to hold it; 'systemctl status' tells more" >&2
            return 1
        fi
    elif [ -e "/var/lib/systemd/linger/$(id -un)" ] && [ -S "/run/user/$(id -u)/systemd/private" ]; then
        # Where that is not to be had, such as in another PID namespace, it begins here.
        XDG_RUNTIME_DIR=/run/user/$(id -u) systemd-run --user --scope --quiet --collect "$@" 2> /dev/null && return
    fi
    "$@"
}

# attach FLAG SOCKET SESSION SUBSCRIPTION: be a control client in a session that is there as long as launchers are, and end
# the subscription of this name before it leaves.
attach() {
    lock=$(lock_file "$1" "$2")
    exec 9>> "$lock"
    flock -w 20 9
    be_there() {
        tmux -u "$1" "$2" has-session -t "=$3" 2> /dev/null || begin tmux -u "$1" "$2" new-session -d -s "$3" -n bell sh -c 'exec cat' concert-bell \; \
            set-option -t "=$3:" destroy-unattached off < /dev/null 9>&-
    }
    if ! tmux -u "$1" "$2" has-session -t "=$3" 2> /dev/null && ! complaint=$(recall "$1" "$2"); then
        echo "$complaint" >&2
        exit 1
    fi
    # The first may meet a server that is ending, as its last session has. The last one tells why nobody can be a client of
    # this server; it would not end what waits for input below.
    be_there "$@" 2> /dev/null || be_there "$@" || tmux -u "$1" "$2" has-session -t "=$3" || exit 1
    if tmux "$1" "$2" show-hooks -g \; show-hooks -g -w 2> /dev/null 9>&- | grep -q ' '; then
        limit 5 tmux "$1" "$2" set-hook -w -t "=$3:^" window-renamed "wait-for -S concert-told-$$" \; \
            rename-window -t "=$3:^" bell \; wait-for "concert-told-$$" < /dev/null > /dev/null 2>&1 9>&-
    fi
    # The descriptor 9 holds the lock until the client is attached, 8 takes it again before it detaches.
    exec 8>> "$lock"
    {
        cat
        flock -w 20 8
        # What was begun and not ended is not to become a command: this is wrong within quotes of each kind, and without.
        printf '%s\n' " { { ' { { \" { {" "refresh-client -B $4" 2> /dev/null
    } | {
        # Begun here, for who closes this kills the script at any moment, but not the parts of this pipe: a waiter whom
        # nobody tells any more would hold the lock for good.
        {
            limit 20 tmux "$1" "$2" wait-for "concert-attached-$$" 8>&- 9>&-
            flock -u 9
        } < /dev/null > /dev/null 2>&1 &
        waiter=$!
        # The server keeps a client as long as it has something to tell it, so somebody has to listen to the end.
        tmux -u "$1" "$2" -C attach-session -f ignore-size,no-output -t "=$3" \; wait-for -S "concert-attached-$$" 8>&- 9>&- |
            { cat 2> /dev/null; cat > /dev/null; } 8>&- 9>&-
        if kill -0 "$waiter" 2> /dev/null; then tmux "$1" "$2" wait-for -S "concert-attached-$$" 2> /dev/null; fi
        # What is to run and does not yet is noted in the server, which would end with its last session.
        if [ "$(tmux "$1" "$2" display-message -p -t "=$3:" '#{session_attached}' 2> /dev/null)" = 0 ] &&
            ! tmux "$1" "$2" show-options -s 2> /dev/null | grep -q '^@concert_wish/'; then
            tmux "$1" "$2" kill-session -t "=$3" 2> /dev/null
        fi
    }
}

# make_session FLAG SOCKET SESSION FOLDER: see to it that a session is there. A new one has one window that does nothing;
# print the panes of such windows. The exit code is 3, with a complaint, where the server cannot be had.
make_session() {
    (
        # A server that begins here would hand it on to every pane.
        unset CONCERT_LAUNCHER_JOB
        flock -w 20 9
        tmux -u "$1" "$2" has-session -t "=$3" 2> /dev/null || {
            recall "$1" "$2" || exit 3
            tmux -u "$1" "$2" new-session -d -s "$3" -n concert -x 200 -y 50 -c "$4" sh -c 'exec cat' concert-holder \; \
                set-option -t "=$3:" destroy-unattached off 9>&-
        }
        tmux -u "$1" "$2" list-panes -s -t "=$3:" -f '#{m:*concert-holder*,#{pane_start_command}}' -F '#{pane_id}'
    ) 9>> "$(lock_file "$1" "$2")" < /dev/null
}

# remove_panes FLAG SOCKET PANE...: remove panes; one may be the last of its session. tmux (seen with 3.3a) crashes when it
# comes to tell control clients that the window of a session has changed, and that session has gone: so it gets the time to
# tell after each pane.
remove_panes() {
    (
        flock -w 20 9
        flag=$1
        socket=$2
        shift 2
        panes=$*
        for pane in $panes; do
            set -- "$@" kill-pane -t "$pane" \; run-shell -d 0 \;
            shift
        done
        # One that is gone already is an error, which ends a list of commands.
        tmux "$flag" "$socket" "$@" 9>&- || {
            recall "$flag" "$socket"
            for pane in $panes; do tmux "$flag" "$socket" kill-pane -t "$pane" 9>&-; done
        }
    ) 9>> "$(lock_file "$1" "$2")" < /dev/null
}

# monitor FLAG SOCKET SESSION REPLACE WINDOW...: see to it that a session for people to look at is there and has each
# WINDOW, and print how many it has and the path of the socket. A WINDOW is "NAME PANE", the window of a pane that is
# shown here too, or "NAME COMMAND", a command for sh in a window of its own. With REPLACE 1 the session is made anew. A
# session of this name that is not ours is left alone: then "foreign" is printed.
monitor() {
    (
        unset CONCERT_LAUNCHER_JOB
        flock -w 20 9
        flag=$1 socket=$2 session=$3 replace=$4
        shift 4
        here() { tmux -u "$flag" "$socket" "$@" 9>&-; }
        if here has-session -t "=$session" 2> /dev/null; then
            if [ -z "$(here show-options -q -v -t "=$session:" @concert_monitor)" ]; then echo foreign; exit 0; fi
            if [ "$replace" = 1 ]; then here kill-session -t "=$session"; fi
        fi
        if ! here has-session -t "=$session" 2> /dev/null; then
            recall "$flag" "$socket" || exit 1
            here new-session -d -s "$session" -n concert -x 200 -y 50 sh -c 'exec cat' concert-holder \; \
                set-option -t "=$session:" @concert_monitor 1 \; set-option -t "=$session:" destroy-unattached off
        fi
        present=" $(here list-panes -s -t "=$session:" -F '#{pane_id} #{@concert_window}' | tr '\n' ' ') "
        for window; do
            name=${window%% *} what=${window#* }
            case $what in
                %*) case $present in *" $what "*) ;; *) here link-window -d -s "$what" -t "=$session:" ;; esac ;;
                *) case $present in *" $name "*) ;; *)
                    pane=$(here new-window -d -P -F 'concert #{pane_id}' -t "=$session:" -n "$name" sh -c "$what" | sed -n 's/^concert //p')
                    here set-option -p -t "$pane" allow-rename off \; set-option -p -t "$pane" @concert_window "$name" ;;
                esac ;;
            esac
        done
        holder=$(here list-panes -s -t "=$session:" -f '#{m:*concert-holder*,#{pane_start_command}}' -F '#{pane_id}')
        if [ -n "$holder" ] && [ "$(here list-windows -t "=$session:" | wc -l)" -gt 1 ]; then
            here kill-pane -t "$holder" \; move-window -r -t "=$session:" \; select-window -t "=$session:^"
        fi
        here display-message -p -t "=$session:" '#{session_windows} #{socket_path}'
    ) 9>> "$(lock_file "$1" "$2")" < /dev/null
}
