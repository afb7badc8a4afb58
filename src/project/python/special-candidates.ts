import { posix } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { folderOf, lineWith } from '../places.js';
import { asRecord, asText, at } from '../plain-data.js';
import type { Repository } from '../repository.js';
import { type Candidate, runsAsScript } from './candidates.js';
import type { Launch } from './launches.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName } from './origins.js';
import type { PackageMetadata } from './package-metadata.js';
import { allExpressions, importTimeStatements, isMainGuard } from './walk-syntax.js';

const blank = { attribute: null, factory: false, application: null, launches: [] } as const;

/** Applications that are files or configuration rather than objects: Streamlit, Chainlit, LangGraph, ADK, Cog. */
export function specialCandidates(repository: Repository, modules: Modules): Candidate[] {
  return [...streamlit(modules), ...chainlit(modules), ...langgraph(repository), ...adk(modules), ...cog(repository)];
}

function streamlit(modules: Modules): Candidate[] {
  return modules.paths.flatMap((path) => {
    if (/(?:^|\/)pages\//.test(path) || !/streamlit/.test(modules.text(path) ?? '')) return [];
    const module = modules.get(path);
    const line = module ? streamlitLine(modules, module) : null;
    return line === null ? [] : [{ ...blank, launches: [], style: 'streamlit' as const, file: path, line, framework: 'streamlit' }];
  });
}

/** Line of the first call of Streamlit when the file runs; null for files that only define functions for others. */
function streamlitLine(modules: Modules, module: SourceModule): number | null {
  const isCall = (body: Parameters<typeof allExpressions>[0]) => {
    for (const expression of allExpressions(body))
      if (expression.kind === 'call' && /^streamlit\./.test(externalName(modules, module, expression.callee) ?? '')) return expression.line;
    return null;
  };
  const guard = module.body.find(isMainGuard);
  if (guard) return isCall(module.body) === null ? null : guard.line;
  for (const statement of importTimeStatements(module.body)) {
    if (statement.kind !== 'expression' && statement.kind !== 'block' && statement.kind !== 'if' && statement.kind !== 'assign') continue;
    const line = isCall([statement]);
    if (line !== null && !(statement.kind === 'assign')) return line;
  }
  return null;
}

function chainlit(modules: Modules): Candidate[] {
  return modules.paths.flatMap((path) => {
    if (!/chainlit/.test(modules.text(path) ?? '')) return [];
    const module = modules.get(path);
    const handler = module?.body.find(
      (statement) =>
        statement.kind === 'function' &&
        statement.decorators.some((decorator) => /^chainlit\.on_/.test(externalName(modules, module, decorator.kind === 'call' ? decorator.callee : decorator) ?? '')),
    );
    return handler ? [{ ...blank, launches: [], style: 'chainlit' as const, file: path, line: handler.line, framework: 'chainlit' }] : [];
  });
}

function langgraph(repository: Repository): Candidate[] {
  const text = repository.read('langgraph.json');
  if (text === null) return [];
  let graphs: string[] = [];
  try {
    graphs = Object.keys(asRecord(at(JSON.parse(text), 'graphs')));
  } catch {
    return [];
  }
  if (graphs.length === 0) return [];
  return [{ ...blank, launches: [], style: 'framework', file: 'langgraph.json', line: lineWith(text, '"graphs"') ?? 1, framework: 'langgraph' }];
}

/** Google's Agent Development Kit serves folders whose `agent.py` binds `root_agent`. */
function adk(modules: Modules): Candidate[] {
  const path = modules.paths.find((candidate) => {
    if (posix.basename(candidate) !== 'agent.py' || !/google\.adk/.test(modules.text(candidate) ?? '')) return false;
    return modules.get(candidate)?.bindings.has('root_agent') ?? false;
  });
  if (!path) return [];
  const binding = modules.get(path)?.bindings.get('root_agent');
  return [{ ...blank, launches: [], style: 'framework', file: path, line: binding?.kind === 'value' ? binding.line : 1, framework: 'google-adk' }];
}

function cog(repository: Repository): Candidate[] {
  const text = repository.read('cog.yaml');
  if (text === null) return [];
  try {
    const predict = asText(at(parseYaml(text, { logLevel: 'silent' }), 'predict'));
    return predict ? [{ ...blank, launches: [], style: 'framework', file: 'cog.yaml', line: lineWith(text, 'predict') ?? 1, framework: 'cog' }] : [];
  } catch {
    return [];
  }
}

const scriptName = /^(?:main|app|run|server|bot|start|index|worker|service|agent|cli|__main__|run_\w+|main_\w+|\w+_main|job|crawler|scraper|scheduler|consumer|pipeline|train)\.py$/;

/** Files that do something when they are run, with the launches of each. */
export function scriptCandidates(modules: Modules, launches: readonly Launch[]): Candidate[] {
  return modules.paths.flatMap((path) => {
    const own = launches.filter(({ file }) => file === path);
    const named = scriptName.test(posix.basename(path));
    if (!named && own.length === 0 && !(modules.text(path) ?? '').includes('__main__')) return [];
    const module = modules.get(path);
    const runs = module ? runsAsScript(module) : null;
    if (!module || !runs || (!runs.guard && !named && !own.some(({ scope }) => scope.kind === 'import'))) return [];
    const isPackageMain = posix.basename(path) === '__main__.py' && folderOf(path) !== '';
    return [{ ...blank, launches: own, style: isPackageMain ? ('module' as const) : ('script' as const), file: path, line: runs.line, framework: null }];
  });
}

/** Console scripts, each with the launches of its function's file. */
export function consoleCandidates(modules: Modules, metadata: PackageMetadata, launches: readonly Launch[]): Candidate[] {
  return [...metadata.scripts].flatMap(([name, target]) => {
    const [moduleName = '', attribute = ''] = target.split(':');
    const folder = metadata.packageFolder ?? '';
    const path = modules.resolve(folder === '' ? 'x.py' : `${folder}/x.py`, 0, moduleName);
    if (!path) return [];
    const binding = modules.get(path)?.bindings.get(attribute);
    const line = binding?.kind === 'definition' ? binding.definition.line : 1;
    const own = launches.filter((launch) => launch.file === path && (launch.scope.kind !== 'function' || launch.scope.name === attribute || attribute === 'main'));
    return [{ ...blank, launches: own, style: 'console-script' as const, file: path, line, framework: null, console: name }];
  });
}
