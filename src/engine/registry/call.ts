import { Fault } from '../../fault.js';
import { readChallenge } from './challenge.js';
import { type Answer, dropBody, type Outgoing, readBody } from './exchange.js';
import { passing } from './passing.js';
import { type Refusal, readErrors, refusalFault } from './refusal-fault.js';
import { openTokenServer, type Registry, send } from './registry.js';
import { retry, retryAfter, Setback } from './retry.js';
import type { Scope } from './scope.js';

/** A request by what is meant by it. */
export interface Call {
  method: Outgoing['method'];
  /** Below `/v2/`; or an address that the registry named. */
  path: string | URL;
  /** Statuses that are answers; all others become faults. */
  expects: readonly number[];
  scopes: readonly Scope[];
  repository: string | null;
  /** For messages: `the manifest 1.4 of me/app`. */
  subject: string;
  doing: Refusal['doing'];
  headers?: Record<string, string | number>;
  body?: Buffer | AsyncIterable<Buffer>;
  signal: AbortSignal;
}

const mostRedirects = 5;
const longestRefusal = 64 * 1024;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * A request that may be made again as it is: what passes is tried again, a token that has ended is renewed.
 * @throws Fault with what is to be done about it
 */
export function call(registry: Registry, wanted: Call): Promise<Answer> {
  return retry({ policy: registry.retries, signal: wanted.signal, onRetry: registry.onRetry }, () =>
    callOnce(registry, wanted),
  );
}

/**
 * A request that is made once, or twice where its token had ended and its body can be sent again.
 * @throws Setback for what may pass
 */
export async function callOnce(registry: Registry, wanted: Call): Promise<Answer> {
  try {
    const again = wanted.body === undefined || Buffer.isBuffer(wanted.body);
    const answer = await authorized(registry, wanted);
    if (wanted.expects.includes(answer.status)) return answer;
    if (answer.status !== 401 || !renew(registry, wanted, answer)) throw await refusal(registry, wanted, answer);
    if (!again) throw new Setback(await refusal(registry, wanted, answer).then(faultOf));
    await dropBody(answer);
    const second = await authorized(registry, wanted);
    if (wanted.expects.includes(second.status)) return second;
    throw await refusal(registry, wanted, second);
  } catch (error) {
    throw wanted.signal.aborted ? wanted.signal.reason : passing(error, registry.host);
  }
}

/** A small answer's whole body, where a broken connection may be tried again together with the request. */
export function callForBody(registry: Registry, wanted: Call, most: number): Promise<{ answer: Answer; body: Buffer }> {
  return retry({ policy: registry.retries, signal: wanted.signal, onRetry: registry.onRetry }, async () => {
    const answer = await callOnce(registry, wanted);
    try {
      return { answer, body: await readBody(answer, most) };
    } catch (error) {
      throw wanted.signal.aborted ? wanted.signal.reason : passing(error, registry.host);
    }
  });
}

async function authorized(registry: Registry, wanted: Call): Promise<Answer> {
  const authorization = await registry.authorizer.authorize(wanted.scopes, wanted.signal);
  if ('refused' in authorization) throw await refusal(registry, wanted, authorization.refused);
  let url = typeof wanted.path === 'string' ? new URL(`/v2/${wanted.path}`, registry.address) : wanted.path;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    const login: Record<string, string> =
      authorization.header !== null && url.origin === registry.address.origin
        ? { authorization: authorization.header }
        : {};
    const { method, body, signal } = wanted;
    const answer = await send(registry, { method, url, headers: { ...wanted.headers, ...login }, body, signal });
    const location = answer.headers.location;
    const follows = redirects.has(answer.status) && (method === 'GET' || method === 'HEAD');
    if (!follows || wanted.expects.includes(answer.status)) return answer;
    await dropBody(answer);
    url = redirected(registry, url, location);
  }
  throw broken(registry.host, `it sends us on more than ${mostRedirects} times`);
}

/** Storage elsewhere may be sent to, but not in the open where the registry itself is not. */
function redirected({ host }: Registry, from: URL, location: string | undefined): URL {
  const url = location && URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw broken(host, 'it sends us on to no address');
  if (from.protocol === 'https:' && url.protocol === 'http:')
    throw broken(host, 'it sends us on to an address without TLS');
  return url;
}

function renew(registry: Registry, wanted: Call, answer: Answer): boolean {
  const challenge = readChallenge(answer.headers['www-authenticate'], answer.url);
  if (challenge?.scheme === 'bearer' && registry.address.protocol === 'https:' && challenge.realm.protocol === 'http:')
    throw openTokenServer(registry.host, challenge.realm.host);
  return registry.authorizer.renew(wanted.scopes, challenge);
}

/** A refusal as what is thrown for it: a setback where it may pass. */
export async function refusal(registry: Registry, wanted: Call, answer: Answer): Promise<Fault | Setback> {
  const { status, headers } = answer;
  const body =
    wanted.method === 'HEAD'
      ? ''
      : (await readBody(answer, longestRefusal).catch(() => Buffer.alloc(0))).toString('utf8');
  if (wanted.method === 'HEAD') await dropBody(answer);
  const waitMs = retryAfter(headers['retry-after']);
  const date = Date.parse(headers.date ?? '');
  const fault = refusalFault({
    host: registry.host,
    status,
    errors: readErrors(registry.secrets.clean(body)),
    subject: wanted.subject,
    repository: wanted.repository,
    doing: wanted.doing,
    login: registry.login,
    loginProblem: registry.loginProblem,
    waitMs,
    clockSkewMs: Number.isNaN(date) ? null : date - Date.now(),
  });
  const clean = new Fault(fault.code, registry.secrets.clean(fault.message), fault.hint);
  const passes = status === 408 || status === 429 || (status >= 500 && status !== 501);
  return passes && fault.code !== 'registry-refused' ? new Setback(clean, waitMs) : clean;
}

function faultOf(error: Fault | Setback): Error {
  return error instanceof Setback ? error.fault : error;
}

export function broken(host: string, why: string): Fault {
  return new Fault(
    'registry-broken',
    `The registry ${host} cannot be right: ${why}.`,
    'Check the address; a proxy or something else may answer in its place.',
  );
}
