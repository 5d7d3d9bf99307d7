# The command agent: one POSIX shell per place, which runs many commands side by side and says how each ended.
# It reads lines "ID own TEXT" for scripts of the launcher, which may use the functions below, and "ID apart TEXT" for those of
# users, which have a session of their own, so that what they do to their process group hits nobody else. TEXT is a script
# escaped for printf %b. It prints lines
#   ID leader PID:START   the first program of a script that runs apart; it leads the session, as a rule
#   ID exit CODE    the script has ended
#   ID out HEX      a piece of the end of its output
#   ID end          all its output is told
# No line is longer than PIPE_BUF (4096), so that lines of several scripts do not mix. It ends with its input.
# The functions below are for the scripts. RUN is "CONCERT_LAUNCHER_RUN=<id>", as in the environment of a process;
# KNOWN is a list of "PID:START", START being the kernel's start time, by which a pid is told from a later stranger's;
# ROOT is the first program of a run, "PID" or "PID:START", or 0 where it is not known.

# members RUN ROOT KNOWN: print "PID:START:NAME" of all that carry RUN, of those KNOWN that still live, of the process
# ROOT (0 for none) and of all their descendants.
members() {
    id=${1#*=}
    members_of "- $2 ${id:--} $3" | sed 's/^- //'
}

# A program for sh, which is run by eval too: print the ids that the programs with the environments FILE... carry, in an
# order and with an END by which nobody can be taken for another:
#   a line with the secret
#   "/proc/PID/environ ..." of each
#   of each of these again: "CONCERT_LAUNCHER_RUN=...", "..._JOB=...", "..._TERMINAL=..." and "..._CHECK_OF=...", each in a line,
#   and "END=<secret>"
# What begins a variable begins a line, and nothing else does: a newline in a value becomes a carriage return. After each file
# comes the environment of cat itself, which ends with a secret that nobody can have known, as no heading of tail or grep does.
# Each file is read once only: in the moment in which a program begins another (execve), it has no environment, and who looks for
# candidates first has twice the chance to miss one.
# shellcheck disable=SC2016,SC2089 # it is expanded by who runs it
marks='
    secret=
    { IFS= read -r secret < /proc/sys/kernel/random/uuid; } 2> /dev/null
    secret=${secret:-$(od -An -v -N16 -tx1 /dev/urandom | tr -d " \n")}
    files=$(printf "%s /proc/self/environ\n" "$@")
    printf "%s\n" "$secret" "$files"
    env -i "PATH=$PATH" "END=$secret" cat /dev/null $files 2> /dev/null | tr "\n\000" "\r\n" |
        LC_ALL=C grep -a -e "^CONCERT_LAUNCHER_RUN=" -e "^CONCERT_LAUNCHER_JOB=" -e "^CONCERT_LAUNCHER_TERMINAL=" -e "^CONCERT_LAUNCHER_CHECK_OF=" \
            -e "^END=$secret\$"
'

# Functions of awk: look_at(FILES) has marks read these, and calls carries(PID, ID) for each id of a process or job,
# leads(PID, ID) for what leads the session of its window (terminal.sh), and checks(PID, ID) for what belongs to a check of it.
# shellcheck disable=SC2016 # it is expanded by awk
look_at='
    function look_at(files,    command, line, kind, secret, pid, part, last, at) {
        command = "set -- " files "; eval \"$marks\""
        command | getline secret
        last = 0
        at = 1
        while (secret != "" && (command | getline line) > 0) {
            if (line ~ /^\/proc\//) {
                split(line, part, "/")
                pid[++last] = part[3]
            } else if (line == "END=" secret) {
                at++
            } else if (line ~ /^CONCERT_LAUNCHER_(RUN|JOB|TERMINAL|CHECK_OF)=/ && at <= last) {
                kind = line
                sub(/=.*/, "", kind)
                sub(/^[^=]*=/, "", line)
                sub(/@.*/, "", line)
                if (kind == "CONCERT_LAUNCHER_TERMINAL") leads(pid[at], line)
                else if (kind == "CONCERT_LAUNCHER_CHECK_OF") checks(pid[at], line)
                else carries(pid[at], line)
            }
        }
        close(command)
    }
    # All of FILE: the name in a stat may hold anything, newlines too.
    function text_of(file,    text, line) {
        text = ""
        while ((getline line < file) > 0) text = text " " line
        close(file)
        return text
    }'

# members_of "INDEX ROOT RUN KNOWN"...: print "INDEX PID:START:NAME" of the members of each; RUN is the bare id here, or "-".
# The scripts of this agent carry the id of their job in the same way. Of what leads the session of its window, which is no
# member, print "INDEX PID:START:+running", or "+ended" when the first program of the process has ended. Of what its checks have
# begun, which is no member either, print "INDEX PID:START:~NAME".
members_of() {
    # mawk gives up when a program ends between the opening of its stat and the reading.
    tries=5
    until told=$(look_for_members "$@" 2> /dev/null); do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            look_for_members "$@"
            return
        fi
    done
    if [ -n "$told" ]; then printf '%s\n' "$told"; fi
}

look_for_members() {
    marks=$marks LC_ALL=C awk -v wanted="$#" "$look_at"'
        function carries(pid, id) { if (id in run) owner[pid] = run[id] }
        function leads(pid, id) { if (id in run) { owner[pid] = run[id]; leader[pid] = "+ended" } }
        function checks(pid, id) { if (id in run) checked[pid] = run[id] }
        function name_of(pid) {
            if (pid in leader) return leader[pid]
            sub(/^[^(]*\(/, "", text[pid])
            sub(/\)[^)]*$/, "", text[pid])
            gsub(/[^A-Za-z0-9_.-]/, "_", text[pid])
            return text[pid]
        }
        BEGIN {
            for (i = 1; i <= wanted; i++) {
                count = split(ARGV[i], word, " ")
                split(word[2], first, ":")
                root[first[1]] = word[1]
                begun[first[1]] = first[2]
                if (word[3] != "-") run[word[3]] = word[1]
                for (j = 4; j <= count; j++) known[word[j]] = word[1]
            }
            look_at("/proc/[0-9]*/environ")
            for (i = wanted + 1; i < ARGC; i++) {
                stat = text_of(ARGV[i])
                split(ARGV[i], part, "/")
                pid = part[3]
                text[pid] = stat
                sub(/^.*\) /, "", stat)
                if (split(stat, field, " ") < 20 || field[1] == "Z" || field[1] == "X") continue
                parent[pid] = field[2]
                start[pid] = field[20]
                if (!(pid in owner) && (pid ":" field[20]) in known) owner[pid] = known[pid ":" field[20]]
            }
            for (pid in root) {
                if (pid in parent && !(pid in owner) && (begun[pid] == "" || begun[pid] == start[pid])) owner[pid] = root[pid]
            }
            do {
                grown = 0
                for (pid in parent) if (!(pid in owner) && parent[pid] in owner) { owner[pid] = owner[parent[pid]]; grown = 1 }
            } while (grown)
            # What the leader itself has started carries its mark too.
            for (pid in parent) if (!(pid in leader) && (parent[pid] in leader)) leader[parent[pid]] = "+running"
            for (pid in parent) {
                if ((pid in leader) && (parent[pid] in leader)) continue
                if (pid in owner) print owner[pid], pid ":" start[pid] ":" name_of(pid)
                else if (pid in checked) print checked[pid], pid ":" start[pid] ":~" name_of(pid)
            }
        }' "$@" /proc/[0-9]*/stat
}

