import type { FaultCode } from '../fault.js';

/** What each error's code stands for, in general; the message and the hint of an error say it of the case at hand. */
export const faultMeanings: Readonly<Record<FaultCode, string>> = {
  'build-failed': 'The engine could not build the image',
  'file-conflict': 'A file is there that someone else wrote or changed; nothing was written',
  'confirmation-required':
    'It writes over something, runs something or cannot be undone, and nobody has agreed to it yet',
  'invalid-input': 'An argument, flag or setting cannot be',
  'invalid-spec': 'container.spec.yaml is not what its schema says',
  'invalid-manifest': "A project's own file (pyproject.toml, a lock file, ...) cannot be read",
  'path-not-found': 'The path does not exist',
  'not-a-folder': 'A folder was expected',
  'path-refused': 'The path lies outside of what may be read, or may not be read',
  'no-project-found': 'Nothing in the folder looks like an application',
  'not-supported': 'It is known and cannot be done',
  'image-not-found': 'The engine or registry has no such image',
  'container-not-found': 'The engine has no such container or project',
  'write-failed': 'The file cannot be written',
  'engine-unreachable': 'No engine answers',
  'engine-refused': 'The engine answers and says no',
  'registry-unreachable': 'The registry does not answer',
  'registry-denied': 'The login is wrong or missing, or has no right to it',
  'registry-refused': 'The registry says no for another reason: read-only, too large, a rule of its own',
  'registry-limited': 'Quota, or too many requests',
  'registry-broken': 'The registry answers with what cannot be: wrong digests, malformed documents, endless redirects',
  interrupted: 'It was stopped',
  internal: 'A defect of Dockwright',
};
