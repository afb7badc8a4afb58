import type { Finding, Severity } from '../finding.js';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice', style: 'notice' };

/** Workflow commands that GitHub Actions shows beside the lines of a pull request; warnings, of what could not be looked at, beside none. */
export function toGithub(findings: readonly Finding[], warnings: readonly string[] = []): string {
  const lines = findings.map(({ severity, rule, message, file, line, endLine, column, endColumn, path }) => {
    const properties = Object.entries({
      file: file?.replaceAll('\\', '/'),
      line,
      endLine,
      // columns hold for one line only
      col: endLine === line ? column : undefined,
      endColumn: endLine === line ? endColumn : undefined,
      title: rule,
    })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}=${property(String(value))}`);
    const text = file === undefined && path ? `${path}: ${message}` : message;
    return `::${commands[severity]} ${properties.join(',')}::${data(text)}`;
  });
  return [...lines, ...warnings.map((warning) => `::warning::${data(warning)}`)].join('\n');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
