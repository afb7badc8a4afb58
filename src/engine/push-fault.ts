import { Fault } from '../fault.js';
import { refusalFault } from './registry/refusal-fault.js';
import { shownText } from './registry/shown-text.js';
import type { RegistryLogin } from './registry-credentials.js';

export interface PushSubject {
  host: string;
  /** With its host. */
  repository: string;
  tag: string;
  login: RegistryLogin | null;
}

/** The status that a registry answers with, by the words that the engine has for it (distribution, registry/client/errors.go). */
const statuses: [pattern: RegExp, status: number][] = [
  [/no space left|insufficient storage|507 /i, 507],
  [/toomanyrequests|too many requests|rate limit|429 /i, 429],
  [/quota/i, 403],
  [/unauthorized|authentication required|no basic auth credentials|401 /i, 401],
  [/immutable|cannot be overwritten/i, 400],
  [/\bdenied\b|forbidden|403 /i, 403],
  [/unsupported|405 /i, 405],
  [/name.{0,20}invalid|invalid repository name|name unknown|404 /i, 404],
  [/too large|413 /i, 413],
];

/** What the engine said of a push that failed, as what the user reads; `passes` for what may be tried again. */
export function pushFault(said: string, subject: PushSubject): { passes: boolean; fault: Fault } {
  const { host, repository, tag, login } = subject;
  const words = shownText(withoutSecret(said, login), 300);
  const status = statuses.find(([pattern]) => pattern.test(said))?.[1];
  if (status !== undefined) {
    const name = repository.slice(host.length + 1);
    const fault = refusalFault({
      host,
      status,
      errors: [{ code: /name unknown/i.test(said) ? 'NAME_UNKNOWN' : '', message: words, detail: '' }],
      subject: `the image ${repository}:${tag}`,
      repository: name,
      doing: 'writing',
      login: login && { username: login.username },
      loginProblem: null,
      waitMs: null,
      clockSkewMs: null,
    });
    return { passes: status === 429, fault };
  }
  if (/x509|certificate/i.test(said))
    return {
      passes: false,
      fault: new Fault(
        'registry-unreachable',
        `The engine does not trust the certificate of ${host}: ${words}.`,
        `Give the engine the authority's certificate (/etc/docker/certs.d/${host}/ca.crt on its host).`,
      ),
    };
  if (/server gave HTTP response to HTTPS client/i.test(said))
    return {
      passes: false,
      fault: new Fault(
        'registry-unreachable',
        `The registry ${host} speaks no TLS, and the engine wants it.`,
        'Give the registry a certificate; or list it in the engine’s insecure-registries (daemon.json), then restart the engine.',
      ),
    };
  return {
    // the engine has tried it five times by then
    passes: false,
    fault: new Fault(
      'registry-unreachable',
      `The engine cannot push to ${host}: ${words}.`,
      'Push again: layers that are there already are not sent twice. The registry must be reachable from the engine’s host too.',
    ),
  };
}

function withoutSecret(text: string, login: RegistryLogin | null): string {
  return login && login.secret.length >= 4 ? text.replaceAll(login.secret, '***') : text;
}
