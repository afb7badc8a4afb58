#!/usr/bin/env bash
# The step of action.yml: its inputs are in DOCKWRIGHT_* variables, and are arguments, never parts of a command.
set -uo pipefail

refuse() {
  echo "::error title=dockwright::$1"
  echo 'exit-code=2' >>"$GITHUB_OUTPUT"
  exit 2
}

# a line break in a file's name would be another output
tell() {
  [[ $2 != *$'\n'* && $2 != *$'\r'* ]] || refuse "$1 is a single line."
  echo "$1=$2" >>"$GITHUB_OUTPUT"
}

if [[ -f $DOCKWRIGHT_ACTION/dist/cli.js ]]; then
  program=(node "$DOCKWRIGHT_ACTION/dist/cli.js")
elif [[ $DOCKWRIGHT_VERSION =~ ^[0-9A-Za-z.-]+$ ]]; then
  program=(npx --yes "dockwright@$DOCKWRIGHT_VERSION")
else
  refuse 'version is a version of the npm package, such as 1.2.3.'
fi

arguments=()
while IFS= read -r line; do
  [[ -z $line ]] || arguments+=("$line")
done <<<"${DOCKWRIGHT_ARGUMENTS//$'\r'/}"

case $DOCKWRIGHT_COMMAND in
  audit)
    format=github
    if [[ -n $DOCKWRIGHT_SARIF ]]; then
      format=sarif
      tell sarif "$DOCKWRIGHT_SARIF"
      mkdir -p "$(dirname -- "$DOCKWRIGHT_SARIF")" || refuse 'the folder of the SARIF file could not be made.'
    fi
    arguments+=(--format "$format")
    [[ -z $DOCKWRIGHT_FAIL_ON ]] || arguments+=("--fail-on=$DOCKWRIGHT_FAIL_ON")
    ;;
  verify)
    if [[ -n $DOCKWRIGHT_PROOF ]]; then
      arguments+=("--proof=$DOCKWRIGHT_PROOF")
      tell proof "$DOCKWRIGHT_PROOF"
    fi
    ;;
  ship)
    [[ -z $DOCKWRIGHT_REPOSITORY ]] || arguments+=("--repository=$DOCKWRIGHT_REPOSITORY")
    ;;
  *)
    refuse 'command is one of audit, verify and ship.'
    ;;
esac

call=("${program[@]}" "$DOCKWRIGHT_COMMAND" "${arguments[@]}" -- "$DOCKWRIGHT_TARGET")
if [[ $DOCKWRIGHT_COMMAND == audit && -n $DOCKWRIGHT_SARIF ]]; then
  "${call[@]}" >"$DOCKWRIGHT_SARIF"
  code=$?
elif [[ $DOCKWRIGHT_COMMAND == audit ]]; then
  "${call[@]}"
  code=$?
else
  # the proof is what a reader of the run looks for; indented, so that nothing in it is markup
  "${call[@]}" | tee >(sed 's/^/    /' >>"${GITHUB_STEP_SUMMARY:-/dev/null}")
  code=${PIPESTATUS[0]}
fi
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
