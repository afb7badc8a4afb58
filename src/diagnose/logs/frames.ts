/** Lines of a stack trace, its ends and ornaments: they say where, not what. */
const frames: readonly RegExp[] = [
  /^\s*$/,
  // Java, Node.js, .NET
  /^\s{1,20}at \S/,
  /^\s{0,20}\.\.\. \d{1,6} (?:more|common frames)/,
  // Python: the frame, its code, its marks
  /^ {2,12}File "/,
  /^ {4,16}\S/,
  /^\s{0,20}[~^|]{1,400}\s*$/,
  // Ruby
  /^\s{1,8}from \S/,
  /^\t/,
  // PHP
  /^(?:PHP )?\s{0,4}#?\d{1,4}\.? [\w/{]/,
  /^(?:PHP )?(?:Stack trace:| {2}thrown in )/,
  // Go, Rust
  /^goroutine \d{1,9} \[/,
  /^(?:main|runtime|net|os|created by [\w./]{1,100})[\w./*()]{0,200}\(.{0,200}\)$/,
  /^exit status \d{1,3}$/,
  /^note: run with `RUST_BACKTRACE/,
  // V8's native stack
  /^\s{0,4}\d{1,3}: 0x[0-9a-f]{4,16} /,
  /^----- \w{1,20} stack trace -----/,
  // Node.js' last words and the object of an error
  /^Node\.js v\d/,
  /^[{}\]]{1,3},?$/,
  /^ {2}[\w$[\]]{1,60}: /,
];
const longestFrame = 500;

export function isFrame(line: string): boolean {
  const start = line.slice(0, longestFrame);
  return frames.some((frame) => frame.test(start));
}
