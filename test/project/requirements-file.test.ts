import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/project/inventory.js';
import { appliesOnLinux } from '../../src/project/python/marker.js';
import { normalizeName, parseRequirement } from '../../src/project/python/requirement.js';
import { logicalLines, readRequirements } from '../../src/project/python/requirements-file.js';
import { openRepository } from '../../src/project/repository.js';
import { type Files, folder, project } from './project.js';

async function read(files: Files, path = 'requirements.txt') {
  const root = folder(files);
  const findings = { evidence: [], questions: [], warnings: [] };
  return readRequirements(
    openRepository(root, await takeInventory(root, new AbortController().signal), findings),
    path,
  );
}

describe('parseRequirement', () => {
  it.each([
    ['Flask', 'flask', '', []],
    ['flask==3.0.0', 'flask', '==3.0.0', []],
    ['uvicorn[standard] >= 0.30, < 1', 'uvicorn', '>=0.30,<1', ['standard']],
    ['Zope.Interface (>=5)', 'zope-interface', '>=5', []],
    ['ruamel_yaml~=0.18 ; python_version >= "3.9"', 'ruamel-yaml', '~=0.18', []],
    ['psycopg[binary,pool]', 'psycopg', '', ['binary', 'pool']],
    ['x===1.0+local', 'x', '===1.0+local', []],
  ])('%s', (text, name, specifier, extras) => {
    expect(parseRequirement(text)).toMatchObject({ name, specifier, extras, url: null, applies: true });
  });

  it.each([
    ['git+https://github.com/a/b.git@v1#egg=My_Pkg', 'my-pkg'],
    ['git+https://github.com/a/some-thing.git@v1', 'some-thing'],
    ['pkg @ git+https://github.com/a/b@main', 'pkg'],
    ['https://host/x/torch-2.1.0%2Bcpu-cp311-cp311-linux_x86_64.whl', 'torch'],
    ['./libs/local-thing', 'local-thing'],
    ['https://host/name-1.2.tar.gz', 'name'],
  ])('%s has a location', (text, name) => {
    const requirement = parseRequirement(text);
    expect(requirement?.name).toBe(name);
    expect(requirement?.url).not.toBeNull();
  });

  it.each(['', '-', '= 3', 'name name', 'flask 3.0', '[extra]'])('%j is none', (text) => {
    expect(parseRequirement(text)).toBeNull();
  });

  it('does not apply where a marker asks for another system', () => {
    expect(parseRequirement('pywin32; sys_platform == "win32"')?.applies).toBe(false);
    expect(
      parseRequirement("uvloop; sys_platform != 'win32' and platform_python_implementation != 'PyPy'")?.applies,
    ).toBe(true);
    expect(appliesOnLinux('(sys_platform == "darwin" or os_name == "nt") and python_version > "3"')).toBe(false);
    expect(appliesOnLinux('platform_machine == "aarch64"')).toBe(true);
    expect(appliesOnLinux('"linux" in sys_platform')).toBe(true);
  });
});

