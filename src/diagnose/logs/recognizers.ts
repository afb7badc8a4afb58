import { appServers } from './app-servers.js';
import { certificates } from './certificates.js';
import { clocks } from './clocks.js';
import { containerImages } from './container-images.js';
import { databases } from './databases.js';
import { dotnet } from './dotnet.js';
import { dynamicLoader } from './dynamic-loader.js';
import { environmentWords } from './environment-words.js';
import type { Recognizer } from './finding.js';
import { go } from './go.js';
import { graphics } from './graphics.js';
import { java } from './java.js';
import { networkTools } from './network-tools.js';
import { nginx } from './nginx.js';
import { node } from './node.js';
import { php } from './php.js';
import { pydanticSettings } from './pydantic-settings.js';
import { python } from './python.js';
import { resourceLimits } from './resource-limits.js';
import { ruby } from './ruby.js';
import { rust } from './rust.js';
import { sharedMemory } from './shared-memory.js';
import { shellWords } from './shell.js';

/** In the order in which they are asked: the first that knows a line of some kind is believed. */
export const recognizers: readonly Recognizer[] = [
  databases,
  pydanticSettings,
  python,
  node,
  java,
  ruby,
  php,
  dotnet,
  rust,
  nginx,
  appServers,
  go,
  dynamicLoader,
  networkTools,
  shellWords,
  environmentWords,
  certificates,
  resourceLimits,
  graphics,
  clocks,
  sharedMemory,
  containerImages,
];
