import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOurs, sign } from '../../src/generate/signature.js';

describe('the line by which we know what we wrote', () => {
  test.each(['hash', 'html'] as const)('holds for what was signed, in a checkout of Windows too (%s)', (style) => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const signed = sign(`${text.replaceAll('\r', '')}\n`, style);
        expect(isOurs(signed)).toBe(true);
        expect(isOurs(signed.replaceAll('\n', '\r\n'))).toBe(true);
      }),
    );
  });

  test('does not hold after any change, nor for what never had it', () => {
    const signed = sign('FROM x\n');
    expect(isOurs(signed.replace('FROM x', 'FROM y'))).toBe(false);
    expect(isOurs(`${signed}RUN more\n`)).toBe(false);
    expect(isOurs(`# added\n${signed}`)).toBe(false);
    expect(isOurs('FROM x\n')).toBe(false);
    expect(isOurs('')).toBe(false);
  });
});
