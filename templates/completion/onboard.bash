# Completes onboard in bash 3.2 and newer. Written by: onboard completion bash
_onboard_complete() {
  local program line IFS=$'\n'
  local -a answer
  answer=()
  COMPREPLY=()
  program=$(type -P onboard) || return 0
  # What lies in the folder that one is in is never run.
  [[ $program == /* ]] || return 0
  while read -r line; do
    answer+=("$line")
  done < <("$program" __complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null)
  ((${#answer[@]})) || return 0
  COMPREPLY=("${answer[@]:1}")
  case ${answer[0]} in
    folders) compopt +o default -o dirnames 2>/dev/null ;;
    nothing) compopt +o default 2>/dev/null ;;
  esac
  return 0
}
complete -o default -F _onboard_complete onboard
