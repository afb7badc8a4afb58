import type { Span } from '../../../finding.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { expandKnown } from '../../model/variables.js';
import { namesStage, stagesByName } from './stage-names.js';
import { isStageNumber, sourceReferences } from './stage-references.js';

/** An image that the build reads. */
export interface ImageUse {
  /** Its name, variables replaced where the file gives them a value and left as `${NAME}` where it does not. */
  reference: string;
  /** As it is written. */
  written: string;
  where: Span;
  /** The stage that starts from it; null for an image that files are taken from. */
  stage: Stage | null;
}

/** Images that stages start from; stages built on other stages (`FROM build-$TARGETARCH` too), and `scratch`, are none. */
export function baseImages(dockerfile: Dockerfile): (ImageUse & { stage: Stage })[] {
  const variables = new Map(dockerfile.globals);
  const above: string[] = [];
  return dockerfile.stages.flatMap((stage) => {
    const image = stage.from?.words[0];
    const reference = image ? expandKnown(image.value, variables) : '';
    const isStage = stage.base !== null || choosesStage(reference, above);
    addArguments(stage, variables);
    if (stage.name && above.length < mostChoices) above.push(stage.name.toLowerCase());
    if (!image || isStage || reference === 'scratch') return [];
    return [{ reference, written: image.value, where: { start: image.start, end: image.end }, stage }];
  });
}

/** So many stages are compared with a name that has a variable; no file that anyone wrote has as many. */
const mostChoices = 200;

/** Whether a variable that is not known chooses among the stages above, as `binaries-${TARGETOS}` among binaries-linux and binaries-windows. */
function choosesStage(reference: string, above: readonly string[]): boolean {
  if (!hasUnknown(reference)) return false;
  const text = reference.toLowerCase();
  const before = text.slice(0, text.indexOf('$'));
  const after = text.slice(text.lastIndexOf('}') + 1);
  if (before === '' && after === '') return false;
  return above.some(
    (name) => name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after),
  );
}

/** ARG inside a stage is not known to a later FROM, but its author meant it to be: the image that was meant is judged. */
function addArguments({ instructions }: Stage, variables: Map<string, string | null>): void {
  for (const { keyword, pairs } of instructions) {
    if (keyword !== 'ARG') continue;
    for (const { name, value } of pairs) if (value !== null && !variables.has(name)) variables.set(name, value);
  }
}

/** Images that stages start from, and those that COPY and mounts take files from. */
export function imageUses(dockerfile: Dockerfile): ImageUse[] {
  const names = stagesByName(dockerfile);
  const taken = sourceReferences(dockerfile).flatMap((source) => {
    const { value, where } = source;
    if (isStageNumber(value) || value === 'scratch' || namesStage(source, names)) return [];
    // in a fragment a plain word is a stage of the file that it was cut from
    if (dockerfile.fragment && !/[/:@]/.test(value)) return [];
    return [{ reference: value, written: value, where, stage: null }];
  });
  return [...baseImages(dockerfile), ...taken];
}

/** Docker compares names of stages without regard to case. */
export function sameName(a: string | null | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

/** The text without the variables that are not known: what is built when nothing sets them. */
export function withoutUnknown(reference: string): string {
  return reference.replace(/\$\{\w+\}/g, '');
}

/** Whether some of it depends on a variable that the file gives no value. */
export function hasUnknown(reference: string): boolean {
  return reference.includes('$');
}
