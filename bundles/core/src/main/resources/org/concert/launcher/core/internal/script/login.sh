# Has bash hand on, of the variables it was given, those of a log-in and of its desktop, those of the launcher, and the OWN ones of
# what is run (CONCERT_LAUNCHER_OWN, names between spaces); and those of /etc/environment, as pam_env(8) reads it. So what a process finds
# depends neither on the shell in which somebody calls the launcher, nor on who started the tmux server. It takes a millisecond.
# shellcheck disable=SC3045,SC3044 # this is bash
for concert_name in $(compgen -e); do
    case $concert_name in
        HOME | USER | LOGNAME | SHELL | PATH | PWD | SHLVL | MAIL | TZ | LANG | LANGUAGE | LC_* | TERM | COLORTERM | TERM_PROGRAM* | \
            TMUX | TMUX_PANE | TMUX_TMPDIR | TMPDIR | XDG_* | DISPLAY | WAYLAND_DISPLAY | XAUTHORITY | DBUS_SESSION_BUS_ADDRESS | \
            SSH_AUTH_SOCK | CONCERT_LAUNCHER_*) ;;
        *)
            case " $CONCERT_LAUNCHER_OWN " in
                *" $concert_name "*) ;;
                *) unset -v "$concert_name" 2> /dev/null || export -n "${concert_name?}" ;;
            esac
            ;;
    esac
done
if [ -r /etc/environment ]; then
    while IFS= read -r concert_line || [ -n "$concert_line" ]; do
        concert_line=${concert_line%%#*}
        concert_line=${concert_line#"${concert_line%%[![:space:]]*}"}
        concert_line=${concert_line%"${concert_line##*[![:space:]]}"}
        concert_line=${concert_line#export }
        concert_name=${concert_line%%=*}
        concert_value=${concert_line#*=}
        case $concert_name in
            "$concert_line" | '' | [0-9]* | *[!A-Za-z0-9_]*) continue ;;
        esac
        # The session may know better.
        if eval "[ -n \"\${$concert_name+x}\" ]"; then continue; fi
        case $concert_value in
            \"*) concert_value=${concert_value#?} concert_value=${concert_value%\"} ;;
            \'*) concert_value=${concert_value#?} concert_value=${concert_value%\'} ;;
        esac
        export "$concert_name=$concert_value"
    done < /etc/environment
fi
unset concert_name concert_line concert_value CONCERT_LAUNCHER_OWN
