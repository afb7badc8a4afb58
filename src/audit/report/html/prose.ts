import { html, type Markup } from './markup.js';

/** A sentence of ours: what stands between backticks is code. */
export function prose(text: string): Markup {
  const parts = text.split('`');
  // one that is not closed is a backtick, no beginning of code
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** `1 layer`, `2 layers`, with the thousands set apart. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** `12.3 %`, `<0.1 %`. */
export function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %';
  const value = (part / whole) * 100;
  return value < 0.1 ? '<0.1 %' : `${value >= 99.95 ? 100 : Number(value.toFixed(1))} %`;
}

/** `sha256:0123456789ab...` as people say it. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}
