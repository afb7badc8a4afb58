import { posix } from 'node:path';
import type { EntryStyle } from '../project.js';
import { type Application, applicationOf, returned } from './application-value.js';
import { type Launch, launchesIn } from './launches.js';
import type { Modules, SourceModule } from './modules.js';
import type { FunctionDefinition } from './syntax.js';
import { importTimeStatements, isMainGuard } from './walk-syntax.js';

/** Something that could be started. */
export interface Candidate {
  style: EntryStyle;
  /** File that is named in the start command. */
  file: string;
  line: number;
  /** Name of the application or factory in the file; null for scripts. */
  attribute: string | null;
  factory: boolean;
  framework: string | null;
  application: Application | null;
  /** Launches that say its port and host. */
  launches: Launch[];
  /** Name of the console script that this is. */
  console?: string;
  /** `package.module:function` behind the console script. */
  call?: string;
  /** Program of an installed package that a declared start runs. */
  program?: string;
}

/** Names of files that applications are usually started from; also what an `__init__.py` re-exports counts. */
export const usualFile =
  /^(?:main|app|server|wsgi|asgi|application|api|run|index|service|web|webapp|webservice|__init__)\.py$/;

const constructorWords =
  /FastAPI|Flask|Starlette|Litestar|Starlite|Quart|Sanic|Dash|Falcon|falcon|Bottle|bottle|Robyn|Application|get_[aw]sgi_application|FastMCP|MCPServer|gradio|fast_app|FastHTML|socketio|connexion|Configurator|ProtocolTypeRouter|start_response|scope, receive|slack_bolt|shiny|A2A|APIFlask|OpenAPI|(?:create|make|get|build|init)_(?:\w+_)?app(?:lication)?\b/;
const launchWords =
  /__main__|uvicorn|hypercorn|waitress|granian|run_app|\.run\(|\.launch\(|\.start\(|\.listen\(|ui\.run|serve|_polling|start_consuming|run_forever|run_until|_port\(|make_server|run_simple/;

/** All applications, factories and launches of the repository's files. */
export function findCandidates(modules: Modules): { candidates: Candidate[]; launches: Launch[] } {
  const candidates: Candidate[] = [];
  const launches: Launch[] = [];
  for (const path of modules.paths) {
    const text = modules.text(path) ?? '';
    const usual = usualFile.test(posix.basename(path));
    if (!usual && !constructorWords.test(text) && !launchWords.test(text)) continue;
    const module = modules.get(path);
    if (!module) continue;
    // Nothing outside can import `__main__`; it is run.
    if (posix.basename(path) !== '__main__.py') candidates.push(...applicationsIn(modules, module, usual));
    launches.push(...launchesIn(modules, module));
  }
  return { candidates, launches };
}

function applicationsIn(modules: Modules, module: SourceModule, usual: boolean): Candidate[] {
  const found: Candidate[] = [];
  const add = (attribute: string, application: Application, line: number, factory: boolean) =>
    found.push({
      style: application.interface === 'own' ? 'framework' : application.interface,
      file: module.path,
      line,
      attribute,
      factory,
      framework: application.framework.name,
      application,
      launches: [],
    });
  for (const [name, binding] of module.bindings) {
    if (name.startsWith('_')) continue;
    if (binding.kind === 'definition') {
      const { definition } = binding;
      const protocol = definition.kind === 'function' ? protocolOf(name, definition) : null;
      if (protocol)
        found.push({
          style: protocol,
          file: module.path,
          line: definition.line,
          attribute: name,
          factory: false,
          framework: null,
          application: null,
          launches: [],
        });
      if (definition.kind !== 'function' || !callable(definition.parameters)) continue;
      const application = returned(modules, module, definition);
      if (application && application.interface !== 'own') add(name, application, definition.line, true);
    } else if (binding.kind === 'value' || usual) {
      const line = binding.kind === 'value' ? binding.line : 1;
      const application = applicationOf(modules, module, { kind: 'name', name, line });
      if (application) add(name, application, line, false);
    }
  }
  return found;
}

/** `def app(environ, start_response)` and `async def app(scope, receive, send)`: an application without a framework. */
function protocolOf(name: string, { parameters, async }: FunctionDefinition): 'asgi' | 'wsgi' | null {
  if (!/^(?:app|application|api)$/.test(name)) return null;
  const names = parameters.map((parameter) => parameter.name).join(' ');
  if (/^env(?:iron)? start_response$/.test(names)) return 'wsgi';
  return async && names === 'scope receive send' ? 'asgi' : null;
}

/** A factory is called without arguments. */
function callable(parameters: { default: unknown }[]): boolean {
  return parameters.every(({ default: fallback }) => fallback !== null);
}

/** Whether a file does something when it is run: a `__main__` guard, or calls at its top level. */
export function runsAsScript(module: SourceModule): { guard: boolean; line: number } | null {
  const guard = module.body.find(isMainGuard);
  if (guard) return { guard: true, line: guard.line };
  for (const statement of importTimeStatements(module.body))
    if (statement.kind === 'expression' && statement.value.kind === 'call')
      return { guard: false, line: statement.line };
  return null;
}