# read_stat PID: set "stat" to what is behind the name in the stat of PID, as empty words if there is no such program. The name
# may hold anything, newlines too. The 20th word is the start then. Nothing here starts a program.
read_stat() {
    stat=
    while IFS= read -r line; do stat="$stat $line"; done 2> /dev/null < "/proc/$1/stat"
    stat=${stat##*) }
}

# ignores SIGNAL PID: true if PID ignores SIGNAL, one of those by which processes are stopped.
ignores() {
    case $1 in
        HUP) bit=1 ;;
        INT) bit=2 ;;
        QUIT) bit=4 ;;
        USR1) bit=512 ;;
        USR2) bit=2048 ;;
        TERM) bit=16384 ;;
        *) return 1 ;;
    esac
    ignored=
    while IFS=':	 ' read -r name value _; do
        if [ "$name" = SigIgn ]; then ignored=${value#????????????}; fi
    done 2> /dev/null < "/proc/$2/status"
    [ $((0x${ignored:-0} & bit)) -ne 0 ]
}

# first_signal SIGNAL PID: set "first" to SIGNAL, or to INT where PID ignores SIGNAL: an interactive bash ignores TERM and
# QUIT, would outlive its command and go on with the next of the list.
first_signal() {
    first=$1
    case $1 in QUIT | TERM) if ignores "$1" "$2"; then first=INT; fi ;; esac
}

