import { defineRule } from '../../rule.js';
import { copiedCredentials } from './copied-credentials.js';

export const environmentFileCopied = defineRule({
  id: 'environment-file-copied',
  severity: 'warning',
  profile: 'default',
  aliases: { cis: ['4.10'] },
  principle: 'no-secrets',
  title: 'Look into an environment file before it is copied',
  why: 'A .env holds passwords in one project and nothing but a port in the next. Where the build context is at hand the file is read: with secrets in it, it is credential-file-copied, without any it is left alone. This is for the one that only its name is known of, as it is not committed or the Dockerfile came alone.',
  bad: 'FROM python:3.13-slim\nCOPY .env main.py /app/\n',
  good: 'FROM python:3.13-slim\nCOPY main.py .env.example /app/\n',
  check(dockerfile, report, settings) {
    for (const { where, file, along, uncertain } of copiedCredentials(dockerfile, settings))
      if (uncertain)
        report(
          where,
          along
            ? `This COPY takes ${file} along; see that no password, key or token is in it, or exclude it in .dockerignore.`
            : `${file} can be read by everyone who pulls the image; see that no password, key or token is in it, or pass it at run time (--env-file).`,
        );
  },
});
