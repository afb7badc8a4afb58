import type { Dependencies } from '../project.js';
import type { Modules } from './modules.js';
import { allExpressions, dottedName, textOf } from './walk-syntax.js';

export interface SystemPackage {
  name: string;
  stage: 'build' | 'runtime';
  reason: string;
}

/**
 * What a package needs beyond its wheels on Debian: packages to compile it with, and libraries or programs to run it with. Those with a
 * `module` run a program when they are used, which counts only where the code imports it: frozen requirements list what others need, too.
 */
const needs: Record<string, { build?: string[]; runtime?: string[]; why?: string; module?: string }> = {
  psycopg2: { build: ['gcc', 'libc6-dev', 'libpq-dev'], runtime: ['libpq5'], why: 'has no wheels and links libpq' },
  'psycopg-c': { build: ['gcc', 'libc6-dev', 'libpq-dev'], runtime: ['libpq5'], why: 'has no wheels and links libpq' },
  mysqlclient: {
    build: ['gcc', 'libc6-dev', 'pkg-config', 'default-libmysqlclient-dev'],
    runtime: ['libmariadb3'],
    why: 'has no Linux wheels and links the MariaDB client',
  },
  uwsgi: { build: ['gcc', 'libc6-dev'], why: 'has no wheels' },
  pycairo: {
    build: ['gcc', 'libc6-dev', 'pkg-config', 'libcairo2-dev'],
    runtime: ['libcairo2'],
    why: 'has no Linux wheels and links cairo',
  },
  cairosvg: { runtime: ['libcairo2'], why: 'loads cairo' },
  cairocffi: { runtime: ['libcairo2'], why: 'loads cairo' },
  weasyprint: {
    runtime: ['libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0', 'fonts-dejavu-core'],
    why: 'loads Pango',
  },
  pygobject: {
    build: ['gcc', 'libc6-dev', 'pkg-config', 'libgirepository-2.0-dev', 'libcairo2-dev'],
    runtime: ['libgirepository-2.0-0'],
    why: 'has no wheels',
  },
  'python-ldap': {
    build: ['gcc', 'libc6-dev', 'libldap2-dev', 'libsasl2-dev'],
    runtime: ['libldap2', 'libsasl2-2'],
    why: 'has no wheels and links OpenLDAP',
  },
  pdf2image: { runtime: ['poppler-utils'], why: 'runs pdftoppm', module: 'pdf2image' },
  pytesseract: { runtime: ['tesseract-ocr'], why: 'runs tesseract', module: 'pytesseract' },
  tesserocr: { runtime: ['tesseract-ocr'], why: 'loads tesseract' },
  ocrmypdf: { runtime: ['tesseract-ocr', 'ghostscript'], why: 'runs tesseract and ghostscript', module: 'ocrmypdf' },
  pydub: { runtime: ['ffmpeg'], why: 'runs ffmpeg', module: 'pydub' },
  'ffmpeg-python': { runtime: ['ffmpeg'], why: 'runs ffmpeg', module: 'ffmpeg' },
  ffmpy: { runtime: ['ffmpeg'], why: 'runs ffmpeg', module: 'ffmpy' },
  'openai-whisper': { runtime: ['ffmpeg'], why: 'runs ffmpeg', module: 'whisper' },
  whisperx: { runtime: ['ffmpeg'], why: 'runs ffmpeg', module: 'whisperx' },
  'opencv-python': { runtime: ['libgl1', 'libglib2.0-0'], why: 'loads libGL; opencv-python-headless needs neither' },
  'opencv-contrib-python': {
    runtime: ['libgl1', 'libglib2.0-0'],
    why: 'loads libGL; opencv-contrib-python-headless needs neither',
  },
  'python-magic': { runtime: ['libmagic1'], why: 'loads libmagic' },
  pyzbar: { runtime: ['libzbar0'], why: 'loads zbar' },
  graphviz: { runtime: ['graphviz'], why: 'runs dot', module: 'graphviz' },
  pydot: { runtime: ['graphviz'], why: 'runs dot', module: 'pydot' },
  pygraphviz: {
    build: ['gcc', 'libc6-dev', 'libgraphviz-dev'],
    runtime: ['graphviz'],
    why: 'has no wheels and links graphviz',
  },
  pyodbc: { runtime: ['unixodbc'], why: 'loads a driver through unixODBC' },
  pyaudio: {
    build: ['gcc', 'libc6-dev', 'portaudio19-dev'],
    runtime: ['libportaudio2'],
    why: 'has no Linux wheels and links PortAudio',
  },
  sounddevice: { runtime: ['libportaudio2'], why: 'loads PortAudio' },
  pypandoc: { runtime: ['pandoc'], why: 'runs pandoc', module: 'pypandoc' },
  pdfkit: { runtime: ['wkhtmltopdf'], why: 'runs wkhtmltopdf', module: 'pdfkit' },
  imgkit: { runtime: ['wkhtmltopdf'], why: 'runs wkhtmltopdf', module: 'imgkit' },
  gitpython: { runtime: ['git'], why: 'runs git', module: 'git' },
  xmlsec: {
    build: ['gcc', 'libc6-dev', 'pkg-config', 'libxmlsec1-dev'],
    runtime: ['libxmlsec1-openssl'],
    why: 'links xmlsec',
  },
  pylibmc: {
    build: ['gcc', 'libc6-dev', 'libmemcached-dev', 'zlib1g-dev'],
    runtime: ['libmemcached11'],
    why: 'links libmemcached',
  },
  pysqlcipher3: { build: ['gcc', 'libc6-dev', 'libsqlcipher-dev'], runtime: ['libsqlcipher1'], why: 'links SQLCipher' },
  'llama-cpp-python': {
    build: ['g++', 'cmake', 'make'],
    runtime: ['libgomp1'],
    why: 'has no wheels on PyPI and links OpenMP',
  },
  lightgbm: { runtime: ['libgomp1'], why: 'links OpenMP' },
  gdal: { build: ['g++', 'libgdal-dev'], runtime: ['libgdal36'], why: 'has no wheels and links GDAL' },
  dlib: { build: ['g++', 'cmake', 'make'], why: 'has no wheels' },
  'face-recognition': { build: ['g++', 'cmake', 'make'], why: 'needs dlib, which has no wheels' },
  pyheif: { build: ['gcc', 'libc6-dev', 'libheif-dev', 'libffi-dev'], runtime: ['libheif1'], why: 'links libheif' },
  unstructured: {
    runtime: ['libmagic1', 'poppler-utils', 'tesseract-ocr'],
    why: 'runs poppler and tesseract on PDF files',
    module: 'unstructured',
  },
  wand: { runtime: ['libmagickwand-7.q16-10'], why: 'loads ImageMagick' },
  selenium: { runtime: ['chromium', 'chromium-driver'], why: 'drives a browser', module: 'selenium' },
};

