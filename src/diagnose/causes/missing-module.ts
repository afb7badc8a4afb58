import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { mountOver } from '../container-paths.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { debianPackages, pythonPackages } from '../logs/known-packages.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

/** A package, a class or a shared library that the program loads is not in the image, or is not where it looks. */
export const missingModule = defineCause({
  id: 'missing-module',
  title: 'A module or library that it loads is not in the image',
  principle: 'frozen-dependencies',
  weigh(evidence) {
    const [told] = toldBy(evidence, 'missing-module', 'missing-library');
    if (!told) return null;
    return {
      confidence: told.confidence,
      evidence: [quoteLog(told), ...hiddenByMount(evidence)],
      remedies: [...remediesFor(evidence, told), ...mountRemedy(evidence)],
    };
  },
});

/** A bind mount over the application's folder hides what the build installed there. */
function hiddenByMount(evidence: ContainerEvidence): Evidence[] {
  const mount = codeMount(evidence);
  if (!mount) return [];
  return [
    {
      source: 'engine',
      text: `${mount.source} is mounted over ${mount.target}, where the image's own files are hidden`,
    },
  ];
}

function codeMount(evidence: ContainerEvidence) {
  const folder = evidence.settings.workingFolder;
  const mount = folder === '' || folder === '/' ? null : mountOver(evidence, folder);
  return mount?.type === 'bind' ? mount : null;
}

function mountRemedy(evidence: ContainerEvidence): Remedy[] {
  const mount = codeMount(evidence);
  if (!mount) return [];
  return [
    changeSetting(
      evidence,
      `Without the mount over ${mount.target} it sees what the image has there`,
      'no volumes entry for it',
      {
        withoutMount: mount.target,
      },
    ),
  ];
}

function remediesFor(evidence: ContainerEvidence, { finding }: Told): Remedy[] {
  const { subject, teller, kind, text } = finding;
  if (kind === 'missing-library') return [libraryRemedy(subject, text)];
  if (teller === 'Python') return [pythonRemedy(evidence, subject, text), rebuild(evidence)];
  if (teller === 'Node.js') return [nodeRemedy(subject), rebuild(evidence)];
  if (teller === 'Ruby')
    return [
      { description: `Add ${subject} to the Gemfile, run bundle lock, and let the Dockerfile run bundle install` },
      rebuild(evidence),
    ];
  if (teller === 'Java')
    return [
      {
        description: `Put the jar with ${subject.replaceAll('/', '.')} on the class path: build one jar with its dependencies, or copy them next to it and start with java -cp 'app.jar:lib/*'`,
      },
      rebuild(evidence),
    ];
  if (teller === 'PHP')
    return [
      subject.endsWith('autoload.php')
        ? {
            description:
              'Run composer install --no-dev in the Dockerfile, and keep vendor/ out of .dockerignore only if it is built outside',
          }
        : {
            description: `Add what has ${subject || 'the driver'}: docker-php-ext-install in the Dockerfile for an extension, composer require for a class`,
          },
      rebuild(evidence),
    ];
  return [{ description: `Copy ${subject || 'it'} into the image, or add it to the dependencies` }, rebuild(evidence)];
}

function libraryRemedy(library: string, text: string): Remedy {
  if (/^(?:GLIBC|GLIBCXX|CXXABI)_/.test(library))
    return {
      description: `Build on the same release as the final image: the program was built against a newer C library (${library})`,
    };
  const file = /(?:^|[\s:'"(])(lib[\w.+-]{1,100}?\.so[\w.]{0,20})/.exec(text)?.[1] ?? library;
  const found = debianPackages[library] ?? debianPackages[file];
  return found
    ? {
        description: `Install ${found} in the Dockerfile's final stage: RUN apt-get update && apt-get install -y --no-install-recommends ${found} && rm -rf /var/lib/apt/lists/*`,
      }
    : {
        description: `Install the package that has ${file} in the Dockerfile's final stage (apt-file search ${file} tells which), or copy it from the build stage`,
      };
}

function pythonRemedy({ settings }: ContainerEvidence, module: string, text: string): Remedy {
  const top = module.split('.', 1)[0] as string;
  const started = [...settings.entrypoint, ...settings.command].join(' ');
  if (text.includes('Could not import module') || new RegExp(`(?:^|[\\s/])${top}(?:[:.\\s/]|$)`).test(started))
    return {
      description: `${module} is the application's own: start it in the folder that has it (WORKDIR), or name it as it is called from there; PYTHONPATH=${settings.workingFolder || '/app'} helps where the folder is another one`,
    };
  const name = pythonPackages[top] ?? top;
  return {
    description: `Add ${name} to the dependencies (requirements.txt or pyproject.toml and its lock file), so that the Dockerfile installs it`,
  };
}

function nodeRemedy(module: string): Remedy {
  if (module.startsWith('.') || module.startsWith('/'))
    return {
      description: `${module} is a file of the application: COPY it into the image, and see that .dockerignore does not leave it out (and that the build ran, where it is made by one)`,
    };
  return {
    description: `Add ${module} to "dependencies" in package.json (npm install ${module}); npm ci --omit=dev leaves out what is in devDependencies`,
  };
}

function rebuild({ image }: ContainerEvidence): Remedy {
  return {
    description: 'Then build the image anew',
    command: `docker build -t ${image.startsWith('sha256:') ? 'NAME' : image} .`,
  };
}
