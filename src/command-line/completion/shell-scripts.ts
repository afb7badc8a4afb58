/*
 * What each shell is told once. The words themselves come from `dockwright completion words`, a line each, a tab before what it
 * means; where there are none the shell completes file names.
 */

const bash = `# dockwright completion bash
_dockwright() {
  local line=\${COMP_LINE:0:COMP_POINT} words=() word
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  word=\${words[\${#words[@]} - 1]}
  local IFS=$'\\n'
  COMPREPLY=($(dockwright completion words -- "\${words[@]:1}" 2>/dev/null))
  COMPREPLY=("\${COMPREPLY[@]%%$'\\t'*}")
  # bash takes what follows a colon or an equals sign for a word of its own
  local kept=\${word%"\${word##*[:=]}"}
  COMPREPLY=("\${COMPREPLY[@]#"$kept"}")
  [[ \${#COMPREPLY[@]} == 1 && -z \${COMPREPLY[0]} ]] && COMPREPLY=()
  [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -o default -F _dockwright dockwright`;

const zsh = `#compdef dockwright
# dockwright completion zsh
_dockwright() {
  local -a found names told
  found=("\${(@f)$(dockwright completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=("\${(@)found:#}")
  if (( $#found == 0 )); then
    _files
    return
  fi
  names=("\${(@)found%%$'\\t'*}")
  told=("\${(@)found//$'\\t'/  }")
  compadd -l -d told -a names
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _dockwright "$@"
else
  compdef _dockwright dockwright
fi`;

const fish = `# dockwright completion fish
function __dockwright_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found (dockwright completion words -- $words[2..-1] "$current" 2>/dev/null)
    if test (count $found) -eq 0
        __fish_complete_path "$current"
    else
        printf '%s\\n' $found
    end
end
complete -c dockwright -f -a '(__dockwright_complete)'`;

const powershell = `# dockwright completion powershell
Register-ArgumentCompleter -Native -CommandName dockwright -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    # an empty word does not reach a program
    $empty = if ($wordToComplete -eq '') { @('--empty') } else { @() }
    dockwright completion words @empty -- @words 2>$null | ForEach-Object {
        $word, $means = $_ -split "\`t", 2
        if (-not $means) { $means = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $means)
    }
}`;

/** The script that teaches a shell to complete, by the shell's name. */
export const shellScripts = { bash, zsh, fish, powershell } as const;
