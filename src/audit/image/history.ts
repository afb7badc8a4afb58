import type { ImageConfig } from '../../engine/image-archive.js';
import { maskSource } from '../../secrets/mask-source.js';
import { parseShell, type ShellCommand } from '../dockerfile/model/shell.js';
import type { ReadLayer } from './image-source.js';

/** An instruction of an image's history. */
export interface HistoryStep {
  /** `RUN`, `COPY`, `ENV`, ...; empty where the tool that made the image writes something else. */
  keyword: string;
  /** What stands after it; for RUN the script. */
  text: string;
  /** Commands of a RUN, those that a wrapper runs included. */
  commands: readonly ShellCommand[];
  /** Index of the layer that it made; null for none. */
  layer: number | null;
  created: Date | null;
}

/** Longer instructions are judged by their beginning. */
const longest = 64 * 1024;
const keywords = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);
/** The shell that a RUN goes through, where a program's folder and a `-c` follow each other closely. */
const shell = /\/(?:[\w.-]{1,40}\/){0,4}\w{1,20}(?: -?[\w-]{1,20}){0,4} -\w{0,6}c /;

/** Reads a history as both of Docker's builders, buildah and kaniko write it. */
export function readHistory(history: NonNullable<ImageConfig['history']>, layers: readonly ReadLayer[]): HistoryStep[] {
  const layerOf = new Map(layers.flatMap(({ history: at }, index) => (at === null ? [] : [[at, index] as const])));
  return history.map(({ created_by = '', created }, index) => {
    const layer = layerOf.get(index) ?? null;
    const date = created ? new Date(created) : null;
    return { ...readStep(created_by.slice(0, longest)), layer, created: date && !Number.isNaN(+date) ? date : null };
  });
}

function readStep(createdBy: string): Pick<HistoryStep, 'keyword' | 'text' | 'commands'> {
  const text = createdBy.replace(/\s{0,9}# buildkit\s{0,9}$/, '').trim();
  const nop = text.indexOf('#(nop) ');
  if (nop >= 0 && nop < 200) return instruction(text.slice(nop + 7).trim());
  const [first = ''] = text.split(/\s/, 1);
  if (keywords.has(first) && first !== 'RUN') return instruction(text);
  const body = first === 'RUN' ? text.slice(3).trim() : text;
  // the classic builder names no keyword where a shell ran something
  return first === 'RUN' || /^(?:\|\d+ |\/\S+ .*-\w*c )/.test(body.slice(0, 200)) ? run(body) : plain('', text);
}

function instruction(text: string): ReturnType<typeof readStep> {
  const [keyword = ''] = text.split(/\s/, 1);
  return keywords.has(keyword) ? plain(keyword, text.slice(keyword.length).trim()) : plain('', text);
}

function plain(keyword: string, text: string): ReturnType<typeof readStep> {
  return { keyword, text, commands: [] };
}

/** `|1 VERSION=3 /bin/sh -c SCRIPT`, with the build arguments counted before them, or without either. */
function run(body: string): ReturnType<typeof readStep> {
  const found = shell.exec(body);
  const script = found ? body.slice(found.index + found[0].length) : body;
  return { keyword: 'RUN', text: script, commands: commandsOf(script) };
}

function commandsOf(script: string): readonly ShellCommand[] {
  try {
    return parseShell(script, 0).commands;
  } catch {
    return [];
  }
}

/** A step in a few words, for a message; without the values of what is assigned, which may be secret. */
export function shownStep({ keyword, text }: Pick<HistoryStep, 'keyword' | 'text'>, length = 60): string {
  const safe = maskSource(text.slice(0, 400))
    .replace(/([A-Za-z_][A-Za-z0-9_]{0,80}=)\S{1,400}/g, '$1...')
    .replace(/:\/\/[^\s/@]{1,200}@/g, '://...@')
    .replace(/[\s\p{Cc}]+/gu, ' ');
  const whole = `${keyword} ${safe}`.trim();
  return whole.length > length ? `${whole.slice(0, length - 3)}...` : whole;
}
