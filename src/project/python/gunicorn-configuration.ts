import { asPort } from '../declared-start.js';
import type { Repository } from '../repository.js';
import type { Modules } from './modules.js';
import { settingOf } from './settings-values.js';
import type { Expression } from './syntax.js';
import type { UnderstoodStart } from './understand-start.js';

/** The port and worker class of the configuration file that gunicorn loads by itself or by `-c`. */
export function gunicornConfiguration(
  repository: Repository,
  modules: Modules,
  folder: string,
  declared: UnderstoodStart | null,
): { port: number | null; worker: string | null } {
  const options = declared?.start.options ?? [];
  const named = options[options.findIndex((option) => option === '-c' || option === '--config') + 1] ?? '';
  const file = named.startsWith('python:') ? `${named.slice(7).replaceAll('.', '/')}.py` : named;
  const paths = [file, `${folder}/${file}`, 'gunicorn.conf.py', `${folder}/gunicorn.conf.py`].filter((path) =>
    path.endsWith('.py'),
  );
  const module = modules.get(paths.find((path) => repository.has(path)) ?? '');
  if (!module) return { port: null, worker: null };
  const boundTo = (name: string): Expression | null => {
    const binding = module.bindings.get(name);
    return binding?.kind === 'value' ? binding.value : null;
  };
  const bind = boundTo('bind');
  const literal = settingOf(modules, module, bind).value;
  const field = bind?.kind === 'text' ? bind.parts.findLast((part) => part.kind !== 'text') : undefined;
  const port =
    typeof literal === 'string' ? asPort(literal.split(':').at(-1)) : asPort(settingOf(modules, module, field).value);
  const worker = settingOf(modules, module, boundTo('worker_class')).value;
  return { port, worker: typeof worker === 'string' ? worker : null };
}
