import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { fileAt, pathInContainer } from '../container-paths.js';
import { execRefusal, startedFiles } from '../engine-words.js';
import type { ContainerEvidence, FileFact } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';

/** The kernel cannot run the file: it is for another processor, or is no program and names no interpreter. */
export const wrongArchitecture = defineCause({
  id: 'wrong-architecture',
  title: 'The program is not in a form that this processor runs',
  principle: 'pinned-base',
  weigh(evidence) {
    const refused = execRefusal(evidence)?.kind === 'exec-format' || /exec format error/i.test(evidence.state.error);
    const [told] = toldBy(evidence, 'exec-format');
    const program = programOf(evidence, told ?? null);
    const foreign = foreignArchitecture(evidence, program);
    const otherPlatform = /does not match the (?:specified|detected host) platform/.test(evidence.state.error);
    if (!refused && !told && !otherPlatform) return null;
    const confidence = refused
      ? 0.98
      : told
        ? Math.min(0.98, told.confidence + (foreign || isBare(program) ? 0.06 : 0))
        : 0.9;
    return {
      confidence,
      evidence: [
        ...(refused || otherPlatform ? [{ source: 'engine', text: quote(evidence.state.error) }] : []),
        ...(told ? [quoteLog(told)] : []),
        ...architectureEvidence(evidence, program),
      ],
      remedies: remediesFor(evidence, program, foreign),
    };
  },
});

function programOf(evidence: ContainerEvidence, told: Told | null): FileFact | null {
  const named = told?.finding.subject ? fileAt(evidence, pathInContainer(evidence, told.finding.subject)) : null;
  const [started] = startedFiles(evidence);
  return named ?? started ?? null;
}

/** The same architectures have two names. */
export function architectureName(name: string): string {
  return { x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm', i386: '386', i686: '386' }[name] ?? name;
}

function foreignArchitecture({ imageSettings, engine }: ContainerEvidence, program: FileFact | null): string | null {
  const own = architectureName(engine.architecture);
  const candidates = [program?.architecture ?? '', architectureName(imageSettings?.architecture ?? '')];
  return candidates.find((name) => name !== '' && name !== own) ?? null;
}

/** Neither a program nor a script with `#!`. */
function isBare(program: FileFact | null): boolean {
  return program?.kind === 'file' && program.architecture === null && program.interpreter === null;
}

function architectureEvidence({ imageSettings, engine }: ContainerEvidence, program: FileFact | null): Evidence[] {
  const facts: Evidence[] = [];
  if (program?.architecture)
    facts.push({ source: 'engine', text: `${program.path} is compiled for ${program.architecture}` });
  if (program && isBare(program))
    facts.push({
      source: 'engine',
      text: program.empty
        ? `${program.path} is empty`
        : `${program.path} is no compiled program, and does not begin with #!`,
    });
  const image = architectureName(imageSettings?.architecture ?? '');
  facts.push({
    source: 'image',
    text: `${image ? `the image is for ${image}, ` : ''}the engine runs ${architectureName(engine.architecture)}`,
  });
  return facts;
}

function remediesFor(
  { engine, image, imageSettings }: ContainerEvidence,
  program: FileFact | null,
  foreign: string | null,
): Remedy[] {
  const own = architectureName(engine.architecture);
  if (isBare(program) && !(foreign && program === null)) {
    if (program?.empty) return [{ description: `${program.path} is empty: see what the build copies there` }];
    return [
      {
        description: `Begin ${program?.path} with a line that names its interpreter, such as #!/bin/sh, without anything before it (a byte order mark counts)`,
      },
    ];
  }
  const anew = { description: 'Then build the image anew', command: `docker build -t ${image} .` };
  const within = program?.architecture ?? null;
  if (within !== null && within !== own && architectureName(imageSettings?.architecture ?? '') === own)
    return [
      {
        description: `The image is for ${own} and holds a program for ${within}: compile it in the Dockerfile's own build stage, or for ${own} where it is compiled elsewhere (Go: GOARCH=${own})`,
      },
      anew,
    ];
  return [
    {
      description: `Build for the engine's own processor, ${own}`,
      command: `docker build --platform linux/${own} -t ${image} .`,
    },
    {
      description: 'Or for both',
      command: `docker buildx build --platform linux/amd64,linux/arm64 -t ${image} --push .`,
    },
    ...(foreign
      ? [{ description: `Or let the host emulate ${foreign}, slowly: with qemu-user-static and binfmt-support` }]
      : []),
  ];
}
