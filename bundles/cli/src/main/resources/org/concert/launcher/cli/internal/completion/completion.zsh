#compdef concert_launcher
# SPDX-License-Identifier: Apache-2.0
# Completes command lines of concert_launcher in zsh. Load it in ~/.zshrc:
#   eval "$(concert_launcher completion zsh)"
# or save it as _concert_launcher in a folder of $fpath.

_concert_launcher() {
    local program=${(Q)words[1]}
    local -a answer
    answer=("${(@f)$("${program/#\~/$HOME}" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2> /dev/null)}")
    case ${answer[1]} in
        files)
            if [[ $PREFIX == --*=* ]]; then compset -P '*='; fi
            _files
            ;;
        beginnings) compadd -Q -S '' -- "${(@)answer[2,-1]}" ;;
        words) compadd -- "${(@)answer[2,-1]}" ;;
    esac
}

if [[ ${funcstack[1]-} == _concert_launcher ]]; then
    _concert_launcher "$@"
else
    if ! (( $+functions[compdef] )); then
        autoload -Uz compinit
        compinit
    fi
    compdef _concert_launcher concert_launcher
fi
