import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';

/** How a language's dependencies get into an image. */
export interface Ecosystem {
  name: string;
  /** Files that name the dependencies, by their last part. */
  manifest: RegExp;
  /** What to copy before the rest. */
  copyFirst: string;
  /** Where its downloads go, for a cache mount. */
  cache: string;
  /** `install`: fetches what a manifest names; `build`: compiles, and fetches what is missing on the way. */
  does(program: string, words: readonly string[]): 'install' | 'build' | null;
}

/** A command that installs what a manifest names. */
export interface DependencyInstall {
  ecosystem: Ecosystem;
  does: 'install' | 'build';
  command: ShellCommand;
  /** The program and its words, without an interpreter before them: `pip` of `python -m pip`. */
  program: string;
  words: readonly string[];
}

const python: Ecosystem = {
  name: 'Python',
  manifest:
    /^(?:requirements.*\.(?:txt|in|lock)|.*requirements\.txt|constraints.*\.txt|pyproject\.toml|setup\.(?:py|cfg)|(?:uv|poetry|pdm)\.lock|Pipfile(?:\.lock)?|environment\.ya?ml)$/,
  copyFirst: 'requirements.txt or pyproject.toml with its lock file',
  cache: '/root/.cache',
  does(program, words) {
    const [verb = '', second = ''] = words.filter((word) => !word.startsWith('-'));
    if (/^pip[\d.]*$/.test(program)) return verb === 'install' && readsRequirements(words) ? 'install' : null;
    if (program === 'uv')
      return verb === 'sync' ||
        (verb === 'pip' && (second === 'sync' || (second === 'install' && readsRequirements(words))))
        ? 'install'
        : null;
    if (program === 'poetry' || program === 'pdm') return verb === 'install' || verb === 'sync' ? 'install' : null;
    if (program === 'pipenv') return (verb === 'install' || verb === 'sync') && !second ? 'install' : null;
    return program === 'pip-sync' ? 'install' : null;
  },
};

const node: Ecosystem = {
  name: 'Node.js',
  manifest:
    /^(?:package(?:-lock)?(?:\*)?\.json|package\*\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|.*-lock\.(?:json|yaml)\*?)\*?$/,
  copyFirst: 'package.json and its lock file',
  cache: '/root/.npm',
  does(program, words) {
    const [verb, ...packages] = words.filter((word) => !word.startsWith('-'));
    if (words.some((word) => word === '-g' || word === '--global')) return null;
    if (program === 'npm')
      return /^(?:ci|install|i|clean-install)$/.test(verb ?? '') && packages.length === 0 ? 'install' : null;
    if (program === 'yarn')
      return words.some((word) => word === '--version')
        ? null
        : (verb ?? 'install') === 'install' && packages.length === 0
          ? 'install'
          : null;
    return (program === 'pnpm' || program === 'bun') && /^(?:install|i)$/.test(verb ?? '') && packages.length === 0
      ? 'install'
      : null;
  },
};

const go: Ecosystem = {
  name: 'Go',
  manifest: /^go\.(?:mod|sum|work(?:\.sum)?|\*)$/,
  copyFirst: 'go.mod and go.sum',
  cache: '/go/pkg/mod',
  does(program, words) {
    if (program !== 'go') return null;
    if (words[0] === 'mod' && words[1] === 'download') return 'install';
    return words[0] === 'build' || (words[0] === 'install' && !words.some((word) => word.includes('@')))
      ? 'build'
      : null;
  },
};

const rust: Ecosystem = {
  name: 'Rust',
  manifest: /^Cargo\.(?:toml|lock|\*)$/,
  copyFirst: 'Cargo.toml and Cargo.lock (cargo chef prepares them)',
  cache: '/usr/local/cargo/registry',
  does(program, words) {
    if (program !== 'cargo') return null;
    const [verb, second] = words.filter((word) => !/^[-+]/.test(word));
    if (verb === 'fetch' || (verb === 'chef' && second === 'cook')) return 'install';
    return verb === 'build' || (verb === 'install' && words.includes('--path')) ? 'build' : null;
  },
};

