import type { ComposeRule } from '../rule.js';
import { composeAmbiguousValue } from './compose-ambiguous-value.js';
import { composeAnonymousVolume } from './compose-anonymous-volume.js';
import { composeCgroupNotDefault } from './compose-cgroup-not-default.js';
import { composeContainerCapabilitiesUnrestricted } from './compose-container-capabilities-unrestricted.js';
import { composeContainerNameReplicas } from './compose-container-name-replicas.js';
import { composeContainerTrafficNotBoundToHostInterface } from './compose-container-traffic-not-bound-to-host-interface.js';
import { composeCpusNotLimited } from './compose-cpus-not-limited.js';
import { composeDangerousCapability } from './compose-dangerous-capability.js';
import { composeDatabasePortOpen } from './compose-database-port-open.js';
import { composeDatabaseWithoutPassword } from './compose-database-without-password.js';
import { composeDatabaseWithoutVolume } from './compose-database-without-volume.js';
import { composeDefaultSeccompProfileDisabled } from './compose-default-seccomp-profile-disabled.js';
import { composeDependencyWithoutHealthCheck } from './compose-dependency-without-health-check.js';
import { composeDependsOnCondition } from './compose-depends-on-condition.js';
import { composeDockerSocketMountedInContainer } from './compose-docker-socket-mounted-in-container.js';
import { composeDuplicateKey } from './compose-duplicate-key.js';
import { composeHealthcheckNotSet } from './compose-healthcheck-not-set.js';
import { composeHealthyWithoutCheck } from './compose-healthy-without-check.js';
import { composeHostNamespaceIsShared } from './compose-host-namespace-is-shared.js';
import { composeImageLatest } from './compose-image-latest.js';
import { composeLinks } from './compose-links.js';
import { composeMemoryNotLimited } from './compose-memory-not-limited.js';
import { composeMountPropagation } from './compose-mount-propagation.js';
import { composeNoNewPrivilegesNotSet } from './compose-no-new-privileges-not-set.js';
import { composePidsLimitNotSet } from './compose-pids-limit-not-set.js';
import { composePrivilegedContainersEnabled } from './compose-privileged-containers-enabled.js';
import { composePrivilegedPortsMappedInContainer } from './compose-privileged-ports-mapped-in-container.js';
import { composeRegistryAllowlist } from './compose-registry-allowlist.js';
import { composeRestartAttempts } from './compose-restart-attempts.js';
import { composeRestartNotSet } from './compose-restart-not-set.js';
import { composeSecretLiteral } from './compose-secret-literal.js';
import { composeSecurityOptNotSet } from './compose-security-opt-not-set.js';
import { composeSharedHostIpcNamespace } from './compose-shared-host-ipc-namespace.js';
import { composeSharedHostNetworkNamespace } from './compose-shared-host-network-namespace.js';
import { composeSharedHostUserNamespace } from './compose-shared-host-user-namespace.js';
import { composeSharedVolumesBetweenContainers } from './compose-shared-volumes-between-containers.js';
import { composeSourceMounted } from './compose-source-mounted.js';
import { composeSystemFolderMounted } from './compose-system-folder-mounted.js';
import { composeUndefinedReference } from './compose-undefined-reference.js';
import { composeUnknownKey } from './compose-unknown-key.js';
import { composeUnquotedPort } from './compose-unquoted-port.js';
import { composeUserRoot } from './compose-user-root.js';
import { composeVersionObsolete } from './compose-version-obsolete.js';
import { composeVolumeHasSensitiveHostDirectory } from './compose-volume-has-sensitive-host-directory.js';
import { composeWeakPassword } from './compose-weak-password.js';

/** Every rule for Compose files. */
export const composeRules: readonly ComposeRule[] = [
  composeAmbiguousValue,
  composeAnonymousVolume,
  composeCgroupNotDefault,
  composeContainerCapabilitiesUnrestricted,
  composeContainerNameReplicas,
  composeContainerTrafficNotBoundToHostInterface,
  composeCpusNotLimited,
  composeDangerousCapability,
  composeDatabasePortOpen,
  composeDatabaseWithoutPassword,
  composeDatabaseWithoutVolume,
  composeDefaultSeccompProfileDisabled,
  composeDependencyWithoutHealthCheck,
  composeDependsOnCondition,
  composeDockerSocketMountedInContainer,
  composeDuplicateKey,
  composeHealthcheckNotSet,
  composeHealthyWithoutCheck,
  composeHostNamespaceIsShared,
  composeImageLatest,
  composeLinks,
  composeMemoryNotLimited,
  composeMountPropagation,
  composeNoNewPrivilegesNotSet,
  composePidsLimitNotSet,
  composePrivilegedContainersEnabled,
  composePrivilegedPortsMappedInContainer,
  composeRegistryAllowlist,
  composeRestartAttempts,
  composeRestartNotSet,
  composeSecretLiteral,
  composeSecurityOptNotSet,
  composeSharedHostIpcNamespace,
  composeSharedHostNetworkNamespace,
  composeSharedHostUserNamespace,
  composeSharedVolumesBetweenContainers,
  composeSourceMounted,
  composeSystemFolderMounted,
  composeUndefinedReference,
  composeUnknownKey,
  composeUnquotedPort,
  composeUserRoot,
  composeVersionObsolete,
  composeVolumeHasSensitiveHostDirectory,
  composeWeakPassword,
];
