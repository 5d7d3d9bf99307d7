# In a container: kill all that carries MARK. The arguments are MARK and the exit code of the client. If that may be the code
# with which the program ended by itself, then only if the first program lives, which is known by its terminal, which it leads:
# what has outlived a program it has left behind on purpose. A killed client takes the terminal away, which may have ended
# the first program by now, and no others.
# MARK counts only as a variable of a program's own: a newline in the text of another one becomes a carriage return, and after
# each environment comes that of cat itself, which ends with a secret that nobody can have known.
mark=$1
secret=
{ IFS= read -r secret < /proc/sys/kernel/random/uuid; } 2> /dev/null
secret=${secret:-$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')}

# carriers FILE...: print the process ids of those with the environments FILE... that carry MARK.
carriers() {
    # shellcheck disable=SC2046 # paths of /proc are words
    env -i "PATH=$PATH" "END=$secret" cat /dev/null $(printf '%s /proc/self/environ\n' "$@") 2> /dev/null |
        tr '\n\000' '\r\n' | LC_ALL=C grep -a -x -e "$mark" -e "END=$secret" |
        while IFS= read -r line; do
            case $line in
                END=*) shift ;;
                *)
                    pid=${1#/proc/}
                    echo "${pid%/environ}"
                    ;;
            esac
        done
}

first=0
if [ "$2" -gt 128 ]; then first=1; fi
tries=50
while [ "$tries" -gt 0 ]; do
    tries=$((tries - 1))
    found=''
    for pid in $(carriers /proc/[0-9]*/environ); do
        found="$found $pid"
        # Behind the name, which may hold anything, newlines too: state, parent, group, session, terminal.
        stat=
        while IFS= read -r line; do stat="$stat $line"; done 2> /dev/null < "/proc/$pid/stat"
        # shellcheck disable=SC2086 # these are words
        set -- ${stat##*) }
        if [ "${4-}" = "$pid" ] && [ "$5" != 0 ]; then first=1; fi
    done
    if [ "$first" = 0 ] || [ -z "$found" ]; then exit 0; fi
    # shellcheck disable=SC2086 # these are words
    kill -KILL $found 2> /dev/null
done
