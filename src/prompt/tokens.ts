/** What a prompt may cost. */
export const mostTokens = 2500;

/** More than any tokenizer makes of English and Markdown: 3.5 ASCII characters a token, and one and a half for every other. */
export function estimateTokens(text: string): number {
  const ascii = text.replace(/[^\u0000-\u007f]/g, '').length;
  return Math.ceil(ascii / 3.5 + (text.length - ascii) * 1.5);
}
