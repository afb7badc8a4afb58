import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImageReport, SizedPath } from '../../../src/audit/report/html/image-report.js';
import { toHtml } from '../../../src/audit/report/html/to-html.js';
import { type Browser, findChromium, startChromium } from './chromium.js';
import { findingOf, imageOf, subjectOf } from './report-subject.js';

// Run by `npx vitest run --project browser`: most machines that run the other tests have no Chromium.
const chromium = findChromium();

const file = (name: string, sizeBytes: number, hiddenBytes = 0): SizedPath => ({
  name,
  sizeBytes,
  hiddenBytes,
  files: 1,
});
const folder = (name: string, children: SizedPath[]): SizedPath => {
  const sum = (of: (child: SizedPath) => number) => children.reduce((total, child) => total + of(child), 0);
  return {
    name,
    sizeBytes: sum((child) => child.sizeBytes),
    hiddenBytes: sum((child) => child.hiddenBytes),
    files: sum((child) => child.files),
    children,
  };
};
const hostileName = '<img src=x onerror=alert(1)>"\'&';
const trees = [
  folder('/', [
    folder('usr', [folder('lib', [file('large.so', 60e6), file(hostileName, 20e6, 20e6)]), file('small', 9e6)]),
  ]),
  folder('/', [
    folder('usr', [folder('lib', [file('other.so', 30e6)])]),
    folder('app', [file('a.py', 5e6), file('b.py', 4e6)]),
  ]),
];
const base = imageOf('RUN make');
const image: ImageReport = {
  ...base,
  layers: base.layers.map((layer, index) => ({ ...layer, tree: trees[index] as SizedPath })),
};
const source = `RUN ${'a-long-word-without-a-break'.repeat(40)}\nRUN sudo make\n`;
const findings = [
  findingOf({ severity: 'error', file: 'Dockerfile', line: 1, column: 5, rule: 'long-line', message: 'x'.repeat(900) }),
  findingOf({
    file: 'Dockerfile',
    line: 2,
    column: 5,
    endLine: 2,
    endColumn: 9,
    rule: 'sudo',
    fix: { description: 'drop it', edits: [{ start: source.length - 10, end: source.length - 5, text: '' }] },
  }),
  findingOf({ severity: 'style', rule: 'image-labels', path: `/${'p'.repeat(300)}` }),
];

let browser: Browser;
let folderPath = '';
let url = '';

const focused = () =>
  browser.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
const crumbs = () =>
  browser.evaluate<string[]>("[...document.querySelectorAll('.crumb')].map((crumb) => crumb.textContent)");

async function openAt(width: number, height: number, scheme: 'light' | 'dark' = 'light'): Promise<void> {
  await browser.send('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: 1,
    mobile: width < 600,
  });
  await browser.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await browser.open(url);
}

