/** The same command with the server watching its files, where the server can; null where it cannot or does so anyway. */
export function reloadingCommand(command: string[]): string[] | null {
  const at = command[0] === 'python' && command[1] === '-m' ? 2 : 0;
  const server = command[at];
  if (command.includes('--reload')) return command;
  if (server === 'fastapi' && command[at + 1] === 'run')
    return [...command.slice(0, at + 2), '--reload', ...command.slice(at + 2)];
  if (server && ['uvicorn', 'gunicorn', 'hypercorn', 'granian'].includes(server))
    return [...command.slice(0, at + 1), '--reload', ...command.slice(at + 1)];
  if (server === 'flask' && command.includes('run')) return [...command, '--debug'];
  return null;
}
