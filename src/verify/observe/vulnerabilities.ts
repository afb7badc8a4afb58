import { readImageFrom } from '../../audit/image/read-image.js';
import { collectPackages } from '../../audit/packages/image-packages.js';
import { scanOptions, scanVulnerabilities } from '../../audit/vulnerabilities/scan.js';
import type { Vulnerabilities } from '../../audit/vulnerabilities/vulnerability.js';
import { exportImage } from '../../engine/image.js';
import type { Bench } from '../bench.js';

/** Known vulnerabilities of the image that was verified: its packages from its own export, base layers included. */
export async function observeVulnerabilities({ engine, image, activity }: Bench): Promise<Vulnerabilities> {
  const packages = collectPackages();
  const { layers } = await exportImage(engine, image, activity.signal, (stream) =>
    readImageFrom({ stream }, (blob) => [packages.collectorOf(blob)], activity),
  );
  // a scanner looks at the engine that was verified on
  const options = scanOptions({ ...process.env, DOCKER_HOST: engine.endpoint.address });
  return scanVulnerabilities({ kind: 'engine', reference: image }, packages.merge(layers), options, activity);
}
