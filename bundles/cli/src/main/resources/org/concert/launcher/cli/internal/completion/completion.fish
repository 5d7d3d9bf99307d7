# SPDX-License-Identifier: Apache-2.0
# Completes command lines of concert_launcher in fish. Load it in ~/.config/fish/config.fish:
#   concert_launcher completion fish | source
# or save it as concert_launcher.fish in ~/.config/fish/completions.

function __concert_launcher
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l answer (eval $program __complete fish (string escape -- $words $current) 2>/dev/null)
    if test "$answer[1]" = files
        __fish_complete_path (string replace -r '^--[^=]*=' '' -- $current)
    else
        printf '%s\n' $answer[2..]
    end
end

complete -c concert_launcher -f -a '(__concert_launcher)'
