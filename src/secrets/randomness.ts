/** 32 to 128 characters of both cases and digits in one word, as keys are made and names, paths and versions are not. */
export function isRandom(value: string): boolean {
  return /^[A-Za-z0-9/+]{32,128}={0,2}$/.test(value) && countClasses(value) === 3 && changesOften(value);
}

/** Whether letters and digits are mixed as a generator mixes them: `hf_tokenizer_model` is a name, `hf_Ak3xPq9...` is none. */
export function looksGenerated(value: string): boolean {
  const plain = value.replace(/[^A-Za-z0-9]/g, '');
  return countClasses(plain) >= 2 && /\d/.test(plain) && changesOften(plain, 5) && new Set(plain).size >= 8;
}

/** How many of lower case, upper case and digits there are. */
function countClasses(value: string): number {
  return Number(/[a-z]/.test(value)) + Number(/[A-Z]/.test(value)) + Number(/\d/.test(value));
}

/** At least one change of class in so many characters. */
function changesOften(value: string, every = 4): boolean {
  let changes = 0;
  for (let at = 1; at < value.length; at++) if (classOf(value, at) !== classOf(value, at - 1)) changes++;
  return changes >= value.length / every;
}

function classOf(value: string, at: number): number {
  const code = value.charCodeAt(at);
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

/** Bits a character, by Shannon. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
