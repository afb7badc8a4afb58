const longest = 500;

/** One line on stderr; what is wrong with a message may be told with the message's own words. */
export function say(text: string): void {
  const line = text.replace(/[\r\n][\s\S]*/, '').replace(/[\u0000-\u001f\u007f-\u009f]/g, '?');
  process.stderr.write(`dockwright: ${line.slice(0, longest)}\n`);
}
