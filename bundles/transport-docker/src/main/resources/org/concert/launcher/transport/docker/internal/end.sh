# In a container: kill all that carries MARK. The arguments are MARK and the exit code of the client. If that may be the code
# with which the program ended by itself, then only if the first program lives, which is known by its terminal, which it leads:
# what has outlived a program it has left behind on purpose. A killed client takes the terminal away, which may have ended
# the first program by now, and no others.
mark=$1
first=0
if [ "$2" -gt 128 ]; then first=1; fi
tries=50
while [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    found=''
    # shellcheck disable=SC2013 # a path of /proc is a word
    for file in $(grep -l -e "$mark" /proc/[0-9]*/environ 2> /dev/null); do
        pid=${file#/proc/}
        pid=${pid%/environ}
        found="$found $pid"
        # Behind the name, which may hold anything: state, parent, group, session, terminal.
        if { read -r stat < "/proc/$pid/stat"; } 2> /dev/null; then
            # shellcheck disable=SC2086 # these are words
            set -- ${stat##*) }
            if [ "$4" = "$pid" ] && [ "$5" != 0 ]; then first=1; fi
        fi
    done
    if [ "$first" = 0 ] || [ -z "$found" ]; then exit 0; fi
    # shellcheck disable=SC2086 # these are words
    kill -KILL $found 2> /dev/null
done