# programs_of "INDEX ROOT ..." FOUND: of what members_of has printed, with a "=" for the blank in each line, set "members" to the
# ids of the programs for INDEX, "leader" to what leads their session, and "main" to the first program: that which the leader
# has started, or ROOT where there is no leader.
programs_of() {
    members=
    leader=
    main=${1#* }
    main=${main%%[ :]*}
    for line in $2; do
        case $line in
            "${1%% *}="*:+*)
                leader=${line#*=}
                leader=${leader%%:*}
                main= ;;
            "${1%% *}="*:~*) ;;
            "${1%% *}="*)
                line=${line#*=}
                members="$members ${line%%:*}" ;;
        esac
    done
    if [ -z "$main" ]; then
        for pid in $members; do
            read_stat "$pid"
            case $stat in [A-Za-z]" $leader "*) main=$pid ;; esac
        done
    fi
}

# stop SIGNAL "INDEX ROOT RUN KNOWN"...: signal all groups in the session of the window of each, those of jobs in the background
# too, as a key typed there signals the group in the foreground; that of the first program before the others. What leads the
# session is told to keep the terminal for those that the first program leaves behind, if there are others.
# Print what members_of has found, and "INDEX PID:START:~NAME" of what has left the session and carries no mark, but has its terminal
# open.
stop() {
    signal=$1
    shift
    found=$(members_of "$@")
    echo "$found"
    found=$(echo "$found" | sed 's/ /=/')
    # Before the signals, by which terminals go, and their names to others.
    opened=$(ls -l /proc/[0-9]*/fd/[012] 2> /dev/null)
    leaders=
    for wanted in "$@"; do
        programs_of "$wanted" "$found"
        session=$leader
        groups=' '
        signalled=' '
        foreground=
        case $members in *' '*' '*) if [ -n "$leader" ]; then kill -s URG "$leader"; fi ;; esac
        for pid in $main $members; do
            # What ROOT names may have ended, and be a stranger by now.
            case "$members " in *" $pid "*) ;; *) continue ;; esac
            # The first program comes twice, and what it begins on the signal is not to be signalled.
            case $signalled in *" $pid "*) continue ;; esac
            signalled="$signalled$pid "
            read_stat "$pid"
            # shellcheck disable=SC2086 # these are words
            set_fields $stat
            session=${session:-$of_session}
            [ "$of_session" = "$session" ] || [ "$pid" = "$main" ] || continue
            now=$signal
            if [ "$pid" = "$main" ]; then
                first_signal "$signal" "$pid"
                now=$first
                foreground=$of_foreground
            fi
            signal_group "$now" "$pid" "$of_group"
        done
        if [ "${foreground:-0}" -gt 1 ]; then signal_group "$signal" 0 "$foreground"; fi
        if [ -n "$leader" ]; then leaders="$leaders ${wanted%% *}:$leader"; fi
    done 2> /dev/null
    holders
}

