import { defineRule } from '../../rule.js';
import { copiedCredentials } from './copied-credentials.js';
import { exposedCredentialVariables } from './credential-variables.js';

export const credentialFileCopied = defineRule({
  id: 'credential-file-copied',
  severity: 'error',
  profile: 'default',
  aliases: { trivy: ['DS-0031'], cis: ['4.10'], dockle: ['CIS-DI-0010'] },
  principle: 'no-secrets',
  title: 'Copy no credentials into an image',
  why: 'A file that was copied can be read by everyone who pulls the image, also after a later layer deletes it. Named files count (private keys, .aws/credentials, .netrc and the like; .npmrc and .pypirc in the stage that is built), and where the build context is known also those that a COPY of a folder takes along because .dockerignore does not exclude them. A .env counts where it was read and holds secrets; one that could not be read is environment-file-copied. As in Trivy, so does a path of GOOGLE_APPLICATION_CREDENTIALS and its like that lies where something was copied.',
  bad: 'FROM python:3.13-slim\nCOPY id_ed25519 main.py /app/\n',
  good: 'FROM python:3.13-slim\nCOPY main.py /app/\n',
  check(dockerfile, report, settings) {
    for (const { where, file, kind, along, uncertain } of copiedCredentials(dockerfile, settings))
      if (!uncertain)
        report(
          where,
          along
            ? `This COPY takes ${file} (${kind}) along; exclude it in .dockerignore.`
            : `${file} (${kind}) can be read by everyone who pulls the image; mount it at run time, or as a secret in the RUN that needs it.`,
        );
    for (const { where, name } of exposedCredentialVariables(dockerfile, settings))
      report(
        where,
        `The file that ${name} names is copied into the image, where everyone can read it; mount it at run time.`,
      );
  },
});
