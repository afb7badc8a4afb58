/** A variable of the environment that is read; `own` ones are this program's, the others are Docker's, the platform's or a tool's. */
export interface EnvironmentVariable {
  name: string;
  own: boolean;
  meaning: string;
}

/** Every variable of the environment that is read. */
export const environmentVariables: readonly EnvironmentVariable[] = [
  ours('DOCKWRIGHT_BUILDX', "Where `docker-buildx` is; else Docker's own places for plug-ins, then `PATH`"),
  ours('DOCKWRIGHT_CLEAN_ENGINE', 'The engine on which a pushed image is run once more, as `--clean-engine`'),
  ours('DOCKWRIGHT_COMPOSE', "Where `docker-compose` is; else Docker's own places for plug-ins, then `PATH`"),
  ours('DOCKWRIGHT_DEBUG', 'Anything: an error also prints where in the program it arose'),
  ours(
    'DOCKWRIGHT_INSECURE_REGISTRIES',
    'Registries, or networks (`10.0.0.0/8`), that may be reached without TLS or behind a certificate that nobody vouches for; with commas',
  ),
  ours('DOCKWRIGHT_OFFLINE', '`1`: no vulnerability data is asked for over the network'),
  ours('DOCKWRIGHT_OSV_URL', "A mirror that speaks OSV's API, instead of https://api.osv.dev"),
  ours('DOCKWRIGHT_SCANNER', 'The one scanner to use: `trivy`, `grype`, `docker-scout` or `osv`'),
  others('DOCKER_HOST', 'The engine: `unix://`, `npipe://`, `tcp://` or `ssh://`; no other is looked for'),
  others('DOCKER_CONTEXT', 'A Docker context, where DOCKER_HOST is not set'),
  others('DOCKER_TLS_VERIFY', 'The engine is reached over TLS'),
  others('DOCKER_CERT_PATH', 'Folder of ca.pem, cert.pem and key.pem for it'),
  others(
    'DOCKER_CONFIG',
    "Docker's own folder instead of ~/.docker: logins, contexts, proxies for builds, plug-ins, certs.d",
  ),
  others('DOCKER_CONTENT_TRUST', '`1`: the audit does not ask for it to be set'),
  others('COMPOSE_PROJECT_NAME', "The project's name where a Compose file is diagnosed"),
  others('HTTPS_PROXY', 'The proxy to registries; in lower case too'),
  others('HTTP_PROXY', 'The same for plain HTTP'),
  others('ALL_PROXY', 'The same for both, where they are not set'),
  others('NO_PROXY', 'Hosts and networks that are reached without it'),
  others(
    'NODE_EXTRA_CA_CERTS',
    "File of a company's certificate authorities, for every connection (Node.js reads it itself)",
  ),
  others('COSIGN_KEY', 'Key that cosign signs with; `COSIGN_PASSWORD` is handed on to cosign'),
  others('SIGSTORE_ID_TOKEN', 'Identity that cosign signs with, where there is no key'),
  others('ACTIONS_ID_TOKEN_REQUEST_URL', 'Set by GitHub where a job may sign by its identity'),
  others('SOURCE_DATE_EPOCH', 'Time that a bill of materials carries, so that two are equal'),
  others('BUILDX_BUILDER', "buildx's builder for several platforms, where `--builder` names none"),
  others('CLAUDE_CONFIG_DIR', "Where Claude Code's settings are, for `setup`"),
  others('CODEX_HOME', "Where Codex's settings are, for `setup`"),
  others('NO_COLOR', 'Anything: no colours'),
  others('TERM', '`dumb`: no colours'),
  others(
    'PATH',
    'Where programs are looked for, before the usual places of Docker Desktop, Homebrew and distributions',
  ),
  others('XDG_STATE_HOME', 'Where proofs and cached vulnerability data are kept, instead of ~/.local/state'),
  others('LOCALAPPDATA', 'The same on Windows'),
  others(
    'XDG_CONFIG_HOME',
    'Where the settings of Docker, Colima and (for `setup`) editors are looked for, instead of ~/.config',
  ),
  others('XDG_RUNTIME_DIR', "Where a rootless engine's socket is looked for"),
  others('COLIMA_HOME', "Where Colima's socket and settings are looked for"),
  others('LIMA_HOME', "Where Lima's sockets are looked for"),
  others('TMPDIR', "Where Podman's socket is looked for on macOS"),
  others('APPDATA', 'Where the settings of Docker Desktop and (for `setup`) editors are on Windows'),
  others('ProgramData', "Where Docker's certificates for registries are on Windows"),
  others('ProgramFiles', "Where Docker's plug-ins are on Windows"),
  others('USERPROFILE', 'Where .wslconfig is on Windows'),
  others('WSL_DISTRO_NAME', 'Tells that this is WSL'),
];

function ours(name: string, meaning: string): EnvironmentVariable {
  return { name, own: true, meaning };
}

function others(name: string, meaning: string): EnvironmentVariable {
  return { name, own: false, meaning };
}
