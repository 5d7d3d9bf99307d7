# In the window of a process: run a client of docker exec, and see to it that nothing lives on in the container when it ends
# otherwise than with the program in there (it is killed, the window is closed, the Engine restarts).
# The arguments: CONTAINER, the script that ends what is left, MARK, the words of the client.
container=$1
ending=$2
mark=$3
shift 3
# When the window is closed, only this shell is told. A client in the foreground would have to end before it could act.
trap 'kill -HUP "$client" 2> /dev/null' HUP INT QUIT TERM
exec 3<&0
"$@" <&3 3<&- &
client=$!
exec 3<&-
wait "$client"
code=$?
while kill -0 "$client" 2> /dev/null; do
    wait "$client"
    code=$?
done
if [ "$code" -ne 0 ]; then
    # The end of this shell hangs up on all in its terminal: what is started here must not hear of that from its first moment on.
    trap '' HUP INT QUIT TERM
    docker exec "$container" sh -c "$ending" sh "$mark" "$code" < /dev/null > /dev/null 2>&1 &
fi
exit "$code"
