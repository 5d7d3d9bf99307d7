# Functions of bash for startup.sh, which are there only while a shell reads ~/.bashrc and not what that came to. They are parsed before
# it, use nothing that it may define (a substitution is parsed when it is made), and are gone when the check is run.
# shellcheck disable=SC2016,SC2034,SC2154,SC3000-SC3999 # a text is made for later; variables are those of startup.sh; this is bash
# Prints "NAME ATTRIBUTES" of each in what declare -p has printed.
__concert_variables() {
    while IFS= read -r __concert_line; do
        if [[ $__concert_line =~ ^declare\ (-[^\ ]*)\ ([A-Za-z_][A-Za-z0-9_]*)(=|$) ]]; then
            case ${BASH_REMATCH[2]} in
                _ | __concert_* | TMUX | TMUX_PANE | CONCERT_LAUNCHER_* | PWD | BASHOPTS | BASHPID | BASH_ALIASES | BASH_ARG[CV]* | \
                    BASH_CMDS | BASH_COMMAND | BASH_EXECUTION_STRING | BASH_LINENO | BASH_REMATCH | BASH_SOURCE | BASH_SUBSHELL | \
                    BASH_VERSINFO | DIRSTACK | EPOCH* | EUID | FUNCNAME | GROUPS | HISTCMD | LINENO | PIPESTATUS | PPID | RANDOM | \
                    SECONDS | SHELLOPTS | SRANDOM | UID) ;;
                COMP_WORDBREAKS) if [[ -n ${BASH_REMATCH[3]} ]]; then builtin printf '%s %s\n' COMP_WORDBREAKS "${BASH_REMATCH[1]}"; fi ;;
                *) builtin printf '%s %s\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}" ;;
            esac
        fi
    done <<< "$(\builtin declare -p)"
}
__concert_limits() {
    while IFS= read -r __concert_line; do
        if [[ $__concert_line =~ -(.)\)\ +(.*)$ ]]; then
            builtin printf '\\builtin ulimit -%s%s %s\n' "$1" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
        fi
    done <<< "$(\builtin ulimit "-${1}a")"
}
__concert_modes() {
    builtin shopt -p
    builtin umask -p
    __concert_limits S
    __concert_limits H
    builtin set +o
}
__concert_others() {
    builtin trap -p
    builtin jobs -p
    builtin enable -a
    builtin printf '%s\n' /proc/self/fd/* "${#DIRSTACK[@]} ${SHELLOPTS@a} ${BASHOPTS@a}" "$TMUX" "$TMUX_PANE" "${CONCERT_LAUNCHER_CHECK_OF-}" "${CONCERT_LAUNCHER_LOG-}"
}
# Prints the lines of $1 that $2 does not have.
__concert_new() {
    while IFS= read -r __concert_line; do
        if [[ -n $__concert_line && $'\n'$2$'\n' != *$'\n'"$__concert_line"$'\n'* ]]; then
            builtin printf '%s\n' "$__concert_line"
        fi
    done <<< "$1"
}
# After a program, and a substitution, bash looks how large the terminal is; that is for ~/.bashrc and the check to have it do.
__concert_unsized() {
    if [[ -z $__concert_size ]]; then builtin unset -v COLUMNS LINES; fi
}
# Prints for what it holds.
__concert_condition() {
    builtin printf '[[ $__concert_input == %s ]] && ((EPOCHSECONDS >= %s && EPOCHSECONDS < %s)) || return\n' \
        "${__concert_input@Q}" "$EPOCHSECONDS" "$((EPOCHSECONDS + 300))"
    while [[ $__concert_rc =~ (^|[;&|[:space:]])(source|\.)[[:space:]]+([^;&|[:space:]]+)(.*) ]]; do
        __concert_rc=${BASH_REMATCH[4]}
        __concert_line=${BASH_REMATCH[3]//[\"\']}
        __concert_line=${__concert_line/#'~/'/"$HOME/"}
        __concert_line=${__concert_line/#'$HOME/'/"$HOME/"}
        __concert_line=${__concert_line/#'${HOME}/'/"$HOME/"}
        builtin printf '[[ ! %s -nt $__concert_file ]] || return\n' "${__concert_line@Q}"
    done
}
# Prints the text, in a shell of its own; fails where that does not say what the functions are.
__concert_text() {
    __concert_unsized
    __concert_condition
    builtin printf '\\builtin unalias -a\n'
    if [[ $PWD != "$__concert_pwd" ]]; then builtin printf '\\builtin cd -- %s\n' "${PWD@Q}"; fi
    __concert_now=$(__concert_variables)
    while IFS= read -r __concert_line; do
        if [[ -n $__concert_line ]]; then builtin printf '\\builtin unset -v %s\n' "${__concert_line%% *}"; fi
    done <<< "$(__concert_new "$__concert_names" "$__concert_now")"
    __concert_list=()
    while IFS= read -r __concert_line; do
        # What was readonly is as it was.
        if [[ $__concert_line != *' -'*r* || $'\n'$__concert_names$'\n' != *$'\n'"$__concert_line"$'\n'* ]]; then
            __concert_list+=("${__concert_line%% *}")
        fi
    done <<< "$__concert_now"
    builtin declare -p "${__concert_list[@]}"
    # To set TERM sets these.
    if [[ ! -v COLUMNS ]]; then builtin printf '\\builtin unset -v COLUMNS\n'; fi
    if [[ ! -v LINES ]]; then builtin printf '\\builtin unset -v LINES\n'; fi
    # Some are not declared anew, such as UID.
    while IFS= read -r __concert_line; do
        if [[ -n $__concert_line && $__concert_line != __concert_* ]]; then builtin printf '\\builtin export %s\n' "$__concert_line"; fi
    done <<< "$(__concert_new "$(\builtin compgen -e)" "$__concert_exported")"
    __concert_now=$(__concert_new "$(__concert_modes)" "$__concert_before")
    while IFS= read -r __concert_line; do
        if [[ $__concert_line != 'set '* ]]; then builtin printf '%s\n' "$__concert_line"; fi
    done <<< "$__concert_now"
    while IFS= read -r __concert_line; do
        if [[ -n $__concert_line ]]; then builtin printf '\\builtin unset -f -- %s\n' "${__concert_line@Q}"; fi
    done <<< "$(__concert_new "$__concert_known" "$(\builtin compgen -A function)")"
    __concert_list=()
    while IFS= read -r __concert_line; do
        if [[ $__concert_line != __concert_* ]]; then __concert_list+=("$__concert_line"); fi
    done <<< "$(\builtin compgen -A function)"
    if [[ -n ${__concert_list[0]} ]]; then
        __concert_line=$(\builtin declare -f "${__concert_list[@]}")
        builtin unalias -a
        [[ $(\builtin eval "$__concert_line" 2> /dev/null && \builtin declare -f "${__concert_list[@]}") == "$__concert_line" ]] || return
        builtin printf '%s\n' "$__concert_line"
    fi
    while IFS=' ' read -r _ __concert_kind __concert_line; do
        if [[ $__concert_kind != -f && $__concert_line != __concert_* ]]; then
            builtin printf '\\builtin declare %s -- %s\n' "$__concert_kind" "${__concert_line@Q}"
        fi
    done <<< "$(\builtin declare -F)"
    if (($# > 0)); then
        builtin printf '__concert_list=('
        for __concert_line; do builtin printf ' %s' "${__concert_line@Q}"; done
        builtin printf ')\n\\builtin set -- "${__concert_list[@]}"\n'
    fi
    while IFS= read -r __concert_line; do
        if [[ $__concert_line == 'set '* ]]; then builtin printf '\\builtin %s\n' "$__concert_line"; fi
    done <<< "$__concert_now"
    builtin printf '__concert_status=%s\n%s\n' "$__concert_status" "$__concert_aliases"
}
# Keeps the text; or one that says that there is none, or the functions above would be asked for it each time.
__concert_keep() {
    [[ $- != *[vx]* ]] || return
    __concert_size=${COLUMNS-}${LINES-}
    __concert_aliases=$(\builtin alias -p)
    if [[ $- == *[efnuk]* || -n $! || $__concert_aliases == *'alias alias='* || $__concert_other != "$(__concert_others)" ]] ||
        ! __concert_text=$(__concert_text "$@"); then
        __concert_text=$(__concert_condition)$'\n__concert_functions=; return 1'
    fi
    : "$(
        {
            \builtin umask 077
            command mkdir -p -- "${__concert_file%/*}"
            command find "${__concert_file%/*}" -maxdepth 1 -type f -name 'bashrc-*' -mmin +5 -exec rm -f -- {} +
            \builtin printf '%s\n' "$__concert_text" >| "$__concert_file.$BASHPID" &&
                command mv -f -- "$__concert_file.$BASHPID" "$__concert_file"
        } < /dev/null 2> /dev/null
    )"
    __concert_unsized
}
__concert_size=${COLUMNS-}${LINES-}
__concert_names=$(__concert_variables)
__concert_before=$(__concert_modes)
__concert_other=$(__concert_others)
__concert_known=$(\builtin compgen -A function)
__concert_exported=$(\builtin compgen -e)
__concert_unsized
