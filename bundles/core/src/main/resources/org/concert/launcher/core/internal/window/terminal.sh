# Leads the session of a window, and runs the process in it: when the first program of a session ends, the kernel takes the
# terminal from all others and sends them SIGHUP. So this one ends with the process, but when it was asked, by SIGURG, to wait
# for those that it has left: then by SIGPWR, when the launcher has seen the last of them go or cannot end them, or after LIMIT
# twentieths of a second, should that launcher be gone. A shell hears both when the process has ended, that of the smaller number
# first. Arguments: LIMIT, "read" where a capture answers the end mark, and the words of the process, but for the last of these,
# which is in CONCERT_LAUNCHER_COMMAND: who looks for that (pgrep -f) finds the process only. Where there is bash, this runs as
# an interactive one, which passes SIGHUP on to its jobs as any terminal's shell does. CONCERT_LAUNCHER_TERMINAL tells agent.sh
# that this is no part of the process.
limit=$1
answer=$2
shift 2
command=$CONCERT_LAUNCHER_COMMAND
pipes=
# A process without a terminal (tty: false) has pipes, which the capture reads where this program has them: 6 and 7. They are open in both
# directions, so nobody is signalled while no capture reads. The capture of those needs perl.
if [ -n "${CONCERT_LAUNCHER_PIPES+x}" ]; then
    if [ -n "${BASH_VERSION-}" ] && command -v perl > /dev/null; then
        eval 'exec 6<> <(:) 7<> <(:)'
        pipes=yes
        printf 'It has no terminal (tty: false); its output is in %s\r\n' "${CONCERT_LAUNCHER_LOG-its log}"
    else
        printf 'It has a terminal all the same: tty: false needs perl and bash here\r\n'
    fi
fi
unset CONCERT_LAUNCHER_COMMAND CONCERT_LAUNCHER_LEADER CONCERT_LAUNCHER_PIPES
held=
trap : INT QUIT TERM
trap held=1 URG
trap held= PWR
# What an interactive shell says of the end of its jobs is no output of the process.
exec 8>&1 9>&2 > /dev/null 2>&1
(
    CONCERT_LAUNCHER_RUN=$CONCERT_LAUNCHER_TERMINAL
    export CONCERT_LAUNCHER_RUN
    unset CONCERT_LAUNCHER_TERMINAL
    # Bash counts itself; the process is to be as deep as it would be without.
    if [ -n "${BASH_VERSION-}" ]; then SHLVL=$((SHLVL - 1)); fi
    if [ -n "${CONCERT_LAUNCHER_OWN+x}" ]; then eval "$CONCERT_LAUNCHER_LOGIN"; unset CONCERT_LAUNCHER_LOGIN; fi
    if [ -n "$pipes" ]; then exec "$@" "$command" < /dev/null > /dev/fd/6 2> /dev/fd/7 6>&- 7>&- 8>&- 9>&-; fi
    exec "$@" "$command" >&8 2>&9 8>&- 9>&-
)
code=$?
# The first program of a session cannot be stopped by a key.
# shellcheck disable=SC3045 # where there are no jobs, none is stopped
while case $code in 14[789] | 150) [ -n "$(jobs -s)" ] ;; *) false ;; esac do
    fg
    code=$?
done
while [ -n "$held" ] && [ "$limit" -gt 0 ]; do
    sleep 0.05 || sleep 1
    limit=$((limit - 1))
done
# tmux drops what it has not read when it hears of the end of its child, and it may read late: the kernel hands over what is written
# to a terminal when it gets round to it. So this ends when the capture has told, by SIGCONT, that it has come to the end mark,
# or after a second, should there be none. Who has the terminal stopped by a key holds up the mark only. It is a path of the pane for
# tmux, by which launchers know that what waits here is not to be noted as ready any more.
if [ "$answer" = read ]; then
    {
        trap '' TTOU
        printf '\033]7;concert-ended\007' >&8
        exec sleep 1
    } &
    waiting=$!
    trap 'kill -KILL "$waiting"' CONT
    while kill -0 "$waiting"; do wait "$waiting"; done
fi
# Ends by the signal by which the process has ended, where there is no question of stopping and going on.
case $((code - 128)) in
    [1-9] | 1[0-6] | 2[4-7] | 29 | 3[01] | 3[4-9] | [45]? | 6[0-4])
        exec sh -c 'ulimit -c 0; kill "-$(($1 - 128))" $$; exit "$1"' sh "$code" ;;
esac
exit "$code"
