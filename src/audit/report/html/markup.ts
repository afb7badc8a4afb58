const trusted = Symbol('markup');

/** Markup that was made by `html`. A plain text can never pass for it: the key is in no JSON. */
export interface Markup {
  readonly [trusted]: string;
}

type Part = string | number | Markup | null | undefined | false | readonly Part[];

/**
 * A template whose values are escaped; only markup of another template goes in as it is. Values stand in text or between the
 * double quotes of an attribute, and nowhere else.
 */
export function html(literals: TemplateStringsArray, ...values: Part[]): Markup {
  return { [trusted]: literals.map((literal, index) => literal + render(values[index])).join('') };
}

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part));
  return trusted in part ? part[trusted] : part.map(render).join('');
}

/** The finished text of a template. */
export function textOf(markup: Markup): string {
  return markup[trusted];
}

/** A file of the package, which nobody else can write into. */
export function ownText(text: string): Markup {
  return { [trusted]: text };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string).replace(unseen, shown);
}

/**
 * What a reader would not see, or what would let a text show in another order than it has (bidirectional controls, as in
 * "Trojan Source"); lone surrogates and
 * what is no character, which HTML may not have.
 */
const unseen =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Cs}\p{NChar}]/gu;

function shown(character: string): string {
  if (character === '\r') return '';
  return `⟨U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
