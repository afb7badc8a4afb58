import type { Modules } from './modules.js';
import { normalizeName } from './requirement.js';
import { standardLibrary } from './standard-library.js';
import { allStatements } from './walk-syntax.js';

/** Modules whose distribution has another name. */
const distributions: Record<string, string> = {
  PIL: 'pillow',
  cv2: 'opencv-python-headless',
  sklearn: 'scikit-learn',
  skimage: 'scikit-image',
  yaml: 'pyyaml',
  dotenv: 'python-dotenv',
  bs4: 'beautifulsoup4',
  jwt: 'pyjwt',
  jose: 'python-jose',
  psycopg2: 'psycopg2-binary',
  MySQLdb: 'mysqlclient',
  dateutil: 'python-dateutil',
  magic: 'python-magic',
  fitz: 'pymupdf',
  docx: 'python-docx',
  pptx: 'python-pptx',
  serial: 'pyserial',
  telegram: 'python-telegram-bot',
  discord: 'discord.py',
  socketio: 'python-socketio',
  multipart: 'python-multipart',
  OpenSSL: 'pyopenssl',
  Crypto: 'pycryptodome',
  git: 'gitpython',
  attr: 'attrs',
  decouple: 'python-decouple',
  environ: 'django-environ',
  rest_framework: 'djangorestframework',
  corsheaders: 'django-cors-headers',
  fasthtml: 'python-fasthtml',
  slack_bolt: 'slack-bolt',
  faiss: 'faiss-cpu',
  a2a: 'a2a-sdk',
  googleapiclient: 'google-api-python-client',
  opentelemetry: 'opentelemetry-sdk',
  qdrant_client: 'qdrant-client',
  langchain_core: 'langchain-core',
};

/** Distributions that the imports of a project without any manifest point to, sorted. */
export function inferDependencies(modules: Modules): { name: string; file: string; line: number }[] {
  const found = new Map<string, { name: string; file: string; line: number }>();
  for (const path of modules.paths) {
    const module = modules.get(path);
    for (const statement of module ? allStatements(module.body) : []) {
      const names =
        statement.kind === 'import'
          ? statement.modules.map(({ name }) => name)
          : statement.kind === 'import-from' && statement.level === 0
            ? [statement.module]
            : [];
      for (const full of names) {
        const top = full.split('.', 1)[0] ?? '';
        if (top === '' || standardLibrary.has(top) || modules.resolve(path, 0, top) || isFolderOf(modules, path, top))
          continue;
        const name = Object.hasOwn(distributions, top)
          ? (distributions[top] as string)
          : top === 'google'
            ? googleDistribution(full)
            : normalizeName(top);
        if (!found.has(name) && /^[a-z0-9][a-z0-9.-]*$/.test(name))
          found.set(name, { name, file: path, line: statement.line });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `google` is a namespace of many distributions: `google.cloud.storage` is google-cloud-storage, `google.adk` is google-adk. */
function googleDistribution(module: string): string {
  const [, second = '', third = ''] = module.split('.');
  if (second === 'protobuf') return 'protobuf';
  return normalizeName(second === 'cloud' ? `google-cloud-${third}` : `google-${second}`);
}

/** A namespace package of the project: a folder without an `__init__.py`. */
function isFolderOf(modules: Modules, from: string, top: string): boolean {
  const parts = from.split('/').slice(0, -1);
  for (let count = parts.length; count >= 0; count--) {
    const prefix = [...parts.slice(0, count), top, ''].join('/');
    if (modules.paths.some((path) => path.startsWith(prefix))) return true;
  }
  return false;
}
