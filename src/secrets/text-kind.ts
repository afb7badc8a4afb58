import { posix } from 'node:path';

/** What a file's name says about how its text is to be read. */
export interface TextKind {
  /** Settings: values stand behind names without quotes. */
  settings: boolean;
  /** Documentation, tests, generated or locked: what is in it is an example or nobody wrote it, unless its form leaves no doubt. */
  incidental: boolean;
  /** Whether a name says what its value is. */
  named: boolean;
}

/** Code, or a text of which nothing is known. */
export const plainText: TextKind = { settings: false, incidental: false, named: true };

/** Only what its own form gives away: names are judged elsewhere, or say nothing. */
export const byFormOnly: TextKind = { settings: false, incidental: false, named: false };

const settingsEnding =
  /\.(?:env|ini|cfg|conf|config|cnf|properties|ya?ml|toml|json|xml|tfvars|tfstate|hcl|sh|bash|zsh|profile|service|plist|netrc|npmrc|pypirc|envrc|s3cfg|boto|rc|secret|secrets|credentials)$/i;
const settingsName =
  /^(?:\.env(?:\..+)?|\.?(?:npmrc|yarnrc(?:\.yml)?|pypirc|netrc|pgpass|my\.cnf|s3cfg|boto|bashrc|zshrc|profile|bash_profile|databrickscfg|terraformrc|vault-token)|credentials|config|secrets?|Dockerfile|Containerfile|.*_history)$/i;
const incidentalName =
  /\.(?:md|mdx|rst|adoc|html?|svg|css|scss|map|po|pot|mo|lock|sum|ipynb|min\.js|min\.css|patch|diff|pem|crt|csv|tsv)$|^(?:package-lock|npm-shrinkwrap|composer\.lock|yarn\.lock|pnpm-lock|uv\.lock|poetry\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|bun\.lock|tokenizer|vocab|tokenizer_config|special_tokens_map|README|CHANGELOG|METADATA|RECORD|PKG-INFO|LICENSE|NOTICE)(?:\.\w+)?$|(?:^|[._-])(?:tests?|specs?|mocks?|fixtures?|examples?|samples?|templates?|dist)(?:[._-]|$)|^test_|^conftest\.py$/i;
const incidentalFolder =
  /\/(?:tests?|__tests__|testing|specs?|fixtures?|testdata|test_data|mocks?|__mocks__|examples?|samples?|docs?|documentation|locales?|i18n|translations)\//i;

/** @param path of a file, or any name for a text that is none */
export function textKind(path: string): TextKind {
  const bounded = path.slice(-1_000);
  const name = posix.basename(bounded);
  const incidental = incidentalName.test(name) || incidentalFolder.test(bounded);
  return { settings: settingsEnding.test(name) || settingsName.test(name), incidental, named: !incidental };
}