# holders: of the programs that have the terminal of one of "leaders" open, "INDEX:PID" each, by what "opened" lists, print
# "INDEX PID:START:~NAME" unless they are among those "found", or started by the leader. In a container terminals have the same names
# again, so what sees other mounts than this shell has another one. (The leader may have ended by now.)
holders() {
    here=$(readlink /proc/self/ns/mnt)
    printf '%s\n' "$opened" | awk -v leaders="$leaders" '
        NF > 2 && $(NF - 1) == "->" && $NF ~ /^\/dev\/pts\// {
            split($(NF - 2), part, "/")
            if (part[5] == 0) terminal[part[3]] = $NF
            if (!((part[3], $NF) in seen)) { seen[part[3], $NF] = 1; pids[$NF] = pids[$NF] " " part[3] }
        }
        END {
            for (count = split(leaders, each, " "); count > 0; count--) {
                split(each[count], word, ":")
                if (!(word[2] in terminal)) continue
                for (i = split(pids[terminal[word[2]]], pid, " "); i > 0; i--) print word[1], word[2], pid[i]
            }
        }' |
        while read -r index lead pid; do
            case " $found " in *[[:space:]]"$index=$pid:"*) continue ;; esac
            read_stat "$pid"
            # shellcheck disable=SC2086 # these are words
            set -- $stat
            if [ -z "${20-}" ] || [ "$2" = "$lead" ]; then continue; fi
            [ "$(readlink "/proc/$pid/ns/mnt")" = "$here" ] || continue
            name=
            { IFS= read -r name < "/proc/$pid/comm"; } 2> /dev/null
            case $name in *[!A-Za-z0-9_.-]*) name=program ;; esac
            printf '%s %s:%s:~%s\n' "$index" "$pid" "${20}" "$name"
        done
    return 0
}

# set_fields STAT...: set "of_group", "of_session" and "of_foreground" to these fields of the words of a stat.
set_fields() {
    of_group=${3-}
    of_session=${4-}
    of_foreground=${6-}
}

# signal_group SIGNAL PID GROUP: signal GROUP unless it is one of "groups", or PID alone where GROUP is that of "leader", which
# has to outlive them all.
signal_group() {
    if [ "$3" = "$leader" ] || [ "$3" -le 1 ]; then
        if [ "$2" -gt 1 ]; then kill -s "$1" "$2"; fi
        return
    fi
    case $groups in *" $3 "*) return ;; esac
    groups="$groups$3 "
    kill -s "$1" -- "-$3"
}

# stop_left SIGNAL "INDEX ROOT RUN KNOWN"...: signal what the first program of each has left behind: what has a session of its
# own, and so was not signalled by stop; and what ignores SIGNAL, by TERM.
stop_left() {
    signal=$1
    shift
    found=$(members_of "$@" | sed 's/ /=/')
    for wanted in "$@"; do
        programs_of "$wanted" "$found"
        for pid in $members; do
            read_stat "$pid"
            # shellcheck disable=SC2086 # these are words
            set_fields $stat
            if ignores "$signal" "$pid"; then
                kill -s TERM "$pid"
            elif [ "$of_session" != "${leader:-$main}" ]; then
                kill -s "$signal" "$pid"
            fi
        done
    done 2> /dev/null
    return 0
}

# let_go "INDEX ROOT RUN KNOWN"...: have what leads the session of each end with its first program, though it was told to wait.
let_go() {
    found=$(members_of "$@" | sed 's/ /=/')
    for wanted in "$@"; do
        programs_of "$wanted" "$found"
        if [ -n "$leader" ]; then kill -s PWR "$leader"; fi
    done 2> /dev/null
    return 0
}

# signal_members SIGNAL "INDEX ROOT RUN KNOWN"...: signal every member that members_of finds, each first program before its own.
signal_members() {
    signal=$1
    shift
    found=$(members_of "$@" | sed 's/ /=/')
    for wanted in "$@"; do
        programs_of "$wanted" "$found"
        for pid in $members; do
            if [ "$pid" = "$main" ]; then
                first_signal "$signal" "$pid"
                kill -s "$first" "$pid"
            fi
        done
        for pid in $members; do
            if [ "$pid" != "$main" ]; then kill -s "$signal" "$pid"; fi
        done
    done 2> /dev/null
    return 0
}

