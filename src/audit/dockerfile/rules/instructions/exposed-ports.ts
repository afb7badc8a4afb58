import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { expand, variableUses } from '../../model/variables.js';

/** One port of an EXPOSE. A part that depends on a variable which is not known holds a `?`. */
export interface ExposedPort {
  /** The word that it was read from. */
  where: Span;
  /** As written there. */
  written: string;
  /** An address or a host's port stands before it: `127.0.0.1:80:80`, `8080:80`. */
  mapped: boolean;
  /** First and last of a range, twice the same for a single port; as text, since it can be anything. */
  first: string;
  last: string;
  /** After the `/`; null where there is none. */
  protocol: string | null;
}

/** Every port of every EXPOSE that runs in this build; ONBUILD triggers run in another. */
export function exposedPorts({ instructions }: Dockerfile): ExposedPort[] {
  return instructions
    .filter(({ keyword, onbuild }) => keyword === 'EXPOSE' && !onbuild)
    .flatMap((instruction) => portsOf(instruction));
}

function portsOf({ words, variables }: Instruction): ExposedPort[] {
  return words.flatMap(({ value, raw, start, end }) => {
    const text = expand(value, variables) ?? withoutVariables(value);
    return text
      .split(/\s+/)
      .filter(Boolean)
      .map((port) => ({ where: { start, end }, written: raw, ...parsePort(port) }));
  });
}

function withoutVariables(text: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of variableUses(text)) {
    result += `${text.slice(from, start)}?`;
    from = end;
  }
  return result + text.slice(from);
}

function parsePort(text: string): Omit<ExposedPort, 'where' | 'written'> {
  const colon = text.lastIndexOf(':');
  const container = text.slice(colon + 1);
  const slash = container.indexOf('/');
  const range = slash < 0 ? container : container.slice(0, slash);
  const dash = range.indexOf('-');
  return {
    mapped: colon >= 0,
    first: dash < 0 ? range : range.slice(0, dash),
    last: dash < 0 ? range : range.slice(dash + 1),
    protocol: slash < 0 ? null : container.slice(slash + 1),
  };
}