const java: Ecosystem = {
  name: 'Java',
  manifest: /^(?:pom\.xml|(?:build|settings)\.gradle(?:\.kts)?|gradle\.properties|libs\.versions\.toml|\*\.gradle\*?)$/,
  copyFirst: 'pom.xml or the Gradle files',
  cache: '/root/.m2 or /root/.gradle',
  does(program, words) {
    if (program === 'mvn' || program === 'mvnw') {
      if (
        words.some((word) =>
          /^(?:(?:.*:)?dependency(?:-plugin)?(?::[^:]+)?:(?:go-offline|resolve|resolve-plugins|copy-dependencies)|.*:go-offline)/.test(
            word,
          ),
        )
      )
        return 'install';
      return words.some((word) => /^(?:package|install|verify|compile|deploy)$/.test(word)) ? 'build' : null;
    }
    if (program !== 'gradle' && program !== 'gradlew') return null;
    if (words.some((word) => /^:?(?:\w+:)*(?:dependencies|resolveDependencies|downloadDependencies)$/.test(word)))
      return 'install';
    return words.some((word) => /^:?(?:[\w-]+:)*(?:build|assemble|bootJar|shadowJar|installDist|jar)$/.test(word))
      ? 'build'
      : null;
  },
};

const ruby: Ecosystem = {
  name: 'Ruby',
  manifest: /^(?:Gemfile(?:\.lock|\*)?|.*\.gemspec)$/,
  copyFirst: 'Gemfile and Gemfile.lock',
  cache: '/usr/local/bundle/cache',
  does: (program, words) =>
    /^bundler?$/.test(program) && (words[0] === 'install' || words.length === 0) ? 'install' : null,
};

const php: Ecosystem = {
  name: 'PHP',
  manifest: /^composer\.(?:json|lock|\*)$/,
  copyFirst: 'composer.json and composer.lock (with --no-scripts --no-autoloader)',
  cache: '/tmp/cache (COMPOSER_CACHE_DIR)',
  does: (program, words) =>
    /^composer(?:\.phar)?$/.test(program) && words.find((word) => !word.startsWith('-')) === 'install'
      ? 'install'
      : null,
};

const dotnet: Ecosystem = {
  name: '.NET',
  manifest:
    /\.(?:csproj|fsproj|vbproj|slnx?)$|^(?:Directory\.(?:Packages|Build)\.(?:props|targets)|packages\.lock\.json|nuget\.config)$/i,
  copyFirst: 'the project files (*.csproj)',
  cache: '/root/.nuget/packages',
  does(program, words) {
    if (program !== 'dotnet') return null;
    if (words[0] === 'restore') return 'install';
    return /^(?:build|publish)$/.test(words[0] ?? '') && !words.includes('--no-restore') ? 'build' : null;
  },
};

const ecosystems = [python, node, go, rust, java, ruby, php, dotnet];

/** Installs of dependencies among the commands of a RUN. */
export function dependencyInstalls({ script }: Instruction): DependencyInstall[] {
  return (script?.commands ?? []).flatMap((command) => {
    const [program = '', ...words] = withoutInterpreter([command.name, ...command.words.map(({ value }) => value)]);
    for (const ecosystem of ecosystems) {
      const does = ecosystem.does(program, words);
      if (does) return [{ ecosystem, does, command, program, words }];
    }
    return [];
  });
}

function withoutInterpreter(words: string[]): string[] {
  if (words[0] === 'corepack') return words.slice(1);
  return /^python[\d.]*$/.test(words[0] ?? '') && words[1] === '-m' ? words.slice(2) : words;
}

/** Whether a mount of a RUN keeps downloads from build to build. */
export function hasCacheMount({ flags }: Instruction): boolean {
  return flags.some(({ name, options }) => name === 'mount' && options.get('type') === 'cache');
}

function readsRequirements(words: readonly string[]): boolean {
  return words.some((word, index) => {
    const file = /^(?:-r|--requirements?)$/.test(word)
      ? words[index + 1]
      : /^(?:-r|--requirements?=)(.+)$/.exec(word)?.[1];
    return file !== undefined && !/^https?:/.test(file);
  });
}
