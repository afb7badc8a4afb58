import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { productionPackages } from '../../src/project/python/production-packages.js';

const names = (toml: string) =>
  productionPackages((parse(toml) as { package: { name: string }[] }).package).map(
    (entry) => (entry as { name: string }).name,
  );

describe('what an install without development groups takes', () => {
  it('follows the dependencies of a uv project, and the extras that are asked for', () => {
    const lock = `
[[package]]
name = "shop"
source = { virtual = "." }
dependencies = [{ name = "fastapi", extra = ["standard"] }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]
[package.optional-dependencies]
gpu = [{ name = "torch" }]
[[package]]
name = "fastapi"
dependencies = [{ name = "starlette" }]
[package.optional-dependencies]
standard = [{ name = "uvicorn" }]
all = [{ name = "jinja2" }]
[[package]]
name = "starlette"
dependencies = [{ name = "fastapi" }]
[[package]]
name = "uvicorn"
[[package]]
name = "jinja2"
[[package]]
name = "pytest"
[[package]]
name = "torch"
`;
    expect(names(lock)).toEqual(['shop', 'fastapi', 'starlette', 'uvicorn']);
  });

  it('takes the main group of poetry and the default group of pdm', () => {
    const entry = (name: string, line: string) => `[[package]]\nname = "${name}"\n${line}\n`;
    expect(names(entry('flask', 'groups = ["main"]') + entry('black', 'groups = ["dev"]'))).toEqual(['flask']);
    expect(names(entry('flask', 'category = "main"') + entry('black', 'category = "dev"'))).toEqual(['flask']);
    expect(names(entry('flask', 'groups = ["default", "test"]') + entry('black', 'groups = ["test"]'))).toEqual([
      'flask',
    ]);
  });

  it('takes everything where the lock does not tell', () => {
    expect(names('[[package]]\nname = "flask"\n[[package]]\nname = "black"\n')).toEqual(['flask', 'black']);
  });
});
