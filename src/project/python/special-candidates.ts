import { posix } from 'node:path';
import { parseYaml } from '../bounded-yaml.js';
import { folderOf, lineWith } from '../places.js';
import { asRecord, asText, at } from '../plain-data.js';
import type { Repository } from '../repository.js';
import { type Candidate, runsAsScript } from './candidates.js';
import { tracedLaunches } from './launch-trace.js';
import type { Launch } from './launches.js';
import type { Modules, SourceModule } from './modules.js';
import { externalName } from './origins.js';
import type { PackageMetadata } from './package-metadata.js';
import { allExpressions, importTimeStatements, isMainGuard } from './walk-syntax.js';

const blank = { attribute: null, factory: false, application: null, launches: [] } as const;

/** Applications that are files or configuration rather than objects: Streamlit, Chainlit, LangGraph, ADK, Cog. */
export function specialCandidates(repository: Repository, modules: Modules): Candidate[] {
  return [
    ...streamlit(modules),
    ...chainlit(modules),
    ...shinyExpress(modules),
    ...functions(modules),
    ...langgraph(repository),
    ...adk(modules),
    ...cog(repository),
  ];
}

function streamlit(modules: Modules): Candidate[] {
  return modules.paths.flatMap((path) => {
    if (/(?:^|\/)pages\//.test(path) || !/streamlit/.test(modules.text(path) ?? '')) return [];
    const module = modules.get(path);
    const line = module ? streamlitLine(modules, module) : null;
    return line === null
      ? []
      : [{ ...blank, launches: [], style: 'streamlit' as const, file: path, line, framework: 'streamlit' }];
  });
}

/** Line of the first call of Streamlit when the file runs; null for files that only define functions for others. */
function streamlitLine(modules: Modules, module: SourceModule): number | null {
  const isCall = (body: Parameters<typeof allExpressions>[0]) => {
    for (const expression of allExpressions(body))
      if (expression.kind === 'call' && /^streamlit\./.test(externalName(modules, module, expression.callee) ?? ''))
        return expression.line;
    return null;
  };
  const guard = module.body.find(isMainGuard);
  if (guard) return isCall(module.body) === null ? null : guard.line;
  for (const statement of importTimeStatements(module.body)) {
    if (
      statement.kind !== 'expression' &&
      statement.kind !== 'block' &&
      statement.kind !== 'if' &&
      statement.kind !== 'assign'
    )
      continue;
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
        statement.decorators.some((decorator) =>
          /^chainlit\.on_/.test(
            externalName(modules, module, decorator.kind === 'call' ? decorator.callee : decorator) ?? '',
          ),
        ),
    );
    return handler
      ? [{ ...blank, launches: [], style: 'chainlit' as const, file: path, line: handler.line, framework: 'chainlit' }]
      : [];
  });
}

/** A file that imports Shiny Express is an application by itself. */
function shinyExpress(modules: Modules): Candidate[] {
  return modules.paths.flatMap((path) => {
    const statement = /shiny\.express/.test(modules.text(path) ?? '')
      ? modules.get(path)?.body.find((entry) => entry.kind === 'import-from' && entry.module === 'shiny.express')
      : undefined;
    return statement
      ? [{ ...blank, launches: [], style: 'framework', file: path, line: statement.line, framework: 'shiny-express' }]
      : [];
  });
}

/** Functions that Google's Functions Framework serves. */
function functions(modules: Modules): Candidate[] {
  return modules.paths.flatMap((path) => {
    if (!/functions_framework/.test(modules.text(path) ?? '')) return [];
    const module = modules.get(path);
    const found = module?.body.find(
      (statement) =>
        statement.kind === 'function' &&
        statement.decorators.some((decorator) =>
          /^functions_framework\.(?:http|typed|cloud_event)$/.test(
            externalName(modules, module, decorator.kind === 'call' ? decorator.callee : decorator) ?? '',
          ),
        ),
    );
    if (found?.kind !== 'function') return [];
    const common = { style: 'framework' as const, file: path, line: found.line, framework: 'functions-framework' };
    return [{ ...blank, ...common, launches: [], attribute: found.name }];
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
  return [
    {
      ...blank,
      launches: [],
      style: 'framework',
      file: 'langgraph.json',
      line: lineWith(text, '"graphs"') ?? 1,
      framework: 'langgraph',
    },
  ];
}

/** Google's Agent Development Kit serves folders whose `agent.py` binds `root_agent`. */
function adk(modules: Modules): Candidate[] {
  const path = modules.paths.find((candidate) => {
    if (posix.basename(candidate) !== 'agent.py' || !/google\.adk/.test(modules.text(candidate) ?? '')) return false;
    return modules.get(candidate)?.bindings.has('root_agent') ?? false;
  });
  if (!path) return [];
  const binding = modules.get(path)?.bindings.get('root_agent');
  return [
    {
      ...blank,
      launches: [],
      style: 'framework',
      file: path,
      line: binding?.kind === 'value' ? binding.line : 1,
      framework: 'google-adk',
    },
  ];
}

function cog(repository: Repository): Candidate[] {
  const text = repository.read('cog.yaml');
  if (text === null) return [];
  const predict = asText(at(parseYaml(text), 'predict'));
  return predict
    ? [
        {
          ...blank,
          launches: [],
          style: 'framework',
          file: 'cog.yaml',
          line: lineWith(text, 'predict') ?? 1,
          framework: 'cog',
        },
      ]
    : [];
}

const scriptName =
  /^(?:main|app|run|server|bot|start|index|worker|service|agent|cli|__main__|run_\w+|main_\w+|\w+_main|job|crawler|scraper|scheduler|consumer|pipeline|train)\.py$/;

/** Files that do something when they are run, with the launches of each. */
export function scriptCandidates(modules: Modules, launches: readonly Launch[]): Candidate[] {
  return modules.paths.flatMap((path) => {
    const named = scriptName.test(posix.basename(path));
    const direct = launches.some(({ file, scope }) => file === path && scope.kind === 'import');
    if (!named && !direct && !(modules.text(path) ?? '').includes('__main__')) return [];
    const module = modules.get(path);
    if (posix.basename(path) === 'manage.py') return [];
    const runs = module ? runsAsScript(module) : null;
    if (!module || !runs || (!runs.guard && !named && !direct)) return [];
    const own = tracedLaunches(modules, module, launches, null);
    const isPackageMain = posix.basename(path) === '__main__.py' && folderOf(path) !== '';
    return [
      {
        ...blank,
        launches: own,
        style: isPackageMain ? ('module' as const) : ('script' as const),
        file: path,
        line: runs.line,
        framework: null,
      },
    ];
  });
}

/** Console scripts, each with the launches of its function's file. */
export function consoleCandidates(
  modules: Modules,
  metadata: PackageMetadata,
  launches: readonly Launch[],
): Candidate[] {
  return [...metadata.scripts].flatMap(([name, target]) => {
    const [moduleName = '', attribute = ''] = target.split(':');
    const folder = metadata.packageFolder ?? '';
    const path = modules.resolve(folder === '' ? 'x.py' : `${folder}/x.py`, 0, moduleName);
    if (!path) return [];
    const module = modules.get(path);
    const binding = module?.bindings.get(attribute);
    const line = binding?.kind === 'definition' ? binding.definition.line : 1;
    const own = module ? tracedLaunches(modules, module, launches, attribute) : [];
    return [
      {
        ...blank,
        launches: own,
        style: 'console-script' as const,
        file: path,
        line,
        framework: null,
        console: name,
        call: target,
      },
    ];
  });
}
