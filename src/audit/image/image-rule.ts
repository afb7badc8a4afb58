import type { Aliases } from '../dockerfile/rule.js';
import type { Finding, Severity } from '../finding.js';
import type { RuleInfo } from '../rule-info.js';
import type { InspectedImage } from './inspect-image.js';

/** Where in an image something is. */
export interface ImagePlace {
  /** Index of the layer. */
  layer?: number | null;
  path?: string;
}

export type ReportImage = (message: string, place?: ImagePlace) => void;

/** Ids of the same check in other tools; those of dive are the keys of its CI rules, those of Docker Scout its policies. */
export interface ImageAliases extends Aliases {
  dive?: readonly string[];
  scout?: readonly string[];
}

/** What is asked of an image besides what holds for all. */
export interface ImageRuleSettings {
  /** `linux/arm64`, where the image is meant for one. */
  platform: string | null;
  lowestEfficiency: number;
  /** Null: any. */
  highestWastedBytes: number | null;
  /** Of the bytes that the layers above the first have, 0 to 1. */
  highestUserWastedPercent: number;
  /** Whether the caller's Docker client checks signatures (DOCKER_CONTENT_TRUST); null where that is not known. */
  contentTrust: boolean | null;
  now: Date;
}

/** dive's defaults. */
export const defaultImageRuleSettings: Omit<ImageRuleSettings, 'now'> = {
  platform: null,
  lowestEfficiency: 0.9,
  highestWastedBytes: null,
  highestUserWastedPercent: 0.1,
  contentTrust: null,
};

/** A check of an image, in a file of its own that is named for it. It never throws and never shows a secret. */
export interface ImageRule {
  id: string;
  severity: Severity;
  /** `strict`: only with that profile, since many good images break it. */
  profile: 'default' | 'strict';
  aliases: ImageAliases;
  /** Id of a principle in prompts/principles. */
  principle: string;
  title: string;
  why: string;
  check(image: InspectedImage, report: ReportImage, settings: ImageRuleSettings): void;
}

/** Keeps a rule's type while it is written. */
export function defineImageRule(rule: ImageRule): ImageRule {
  return rule;
}

/** All ids of a rule in other tools, as a finding shows them. */
export function imageAliasList({ aliases }: Pick<ImageRule, 'aliases'>): string[] {
  const { cis = [], ...others } = aliases;
  return [...Object.values(others).flat(), ...cis.map((section) => `CIS-${section}`)];
}

export function imageRuleInfo(rule: ImageRule): RuleInfo {
  const { id, severity, profile, principle, title, why, aliases } = rule;
  const cis = (aliases.cis?.length ?? 0) > 0;
  return { id, kind: 'image', aliases: imageAliasList(rule), severity, profile, cis, principle, title, why };
}

/** More of one rule for one image are counted in a last finding. */
const mostFindings = 25;

/** Runs rules on an image; what the profile leaves out is the caller's choice. */
export function checkImage(image: InspectedImage, rules: readonly ImageRule[], settings: ImageRuleSettings): Finding[] {
  return rules.flatMap((rule) => {
    const { id, severity, title, principle } = rule;
    const common = { rule: id, aliases: imageAliasList(rule), severity, title, principle };
    const found: Finding[] = [];
    let more = 0;
    rule.check(
      image,
      (message, { layer, path } = {}) => {
        if (found.length >= mostFindings) {
          more += 1;
          return;
        }
        const digest = layer === undefined || layer === null ? undefined : image.read.layers[layer]?.digest;
        found.push({ ...common, message, ...(digest && { layer: digest }), ...(path && { path }) });
      },
      settings,
    );
    if (more > 0) found.push({ ...common, message: `${more.toLocaleString('en')} more of the same, not listed here.` });
    return found;
  });
}
