import { Composer, type Document, Parser, type YAMLParseError } from 'yaml';
import { Fault } from '../../../fault.js';
import { createLineTable } from '../../dockerfile/model/line-table.js';

/** Longer files are not read; the longest of people's are a quarter of it. In UTF-16 code units. */
const longestText = 256 * 1024;
const mostDocuments = 100;
const mostDirectives = 100;

/** What is wrong, by the parser's code; its own sentences may quote the file, and with it a secret. */
const faults: Record<string, string> = {
  ALIAS_PROPS: 'an alias cannot have a tag or an anchor',
  BAD_ALIAS: 'this alias is not well formed',
  BAD_COLLECTION_TYPE: 'the tag does not fit this kind of value',
  BAD_DIRECTIVE: 'this directive is not well formed',
  BAD_DQ_ESCAPE: 'this escape is not known in double quotes; use single quotes or \\\\',
  BAD_INDENT: 'the indentation does not fit what is above it',
  BAD_SCALAR_START: 'a value cannot start with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key and its value stand where one value is expected; check the indentation',
  BLOCK_IN_FLOW: 'an indented block cannot stand inside brackets',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a quote, bracket, comma, colon or space is missing',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line; is a colon missing?',
  TAB_AS_INDENT: 'a tab cannot indent YAML; use spaces',
  UNEXPECTED_TOKEN: 'something stands where nothing is expected',
};

/**
 * The documents of a YAML file of unknown origin, aliases not resolved.
 * @throws Fault `invalid-manifest` for what is no YAML, with its place, and for what is beyond the bounds
 */
export function parseYamlDocuments(text: string): Document.Parsed[] {
  if (text.length > longestText) throw tooMuch(`it is longer than ${longestText / 1024} KB`);
  if (countOf(text, '\n%') > mostDirectives) throw tooMuch('it has too many directives');
  const documents = compose(text);
  for (const { errors } of documents) if (errors[0]) throw malformed(text, errors[0]);
  return documents;
}

function compose(text: string): Document.Parsed[] {
  const documents: Document.Parsed[] = [];
  const { stackTraceLimit } = Error;
  // the parser makes an error, with a stack trace, for each of what may be a hundred thousand wrong characters
  Error.stackTraceLimit = 0;
  try {
    const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    for (const document of composer.compose(new Parser().parse(text), true, text.length)) {
      if (documents.push(document) > mostDocuments) throw tooMuch(`it has more than ${mostDocuments} documents`);
    }
  } catch (error) {
    // it recurses into nested values
    if (error instanceof RangeError) throw tooMuch('it is nested too deep');
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return documents;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}

function malformed(text: string, { code, pos }: YAMLParseError): Fault {
  if (code === 'RESOURCE_EXHAUSTION') return tooMuch('it is nested too deep');
  return notYaml(text, pos[0], faults[code] ?? 'this is not well formed');
}

/** @param at offset of what is wrong */
export function notYaml(text: string, at: number, what: string): Fault {
  const { line, column } = createLineTable(text).position(at);
  return new Fault(
    'invalid-manifest',
    `This Compose file is not valid YAML: line ${line}, column ${column}: ${what}.`,
    'Mend that place; `docker compose config` reads the file in the same way.',
  );
}

export function tooMuch(what: string): Fault {
  return new Fault('invalid-manifest', `This Compose file is not read: ${what}.`, 'Divide it with `include`.');
}
