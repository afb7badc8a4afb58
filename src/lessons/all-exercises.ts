import type { Exercise } from './exercise.js';
import { engineWithRoom } from './exercises/engine-with-room.js';
import { firstDockerfile } from './exercises/first-dockerfile.js';
import { hardenedService } from './exercises/hardened-service.js';
import { lookIntoContainers } from './exercises/look-into-containers.js';
import { oneImageManyContainers } from './exercises/one-image-many-containers.js';
import { reusableSkill } from './exercises/reusable-skill.js';
import { smallerImages } from './exercises/smaller-images.js';
import { specifiedService } from './exercises/specified-service.js';

/** The exercises of each lesson, by the lesson's id. */
export const allExercises: Readonly<Record<string, readonly Exercise[]>> = {
  'engine-with-room': engineWithRoom,
  'one-image-many-containers': oneImageManyContainers,
  'first-dockerfile': firstDockerfile,
  'look-into-containers': lookIntoContainers,
  'smaller-images': smallerImages,
  'hardened-service': hardenedService,
  'reusable-skill': reusableSkill,
  'specified-service': specifiedService,
};