describe.skipIf(chromium === null)('a report in a browser (skipped where no Chromium is on PATH)', () => {
  beforeAll(async () => {
    folderPath = await mkdtemp(join(tmpdir(), 'dockwright-report-'));
    const path = join(folderPath, 'report.html');
    const files = [{ name: 'Dockerfile', text: source }];
    await writeFile(
      path,
      toHtml(subjectOf(findings, { image, files, target: { kind: 'image', name: 'n'.repeat(200) } })),
    );
    url = pathToFileURL(path).href;
    browser = await startChromium(chromium as string);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folderPath, { recursive: true });
  });

  test.each([
    [390, 844, 'light'],
    [390, 844, 'dark'],
    [1280, 900, 'light'],
    [1280, 900, 'dark'],
    [320, 640, 'light'],
  ] as const)('at %i x %i (%s) nothing scrolls sideways or stands beyond the edge', async (width, height, scheme) => {
    await openAt(width, height, scheme);
    const beyond = await browser.evaluate<string[]>(`
      [...document.querySelectorAll('details')].forEach((details) => { details.open = true; });
      [...document.querySelectorAll('body *')]
        .filter((element) => !element.closest('.board, .skip, .unseen, script'))
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
        .map((element) => element.outerHTML.slice(0, 100))`);
    expect(beyond).toEqual([]);
    expect(await browser.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('asks for nothing but itself, and its script runs under its own policy', async () => {
    browser.requests.length = 0;
    await openAt(1280, 900);
    expect(browser.requests).toEqual([url]);
    expect(browser.complaints).toEqual([]);
    expect(await browser.evaluate("document.querySelectorAll('.tile').length")).toBe(2);
    const blocked = await browser.evaluate<boolean>(`new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.entered = true';
      document.body.append(script);
      setTimeout(() => resolve(window.entered === undefined), 0);
    })`);
    expect(blocked).toBe(true);
    browser.complaints.length = 0;
  });

  test('the treemap is walked by keyboard: one stop, arrows, Enter into a folder, Escape out of it', async () => {
    await openAt(1280, 900);
    await browser.evaluate("document.querySelector('input[name=view]').focus()");
    await browser.press('Tab');
    expect(await focused()).toMatch(
      /^Layer 1, 89 MB, 69\.5 %, RUN make, 20 MB hidden by later layers, 1 entry inside$/,
    );
    await browser.press('ArrowRight');
    expect(await focused()).toMatch(/^Layer 2, 39 MB/);
    await browser.press('ArrowLeft');
    await browser.press('Enter');
    expect(await crumbs()).toEqual(['Image', 'Layer 1', 'usr/']);
    expect(await focused()).toBe('lib/, 80 MB, 62.5 %, layer 1, 20 MB hidden by later layers, 2 entries inside');
    await browser.press('Enter');
    await browser.press('End');
    expect(await focused()).toBe(`${hostileName}, 20 MB, 15.6 %, layer 1, hidden by a later layer`);
    await browser.press('Escape');
    expect(await focused()).toMatch(/^lib\//);
    await browser.press('Escape');
    expect(await focused()).toMatch(/^Layer 1/);
    expect(await crumbs()).toEqual(['Image']);
    await browser.press('Tab');
    expect(await focused()).toBe('Layers and paths as a list');
    expect(await browser.evaluate("document.querySelectorAll('img').length")).toBe(0);
  });

  test('by path, folders of several layers are one, and no byte is lost', async () => {
    await openAt(1280, 900);
    await browser.evaluate("document.querySelector('input[value=path]').click()");
    const names = await browser.evaluate<string[]>(
      "[...document.querySelectorAll('.tile')].map((tile) => tile.getAttribute('aria-label'))",
    );
    expect(names).toEqual([
      'usr/, 119 MB, 93 %, 20 MB hidden by later layers, 2 entries inside',
      'app/, 9 MB, 7 %, layer 2, 2 entries inside',
    ]);
    await browser.evaluate("document.querySelector('.tile').click()");
    await browser.evaluate("document.querySelector('.tile').click()");
    expect(await crumbs()).toEqual(['Image', 'usr/', 'lib/']);
    expect(await browser.evaluate("document.querySelectorAll('.tile').length")).toBe(3);
    await browser.evaluate("document.querySelector('button.crumb').click()");
    expect(await crumbs()).toEqual(['Image']);
  });

  test('severities and words choose findings, and how many are shown is said', async () => {
    await openAt(1280, 900);
    const shown = () =>
      browser.evaluate<string[]>(
        "[...document.querySelectorAll('.finding')].filter((card) => card.checkVisibility()).map((card) => card.querySelector('.rule').textContent)",
      );
    const type = (text: string) =>
      browser.evaluate(`search.value = ${JSON.stringify(text)}; search.dispatchEvent(new Event('input'))`);
    expect(await shown()).toEqual(['long-line', 'sudo', 'image-labels']);
    await browser.evaluate("document.getElementById('show-error').click()");
    expect(await shown()).toEqual(['sudo', 'image-labels']);
    await type('DOCKERFILE sudo');
    expect(await shown()).toEqual(['sudo']);
    expect(await browser.evaluate("document.getElementById('shown').textContent")).toBe('1 of 3 shown');
    await type('nothing like this');
    expect(await shown()).toEqual([]);
    expect(
      await browser.evaluate("[...document.querySelectorAll('.group')].some((group) => group.checkVisibility())"),
    ).toBe(false);
  });

  test('without a script the severities still choose, and the list has every path', async () => {
    await browser.send('Emulation.setScriptExecutionDisabled', { value: true });
    try {
      await openAt(390, 844);
      const { root } = (await browser.send('DOM.getDocument')) as { root: { nodeId: number } };
      const boxOf = async (selector: string) => {
        const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector });
        return browser.send('DOM.getBoxModel', { nodeId }).then(
          () => true,
          () => false,
        );
      };
      const click = async (selector: string) => {
        const { nodeId } = await browser.send('DOM.querySelector', { nodeId: root.nodeId, selector });
        await browser.send('DOM.scrollIntoViewIfNeeded', { nodeId });
        const { model } = (await browser.send('DOM.getBoxModel', { nodeId })) as { model: { content: number[] } };
        const [x = 0, y = 0] = model.content;
        for (const kind of ['mousePressed', 'mouseReleased'])
          await browser.send('Input.dispatchMouseEvent', {
            type: kind,
            x: x + 5,
            y: y + 5,
            button: 'left',
            clickCount: 1,
          });
      };
      expect([await boxOf('.finding.error'), await boxOf('.search'), await boxOf('#map')]).toEqual([
        true,
        false,
        false,
      ]);
      await click('#show-error');
      expect([await boxOf('.finding.error'), await boxOf('.finding.warning')]).toEqual([false, true]);
      await click('.all-paths > summary');
      expect(await boxOf('#paths > li')).toBe(true);
    } finally {
      await browser.send('Emulation.setScriptExecutionDisabled', { value: false });
    }
  });

  test('the accessibility tree has a name for everything that acts', async () => {
    await openAt(1280, 900);
    const { nodes } = (await browser.send('Accessibility.getFullAXTree')) as {
      nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
    };
    const acting = [
      'button',
      'link',
      'checkbox',
      'radio',
      'searchbox',
      'DisclosureTriangle',
      'table',
      'region',
      'navigation',
    ];
    const heard = nodes.filter(({ ignored, role }) => !ignored && acting.includes(role?.value ?? ''));
    const roles = new Set(heard.map(({ role }) => role?.value));
    for (const role of acting) expect(roles).toContain(role);
    expect(heard.filter(({ name }) => !name?.value)).toEqual([]);
  });
});
