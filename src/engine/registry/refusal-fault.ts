import * as z from 'zod';
import { Fault, type FaultCode } from '../../fault.js';
import { shownText } from './shown-text.js';

/** What is known of a request that a registry refused. */
export interface Refusal {
  host: string;
  status: number;
  errors: RegistryError[];
  /** What it was about, for the message: `the manifest 1.4 of me/app`. */
  subject: string;
  repository: string | null;
  doing: 'reading' | 'writing' | 'deleting';
  /** Who we were logged in as; null for nobody. */
  login: { username: string } | null;
  /** Why a login could not be had. */
  loginProblem: string | null;
  waitMs: number | null;
  /** How far the registry's clock is from ours, in ms; null where it does not tell. */
  clockSkewMs: number | null;
}

export interface RegistryError {
  code: string;
  message: string;
  /** As text, since it may be anything. */
  detail: string;
}

const errorsSchema = z.object({
  errors: z
    .array(
      z.object({
        code: z.coerce.string().catch(''),
        message: z.string().nullish().catch(null),
        detail: z.unknown(),
      }),
    )
    .min(1),
});
/** Token servers, and registries that keep to nothing. */
const looseSchema = z.object({
  error: z.string().optional(),
  error_description: z.string().optional(),
  details: z.string().optional(),
  message: z.string().optional(),
});

/** The registry's own words (distribution specification, "Error Codes"); empty for what is none of its. */
export function readErrors(body: string): RegistryError[] {
  const parsed = parseJson(body);
  const strict = errorsSchema.safeParse(parsed);
  if (strict.success)
    return strict.data.errors.slice(0, 10).map(({ code, message, detail }) => ({
      code: shownText(code, 60),
      message: message ?? '',
      detail: detail === undefined || detail === null ? '' : (JSON.stringify(detail) ?? '').slice(0, 2_000),
    }));
  const loose = looseSchema.safeParse(parsed);
  if (!loose.success) return [];
  const { error, error_description, details, message } = loose.data;
  const said = error_description ?? details ?? message ?? error;
  return said ? [{ code: shownText(error ?? '', 60), message: said, detail: '' }] : [];
}

/** Turns a refusal into what a user reads: what happened, and what to do about it. */
export function refusalFault(refusal: Refusal): Fault {
  const { code, message, hint } = explain(refusal);
  return new Fault(code, message, hint);
}

type Explained = { code: FaultCode; message: string; hint: string };

function explain(refusal: Refusal): Explained {
  const { status, host, subject, errors } = refusal;
  const all = errors.map(({ code, message, detail }) => `${code} ${message} ${detail}`).join(' ');
  const words = shownText(errors.map(({ message, code }) => message || code).join('; '), 300);
  const said = words ? `: ${words}` : '';
  const has = (pattern: RegExp) => pattern.test(all);
  // its driver's error number, which is all that distribution tells of a full disk
  if (status === 507 || has(/no space left|"Err":28\b|ENOSPC|disk quota exceeded/i))
    return refused(
      `The disk of ${host} is full`,
      'Whoever runs the registry has to free space there (garbage collection, old tags).',
    );
  if (status === 429 || has(/TOOMANYREQUESTS/i)) return tooMany(refusal, said);
  if (
    status >= 400 &&
    status < 500 &&
    has(/quota|storage limit|exceed\w* the .*limit|upper limit|insufficient storage/i)
  )
    return {
      code: 'registry-limited',
      message: `The quota at ${host} is used up${said}.`,
      hint: `Delete old tags of ${refusal.repository ?? 'the repository'}, or have the quota raised.`,
    };
  if (status === 401) return notLoggedIn(refusal);
  // a tag that may not be moved, as ECR, Harbor, Quay and GAR say it
  if (has(/immutab|IMAGE_?TAG_?ALREADY_?EXISTS|cannot be overwritten|already exists and cannot/i))
    return refused(
      `${host} does not let ${subject} be replaced${said}`,
      'The repository’s tags are immutable there: push a new version.',
    );
  if (status === 403 || has(/\bDENIED\b/)) return denied(refusal, said);
  if (status === 404) return missing(refusal, said);
  if (status === 405 || has(/\bUNSUPPORTED\b/))
    return refused(
      `${host} does not allow ${refusal.doing} ${subject}${said}`,
      refusal.doing === 'writing'
        ? 'It may be read-only, such as a mirror or one under maintenance: push to another registry, or ask who runs it.'
        : 'The registry has this switched off: ask who runs it.',
    );
  if (status === 413)
    return refused(
      `${subject} is too large for ${host}`,
      'The proxy before it limits uploads (nginx: client_max_body_size 0); otherwise divide the layer that is so large.',
    );
  if (status >= 500)
    return {
      code: 'registry-unreachable',
      message: `The registry ${host} fails (${status}${said}).`,
      hint: 'Try again later: what is there already is not sent again. Its own log says more.',
    };
  if (has(/NAME_INVALID/))
    return refused(`${host} does not take the name ${refusal.repository}${said}`, nameHint(host));
  return refused(
    `${host} refuses ${subject} (${status}${said})`,
    'The registry’s own words say what it wants; its documentation says more.',
  );
}