# living_runs: print "PID,PID,... RUN@ORIGIN" for each run of which programs live, whichever tmux server it belongs to; 100 of
# them at most, so that many runs have room in an answer.
living_runs() {
    {
        set -- /proc/[0-9]*/environ
        eval "$marks"
    } | LC_ALL=C awk '
        NR == 1 { end = "END=" $0; at = 1; next }
        /^\/proc\// { split($0, part, "/"); pid[++last] = part[3]; next }
        $0 == end { at++; next }
        sub(/^CONCERT_LAUNCHER_RUN=/, "") && at <= last && !((at, $0) in told) {
            told[at, $0] = 1
            if (count[$0]++ < 100) pids[$0] = pids[$0] "," pid[at]
        }
        END { for (run in pids) print substr(pids[run], 2), run }'
}

# strangers: print "PID USER TITLE" of what leads the windows of processes that other accounts have started (terminal.sh).
strangers() {
    title='concert_launcher window [0-9a-f]\{32\}'
    others=$(find /proc -maxdepth 1 -name '[0-9]*' ! -user "$(id -u)" 2> /dev/null | sed 's|$|/cmdline|')
    # shellcheck disable=SC2013,SC2086 # these are words
    for file in $(LC_ALL=C grep -a -l -e "$title" /dev/null $others 2> /dev/null); do
        pid=${file#/proc/}
        pid=${pid%/cmdline}
        user=$(stat -c %U "/proc/$pid" 2> /dev/null) || continue
        told=$({ tr '\0' '\n' < "$file"; } 2> /dev/null | LC_ALL=C grep -a -m 1 -e "^$title") &&
            printf '%s %s %s\n' "$pid" "$user" "$told"
    done
}

# process_tree RUN ROOT: print "PID PARENT NAME" of every member.
process_tree() {
    for member in $(members "$1" "$2" ''); do
        case $member in *:+* | *:~*) continue ;; esac
        pid=${member%%:*}
        read_stat "$pid"
        parent=${stat#* }
        parent=${parent%% *}
        line=$({ tr '\0\n' '  ' < "/proc/$pid/cmdline"; } 2>/dev/null)
        if [ -n "$parent" ]; then printf '%s %s %s\n' "$pid" "$parent" "${line:-[${member##*:}]}"; fi
    done
}

# constants: print ticks per second, bytes per page and number of cores. busybox has no getconf; Linux counts 100 ticks for
# programs everywhere (USER_HZ).
constants() {
    printf '%s %s %s\n' "$(getconf CLK_TCK 2> /dev/null || echo 100)" \
        "$(getconf PAGESIZE 2> /dev/null || awk '/^KernelPageSize:/ { print $2 * 1024; exit }' /proc/self/smaps)" \
        "$(getconf _NPROCESSORS_ONLN 2> /dev/null || nproc)"
}

# sample SINCE CONSTANTS "INDEX ROOT RUN KNOWN"...: print what the programs of each use:
#   sample MARK UPTIME TICKS_PER_SECOND PAGE_BYTES CORES
#   INDEX PROGRAMS RESIDENT_BYTES PID:START:TICKS:TICKS_OF_DEAD_CHILDREN...
# RUN is the bare id here. Programs that are dead but not waited for are listed, and do not count as programs. MARK is the
# SINCE of the next sample: what started before SINCE has been looked at for its run id and is not looked at again, for
# reading the environment of every program is what costs. SINCE 0 looks at all. CONSTANTS are the last three words of the
# first line of an earlier sample, or nothing: each program that is not started saves a millisecond.
sample() {
    since=$1
    constants=${2:-$(constants)}
    shift 2
    wanted=$#
    read -r self < /proc/self/stat
    LC_ALL=C
    # shellcheck disable=SC2090 # it is run by eval
    export LC_ALL marks
    # mawk gives up when a program ends between the opening of its stat and the reading.
    tries=5
    until told=$(take_sample "$@" 2> /dev/null); do
        tries=$((tries - 1))
        if [ "$tries" -eq 0 ]; then
            take_sample "$@"
            return
        fi
    done
    printf '%s\n' "$told"
}

take_sample() {
    awk -v since="$since" -v self="${self##*) }" -v agent=$$ -v constants="$constants" \
        -v wanted="$wanted" "$look_at"'
        function owner_of(pid) {
            if (pid in owner) return owner[pid]
            owner[pid] = ""
            if (pid in parent) owner[pid] = owner_of(parent[pid])
            return owner[pid]
        }
        function find_owners(    pid) {
            for (pid in owner) if (owner[pid] == "" || owner[pid] == "agent") delete owner[pid]
            owner[agent] = "agent"
            for (pid in parent) owner_of(pid)
        }
        function find_marked(    pid, files) {
            for (pid in parent) {
                if (owner[pid] != "" || start[pid] < since + 0) continue
                files = files " /proc/" pid "/environ"
                if (length(files) > 100000) { look_at(files); files = "" }
            }
            if (files != "") look_at(files)
        }
        function carries(pid, id) { if (id in index_of) { owner[pid] = index_of[id]; marked = 1 } }
        function leads(pid, id) { }
        function checks(pid, id) { }
        BEGIN {
            for (i = 1; i <= wanted; i++) {
                count = split(ARGV[i], word, " ")
                index_of[word[3]] = word[1]
                root[word[2]] = word[1]
                for (j = 4; j <= count; j++) known[word[j]] = word[1]
            }
            getline uptime < "/proc/uptime"
            split(uptime, part, " ")
            split(self, field, " ")
            print "sample", field[20], part[1], constants
            for (i = wanted + 1; i < ARGC; i++) {
                stat = text_of(ARGV[i])
                if (stat == "") continue
                split(ARGV[i], part, "/")
                pid = part[3]
                sub(/^.*\) /, "", stat)
                split(stat, field, " ")
                if (field[1] == "X") continue
                dead[pid] = field[1] == "Z"
                parent[pid] = field[2]
                start[pid] = field[20]
                used[pid] = sprintf("%.0f:%.0f", field[12] + field[13], field[14] + field[15])
                resident[pid] = field[22]
                if ((pid ":" start[pid]) in known) owner[pid] = known[pid ":" start[pid]]
            }
            for (pid in root) if (pid in parent) owner[pid] = root[pid]
            find_owners()
            find_marked()
            if (marked) find_owners()
            for (pid in parent) {
                own = owner[pid]
                if (own == "" || own == "agent") continue
                if (!dead[pid]) { programs[own]++; pages[own] += resident[pid] }
                listed[own] = listed[own] " " pid ":" start[pid] ":" used[pid]
            }
            split(constants, constant, " ")
            for (i = 1; i <= wanted; i++) {
                split(ARGV[i], word, " ")
                own = word[1]
                printf "%s %d %.0f%s\n", own, programs[own], pages[own] * constant[2], listed[own]
            }
        }' "$@" /proc/[0-9]*/stat
}

