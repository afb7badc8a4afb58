import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../../knowledge/package-root.js';
import { html, type Markup, ownText, textOf } from './markup.js';

const scripts = ['filters.js', 'squarify.js', 'byte-tree.js', 'byte-map.js', 'print.js'];

/** A whole document that loads nothing, sends nothing, and runs the one script that it was made with. */
export function page(title: string, body: Markup): string {
  const style = readOwn(['report.css']);
  const script = `'use strict';(() => {\n${readOwn(scripts)}})();\n`;
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return textOf(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ownText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${ownText(style)}</style>
</head>
<body>
${body}
<script>${ownText(script)}</script>
</body>
</html>
`);
}

function readOwn(names: readonly string[]): string {
  const folder = join(packagePath('templates'), 'report');
  return names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')).join('');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
