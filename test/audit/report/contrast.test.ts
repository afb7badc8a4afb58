import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Colour = [number, number, number];

const style = readFileSync(join(import.meta.dirname, '../../../templates/report/report.css'), 'utf8');

/** The value of one of the style's colours. @param scheme 0 for light, 1 for dark */
function colour(name: string, scheme: 0 | 1): Colour {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(style);
  const text = found?.[scheme + 1] as string;
  return [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16)) as Colour;
}

/** The stripes of what is hidden, which are black of some opacity. */
function striped(ground: Colour, scheme: 0 | 1): Colour {
  const found = /--stripe: light-dark\(rgb\(0 0 0 \/ (\d+)%\), rgb\(0 0 0 \/ (\d+)%\)\)/.exec(style);
  const opacity = Number(found?.[scheme + 1]) / 100;
  return ground.map((part) => part * (1 - opacity)) as Colour;
}

function luminance(parts: Colour): number {
  const [red, green, blue] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast as WCAG 2 defines it. */
function contrast(one: Colour, other: Colour): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

const tints = Array.from({ length: 8 }, (_, index) => `tint-${index}`);
const grounds: Record<string, string[]> = {
  text: ['page', 'card', 'sunk', 'mark', 'added', 'removed', ...tints],
  quiet: ['page', 'card', 'sunk', 'added', 'removed'],
  link: ['page', 'card'],
  error: ['page', 'card'],
  warning: ['page', 'card'],
  info: ['page', 'card'],
  style: ['page', 'card'],
  good: ['page'],
};

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in %s mode', (_, scheme) => {
  test.each(Object.entries(grounds))('%s can be read on all that it stands on (4.5 : 1)', (text, under) => {
    for (const ground of under) {
      const ratio = contrast(colour(text, scheme), colour(ground, scheme));
      expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('text can be read on stripes, borders of tiles and of inputs can be seen (3 : 1)', () => {
    for (const tint of [...tints, 'card']) {
      const ground = colour(tint, scheme);
      expect(contrast(colour('text', scheme), striped(ground, scheme)), tint).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour('quiet', scheme), ground), tint).toBeGreaterThanOrEqual(3);
    }
  });
});
