# What the bash of a check reads in place of ~/.bashrc, and what brings about the same: from a text that tells what ~/.bashrc came to
# when a check of the same place, folder and environment read it (variables, functions, aliases, options, limits, umask, folder,
# arguments). That is a file of the user's own, named by CONCERT_LAUNCHER_KEPT, in a folder that is gone after a log-out, or in the
# cache. It holds while ~/.bashrc says the same and nothing is newer that it sources by name, for five minutes. Else ~/.bashrc is
# read, and what it comes to is kept (keep.sh), unless it leaves what no text holds: traps, jobs, open files, other builtins, or a
# mode in which what is done here would be seen: then the text tells that there is none. Where it holds, no program is begun.
# shellcheck disable=SC2034,SC1090,SC3000-SC3999 # it is used by the text and by keep.sh; this is bash
exec 9<&-
__concert_end() {
    builtin set -- "$__concert_status"
    builtin unset -v "${!__concert_@}"
    builtin unset -f __concert_end
    return "$1"
}
__concert_functions=$CONCERT_LAUNCHER_KEEP
__concert_file=
__concert_status=0
if ((BASH_VERSINFO[0] >= 5)) && [[ -r ~/.bashrc && -r /proc/self/environ && -r /proc/sys/kernel/random/boot_id ]]; then
    # All that may make a difference: what this very program was begun with, without what tells apart those that share the text.
    mapfile -d '' -t __concert_list < /proc/self/environ
    __concert_list=("${__concert_list[@]/#TMUX=*/}")
    __concert_list=("${__concert_list[@]/#TMUX_PANE=*/}")
    __concert_list=("${__concert_list[@]/#CONCERT_LAUNCHER_*=*/}")
    IFS= read -r __concert_boot < /proc/sys/kernel/random/boot_id
    IFS= read -r -d '' __concert_rc < ~/.bashrc
    __concert_pwd=$PWD
    __concert_input=${__concert_list[*]@Q}
    __concert_input="$__concert_boot $HOSTNAME ${__concert_input//"'' "/} ${PWD@Q} $__concert_rc"
    __concert_file=${XDG_CACHE_HOME:-$HOME/.cache}
    if [[ -n ${XDG_RUNTIME_DIR-} && -O $XDG_RUNTIME_DIR && -w $XDG_RUNTIME_DIR ]]; then __concert_file=$XDG_RUNTIME_DIR; fi
    # Where nothing can be written, nothing needs to be found out.
    if ! [[ -w $__concert_file/ || ! -e $__concert_file && -w $HOME ]]; then __concert_functions=; fi
    # A folder of its own, as what is old there is removed.
    __concert_file=$__concert_file/concert-launcher/start-up/bashrc-$CONCERT_LAUNCHER_KEPT-${#__concert_input}
fi
unset -v CONCERT_LAUNCHER_KEPT CONCERT_LAUNCHER_KEEP CONCERT_LAUNCHER_STARTUP
if [[ -z $__concert_file ]]; then
    if [[ -r ~/.bashrc ]]; then . ~/.bashrc; fi
    __concert_status=$?
elif ! [[ -O $__concert_file ]] || ! . "$__concert_file"; then
    eval "$__concert_functions"
    . ~/.bashrc
    __concert_status=$?
    if [[ -n $__concert_functions ]]; then
        __concert_keep "$@" || :
        unset -f __concert_variables __concert_limits __concert_modes __concert_others __concert_new __concert_unsized \
            __concert_condition __concert_text __concert_keep
    fi
fi
__concert_end
