/** Lines of places that are asked for in rising order, from 1. */
export function lineCounter(bytes: Buffer): (at: number) => number {
  let line = 1;
  let from = 0;
  return (at) => {
    for (let next = bytes.indexOf(10, from); next >= 0 && next < at; next = bytes.indexOf(10, from)) {
      line++;
      from = next + 1;
    }
    return line;
  };
}
