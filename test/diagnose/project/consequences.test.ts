import { describe, expect, test } from 'vitest';
import type { CauseId } from '../../../src/diagnose/cause.js';
import { originsOf, type ServiceState } from '../../../src/diagnose/project/consequences.js';
import { aCause, aDiagnosis } from '../a-diagnosis.js';

type Status = 'running' | 'exited' | 'created' | 'restarting';

const well = (service: string, dependsOn: string[] = [], status: Status = 'running'): ServiceState => ({
  service,
  dependsOn,
  diagnosis: aDiagnosis({ container: { name: service, status } }),
});
const faulty = (service: string, cause: CauseId, said: string, dependsOn: string[] = []): ServiceState => ({
  service,
  dependsOn,
  diagnosis: aDiagnosis({
    verdict: 'faulty',
    container: { name: service, status: 'exited', exitCode: 1 },
    causes: [aCause(cause, 0.9, said)],
  }),
});

const brokenDatabase = faulty('db', 'permission-denied', '"cannot create directory"');
const noName = '"could not translate host name \\"db\\" to address"';

describe('a service’s trouble', () => {
  test('comes from the one that it depends on and that is down', () => {
    const web = faulty('web', 'connection-refused', '"connection refused"', ['db']);
    expect(originsOf(web, [brokenDatabase, web], [])).toEqual(['db']);
  });

  test('comes from one that has no container, also where only the log names it', () => {
    const web = faulty('web', 'name-not-resolved', noName);
    expect(originsOf(web, [web], ['db'])).toEqual(['db']);
  });

  test('comes from one over another', () => {
    const proxy = faulty('proxy', 'connection-refused', '"connect() failed"', ['web']);
    const web = well('web', ['db']);
    expect(originsOf(proxy, [brokenDatabase, web, proxy], [])).toEqual(['db']);
  });

  test('comes from one that was stopped, where the evidence names it', () => {
    const database = well('db', [], 'exited');
    const web = faulty('web', 'name-not-resolved', noName, ['db']);
    expect(originsOf(web, [database, web], [])).toEqual(['db']);
    const other = faulty('web', 'application-error', '"ZeroDivisionError: division by zero"', ['db']);
    expect(originsOf(other, [database, other], [])).toEqual([]);
  });

  test('comes from one that the evidence calls by its container’s name', () => {
    const database = well('db', [], 'exited');
    const named = { ...database, diagnosis: aDiagnosis({ container: { name: 'shop-db-1', status: 'exited' } }) };
    const web = faulty('web', 'name-not-resolved', 'shop-db-1 has that name and is exited');
    expect(originsOf(web, [named, web], [])).toEqual(['db']);
  });

  test('is its own where the cause is of another kind, or names a service that is there', () => {
    const typo = faulty('web', 'missing-module', '"No module named \'nothere\'"', ['db']);
    expect(originsOf(typo, [brokenDatabase, typo], [])).toEqual([]);
    const wrongPort = faulty('web', 'connection-refused', '"connect to cache:6380: connection refused"', ['db']);
    expect(originsOf(wrongPort, [brokenDatabase, well('cache'), wrongPort], [])).toEqual([]);
  });

  test('is none of a database whose own trouble keeps nobody away', () => {
    const hidden = faulty('db', 'port-not-published', 'no port is published');
    const web = faulty('web', 'connection-refused', '"connection refused"', ['db']);
    expect(originsOf(web, [hidden, web], [])).toEqual([]);
  });

  test('a service that was never started waits for what is down', () => {
    const web: ServiceState = {
      service: 'web',
      dependsOn: ['db'],
      diagnosis: aDiagnosis({ verdict: 'unknown', container: { name: 'web', status: 'created' } }),
    };
    expect(originsOf(web, [brokenDatabase, web], [])).toEqual(['db']);
    expect(originsOf(web, [well('db', [], 'exited'), web], [])).toEqual(['db']);
  });

  test('names are whole words, and circles end', () => {
    const feedback = faulty('feedback', 'connection-refused', '"feedback-db is down"', []);
    expect(originsOf(feedback, [feedback, brokenDatabase], [])).toEqual([]);
    const a = faulty('a', 'connection-refused', '"refused"', ['b']);
    const b = faulty('b', 'connection-refused', '"refused"', ['a']);
    expect(originsOf(a, [a, b], [])).toEqual(['b']);
  });
});
