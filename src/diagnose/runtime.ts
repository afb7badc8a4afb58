import type { ContainerEvidence } from './evidence/container-evidence.js';

export type Runtime = 'python' | 'node' | 'java' | 'go' | 'ruby' | 'php' | 'dotnet' | 'shell';

const programs: readonly (readonly [Runtime, RegExp])[] = [
  [
    'python',
    /(?:^|[/\s])(?:python[\d.]*|uvicorn|gunicorn|hypercorn|flask|celery|django-admin|fastapi|streamlit|pytest)(?=\s|$)/,
  ],
  ['node', /(?:^|[/\s])(?:node|nodejs|npm|npx|yarn|pnpm|tsx|next|nest)(?=\s|$)/],
  ['java', /(?:^|[/\s])(?:java|mvn|gradle)(?=\s|$)/],
  ['ruby', /(?:^|[/\s])(?:ruby|rails|puma|bundle|rake|sidekiq)(?=\s|$)/],
  ['php', /(?:^|[/\s])(?:php|php-fpm|apache2-foreground)(?=\s|$)/],
  ['dotnet', /(?:^|[/\s])(?:dotnet|mono)(?=\s|$)/],
  ['shell', /(?:^|[/\s])(?:sh|bash|dash|ash)(?=\s|$)/],
];
const variables: readonly (readonly [Runtime, string])[] = [
  ['python', 'PYTHON_VERSION'],
  ['node', 'NODE_VERSION'],
  ['java', 'JAVA_HOME'],
  ['ruby', 'RUBY_VERSION'],
  ['php', 'PHP_VERSION'],
  ['dotnet', 'DOTNET_VERSION'],
  ['go', 'GOLANG_VERSION'],
];

/** What runs in it, by its command, its processes, or what its image says of itself; null where nothing tells. */
export function runtimeOf({ settings, imageSettings, inside, image }: ContainerEvidence): Runtime | null {
  const command = [...settings.entrypoint, ...settings.command].join(' ');
  const running = (inside?.processes ?? []).map((process) => process.command).join('\n');
  const named = programs.find(
    ([runtime, pattern]) => runtime !== 'shell' && (pattern.test(command) || pattern.test(running)),
  );
  if (named) return named[0];
  const told = variables.find(([, name]) => settings.environment.has(name) || imageSettings?.environment.has(name));
  if (told) return told[0];
  const base = /(?:^|\/)(python|node|ruby|php)(?=[:@]|$)/.exec(image)?.[1];
  return (base as Runtime | undefined) ?? programs.find(([, pattern]) => pattern.test(command))?.[0] ?? null;
}
