# When this machine was booted, in seconds since 1970, before all that: by its clock as it is now.
while read -r key value rest; do
    if [ "$key" = btime ]; then echo "boot $value"; fi
done < /proc/stat

# notes NAME LOG: print the notes of a log and of those before it, the oldest first, each behind the lines that stand before it, and a
# line of its own before it all that names the process.
notes() {
    echo "process $1"
    older=1
    while [ -r "$2.$older" ]; do older=$((older + 1)); done
    while [ "$older" -gt 0 ]; do
        older=$((older - 1))
        if [ "$older" -gt 0 ]; then log=$2.$older; else log=$2; fi
        # A log has bytes of any kind; what is not text is none for some, where they are not told otherwise.
        if [ -r "$log" ]; then LC_ALL=C grep $as_text -B 3 '^[-0-9T:.]*Z# ' "$log" | cut -b 1-300 | tail -n 400; fi
    done | tail -n 400
}

as_text=
if echo x | grep -a x > /dev/null 2>&1; then as_text=-a; fi
