# Completes onboard in fish. Written by: onboard completion fish
function __onboard_complete
    set -l program (command -s onboard)
    or return
    # What lies in the folder that one is in is never run.
    string match -q '/*' -- $program
    or return
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($program __complete fish $words[2..-1] "$current" 2>/dev/null </dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current"
    end
    set -q answer[2]
    and printf '%s\n' $answer[2..-1]
end
complete -c onboard -f -a '(__onboard_complete)'