# end_job JOB LEADER: kill all that a script has started: the process group that its first program leads, PID:START or 0 where
# it is not known, what descends from that, and what carries the id of the job. What a program begins between a look and its end
# is found by the next look, and what begins another program in that moment (marks) by the one after; so two in a row have to find
# nothing. What no signal ends within twenty is left.
end_job() {
    looks=20
    empty=0
    while [ "$looks" -gt 0 ] && [ "$empty" -lt 2 ]; do
        looks=$((looks - 1))
        empty=$((empty + 1))
        found=$(members_of "- $2 $1 " | sed 's/^[^ ]* \([0-9]*\):.*/\1/')
        leads_group "$2" && kill -s KILL -- "-${2%%:*}" 2>/dev/null
        # shellcheck disable=SC2086 # these are words
        if [ -n "$found" ]; then
            empty=0
            kill -s KILL $found 2>/dev/null
        fi
    done
    return 0
}

# leads_group PID:START: true if that program lives and leads its process group; "0" is none.
leads_group() {
    read_stat "${1%%:*}"
    begun=${1#*:}
    leader=${1%%:*}
    # shellcheck disable=SC2086 # these are words
    set -- $stat
    [ "$leader" -gt 1 ] && [ "${3-}" = "$leader" ] && [ "${20-}" = "$begun" ]
}

run_own() {
    (
        CONCERT_LAUNCHER_JOB=$1
        export CONCERT_LAUNCHER_JOB
        eval "$2"
    ) < /dev/null 3>&-
    printf '%s exit %s\n' "$1" "$?" >&3
}

run_apart() {
    (
        CONCERT_LAUNCHER_JOB=$1
        export CONCERT_LAUNCHER_JOB
        # Has a bash begin with what ~/.bashrc came to; set by KeptStartUp.
        if [ -n "$bash" ]; then export CONCERT_LAUNCHER_STARTUP CONCERT_LAUNCHER_KEEP; fi
        # Bash gives a process group only, which is that of the script and not that of this bash.
        # shellcheck disable=SC2016 # it is expanded by bash
        case $apart in
            setsid) exec setsid sh -c "$2" ;;
            bash) exec bash -c 'set -m; sh -c "$1" & wait "$!"' bash "$2" ;;
            *) exec sh -c "$2" ;;
        esac
    ) < /dev/null 3>&- &
    leader=$!
    # A shell says which signal has ended what it waits for; that is no output of the script.
    exec 2> /dev/null
    read_stat "$leader"
    # shellcheck disable=SC2086 # these are words
    set -- "$1" $stat
    if [ -n "${21-}" ]; then printf '%s leader %s:%s\n' "$1" "$leader" "${21}" >&3; fi
    wait "$leader"
    printf '%s exit %s\n' "$1" "$?" >&3
}

