import type { Project } from '../project/project.js';
import type { Spec } from '../spec/schema.js';
import { composedServices, connectionValues } from './compose/connection.js';
import type { GeneratedFile } from './files.js';
import { sign } from './signature.js';
import type { Render } from './templates.js';
import { plainLine } from './text/plain.js';

interface Entry {
  note: string;
  name: string;
  value: string;
}

/** .env.example: every variable, what must be set first; never the value of a secret. */
export function renderEnvExample(project: Project, spec: Spec, render: Render): GeneratedFile {
  const services = composedServices(project, spec).known;
  const built = connectionValues(project, spec, services);
  const passwords = services.flatMap(({ name, service }) =>
    service.password
      ? [{ note: `Password of ${name}, letters and digits: openssl rand -hex 24`, name: service.password, value: '' }]
      : [],
  );
  const own = spec.environment.filter(
    ({ name }) => !built.has(name) && !passwords.some((entry) => entry.name === name),
  );
  const required = own.filter((variable) => variable.required).map((variable) => entry(project, variable));
  const optional = own.filter((variable) => !variable.required).map((variable) => entry(project, variable));
  const connections = [...built.keys()].map((name) => ({
    note: 'Set by compose.yaml; elsewhere set it yourself',
    name,
    value: '',
  }));
  const port =
    spec.app.port === null
      ? []
      : [
          {
            note: `Published port; 127.0.0.1:${spec.app.port} keeps it on this machine`,
            name: 'HOST_PORT',
            value: String(spec.app.port),
          },
        ];
  const content = render('env/env-example', {
    required: [...passwords, ...required],
    optional: [...port, ...optional, ...connections],
  });
  return { path: '.env.example', content: sign(content) };
}

function entry(project: Project, { name, default: value, secret }: Spec['environment'][number]): Entry {
  const source = project.environment.find((variable) => variable.name === name);
  const where = source ? `${source.file}${source.line ? `:${source.line}` : ''}` : 'container.spec.yaml';
  return {
    note: plainLine(secret ? `Secret; ${where}` : where, 120),
    name,
    value: secret || value === undefined ? '' : envValue(value),
  };
}

/** A value as dotenv readers take it literally. */
function envValue(text: string): string {
  const line = plainLine(text, 1000);
  if (/^[A-Za-z0-9_.:/@%,+=-]*$/.test(line)) return line;
  return line.includes("'") ? '' : `'${line}'`;
}
