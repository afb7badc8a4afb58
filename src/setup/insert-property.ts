import type { Node } from 'jsonc-parser';

/** How a JSON file is laid out. */
export interface JsonLayout {
  indent: string;
  eol: string;
}

/** The line ends of a file, and the indentation of its first indented line. */
export function jsonLayout(source: string): JsonLayout {
  return { indent: /\n([ \t]+)\S/.exec(source)?.[1] ?? '  ', eol: source.includes('\r\n') ? '\r\n' : '\n' };
}

/**
 * Puts a property behind the last one of an object, on lines of its own where the object has several lines. Nothing that is
 * there moves: a comment stays in the line of what it speaks of.
 */
export function insertProperty(source: string, object: Node, name: string, value: unknown, layout: JsonLayout): string {
  const { offset, length, children = [] } = object;
  const text = source.slice(offset, offset + length);
  const last = children.at(-1);
  if (!text.includes('\n') && (last || offset > 0)) {
    const piece = `${last ? ', ' : ''}${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const at = last ? last.offset + last.length : offset + 1;
    return splice(source, at, piece);
  }
  const own = /[ \t]*$/.exec(lineStart(source, offset))?.[0] ?? '';
  const outer = /^[ \t]*/.exec(lineStart(source, offset))?.[0] ?? own;
  const inner = last ? (/^[ \t]*/.exec(lineStart(source, last.offset))?.[0] ?? '') : outer + layout.indent;
  const pretty = JSON.stringify(value, null, layout.indent).replaceAll('\n', layout.eol + inner);
  const piece = `${layout.eol}${inner}${JSON.stringify(name)}: ${pretty}`;
  if (!last) {
    const end = /\n/.test(text) ? '' : layout.eol + outer;
    return splice(source, endOfRemark(source, offset + 1).at, piece + end);
  }
  const valueEnd = last.offset + last.length;
  const { at, comma } = endOfRemark(source, valueEnd);
  return comma ? splice(source, at, `${piece},`) : splice(splice(source, at, piece), valueEnd, ',');
}

/** Behind the comma and the comments that stand in the same line. */
function endOfRemark(source: string, start: number): { at: number; comma: boolean } {
  const remark = /[ \t]*(?:(,)|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)/y;
  let [at, comma] = [start, false];
  for (;;) {
    remark.lastIndex = at;
    const found = remark.exec(source);
    if (!found) return { at, comma };
    comma ||= found[1] !== undefined;
    at = remark.lastIndex;
  }
}

function lineStart(source: string, offset: number): string {
  return source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
}

function splice(source: string, at: number, piece: string): string {
  return source.slice(0, at) + piece + source.slice(at);
}