function refused(message: string, hint: string): Explained {
  return { code: 'registry-refused', message: `${message}.`, hint };
}

function tooMany({ host, waitMs, login }: Refusal, said: string): Explained {
  const wait = waitMs === null ? '' : ` It asks to wait ${Math.ceil(waitMs / 1_000)} s.`;
  return {
    code: 'registry-limited',
    message: `${host} takes no more requests for now${said}.${wait}`,
    hint: login
      ? 'Wait, then run the same command again; a paid plan has a higher limit.'
      : `Log in, which raises the limit: ${loginCommand(host)}; or wait, then run the same command again.`,
  };
}

function notLoggedIn({ host, login, loginProblem, subject, doing, clockSkewMs }: Refusal): Explained {
  const skew = clockSkewMs !== null && Math.abs(clockSkewMs) > 120_000;
  if (login && skew)
    return {
      code: 'registry-denied',
      message: `${host} does not accept the login, and its clock differs from this machine’s by ${Math.round(Math.abs(clockSkewMs) / 60_000)} minutes.`,
      hint: 'Tokens are valid for minutes: set this machine’s clock right, then try again.',
    };
  if (login)
    return {
      code: 'registry-denied',
      message: `${host} does not accept the login${login.username ? ` of ${shownText(login.username, 60)}` : ''}.`,
      hint: `The password or token may be wrong or have expired: ${loginCommand(host)}`,
    };
  return {
    code: 'registry-denied',
    message: `${host} wants a login for ${doing} ${subject}.${loginProblem ? ` ${loginProblem}.` : ''}`,
    hint: loginProblem
      ? `Install that helper, or log in again: ${loginCommand(host)}`
      : `Log in: ${loginCommand(host)}`,
  };
}

function denied({ host, login, repository, subject, doing, loginProblem }: Refusal, said: string): Explained {
  const who = login?.username ? shownText(login.username, 60) : login ? 'this login' : 'anyone without a login';
  const what =
    repository && doing === 'writing'
      ? `write to ${repository}`
      : `${doing === 'writing' ? 'write' : doing === 'reading' ? 'read' : 'delete'} ${subject}`;
  if (!login)
    return {
      code: 'registry-denied',
      message: `${host} does not let ${who} ${what}${said}.${loginProblem ? ` ${loginProblem}.` : ''}`,
      hint: `Log in: ${loginCommand(host)}`,
    };
  return {
    code: 'registry-denied',
    message: `${host} does not let ${who} ${what}${said}.`,
    hint:
      doing === 'writing'
        ? `${createHint(host, repository)} ${mayWrite(host)}`
        : `Log in as one who may: ${loginCommand(host)}`,
  };
}

function missing({ host, repository, subject, doing, errors }: Refusal, said: string): Explained {
  if (doing === 'writing' && errors.some(({ code }) => /NAME_UNKNOWN|NOT_?FOUND|REPOSITORY/i.test(code)))
    return refused(`${host} has no repository ${repository}${said}`, createHint(host, repository));
  if (doing === 'writing')
    return refused(`${host} does not take ${subject} (404${said})`, createHint(host, repository));
  return {
    code: 'image-not-found',
    message: `The registry has no ${subject.replace(/^the /, '')}.`,
    hint: 'Check the name and the tag; a private repository looks like none to who is not logged in.',
  };
}

function mayWrite(host: string): string {
  const scope = host === 'ghcr.io' ? ' with a token that has write:packages' : '';
  return `Or log in as one who may write there${scope}: ${loginCommand(host)}`;
}

function createHint(host: string, repository: string | null): string {
  const name = repository ?? 'NAME';
  if (/\.dkr\.ecr\./.test(host)) return `Create it first: aws ecr create-repository --repository-name ${name}.`;
  if (/-docker\.pkg\.dev$/.test(host))
    return `Create it first: gcloud artifacts repositories create ${name.split('/')[1] ?? name} --repository-format=docker.`;
  if (host === 'docker.io') return 'Create it at hub.docker.com, under a name that you own.';
  return `Create the repository ${name}, or its project, at ${host} first if it is not made by the first push.`;
}

function nameHint(host: string): string {
  if (host === 'docker.io') return 'Docker Hub’s names have two parts: NAMESPACE/NAME.';
  return 'Lower-case letters and digits, with . _ or - between them; some registries want PROJECT/NAME.';
}

/** As Docker’s client takes it; Docker Hub needs no name. */
export function loginCommand(host: string): string {
  return host === 'docker.io' ? 'docker login' : `docker login ${host}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
