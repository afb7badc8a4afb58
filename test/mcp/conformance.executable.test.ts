import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Serving, serving } from '../executable/http.js';
import { validate, validatorsMissing } from '../validators/validator.js';

interface Check {
  id: string;
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'INFO' | 'SKIPPED';
  errorMessage?: string;
}

const fixture = (name: string) => `it calls the suite's own fixture, ${name}`;
const never = (what: string) => `we never ask a client for ${what}`;

/** Scenarios that judge what we do not have, with the reason; each that is here must fail, and no other may. */
const notApplicable: Record<string, string> = {
  'completion-complete': fixture('prompt test_prompt_with_arguments'),
  'elicitation-sep1034-defaults': fixture('tool test_elicitation_sep1034_defaults'),
  'elicitation-sep1330-enums': fixture('tool test_elicitation_sep1330_enums'),
  'http-custom-header-server-validation': 'no tool of ours takes an argument from a header (x-mcp-header)',
  'input-required-result-basic-elicitation': fixture('tool test_input_required_result_elicitation'),
  'input-required-result-basic-list-roots': never('its roots'),
  'input-required-result-basic-sampling': never('a completion of its model'),
  'input-required-result-capability-check': fixture('tool test_input_required_result_capabilities'),
  'input-required-result-multi-round': fixture('tool test_input_required_result_multi_round'),
  'input-required-result-multiple-input-requests': fixture('tool test_input_required_result_multiple_inputs'),
  'input-required-result-non-tool-request': fixture('prompt test_input_required_result_prompt'),
  'input-required-result-request-state': fixture('tool test_input_required_result_request_state'),
  'input-required-result-result-type': fixture('tool test_input_required_result_elicitation'),
  'input-required-result-tampered-state': fixture('tool test_input_required_result_tampered_state'),
  'json-schema-2020-12': fixture('tool json_schema_2020_12_tool'),
  'logging-set-level': 'we send no log messages: the protocol has deprecated them, and progress says what happens',
  'prompts-get-embedded-resource': fixture('prompt test_prompt_with_embedded_resource'),
  'prompts-get-simple': fixture('prompt test_simple_prompt'),
  'prompts-get-with-args': fixture('prompt test_prompt_with_arguments'),
  'prompts-get-with-image': fixture('prompt test_prompt_with_image'),
  'resources-read-binary': fixture('resource test://static-binary'),
  'resources-read-text': fixture('resource test://static-text'),
  'resources-subscribe': 'no resource of ours changes while a client looks at it',
  'resources-templates-read': fixture('resource test://template/{id}/data'),
  'resources-unsubscribe': 'no resource of ours changes while a client looks at it',
  'server-stateless:sep-2575-server-rejects-undeclared-capability': fixture('tool test_missing_capability'),
  'server-stateless:sep-2575-missing-capability-http-400': fixture('tool test_missing_capability'),
  'server-stateless:sep-2575-http-server-no-independent-requests-on-stream': fixture('tool test_streaming_elicitation'),
  'server-stateless:sep-2575-server-no-log-without-loglevel': fixture('tool test_logging_tool'),
  'tools-call-audio': fixture('tool test_audio_content'),
  'tools-call-elicitation': fixture('tool test_elicitation'),
  'tools-call-embedded-resource': fixture('tool test_embedded_resource'),
  'tools-call-error': fixture('tool test_error_handling'),
  'tools-call-image': fixture('tool test_image_content'),
  'tools-call-mixed-content': fixture('tool test_multiple_content_types'),
  'tools-call-sampling': never('a completion of its model'),
  'tools-call-simple-text': fixture('tool test_simple_text'),
  'tools-call-with-logging': fixture('tool test_tool_with_logging'),
  'tools-call-with-progress': fixture('tool test_tool_with_progress'),
};

/** Of an extension, which `--suite all` leaves out; those of tasks judge what we do not offer. */
const skillScenarios = ['sep-2640-skills-enumeration', 'sep-2640-skills-manifest'];

/** What must have been judged, and found good, for a pass to mean anything. */
const judged = {
  '2025-11-25': [
    'server-initialize',
    'ping',
    'tools-list',
    'prompts-list',
    'resources-list',
    'dns-rebinding-protection',
  ],
  '2026-07-28': [
    'server-stateless',
    'tools-list',
    'prompts-list',
    'resources-list',
    'caching',
    'http-header-validation',
    'sep-2164-resource-not-found',
    'server-sse-multiple-streams',
    'dns-rebinding-protection',
  ],
};

describe.skipIf(validatorsMissing)('the conformance suite', () => {
  let server: Serving;
  let results: string;
  beforeAll(async () => {
    results = await mkdtemp(join(tmpdir(), 'dockwright-conformance-'));
    server = await serving(['--allow-writes']);
  });
  afterAll(async () => {
    await server.stop();
    await rm(results, { recursive: true, force: true });
  });

  /** Scenario to checks, of every server scenario that the protocol version has, and those of the skills. */
  async function run(specVersion: string): Promise<Map<string, Check[]>> {
    const folder = join(results, specVersion);
    const args = ['server', '--url', server.url.href, '--spec-version', specVersion, '-o', folder];
    await validate('conformance', [...args, '--suite', 'all']);
    for (const scenario of skillScenarios) await validate('conformance', [...args, '--force', '--scenario', scenario]);
    const scenarios = await readdir(folder);
    return new Map(
      await Promise.all(
        scenarios.map(async (name): Promise<[string, Check[]]> => {
          const checks = JSON.parse(await readFile(join(folder, name, 'checks.json'), 'utf8'));
          return [name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT.*/, ''), checks];
        }),
      ),
    );
  }

  test.each(['2025-11-25', '2026-07-28'] as const)('has nothing to say against us by %s', async (specVersion) => {
    const scenarios = await run(specVersion);
    const failed = [...scenarios].flatMap(([scenario, checks]) =>
      checks
        .filter(({ status }) => status === 'FAILURE')
        .map(({ id, errorMessage }) => ({ scenario, id, errorMessage })),
    );
    const isKnown = (name: string) => Object.hasOwn(notApplicable, name);
    expect(failed.filter(({ scenario, id }) => !isKnown(scenario) && !isKnown(`${scenario}:${id}`))).toEqual([]);
    const failing = new Set(failed.flatMap(({ scenario, id }) => [scenario, `${scenario}:${id}`]));
    const ran = Object.keys(notApplicable).filter((name) => scenarios.has(name.replace(/:.*/, '')));
    expect(ran.filter((name) => !failing.has(name))).toEqual([]);
    for (const scenario of [...judged[specVersion], ...skillScenarios])
      expect(
        scenarios.get(scenario)?.some(({ status }) => status === 'SUCCESS'),
        scenario,
      ).toBe(true);
  });
});
