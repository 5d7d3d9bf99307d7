# SPDX-License-Identifier: Apache-2.0
# Completes command lines of concert_launcher in bash 4 or later. Load it in ~/.bashrc:
#   eval "$(concert_launcher completion bash)"

_concert_launcher() {
    local answer
    mapfile -t answer < <("${1/#'~'/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2> /dev/null)
    COMPREPLY=("${answer[@]:1}")
    case ${answer[0]-} in
        files) compopt -o default ;;
        beginnings) compopt -o nospace ;;
    esac
}

complete -F _concert_launcher concert_launcher
