#compdef onboard
# Completes onboard in zsh. Written by: onboard completion zsh
_onboard() {
  local program=${commands[onboard]:-} line besides=
  local -a answer values shown
  # What lies in the folder that one is in is never run.
  [[ $program == /* ]] || return 1
  answer=("${(@f)$("$program" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  besides=$answer[1]
  for line in "${(@)answer[2,-1]}"; do
    [[ -n $line ]] || continue
    values+=("${line%%$'\t'*}")
    shown+=("${line/$'\t'/  -- }")
  done
  (( $#values )) && compadd -l -d shown -a values
  case $besides in
    files) _files ;;
    folders) _files -/ ;;
  esac
}
if [[ $funcstack[1] == _onboard ]]; then
  _onboard "$@"
elif (( $+functions[compdef] )); then
  compdef _onboard onboard
fi