# tell_output ID: tell what comes in as HEX, and its end; each line is written at once. (One program and not tr and fold:
# a program that is started costs more than all it does here.)
tell_output() {
    awk -v job="$1" '
        {
            gsub(/ /, "")
            piece = piece $0
            if (length(piece) > 3700) { print job " out " piece; fflush(); piece = "" }
        }
        END {
            if (piece != "") { print job " out " piece; fflush() }
            print job " end"
        }'
}

# Where HOME is not set, the home folder is what the machine says; where it says nothing, none that could be written to.
home=${HOME-}
case $home in /*) ;; *)
    home=$({ getent passwd "$(id -u)" || grep "^[^:]*:[^:]*:$(id -u):" /etc/passwd; } 2>/dev/null | cut -d : -f 6)
    home=${home:-/nonexistent} ;;
esac
# A path that is not absolute is to be ignored, says the XDG Base Directory Specification.
state=${XDG_STATE_HOME-}
case $state in /*) ;; *) state=${home%/}/.local/state ;; esac

exec 3>&1
bash=
if command -v bash > /dev/null 2>&1; then bash=bash; fi
# What gives a script a process group of its own. A POSIX shell without a terminal can not, save for bash. Where there is
# neither, a script that signals its group ends this shell, and the launcher connects anew.
apart=$bash
if command -v setsid > /dev/null 2>&1; then apart=setsid; fi
uptime=
{ read -r uptime _ < /proc/uptime; } 2> /dev/null
printf '0 exit 0\n0 out %s\n0 end\n' "$(printf '%s\0%s\0%s\0%s\0%s\0%s\0' "$home" "$state" \
    "$(readlink /proc/self/ns/mnt 2>/dev/null | tr -c -d '0-9')" "$(tmux -V 2>&1)" "$bash" "$uptime" | od -An -v -tx1 | tr -d ' \n')"
while IFS=' ' read -r job kind text; do
    {
        "run_$kind" "$job" "$(printf '%b' "$text")" 2>&1 | tail -c 65536 | od -An -v -tx1 | tell_output "$job"
    } < /dev/null &
done
