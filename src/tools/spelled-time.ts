const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A duration as people say it: `11 seconds`, `2 minutes`; clocks that disagree make no negative one. */
export function howLong(milliseconds: number): string {
  for (const [name, length] of units) {
    const count = Math.floor(milliseconds / length);
    if (count >= 1) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'less than a second';
}

export function howMany(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}
