/** What exit code 1 says of a command's answer; a command that is not here has no bad answer. */
export const badAnswers: Readonly<Record<string, string>> = {
  generate: 'a file on disk differs (`--check`), or is in conflict, so that nothing was written',
  verify: 'a criterion failed or was not measured, or the build failed',
  audit: 'a finding at or above `--fail-on`',
  diagnose: 'a fault was found, or it cannot be told',
  push: 'it was pushed, and a check afterwards failed or could not be made',
  doctor: 'a check failed',
  ship: 'a stage said no',
  'restart-policy': 'the policy does not fit',
};