/** Programs that code starts, by the package that has them. */
const programs: Record<string, string> = {
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  dot: 'graphviz',
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  tesseract: 'tesseract-ocr',
  pandoc: 'pandoc',
  libreoffice: 'libreoffice-nogui',
  soffice: 'libreoffice-nogui',
  git: 'git',
  wkhtmltopdf: 'wkhtmltopdf',
  gs: 'ghostscript',
  convert: 'imagemagick',
  pg_dump: 'postgresql-client',
  curl: 'curl',
  nmap: 'nmap',
  ping: 'iputils-ping',
  exiftool: 'libimage-exiftool-perl',
  sox: 'sox',
};
const started =
  /^(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput)|asyncio\.create_subprocess_exec|shutil\.which|os\.system|os\.popen)$/;

/** Debian packages to build and to run with, each with its reason, sorted and without repetition. */
export function findSystemPackages(
  modules: Modules,
  files: readonly string[],
  dependencies: Dependencies,
): SystemPackage[] {
  const found = new Map<string, SystemPackage>();
  const add = (name: string, stage: 'build' | 'runtime', reason: string) => {
    if (!found.has(`${stage} ${name}`)) found.set(`${stage} ${name}`, { name, stage, reason });
  };
  const direct = new Map(dependencies.direct.map((entry) => [entry.name, entry]));
  const names = new Set([...dependencies.direct, ...dependencies.locked].map(({ name }) => name));
  for (const name of [...names].sort()) {
    const need = Object.hasOwn(needs, name) ? needs[name] : undefined;
    // What another package merely allows (a lock lists graphviz for a test tool) is needed only where it is declared.
    const compiled = need?.build !== undefined;
    if (!need || (!compiled && !direct.has(name)) || (need.module && !isImported(modules, files, need.module)))
      continue;
    for (const debian of need.build ?? []) add(debian, 'build', `${name} ${need.why ?? ''}`.trim());
    for (const debian of need.runtime ?? []) add(debian, 'runtime', `${name} ${need.why ?? ''}`.trim());
  }
  const psycopg = direct.get('psycopg');
  if (
    psycopg &&
    !psycopg.extras.includes('binary') &&
    !psycopg.extras.includes('c') &&
    !names.has('psycopg-binary') &&
    !names.has('psycopg-c')
  )
    add('libpq5', 'runtime', 'psycopg loads libpq');
  for (const { name, file } of startedPrograms(modules, files)) add(name, 'runtime', `${file} runs it`);
  if (dependencies.needsGit) add('git', 'build', 'a requirement comes from a Git repository');
  return [...found.values()].sort((a, b) =>
    a.stage === b.stage ? (a.name < b.name ? -1 : 1) : a.stage < b.stage ? -1 : 1,
  );
}

function isImported(modules: Modules, files: readonly string[], name: string): boolean {
  const pattern = new RegExp(`^[ \\t]*(?:import|from)[ \\t]+${name}\\b`, 'm');
  return files.some((file) => pattern.test(modules.text(file) ?? ''));
}

function startedPrograms(modules: Modules, files: readonly string[]): { name: string; file: string }[] {
  return files.flatMap((file) => {
    if (!/subprocess|shutil\.which|os\.system|os\.popen/.test(modules.text(file) ?? '')) return [];
    const module = modules.get(file);
    const found: { name: string; file: string }[] = [];
    for (const expression of module ? allExpressions(module.body) : []) {
      if (expression.kind !== 'call' || !started.test(dottedName(expression.callee) ?? '')) continue;
      const first = expression.args[0];
      const text = textOf(first?.kind === 'list' ? first.items[0] : first);
      const program = text?.trim().split(/\s+/, 1)[0] ?? '';
      if (Object.hasOwn(programs, program)) found.push({ name: programs[program] as string, file });
    }
    return found;
  });
}
