import { describe, expect, test } from 'vitest';
import { maskSource } from '../../src/secrets/mask-source.js';

const value = 'hunter2Zq9xK';

describe('a line of a Dockerfile, a script or a history', () => {
  test.each([
    `ENV PASSWORD ${value}`,
    `env db_password "${value} and more"`,
    `+ONBUILD ENV PASSWORD ${value}`,
    `LABEL password ${value}`,
    `ENV A=1 DB_PASSWORD=${value}`,
    `RUN |1 API_TOKEN=${value} /bin/sh -c make`,
    `RUN curl -fsS -u me:${value} https://packages.corp.dev/a`,
    `RUN curl --user "me:${value}" https://packages.corp.dev/a`,
    `RUN curl -H 'X-Api-Key: ${value}' https://packages.corp.dev/a`,
    `RUN curl -H "Authorization: Bearer ${value}" https://packages.corp.dev/a`,
    `RUN wget --http-password=${value} https://packages.corp.dev/a`,
    `CMD ["serve", "--api-key", "${value}"]`,
    `CMD ["serve", "--api-key=${value}"]`,
    `ENTRYPOINT serve --token ${value}`,
    `RUN sshpass -p ${value} ssh host`,
    `RUN docker login -u me -p ${value} registry.corp.dev`,
    `RUN useradd -m -p ${value} app`,
    `RUN mysqladmin -u root -p${value} status`,
    `RUN echo "root:${value}" | chpasswd`,
    `RUN aws configure set aws_secret_access_key ${value}`,
    `RUN npm config set //registry.npmjs.org/:_authToken ${value}`,
    `RUN git clone https://me:${value}@git.corp.dev/a.git`,
  ])('hides the secret of %s', (line) => {
    const masked = maskSource(line);
    expect(masked).not.toContain(value);
    expect(masked).toContain('***');
  });

  test.each([
    'RUN curl -u "$NAME:$PASSWORD" https://packages.corp.dev/a',
    'RUN serve --token "$TOKEN" --password-file /run/secrets/password',
    'RUN docker login -u me --password-stdin registry.corp.dev',
    'ENV TOKENIZERS_PARALLELISM false',
    'ARG NPM_TOKEN',
    'RUN npm config set registry https://packages.corp.dev',
    'RUN mysqladmin -u root status',
    'RUN apt-get install -y --no-install-recommends curl',
  ])('leaves %s as it is', (line) => {
    expect(maskSource(line)).toBe(line);
  });

  test('takes time that grows with the text, whatever is repeated in it', () => {
    const pieces = [
      '--token ',
      'login ',
      'login -p',
      ' -u a:',
      'ENV A ',
      'set a ',
      'echo a:',
      'mysql -p',
      'api-key: ',
      '\n',
      '"',
    ];
    const slow = pieces.filter((piece) => {
      const started = performance.now();
      maskSource(piece.repeat(200_000 / piece.length));
      return performance.now() - started > 1_000;
    });
    expect(slow).toEqual([]);
  });
});
