import { paragraphs, parseFields } from '../formats/control-fields.js';
import type { PackageReader } from '../reader.js';

const copyright = /^\/usr\/share\/doc\/([^/]+)\/copyright$/;
const mostLicenses = 40;

/** Licences of Debian's packages, where their copyright file is one that a machine can read (DEP 5). */
export const debianCopyright: PackageReader = {
  wants: ({ path, sizeBytes }) => copyright.test(path) && sizeBytes < 1_000_000,
  read(content, path) {
    const name = copyright.exec(path)?.[1] as string;
    const text = content.toString('utf8');
    if (!/^Format(?:-Specification)?:/im.test(text.slice(0, 1000))) return {};
    const stated = paragraphs(text).flatMap((paragraph) => parseFields(paragraph).fields.get('license') ?? []);
    const licenses = [...new Set(stated)].filter((license) => license.length > 0 && license.length < 200);
    return { licensesOf: { name, licenses: licenses.slice(0, mostLicenses) } };
  },
};
