import { parse as parseToml } from 'smol-toml';
import { parseYaml } from './bounded-yaml.js';
import { asHealthPath, asPort, type DeclaredStart, nothingDeclared } from './declared-start.js';
import { lineWith } from './places.js';
import { asList, asRecord, asText, asTexts, at } from './plain-data.js';
import type { Repository } from './repository.js';

type Reader = (
  data: unknown,
  file: string,
  text: string,
) => (Omit<DeclaredStart, 'file' | 'weight' | 'line'> & { line?: number })[];

/** Files by which hosting platforms are told how to start a service, each with its reader. */
const platforms: { paths: string[]; read: Reader }[] = [
  {
    paths: ['render.yaml', 'render.yml'],
    read: (data) =>
      asList(at(data, 'services'))
        .filter((service) => ['web', 'pserv', undefined].includes(asText(at(service, 'type')) ?? undefined))
        .map((service) => ({
          ...nothingDeclared,
          command: asText(at(service, 'startCommand')) ?? asText(at(service, 'dockerCommand')),
          folder: asText(at(service, 'rootDir')),
          healthPath: asHealthPath(at(service, 'healthCheckPath')),
        })),
  },
  {
    paths: ['fly.toml'],
    read: (data) => {
      const checks = [...asList(at(data, 'http_service', 'checks')), ...Object.values(asRecord(at(data, 'checks')))];
      const processes = asRecord(at(data, 'processes'));
      return [
        {
          ...nothingDeclared,
          command: asText(processes.app ?? processes.web),
          port:
            asPort(at(data, 'http_service', 'internal_port')) ??
            asPort(at(asList(at(data, 'services'))[0], 'internal_port')),
          healthPath: asHealthPath(checks.map((check) => at(check, 'path')).find((path) => path !== undefined)),
        },
      ];
    },
  },
  {
    paths: ['railway.json', 'railway.toml'],
    read: (data) => [
      {
        ...nothingDeclared,
        command: asText(at(data, 'deploy', 'startCommand')),
        healthPath: asHealthPath(at(data, 'deploy', 'healthcheckPath')),
      },
    ],
  },
  { paths: ['nixpacks.toml'], read: (data) => [{ ...nothingDeclared, command: asText(at(data, 'start', 'cmd')) }] },
  {
    // App Engine has `entrypoint`, Databricks has `command`, DigitalOcean has `services`.
    paths: ['app.yaml', 'app.yml', '.do/app.yaml', '.do/deploy.template.yaml'],
    read: (data) => [
      { ...nothingDeclared, command: asText(at(data, 'entrypoint')) ?? wordsOf(at(data, 'command')) },
      ...[...asList(at(data, 'services')), ...asList(at(data, 'spec', 'services'))].map((service) => ({
        ...nothingDeclared,
        command: asText(at(service, 'run_command')),
        folder: asText(at(service, 'source_dir')),
        port: asPort(at(service, 'http_port')),
        healthPath: asHealthPath(at(service, 'health_check', 'http_path')),
      })),
    ],
  },
  {
    paths: ['heroku.yml'],
    read: (data) => [
      { ...nothingDeclared, command: asText(at(data, 'run', 'web')) ?? asText(at(data, 'run', 'web', 'command')) },
    ],
  },
  {
    paths: ['apprunner.yaml'],
    read: (data) => [
      {
        ...nothingDeclared,
        command: asText(at(data, 'run', 'command')),
        port: asPort(at(data, 'run', 'network', 'port')),
      },
    ],
  },
  {
    paths: ['.platform.app.yaml', '.upsun/config.yaml'],
    read: (data) => [{ ...nothingDeclared, command: asText(at(data, 'web', 'commands', 'start')) }],
  },
];

/** Start commands that the files of hosting platforms declare. A file that cannot be parsed declares nothing. */
export function platformStarts(repository: Repository): DeclaredStart[] {
  const found: DeclaredStart[] = [];
  for (const { paths, read } of platforms)
    for (const file of paths) {
      const text = repository.read(file);
      if (text === null) continue;
      const data = parseAny(file, text);
      for (const start of read(data, file, text)) {
        if (start.command === null && start.port === null && start.healthPath === null) continue;
        const words = typeof start.command === 'string' ? start.command : start.command?.[0];
        found.push({
          ...start,
          file,
          line: words ? lineWith(text, words) : undefined,
          weight: 3,
          serves: file !== 'nixpacks.toml' && !file.startsWith('railway'),
        });
      }
    }
  found.push(...procfile(repository), ...startupFiles(repository));
  return found;
}

function parseAny(file: string, text: string): unknown {
  try {
    if (file.endsWith('.toml')) return parseToml(text);
    return file.endsWith('.json') ? JSON.parse(text) : parseYaml(text);
  } catch {
    return {};
  }
}

function wordsOf(value: unknown): string | string[] | null {
  return Array.isArray(value) ? asTexts(value) : asText(value);
}

function procfile(repository: Repository): DeclaredStart[] {
  const lines = repository.read('Procfile')?.split('\n') ?? [];
  return lines.flatMap((line, index) => {
    const match = /^\s*web\s*:\s*(.+)$/.exec(line);
    return match
      ? [
          {
            ...nothingDeclared,
            command: match[1] as string,
            file: 'Procfile',
            line: index + 1,
            weight: 3 as const,
            serves: true,
          },
        ]
      : [];
  });
}

/** Azure App Service runs these where its settings name them. */
function startupFiles(repository: Repository): DeclaredStart[] {
  return [
    'startup.txt',
    'startup.sh',
    'start.sh',
    'run.sh',
    'entrypoint.sh',
    'docker-entrypoint.sh',
    'scripts/start.sh',
  ].flatMap((file) => {
    const text = repository.read(file);
    return text === null ? [] : [{ ...nothingDeclared, command: text, file, weight: 2 as const }];
  });
}