describe('readRequirements', () => {
  it.each([
    ['utf-16le', [0xff, 0xfe], (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', [0xfe, 0xff], (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ] as const)('reads %s with a mark, as pip does', async (_, mark, encode) => {
    const content = Buffer.concat([Buffer.from(mark), encode('fastapi==0.115.0\r\nuvicorn\r\n')]);
    const found = await project({
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'requirements.txt': content,
    });
    expect(found.dependencies.direct.map(({ name }) => name)).toEqual(['fastapi', 'uvicorn']);
    expect(found.warnings).toEqual([]);
  });

  it('follows -r and -c, joins continued lines, and reads hashes, extras, editable and remote requirements', async () => {
    const set = await read({
      'requirements.txt': [
        '\ufeff-r requirements/base.txt',
        '-c constraints.txt',
        '--index-url https://user:secret@pypi.company.example/simple',
        '--extra-index-url=https://download.pytorch.org/whl/cpu',
        '-e ./libs/shared',
        'gunicorn==22.0.0 \\',
        '    --hash=sha256:aaaa \\',
        '    --hash=sha256:bbbb  # trailing',
        '# comment \\',
        'git+https://github.com/a/thing.git',
      ].join('\r\n'),
      'requirements/base.txt': 'Flask>=2  # web\n-r ../requirements.txt\n-r missing.txt\n',
      'constraints.txt': 'jinja2<4\n',
      'libs/shared/pyproject.toml': '[project]\nname = "shared"\n',
    });
    expect(set.files).toEqual(['requirements.txt', 'requirements/base.txt', 'constraints.txt']);
    expect(set.requirements.map(({ name, line, file }) => `${name} ${file}:${line}`)).toEqual([
      'flask requirements/base.txt:1',
      'shared requirements.txt:5',
      'gunicorn requirements.txt:6',
      'thing requirements.txt:10',
    ]);
    expect(set.requirements.find(({ name }) => name === 'gunicorn')).toMatchObject({
      hashed: true,
      specifier: '==22.0.0',
    });
    expect(set.indexes).toHaveLength(2);
    expect(set.warnings).toEqual([
      'requirements/base.txt:3 includes "missing.txt", which is not a file of this folder.',
    ]);
  });

  it('never leaves the folder', async () => {
    const set = await read({
      'requirements.txt': '-r ../../etc/passwd\n-r /etc/passwd\n-r https://host/requirements.txt\n',
    });
    expect(set.files).toEqual(['requirements.txt']);
    expect(set.requirements).toEqual([]);
    expect(set.warnings).toHaveLength(2);
  });

  it('reads what PowerShell writes', async () => {
    const found = await project({
      'requirements.txt': Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('flask==3.0.0\r\ngunicorn\r\n', 'utf16le'),
      ]),
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    });
    expect(found.dependencies.direct.map(({ name }) => name)).toEqual(['flask', 'gunicorn']);
  });

  it('keeps private indexes without their credentials', async () => {
    const found = await project({
      'requirements.txt':
        '--index-url https://me:hunter2@pypi.company.example/simple?token=abc\n--extra-index-url https://pypi.org/simple\nflask\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    });
    expect(found.dependencies.privateIndexes).toEqual([
      { name: 'pypi.company.example', url: 'https://pypi.company.example/simple' },
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('gives back every name and version of a file, however it is laid out', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}(?:[-_.][A-Za-z0-9]{1,8}){0,2}$/);
    const version = fc.stringMatching(/^[1-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?$/);
    const layout = fc.record({
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      space: fc.constantFrom('', ' ', '\t'),
      comment: fc.constantFrom('', '  # note', ' # -r other'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, version, layout), { minLength: 1, maxLength: 12 }), (entries) => {
        const text = entries
          .map(([n, v, l]) => `${l.space}${n}${l.space}==${l.space}${v}${l.comment}${l.newline}`)
          .join('');
        const parsed = logicalLines(text).map(({ text: line }) => parseRequirement(line));
        expect(parsed.map((entry) => entry && `${entry.name}${entry.specifier}`)).toEqual(
          entries.map(([n, v]) => `${normalizeName(n)}==${v}`),
        );
      }),
    );
  });

  it('answers for any text without failing, in linear time', () => {
    const piece = fc.constantFrom(
      '-r ',
      '-e ',
      '--hash=',
      '\\\n',
      ' #',
      '[',
      ']',
      ';',
      '(',
      '"',
      '@',
      '://',
      'a',
      '==',
      '\n',
      '\u0000',
      '../',
      '-',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
        for (const { text } of logicalLines(pieces.join(''))) {
          const requirement = parseRequirement(text);
          if (requirement) expect(requirement.name).not.toMatch(/[\s/\\]/);
        }
      }),
    );
    for (const text of [
      '['.repeat(200_000),
      `a${'('.repeat(200_000)}`,
      `${'a-'.repeat(100_000)}!`,
      ' #'.repeat(100_000),
      `x; ${'('.repeat(100_000)}`,
    ]) {
      const start = performance.now();
      for (const line of logicalLines(text)) parseRequirement(line.text);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});
