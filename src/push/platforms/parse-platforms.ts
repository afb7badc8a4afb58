import { Fault } from '../../fault.js';

const form = /^[a-z0-9]{2,20}\/[a-z0-9_]{2,20}(?:\/v\d{1,2})?$/;

/** What these mean without a variant, as registries and buildx have it. */
const usualVariants: Record<string, string> = { 'linux/arm64/v8': 'linux/arm64', 'linux/amd64/v1': 'linux/amd64' };

/** The list that `--platform` takes. @throws Fault invalid-input */
export function parsePlatforms(list: string): string[] {
  const platforms = list.split(',').map((one) => one.trim());
  const wrong = platforms.find((one) => !form.test(one));
  if (wrong !== undefined)
    throw new Fault(
      'invalid-input',
      `${JSON.stringify(wrong.slice(0, 60))} is not a platform.`,
      'Write them as the registries do: --platform linux/amd64,linux/arm64',
    );
  return [...new Set(platforms.map(usualPlatform))];
}

/** Its short name, by which two can be compared. */
export function usualPlatform(platform: string): string {
  return usualVariants[platform] ?? platform;
}
