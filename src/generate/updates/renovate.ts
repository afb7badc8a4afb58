import type { Subject } from '../dockerfile/subject.js';
import type { GeneratedFile } from '../files.js';
import { sign } from '../signature.js';
import type { Render } from '../templates.js';
import { baseName } from './base-name.js';

/** Renovate's configuration; it keeps the pin in container.spec.yaml itself, from which the Dockerfile follows. */
export function renderRenovate({ image }: Subject, render: Render): GeneratedFile {
  const content = render('updates/renovate', { base: baseName(image) });
  return { path: '.github/renovate.json5', content: sign(content, 'slashes') };
}
