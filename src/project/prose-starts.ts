import { type DeclaredStart, nothingDeclared } from './declared-start.js';
import type { Repository } from './repository.js';

const files =
  /^(?:README[^/]*|readme[^/]*|Makefile|justfile|Justfile|Taskfile\.ya?ml|package\.json|\.github\/workflows\/[^/]+\.ya?ml|\.vscode\/launch\.json|docs?\/(?:index|README|deploy[^/]*|install[^/]*)\.(?:md|rst))$/;
const start =
  /(?:^|[\s"'`$>])((?:(?:uv|poetry|pipenv|pdm|rye|hatch) run )?(?:(?:python3? -m )?(?:uvicorn|gunicorn|hypercorn|granian|daphne|streamlit run|chainlit run|fastapi (?:run|dev)|litestar |flask (?:--app|run)|waitress-serve|sanic|adk (?:web|api_server)|langgraph (?:dev|up))[^"'`\n]{0,200}|python3? (?:-m [\w.]+|[\w./-]+\.py)[^"'`\n]{0,100}|[\w./-]+\.py\b))/g;

/** Start commands that a README, a Makefile or CI shows; the weakest evidence, to break ties with. */
export function proseStarts(repository: Repository): DeclaredStart[] {
  const found: DeclaredStart[] = [];
  for (const file of repository.files) {
    if (!files.test(file)) continue;
    const lines = repository.read(file)?.split('\n') ?? [];
    for (const [index, line] of lines.entries()) {
      if (line.length > 400 || found.length >= 60) continue;
      for (const match of line.matchAll(start)) {
        const command = (match[1] as string).trim();
        if (/\s/.test(command)) found.push({ ...nothingDeclared, command, file, line: index + 1, weight: 1 });
      }
    }
    const space = file.toLowerCase() === 'readme.md' ? frontMatter(lines) : null;
    if (space) found.push({ ...nothingDeclared, ...space, file, weight: 3 });
  }
  return found;
}

/** A Hugging Face Space says in its README's front matter what it runs. */
function frontMatter(lines: string[]): { command: string | null; port: number | null } | null {
  if (lines[0] !== '---') return null;
  const value = (key: string) => {
    for (const line of lines.slice(1, 60)) {
      if (line === '---') return null;
      if (line.startsWith(`${key}:`)) return line.slice(key.length + 1).trim();
    }
    return null;
  };
  const sdk = value('sdk');
  if (!sdk) return null;
  const app = value('app_file');
  const port = Number(value('app_port'));
  const command =
    app && /^[\w./-]+\.py$/.test(app)
      ? sdk === 'streamlit'
        ? `streamlit run ${app}`
        : sdk === 'gradio'
          ? `python ${app}`
          : null
      : null;
  return { command, port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null };
}
