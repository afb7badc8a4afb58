var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// src/fault.ts
var Fault;
var init_fault = __esm({
  "src/fault.ts"() {
    "use strict";
    Fault = class extends Error {
      code;
      hint;
      constructor(code, message, hint, options) {
        super(message, options);
        this.code = code;
        this.hint = hint;
      }
    };
  }
});

// src/spec/units.ts
function parseSize(text2) {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?I?B)?$/i.exec(String(text2).trim());
  if (!match) return null;
  return Math.round(Number(match[1]) * (sizeUnits[(match[2] ?? "B").toUpperCase()] ?? 1));
}
function parseDuration(text2) {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text2.trim());
  return match ? Math.round(Number(match[1]) * durationUnits[match[2]]) : null;
}
var sizeUnits, durationUnits;
var init_units = __esm({
  "src/spec/units.ts"() {
    "use strict";
    sizeUnits = {
      B: 1,
      KB: 1e3,
      MB: 1e6,
      GB: 1e9,
      TB: 1e12,
      KIB: 2 ** 10,
      MIB: 2 ** 20,
      GIB: 2 ** 30,
      TIB: 2 ** 40
    };
    durationUnits = { ms: 1, s: 1e3, m: 6e4, h: 36e5 };
  }
});

// src/generate/dockerfile/volumes.ts
import { posix as posix7 } from "node:path";
function volumeBlocks({ volumes, runtime: { user } }) {
  const paths = volumePaths(volumes);
  if (!paths.length) return { build: [], runtime: [], basic: [] };
  const principle = "persistent-data";
  const kept = (index) => `/volumes/${index}`;
  return {
    build: [
      {
        template: "volumes-build",
        principle,
        reason: `What the service may write to, with what it finds there at first: ${paths.join(", ")}`,
        data: { volumes: paths.map((path, index) => ({ path, kept: kept(index), inApp: path.startsWith("/app/") })) }
      }
    ],
    runtime: [
      {
        template: "volumes-runtime",
        principle,
        reason: "The only folders that the service owns; mount volumes on them to keep what they hold",
        data: { volumes: paths.map((path, index) => ({ owner: `${user}:${user}`, words: [kept(index), path] })) }
      }
    ],
    basic: [
      {
        template: "volumes-basic",
        principle,
        reason: "The only folders that the service may write to",
        data: { user, volumes: paths.map((path) => ({ path })) }
      }
    ]
  };
}
function volumePaths(volumes) {
  const paths = [...new Set(volumes.map((path) => posix7.normalize(`${path}/`).slice(0, -1)))].filter(
    (path) => path !== "/tmp" && !path.startsWith("/tmp/")
  );
  for (const path of paths)
    if (["", "/app", "/opt", "/opt/venv", "/usr", "/etc", "/bin", "/sbin", "/lib", "/proc", "/sys", "/dev"].includes(path))
      throw new Fault(
        "invalid-spec",
        `volumes names ${path || "/"}, which holds the code or the system and must not be writable.`,
        "Name a folder of its own for what the service writes, such as /app/data, in container.spec.yaml."
      );
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}
var init_volumes = __esm({
  "src/generate/dockerfile/volumes.ts"() {
    "use strict";
    init_fault();
  }
});

// src/generate/image-reference.ts
function imageReference({ app }) {
  return `${app.name}:${imageTag(app.version)}`;
}
function imageTag(version) {
  return version.replaceAll("+", "-");
}
var init_image_reference = __esm({
  "src/generate/image-reference.ts"() {
    "use strict";
  }
});

// src/generate/text/plain.ts
function hasControlCharacters(text2) {
  return text2.search(harmful) >= 0;
}
function plainLine(text2, limit = 400) {
  const line = text2.toWellFormed().replace(harmful, " ").trim();
  return line.length > limit ? `${line.slice(0, limit - 1).toWellFormed()}\u2026` : line;
}
var harmful;
var init_plain = __esm({
  "src/generate/text/plain.ts"() {
    "use strict";
    harmful = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;
  }
});

// src/generate/text/yaml.ts
import { Document as YamlDocument } from "yaml";
function yamlScalar(text2) {
  return JSON.stringify(text2.toWellFormed()).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}
function yamlDocument(value) {
  return new YamlDocument(value, { compat: "yaml-1.1", aliasDuplicateObjects: false });
}
function yamlText(document) {
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: "" });
}
var init_yaml = __esm({
  "src/generate/text/yaml.ts"() {
    "use strict";
  }
});

// src/generate/text/shell.ts
function shellWord(text2) {
  return plainWord.test(text2) ? text2 : `'${text2.replaceAll("'", `'\\''`)}'`;
}
function runWord(text2) {
  if (hasControlCharacters(text2))
    throw new Fault(
      "not-supported",
      `A name with control characters cannot be written into a Dockerfile: ${JSON.stringify(plainLine(text2, 80))}.`,
      "Rename the file, or change the word in container.spec.yaml."
    );
  return shellWord(text2);
}
function shellWordWithPort(text2) {
  const parts = text2.split("${PORT}");
  if (parts.length === 1) return shellWord(text2);
  if (parts.every((part) => safeInDoubleQuotes.test(part)))
    return `"${parts.reduce((before, part) => `${before}${/^\w/.test(part) ? "${PORT}" : "$PORT"}${part}`)}"`;
  return parts.map((part) => part === "" ? "" : shellWord(part)).join('"$PORT"');
}
var plainWord, safeInDoubleQuotes;
var init_shell = __esm({
  "src/generate/text/shell.ts"() {
    "use strict";
    init_fault();
    init_plain();
    plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;
    safeInDoubleQuotes = /^[A-Za-z0-9_@%+=:,./ -]*$/;
  }
});

// src/generate/dockerfile/start-command.ts
function startCommand(project2, command) {
  const settings = Object.entries(commandEnvironment(project2));
  const environment = Object.fromEntries(settings.filter(([, value]) => !value.includes(port)));
  const exported = settings.filter(([, value]) => value.includes(port));
  if (exported.length === 0) {
    const words4 = gunicornByItself(project2, command);
    if (words4) return { exec: words4, honoursPort: true, environment };
    if (!command.some((word2) => word2.includes(port)) || isShell(command))
      return { exec: command, honoursPort: project2.readsPort || command.some(namesPort), environment };
  }
  const script = [
    ...exported.map(([name, value]) => `export ${name}=${shellWordWithPort(value)};`),
    "exec",
    ...command.map(shellWordWithPort)
  ].join(" ");
  return { exec: ["sh", "-c", script], honoursPort: true, environment };
}
function commandEnvironment(project2) {
  const found = project2.commandEnvironment ?? {};
  return Object.fromEntries(Object.entries(found).filter(([name]) => /^[A-Za-z_]\w{0,254}$/.test(name)));
}
function isShell([program = "", flag = ""]) {
  return /^(?:\/usr)?(?:\/bin\/)?(?:ba|da|a)?sh$/.test(program) && /^-[a-z]*c$/.test(flag);
}
function namesPort(word2) {
  return /\$\{?PORT\b/.test(word2);
}
function gunicornByItself(project2, command) {
  if (command[0] !== "gunicorn" || project2.topLevel.includes("gunicorn.conf.py")) return null;
  if (command.some((word2) => word2 === "-c" || word2.startsWith("--config"))) return null;
  const words4 = [];
  for (let index = 0; index < command.length; index++) {
    const word2 = command[index];
    const value = command[index + 1];
    if ((word2 === "-b" || word2 === "--bind") && value !== void 0 && everywhere.has(value)) index++;
    else if (!everywhere.has(word2.replace(/^(?:--bind=|-b=?)/, "")) || !/^-/.test(word2)) words4.push(word2);
  }
  return words4.length < command.length && !words4.some((word2) => word2.includes(port)) ? words4 : null;
}
function commandLine2(command) {
  return command.map((word2) => word2.includes(port) ? shellWordWithPort(word2) : shellWord(word2)).join(" ");
}
var port, everywhere;
var init_start_command = __esm({
  "src/generate/dockerfile/start-command.ts"() {
    "use strict";
    init_shell();
    port = "${PORT}";
    everywhere = /* @__PURE__ */ new Set([`0.0.0.0:${port}`, `:${port}`]);
  }
});

// src/generate/signature.ts
import { createHash } from "node:crypto";
function sign(content, style = "hash") {
  const { before, after } = styles[style];
  return `${content}${before}${hashOf(content)}${after}`;
}
function isOurs2(text2) {
  const content = text2.replaceAll("\r\n", "\n");
  const start2 = content.lastIndexOf("\n", content.length - 2) + 1;
  const match = /^(?:# dockwright ([0-9a-f]{16})|<!-- dockwright ([0-9a-f]{16}) -->)\n?$/.exec(content.slice(start2));
  return match !== null && (match[1] ?? match[2]) === hashOf(content.slice(0, start2));
}
function hashOf(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
var styles;
var init_signature = __esm({
  "src/generate/signature.ts"() {
    "use strict";
    styles = {
      hash: { before: "# dockwright ", after: "\n" },
      html: { before: "<!-- dockwright ", after: " -->\n" }
    };
  }
});

// src/generate/ci.ts
var ci_exports = {};
__export(ci_exports, {
  renderWorkflow: () => renderWorkflow
});
function renderWorkflow(spec2, render) {
  const repository = spec2.registry?.repository ?? null;
  const registry = repository && /^[^/]*[.:][^/]*\//.test(repository) ? repository.split("/")[0] : "docker.io";
  const content = render("ci/workflow", {
    image: imageReference(spec2),
    push: repository !== null,
    repository: repository ?? "",
    registry,
    github: registry === "ghcr.io"
  });
  return { path: ".github/workflows/container.yml", content: sign(content) };
}
var init_ci = __esm({
  "src/generate/ci.ts"() {
    "use strict";
    init_image_reference();
    init_signature();
  }
});

// src/generate/kubernetes.ts
var kubernetes_exports = {};
__export(kubernetes_exports, {
  renderKubernetes: () => renderKubernetes,
  resourceName: () => resourceName
});
function renderKubernetes({ project: project2, spec: spec2, start: start2 }) {
  const name = resourceName(spec2.app.name);
  const labels = { "app.kubernetes.io/name": name };
  const claims = volumePaths(spec2.volumes).map((path, index) => ({ path, name: `${name}-data-${index + 1}` }));
  const template = {
    metadata: { labels },
    spec: {
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: spec2.runtime.user,
        runAsGroup: spec2.runtime.user,
        ...claims.length ? { fsGroup: spec2.runtime.user } : {},
        seccompProfile: { type: "RuntimeDefault" }
      },
      containers: [container(project2, spec2, name, claims, start2.honoursPort)],
      ...project2.kind === "job" ? { restartPolicy: "Never" } : {},
      volumes: [
        { name: "tmp", emptyDir: {} },
        ...claims.map((claim) => ({ name: claim.name, persistentVolumeClaim: { claimName: claim.name } }))
      ]
    }
  };
  const workload = project2.kind === "job" ? { apiVersion: "batch/v1", kind: "Job", metadata: { name, labels }, spec: { backoffLimit: 2, template } } : {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels },
    spec: {
      replicas: 1,
      // a volume that one pod holds cannot be taken over by the next before it is gone
      ...claims.length ? { strategy: { type: "Recreate" } } : {},
      selector: { matchLabels: labels },
      template
    }
  };
  const documents = [
    workload,
    ...spec2.app.port === null ? [] : [service(name, labels)],
    ...claims.map((claim) => persistentVolumeClaim(claim.name))
  ].map(yamlDocument);
  const content = join6(documents, spec2);
  return { files: [{ path: file, content: sign(content) }], rationale: rationaleOf(content) };
}
function resourceName(name) {
  const label = name.replace(/[^a-z0-9]+/g, "-").slice(0, 52).replace(/-+$/, "");
  return /^[a-z]/.test(label) ? label : `app-${label}`;
}
function container(project2, spec2, name, claims, honoursPort) {
  const { port: port2 } = spec2.app;
  const { memory, cpus } = spec2.resources;
  const limit = kubernetesSize(parseSize(memory) ?? 512e6);
  const repository = spec2.registry?.repository;
  const environment = [
    ...port2 !== null && honoursPort ? [{ name: "PORT", value: String(port2) }] : [],
    ...spec2.environment.flatMap((variable) => environmentEntry(variable, `${name}-secrets`))
  ];
  return {
    name,
    image: repository ? `${repository}:${imageTag(spec2.app.version)}` : imageReference(spec2),
    ...port2 === null ? {} : { ports: [{ name: "http", containerPort: port2 }] },
    ...environment.length ? { env: environment } : {},
    ...probes(project2, spec2),
    resources: {
      requests: { cpu: `${Math.max(50, Math.round(cpus * 250))}m`, memory: limit },
      limits: { memory: limit, ...spec2.runtime.accelerator === "cuda" ? { "nvidia.com/gpu": 1 } : {} }
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] }
    },
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp" },
      ...claims.map((claim) => ({ name: claim.name, mountPath: claim.path }))
    ]
  };
}
function environmentEntry({ name, default: value, secret, required: required2 }, secrets3) {
  if (secret || required2 && value === void 0)
    return [
      { name, valueFrom: { secretKeyRef: { name: secrets3, key: name, ...required2 ? {} : { optional: true } } } }
    ];
  return value === void 0 ? [] : [{ name, value: value.toWellFormed().replaceAll("$", "$$$$") }];
}
function probes({ routes }, { criteria, app }) {
  const { health: health2 } = criteria;
  if (!health2 || app.port === null) return {};
  const check = "path" in health2 ? { httpGet: { path: health2.path, port: "http" } } : { tcpSocket: { port: "http" } };
  const ready = routes.find(
    ({ method, path }) => method === "GET" && /^\/(?:health\/)?(?:ready|readyz|readiness)\/?$/.test(path)
  );
  const timeoutSeconds = Math.max(1, Math.ceil((parseDuration(health2.within) ?? 3e3) / 1e3));
  const start2 = parseDuration(criteria["cold-start"]?.max ?? "") ?? 3e4;
  return {
    startupProbe: {
      ...check,
      periodSeconds: 2,
      timeoutSeconds,
      failureThreshold: Math.max(15, Math.ceil(start2 / 1e3))
    },
    readinessProbe: {
      ...ready ? { httpGet: { path: ready.path, port: "http" } } : check,
      periodSeconds: 10,
      timeoutSeconds
    },
    livenessProbe: { ...check, periodSeconds: 20, timeoutSeconds, failureThreshold: 3 }
  };
}
function service(name, labels) {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, labels },
    spec: { selector: labels, ports: [{ name: "http", port: 80, targetPort: "http" }] }
  };
}
function persistentVolumeClaim(name) {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } }
  };
}
function kubernetesSize(bytes) {
  if (bytes % 1e9 === 0) return `${bytes / 1e9}G`;
  return bytes % 1e6 === 0 ? `${bytes / 1e6}M` : String(bytes);
}
function join6(documents, spec2) {
  const secrets3 = spec2.environment.some(
    ({ secret, required: required2, default: value }) => secret || required2 && value === void 0
  );
  const create = secrets3 ? `# Secrets: kubectl create secret generic ${resourceName(spec2.app.name)}-secrets --from-env-file=.env
` : "";
  return `# ${spec2.app.name} on Kubernetes, as container.spec.yaml has it; written by dockwright.
${create}${documents.map(yamlText).join("---\n")}
`;
}
function rationaleOf(content) {
  const lines2 = content.split("\n").map((line) => line.trim());
  return reasons.flatMap(([key, principle, reason]) => {
    const index = lines2.indexOf(key) >= 0 ? lines2.indexOf(key) : lines2.findIndex((line) => line.startsWith(`${key} `));
    return index < 0 ? [] : [{ file, line: index + 1, principle, reason }];
  });
}
var file, reasons;
var init_kubernetes = __esm({
  "src/generate/kubernetes.ts"() {
    "use strict";
    init_units();
    init_volumes();
    init_image_reference();
    init_signature();
    init_yaml();
    file = "kubernetes.yaml";
    reasons = [
      ["runAsNonRoot:", "non-root", "The kubelet refuses to start the image as root"],
      ["readOnlyRootFilesystem:", "read-only-root", "Nothing is writable but /tmp and the volumes"],
      ["readinessProbe:", "health-check", "The health check of the image; Kubernetes does not read HEALTHCHECK"],
      [
        "limits:",
        "resource-limits",
        "resources of container.spec.yaml; no CPU limit, which would throttle an idle machine"
      ],
      ["secretKeyRef:", "no-secrets", "Secrets come from the cluster"]
    ];
  }
});

// src/generate/guide.ts
var guide_exports = {};
__export(guide_exports, {
  renderGuide: () => renderGuide
});
function renderGuide(subject, composeFile, render) {
  const { project: project2, spec: spec2, start: start2, command } = subject;
  const { health: health2 } = spec2.criteria;
  const content = render("docs/container", {
    name: spec2.app.name,
    version: spec2.app.version,
    description: project2.description ?? "",
    reference: imageReference(spec2),
    repository: spec2.registry?.repository ?? "",
    command: commandLine2(command),
    composeFile,
    port: spec2.app.port === null ? "" : String(spec2.app.port),
    honoursPort: start2.honoursPort,
    health: health2 && "path" in health2 ? health2.path : "",
    memory: String(spec2.resources.memory),
    cpus: String(spec2.resources.cpus),
    user: String(spec2.runtime.user),
    routes: project2.routes.slice(0, 200).map(({ method, path, file: file2, line }) => ({ method, path, place: line ? `${file2}:${line}` : file2 })),
    moreRoutes: project2.routes.length > 200 ? String(project2.routes.length - 200) : "",
    variables: spec2.environment.map(({ name, default: value, secret, required: required2 }) => ({
      name,
      kind: [required2 ? "required" : "optional", ...secret ? ["secret"] : []].join(", "),
      value: secret ? "" : value ?? ""
    })),
    services: spec2.services.map(({ name, required: required2, env }) => ({
      name,
      kind: required2 ? "required" : "optional",
      env: env ?? ""
    })),
    volumes: volumePaths(spec2.volumes).map((path) => ({ path })),
    releases: project2.releaseCommands.map((words4) => ({ line: commandLine2(words4) })),
    privateIndexes: project2.dependencies.privateIndexes.map(({ name }) => ({ name }))
  });
  return { path: "CONTAINER.md", content: sign(content, "html") };
}
var init_guide = __esm({
  "src/generate/guide.ts"() {
    "use strict";
    init_start_command();
    init_volumes();
    init_image_reference();
    init_signature();
  }
});

// ../../tmp/gen/gen.mts
import { cp, rm as rm2 } from "node:fs/promises";

// src/project/read-project.ts
init_fault();
import { stat as stat2 } from "node:fs/promises";
import { resolve } from "node:path";

// src/project/inventory.ts
import { readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
var skippedFolders = /* @__PURE__ */ new Set([
  ".git",
  ".hg",
  ".svn",
  "node_modules",
  "bower_components",
  "__pycache__",
  "__pypackages__",
  "site-packages",
  ".venv",
  ".direnv",
  ".tox",
  ".nox",
  ".eggs",
  ".cache",
  ".uv-cache",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".hypothesis",
  ".ipynb_checkpoints",
  ".next",
  ".nuxt",
  ".terraform",
  ".pixi"
]);
var controlCharacter = /[\u0000-\u001f\u007f]/;
var deepestFolder = 64;
async function takeInventory(root, signal, limit = 1e5) {
  const realRoot = await realpath(root);
  const inventory = { files: [], topLevel: [], warnings: [] };
  let level = [""];
  let truncated = false;
  for (let depth = 0; level.length > 0 && depth < deepestFolder && !truncated; depth++) {
    const next = [];
    for (let at2 = 0; at2 < level.length && !truncated; at2 += 256) {
      signal.throwIfAborted();
      const slice = level.slice(at2, at2 + 256);
      const listings = await Promise.all(slice.map((folder) => list(join(root, folder))));
      for (const [index, entries] of listings.entries()) {
        const folder = slice[index];
        if (folder !== "" && entries.some((entry3) => entry3.name === "pyvenv.cfg")) continue;
        for (const entry3 of entries) {
          const path = folder + entry3.name;
          if (controlCharacter.test(entry3.name)) {
            inventory.warnings.push(`Ignored ${JSON.stringify(path)}: its name has a control character.`);
            continue;
          }
          if (folder === "") inventory.topLevel.push(entry3.isDirectory() ? `${entry3.name}/` : entry3.name);
          if (entry3.isDirectory()) {
            if (!skippedFolders.has(entry3.name) && !entry3.name.endsWith(".egg-info")) next.push(`${path}/`);
          } else if (entry3.isFile() || entry3.isSymbolicLink() && await isFileInside(realRoot, path, inventory.warnings))
            inventory.files.push(path);
          if (inventory.files.length >= limit) truncated = true;
          if (truncated) break;
        }
        if (truncated) break;
      }
    }
    level = next;
  }
  if (truncated) inventory.warnings.push(`Only the first ${limit} files were looked at; name the application's folder.`);
  inventory.files.sort();
  inventory.topLevel.sort();
  inventory.warnings.sort();
  return inventory;
}
async function list(folder) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  } catch {
    return [];
  }
}
async function isFileInside(realRoot, path, warnings) {
  const target = await realpath(join(realRoot, path)).catch(() => null);
  if (target === null) return false;
  const inside = relative(realRoot, target);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    warnings.push(`Ignored the link ${path}: it leads out of the folder.`);
    return false;
  }
  return (await stat(target)).isFile();
}

// src/project/no-project.ts
init_fault();

// src/project/places.ts
import { posix } from "node:path";
function lineWith(text2, part) {
  const at2 = text2.indexOf(part);
  return at2 < 0 ? void 0 : lineAt(text2, at2);
}
function lineAt(text2, offset) {
  let line = 1;
  for (let at2 = text2.indexOf("\n"); at2 >= 0 && at2 < offset; at2 = text2.indexOf("\n", at2 + 1)) line++;
  return line;
}
function folderOf(path) {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}
function joinInside(folder, path) {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return null;
  const joined2 = posix.normalize(posix.join(folder, path.replaceAll("\\", "/")));
  if (joined2 === ".." || joined2.startsWith("../")) return null;
  return joined2 === "." ? "" : joined2.replace(/\/$/, "");
}
function depthOf(path) {
  let depth = 0;
  for (const character of path) if (character === "/") depth++;
  return depth;
}

// src/project/no-project.ts
var manifests = ["pyproject.toml", "uv.lock", "requirements.txt", "requirements.in", "poetry.lock", "pdm.lock", "Pipfile", "Pipfile.lock", "setup.py", "setup.cfg", "environment.yml", "Procfile", "manage.py", "main.py", "app.py", "langgraph.json", "cog.yaml"];
var projectFile = /^(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.py|environment\.ya?ml|manage\.py)$/;
var otherLanguages = {
  "package.json": "Node.js",
  "go.mod": "Go",
  "Cargo.toml": "Rust",
  "pom.xml": "Java",
  "build.gradle": "Java",
  "build.gradle.kts": "Kotlin",
  Gemfile: "Ruby",
  "composer.json": "PHP",
  "mix.exs": "Elixir",
  "deno.json": "Deno"
};
function projectFolders(repository) {
  const found = /* @__PURE__ */ new Set();
  for (const file2 of repository.files) {
    const folder = folderOf(file2);
    if (folder === "" || depthOf(folder) > 2 || !projectFile.test(file2.slice(folder.length + 1))) continue;
    if (/(?:^|\/)(?:tests?|docs?|examples?|\.[^/]+)(?:\/|$)/i.test(folder)) continue;
    found.add(folder);
  }
  return [...found].filter((folder) => ![...found].some((other) => folder.startsWith(`${other}/`))).sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
}
function noProject(repository, shown) {
  const folders = projectFolders(repository);
  const other = Object.entries(otherLanguages).find(([file2]) => repository.has(file2));
  const message = `no project found in ${shown}`;
  if (folders.length === 1) return new Fault("no-project-found", message, `There is one in the folder ${folders[0]}: name that folder (${shown}/${folders[0]}, or --app ${folders[0]}).`);
  if (folders.length > 1)
    return new Fault("no-project-found", message, `There are projects in ${folders.slice(0, 8).join(", ")}: name one of these folders (${shown}/${folders[0]}, or --app ${folders[0]}).`);
  if (repository.files.length === 0) return new Fault("no-project-found", `${message}: the folder is empty`, "Name the folder that holds the application.");
  if (other) return new Fault("no-project-found", `no Python project found in ${shown}`, `It has a ${other[0]} (${other[1]}), and only Python is supported yet; name the folder of a Python application.`);
  return new Fault("no-project-found", message, `Looked for ${manifests.join(", ")} and Python files that start something; name the application's folder.`);
}

// src/project/python/accelerator.ts
var onlyGpu = /* @__PURE__ */ new Set(["vllm", "onnxruntime-gpu", "tensorflow-gpu", "faiss-gpu", "faiss-gpu-cu12", "cupy", "cupy-cuda11x", "cupy-cuda12x", "cupy-cuda13x", "tensorrt", "tensorrt-llm", "flash-attn", "sglang", "jax-cuda12-pjrt", "nvidia-dali-cuda120", "paddlepaddle-gpu", "mxnet-cu112", "xformers", "deepspeed", "auto-gptq", "autoawq"]);
var either = /* @__PURE__ */ new Set(["bitsandbytes", "torch", "tensorflow", "jax", "xformers"]);
var cudaUse = /\.cuda\(\)|\.to\(\s*["']cuda(?::\d)?["']\s*\)|device\s*=\s*["']cuda(?::\d)?["']|torch\.device\(\s*["']cuda(?::\d)?["']\s*\)|device_map\s*=\s*["']cuda/;
var choice = /cuda\.is_available|is_cuda_available|get_device_name|device_count|["']cpu["']/;
function findAccelerator(modules, files3, dependencies) {
  const manifest = dependencies.lock ?? dependencies.manifests[0] ?? ".";
  const cudaExtra = dependencies.direct.find(({ extras }) => extras.some((extra) => /^(?:and-)?cuda\d*(?:-local)?$|^gpu$/.test(extra)));
  const needs2 = dependencies.direct.find(({ name }) => onlyGpu.has(name) && !either.has(name)) ?? cudaExtra;
  if (needs2) return { accelerator: "cuda", cudaWheelsLocked: false, evidence: [{ fact: "accelerator", value: `cuda: ${needs2.name}`, file: manifest }], questions: [] };
  const cudaWheels = dependencies.locked.find(
    ({ name, specifier }) => /^nvidia-(?:cublas|cuda|cudnn|nccl|cusparse|cufft)/.test(name) || /\+cu\d+/.test(specifier)
  );
  const hard = hardUse(modules, files3);
  const question2 = {
    id: "accelerator",
    question: "Does the service need a GPU?",
    why: hard ? `${hard.file}:${hard.line} uses CUDA without a way to run on the CPU.` : "",
    default: "cuda",
    options: ["none", "cuda"]
  };
  return {
    accelerator: hard ? "cuda" : "none",
    cudaWheelsLocked: cudaWheels !== void 0 && !hard,
    evidence: [
      ...hard ? [{ fact: "accelerator", value: "cuda", ...hard }] : [],
      ...cudaWheels && !hard ? [{ fact: "cuda wheels", value: `${cudaWheels.name} ${cudaWheels.specifier}`.trim(), file: manifest }] : []
    ],
    questions: hard ? [question2] : []
  };
}
function hardUse(modules, files3) {
  for (const file2 of files3) {
    const text2 = modules.text(file2) ?? "";
    const match = /cuda/.test(text2) && !choice.test(text2) ? cudaUse.exec(text2) : null;
    if (match) return { file: file2, line: lineAt(text2, match.index) };
  }
  return null;
}

// src/project/python/choose-start.ts
init_fault();

// src/project/image-starts.ts
import { DockerfileParser } from "dockerfile-ast";
import { posix as posix2 } from "node:path";
import { parse as parseYaml } from "yaml";

// src/project/declared-start.ts
var nothingDeclared = { command: null, folder: null, port: null, healthPath: null };
function asPort(value) {
  const port2 = typeof value === "number" ? value : typeof value === "string" && /^\d{1,5}$/.test(value.trim()) ? Number(value) : null;
  return port2 !== null && Number.isInteger(port2) && port2 >= 1 && port2 <= 65535 ? port2 : null;
}
function asHealthPath(value) {
  if (typeof value !== "string") return null;
  const path = /^(?:https?:\/\/[^/\s]{1,100})?(\/[\w./~-]{0,200})/.exec(value)?.[1];
  return path && path !== "/" ? path : null;
}

// src/project/plain-data.ts
function asRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function asList(value) {
  return Array.isArray(value) ? value : [];
}
function asText(value) {
  return typeof value === "string" ? value : null;
}
function at(value, ...keys) {
  let current2 = value;
  for (const key of keys) {
    const record2 = asRecord(current2);
    if (!Object.hasOwn(record2, key)) return void 0;
    current2 = record2[key];
  }
  return current2;
}
function asTexts(value) {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

// src/project/image-starts.ts
var dockerfileName = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?|[\w.-]+\.[Dd]ockerfile)$/;
var asideName = /dev|test|debug|local|jupyter|docs|base|build|ci\b/i;
function findDockerfiles(repository) {
  return repository.files.filter((file2) => dockerfileName.test(file2) && file2.split("/").length <= 4 && !/(?:^|\/)(?:tests?|examples?|\.devcontainer)\//.test(file2)).sort((a, b) => likelihood(a) - likelihood(b) || (a < b ? -1 : 1)).slice(0, 8);
}
function likelihood(file2) {
  const name = posix2.basename(file2);
  return file2.split("/").length * 2 + (name === "Dockerfile" ? 0 : 1) + (asideName.test(name.replace(/dockerfile/i, "")) ? 6 : 0);
}
function imageStarts(repository) {
  const files3 = findDockerfiles(repository);
  const best = Math.min(...files3.map(likelihood));
  return files3.flatMap((file2) => {
    const text2 = repository.read(file2);
    const start2 = text2 === null || isOurs(text2) ? null : readDockerfile(repository, file2, text2);
    return start2 ? [{ ...start2, weight: likelihood(file2) === best ? 3 : 2 }] : [];
  });
}
function isOurs(text2) {
  return /dockwright/i.test(text2.slice(0, 400));
}
function readDockerfile(repository, file2, text2) {
  const instructions = DockerfileParser.parse(text2).getInstructions();
  const from = instructions.findLastIndex((instruction) => instruction.getKeyword() === "FROM");
  const stage = instructions.slice(from + 1);
  const last = (keyword) => stage.findLast((instruction) => instruction.getKeyword() === keyword);
  const command = last("CMD");
  const entry3 = last("ENTRYPOINT");
  const words4 = combine(scriptReader(repository, text2), entry3 ? wordsOf(entry3) : null, command ? wordsOf(command) : null);
  const variables2 = variablesOf(instructions);
  const exposed = (last("EXPOSE")?.getExpandedArguments() ?? []).map((argument) => argument.getValue().replace(/\/tcp$/i, "")).map((value) => asPort(substitute(value, variables2))).find((port2) => port2 !== null);
  const check = last("HEALTHCHECK")?.getArgumentsContent() ?? "";
  const from1 = entry3 ?? command;
  return {
    file: file2,
    line: from1 ? from1.getRange().start.line + 1 : void 0,
    command: words4,
    folder: null,
    port: exposed ?? asPort(variables2.get("PORT") ?? ""),
    healthPath: asHealthPath(/https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\$\{?\w+\}?)[^\s"')]{0,200}/.exec(check)?.[0]),
    weight: 3
  };
}
function variablesOf(instructions) {
  const values = /* @__PURE__ */ new Map();
  for (const instruction of instructions) {
    if (!["ENV", "ARG"].includes(instruction.getKeyword())) continue;
    for (const match of (instruction.getArgumentsContent() ?? "").slice(0, 4e3).matchAll(/([A-Za-z_]\w*)[= ]"?([\w.:/-]+)"?/g))
      values.set(match[1], match[2]);
  }
  return values;
}
function substitute(value, variables2) {
  const name = /^\$\{?(\w+)/.exec(value)?.[1];
  return name ? variables2.get(name) ?? "" : value;
}
function wordsOf(instruction) {
  const strings = instruction.getJSONStrings?.() ?? [];
  if (strings.length > 0) return strings.map((argument) => argument.getJSONValue());
  return instruction.getArgumentsContent();
}
function combine(script, entry3, command) {
  if (entry3 === null) return script(command) ?? command;
  const body = script(entry3);
  if (body !== null) return /exec\s+"?\$(?:@|\{@\})|^\s*"\$@"/m.test(body) && command !== null ? command : body;
  if (Array.isArray(entry3)) return Array.isArray(command) ? [...entry3, ...command] : entry3;
  return entry3;
}
function scriptReader(repository, dockerfile) {
  const written = hereDocuments(dockerfile);
  return (command) => {
    const words4 = typeof command === "string" ? command.split(/\s+/, 4) : command ?? [];
    const path = words4.find((word2) => /\.sh$/.test(word2)) ?? (words4.length === 1 && /^[\w./-]+$/.test(words4[0] ?? "") ? words4[0] : void 0);
    if (!path) return null;
    const name = posix2.basename(path);
    const bare = path.replace(/^\.?\//, "");
    const file2 = repository.has(bare) ? bare : repository.files.find((candidate) => posix2.basename(candidate) === name && candidate.split("/").length <= 4);
    return written.get(name) ?? (file2 ? repository.read(file2) : null);
  };
}
function hereDocuments(dockerfile) {
  const found = /* @__PURE__ */ new Map();
  let open2 = null;
  for (const line of dockerfile.split("\n")) {
    if (open2 && line.trim() === open2.end) {
      found.set(open2.name, open2.lines.join("\n").replaceAll("\\$", "$"));
      open2 = null;
    } else if (open2) open2.lines.push(line);
    else {
      const match = line.length < 500 ? /^\s*COPY\s+(?:--\S+\s+)*<<-?["']?(\w+)["']?\s+(\S+)/i.exec(line) : null;
      if (match) open2 = { end: match[1], name: posix2.basename(match[2]), lines: [] };
    }
  }
  return found;
}
var composeNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "docker-compose.prod.yml", "docker-compose.production.yml"];
function composeStarts(repository) {
  return composeNames.flatMap((file2) => {
    const text2 = repository.read(file2);
    if (text2 === null || isOurs(text2)) return [];
    let data;
    try {
      data = parseYaml(text2, { maxAliasCount: 100, logLevel: "silent" });
    } catch {
      return [];
    }
    return Object.values(asRecord(at(data, "services"))).filter((service2) => at(service2, "build") !== void 0).map((service2) => {
      const command = at(service2, "command");
      const check = asTexts(at(service2, "healthcheck", "test") ?? []).join(" ");
      const context2 = asText(at(service2, "build")) ?? asText(at(service2, "build", "context"));
      return {
        ...nothingDeclared,
        file: file2,
        command: Array.isArray(command) ? asTexts(command) : asText(command),
        folder: context2 && context2 !== "." ? context2.replace(/^\.\//, "") : null,
        healthPath: asHealthPath(/https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)[^\s"')]{0,200}/.exec(check)?.[0]),
        weight: 2
      };
    });
  });
}

// src/project/platform-starts.ts
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml2 } from "yaml";
var platforms = [
  {
    paths: ["render.yaml", "render.yml"],
    read: (data) => asList(at(data, "services")).filter((service2) => ["web", "pserv", void 0].includes(asText(at(service2, "type")) ?? void 0)).map((service2) => ({
      ...nothingDeclared,
      command: asText(at(service2, "startCommand")) ?? asText(at(service2, "dockerCommand")),
      folder: asText(at(service2, "rootDir")),
      healthPath: asHealthPath(at(service2, "healthCheckPath"))
    }))
  },
  {
    paths: ["fly.toml"],
    read: (data) => {
      const checks = [...asList(at(data, "http_service", "checks")), ...Object.values(asRecord(at(data, "checks")))];
      const processes = asRecord(at(data, "processes"));
      return [
        {
          ...nothingDeclared,
          command: asText(processes.app ?? processes.web),
          port: asPort(at(data, "http_service", "internal_port")) ?? asPort(at(asList(at(data, "services"))[0], "internal_port")),
          healthPath: asHealthPath(checks.map((check) => at(check, "path")).find((path) => path !== void 0))
        }
      ];
    }
  },
  {
    paths: ["railway.json", "railway.toml"],
    read: (data) => [
      { ...nothingDeclared, command: asText(at(data, "deploy", "startCommand")), healthPath: asHealthPath(at(data, "deploy", "healthcheckPath")) }
    ]
  },
  { paths: ["nixpacks.toml"], read: (data) => [{ ...nothingDeclared, command: asText(at(data, "start", "cmd")) }] },
  {
    // App Engine has `entrypoint`, Databricks has `command`, DigitalOcean has `services`.
    paths: ["app.yaml", "app.yml", ".do/app.yaml", ".do/deploy.template.yaml"],
    read: (data) => [
      { ...nothingDeclared, command: asText(at(data, "entrypoint")) ?? wordsOf2(at(data, "command")) },
      ...[...asList(at(data, "services")), ...asList(at(data, "spec", "services"))].map((service2) => ({
        ...nothingDeclared,
        command: asText(at(service2, "run_command")),
        folder: asText(at(service2, "source_dir")),
        port: asPort(at(service2, "http_port")),
        healthPath: asHealthPath(at(service2, "health_check", "http_path"))
      }))
    ]
  },
  { paths: ["heroku.yml"], read: (data) => [{ ...nothingDeclared, command: asText(at(data, "run", "web")) ?? asText(at(data, "run", "web", "command")) }] },
  {
    paths: ["apprunner.yaml"],
    read: (data) => [{ ...nothingDeclared, command: asText(at(data, "run", "command")), port: asPort(at(data, "run", "network", "port")) }]
  },
  { paths: [".platform.app.yaml", ".upsun/config.yaml"], read: (data) => [{ ...nothingDeclared, command: asText(at(data, "web", "commands", "start")) }] }
];
function platformStarts(repository) {
  const found = [];
  for (const { paths, read } of platforms)
    for (const file2 of paths) {
      const text2 = repository.read(file2);
      if (text2 === null) continue;
      const data = parseAny(file2, text2);
      for (const start2 of read(data, file2, text2)) {
        if (start2.command === null && start2.port === null && start2.healthPath === null) continue;
        const words4 = typeof start2.command === "string" ? start2.command : start2.command?.[0];
        found.push({ ...start2, file: file2, line: words4 ? lineWith(text2, words4) : void 0, weight: 3 });
      }
    }
  found.push(...procfile(repository), ...startupFiles(repository));
  return found;
}
function parseAny(file2, text2) {
  try {
    if (file2.endsWith(".toml")) return parseToml(text2);
    return file2.endsWith(".json") ? JSON.parse(text2) : parseYaml2(text2, { maxAliasCount: 100, logLevel: "silent" });
  } catch {
    return {};
  }
}
function wordsOf2(value) {
  return Array.isArray(value) ? asTexts(value) : asText(value);
}
function procfile(repository) {
  const lines2 = repository.read("Procfile")?.split("\n") ?? [];
  return lines2.flatMap((line, index) => {
    const match = /^\s*web\s*:\s*(.+)$/.exec(line);
    return match ? [{ ...nothingDeclared, command: match[1], file: "Procfile", line: index + 1, weight: 3 }] : [];
  });
}
function startupFiles(repository) {
  return ["startup.txt", "startup.sh", "start.sh", "run.sh", "entrypoint.sh", "docker-entrypoint.sh", "scripts/start.sh"].flatMap((file2) => {
    const text2 = repository.read(file2);
    return text2 === null ? [] : [{ ...nothingDeclared, command: text2, file: file2, weight: 2 }];
  });
}

// src/project/prose-starts.ts
var files = /^(?:README[^/]*|readme[^/]*|Makefile|justfile|Justfile|Taskfile\.ya?ml|package\.json|\.github\/workflows\/[^/]+\.ya?ml|\.vscode\/launch\.json|docs?\/(?:index|README|deploy[^/]*|install[^/]*)\.(?:md|rst))$/;
var start = /(?:^|[\s"'`$>])((?:(?:uv|poetry|pipenv|pdm|rye|hatch) run )?(?:(?:python3? -m )?(?:uvicorn|gunicorn|hypercorn|granian|daphne|streamlit run|chainlit run|fastapi (?:run|dev)|litestar |flask (?:--app|run)|waitress-serve|sanic|adk (?:web|api_server)|langgraph (?:dev|up))[^"'`\n]{0,200}|python3? (?:-m [\w.]+|[\w./-]+\.py)[^"'`\n]{0,100}|[\w./-]+\.py\b))/g;
function proseStarts(repository) {
  const found = [];
  for (const file2 of repository.files) {
    if (!files.test(file2)) continue;
    const lines2 = repository.read(file2)?.split("\n") ?? [];
    for (const [index, line] of lines2.entries()) {
      if (line.length > 400 || found.length >= 60) continue;
      for (const match of line.matchAll(start)) {
        const command = match[1].trim();
        if (/\s/.test(command)) found.push({ ...nothingDeclared, command, file: file2, line: index + 1, weight: 1 });
      }
    }
    const space = file2.toLowerCase() === "readme.md" ? frontMatter(lines2) : null;
    if (space) found.push({ ...nothingDeclared, ...space, file: file2, weight: 3 });
  }
  return found;
}
function frontMatter(lines2) {
  if (lines2[0] !== "---") return null;
  const value = (key) => {
    for (const line of lines2.slice(1, 60)) {
      if (line === "---") return null;
      if (line.startsWith(`${key}:`)) return line.slice(key.length + 1).trim();
    }
    return null;
  };
  const sdk = value("sdk");
  if (!sdk) return null;
  const app = value("app_file");
  const port2 = Number(value("app_port"));
  const command = app && /^[\w./-]+\.py$/.test(app) ? sdk === "streamlit" ? `streamlit run ${app}` : sdk === "gradio" ? `python ${app}` : null : null;
  return { command, port: Number.isInteger(port2) && port2 > 0 && port2 < 65536 ? port2 : null };
}

// src/project/python/frameworks.ts
var frameworks = [
  { name: "fastapi", interface: "asgi", constructors: ["fastapi.FastAPI", "fastapi.applications.FastAPI", "fastapi_offline.FastAPIOffline"], port: 8e3, package: "fastapi" },
  { name: "flask", interface: "wsgi", constructors: ["flask.Flask", "flask.app.Flask", "apiflask.APIFlask", "flask_openapi3.OpenAPI", "flask_openapi3.openapi.OpenAPI", "flask_api.FlaskAPI"], port: 8e3, package: "flask" },
  { name: "django", interface: "wsgi", constructors: ["django.core.wsgi.get_wsgi_application"], port: 8e3, package: "django" },
  { name: "django", interface: "asgi", constructors: ["django.core.asgi.get_asgi_application", "channels.routing.ProtocolTypeRouter"], port: 8e3, package: "django" },
  { name: "starlette", interface: "asgi", constructors: ["starlette.applications.Starlette", "a2a.server.apps.A2AStarletteApplication", "a2a.server.apps.A2AFastAPIApplication"], port: 8e3, package: "starlette" },
  { name: "litestar", interface: "asgi", constructors: ["litestar.Litestar", "litestar.app.Litestar", "starlite.Starlite", "starlite.app.Starlite"], port: 8e3, package: "litestar" },
  { name: "quart", interface: "asgi", constructors: ["quart.Quart", "quart.app.Quart", "quart_trio.QuartTrio"], port: 8e3, package: "quart" },
  { name: "fasthtml", interface: "asgi", constructors: ["fasthtml.common.FastHTML", "fasthtml.FastHTML", "fasthtml.common.fast_app", "fasthtml.fastapp.fast_app"], port: 5001, package: "python-fasthtml" },
  { name: "falcon", interface: "asgi", constructors: ["falcon.asgi.App", "falcon.asgi.app.App"], port: 8e3, package: "falcon" },
  { name: "falcon", interface: "wsgi", constructors: ["falcon.App", "falcon.API", "falcon.app.App"], port: 8e3, package: "falcon" },
  { name: "connexion", interface: "asgi", constructors: ["connexion.AsyncApp", "connexion.FlaskApp", "connexion.App"], port: 8080, package: "connexion" },
  { name: "blacksheep", interface: "asgi", constructors: ["blacksheep.Application", "blacksheep.server.Application"], port: 8e3, package: "blacksheep" },
  { name: "socketio", interface: "asgi", constructors: ["socketio.ASGIApp"], port: 8e3, package: "python-socketio" },
  { name: "socketio", interface: "wsgi", constructors: ["socketio.WSGIApp"], port: 8e3, package: "python-socketio" },
  { name: "bottle", interface: "wsgi", constructors: ["bottle.Bottle", "bottle.default_app"], port: 8080, package: "bottle" },
  { name: "pyramid", interface: "wsgi", constructors: ["pyramid.config.Configurator"], port: 6543, package: "pyramid" },
  { name: "slack-bolt", interface: "own", constructors: ["slack_bolt.App", "slack_bolt.async_app.AsyncApp"], port: 3e3, package: "slack-bolt" },
  { name: "dash", interface: "own", constructors: ["dash.Dash", "dash.dash.Dash", "dash_extensions.enrich.DashProxy"], port: 8050, package: "dash" },
  { name: "aiohttp", interface: "own", constructors: ["aiohttp.web.Application", "aiohttp.web_app.Application"], port: 8080, package: "aiohttp" },
  { name: "sanic", interface: "own", constructors: ["sanic.Sanic", "sanic.app.Sanic"], port: 8e3, package: "sanic" },
  { name: "robyn", interface: "own", constructors: ["robyn.Robyn"], port: 8080, package: "robyn" },
  { name: "tornado", interface: "own", constructors: ["tornado.web.Application"], port: 8888, package: "tornado" },
  { name: "gradio", interface: "own", constructors: ["gradio.Blocks", "gradio.Interface", "gradio.ChatInterface", "gradio.TabbedInterface", "gradio.Server", "gradio.load"], port: 7860, package: "gradio" },
  { name: "fastmcp", interface: "own", constructors: ["fastmcp.FastMCP", "fastmcp.server.FastMCP", "mcp.server.fastmcp.FastMCP", "mcp.server.FastMCP", "mcp.server.mcpserver.MCPServer", "mcp.server.MCPServer"], port: 8e3, package: "fastmcp" },
  { name: "shiny", interface: "asgi", constructors: ["shiny.App"], port: 8e3, package: "shiny" }
];
var byConstructor = new Map(frameworks.flatMap((framework) => framework.constructors.map((name) => [name, framework])));
function frameworkOf(constructor) {
  return byConstructor.get(constructor) ?? null;
}
var mounters = {
  "gradio.mount_gradio_app": 0,
  "gradio.routes.mount_gradio_app": 0
};
var conversions = {
  fastmcp: { http_app: "asgi", streamable_http_app: "asgi", sse_app: "asgi" },
  starlette: { build: "asgi" },
  pyramid: { make_wsgi_app: "wsgi" }
};
var wrapper = /(?:Middleware|ASGIApp|WSGIApp|AsgiToWsgi|WsgiToAsgi|WsgiToAsgiInstance|ProxyFix|WhiteNoise|Instrumentor|Dispatcher)$/i;
var adapters = {
  "asgiref.wsgi.WsgiToAsgi": "asgi",
  "a2wsgi.WSGIMiddleware": "asgi",
  "a2wsgi.ASGIMiddleware": "wsgi",
  "uvicorn.middleware.wsgi.WSGIMiddleware": "asgi"
};

// src/project/python/walk-syntax.ts
function childrenOf(expression2) {
  switch (expression2.kind) {
    case "text":
      return expression2.parts;
    case "attribute":
      return [expression2.object];
    case "call":
      return [expression2.callee, ...expression2.args, ...expression2.keywords.values()];
    case "subscript":
      return [expression2.object, expression2.index];
    case "list":
      return expression2.items;
    case "dict":
      return expression2.entries.flatMap((entry3) => [entry3.key, entry3.value]);
    case "operation":
      return expression2.operands;
    case "other":
      return expression2.children;
    default:
      return [];
  }
}
function expressionsOf(statement2) {
  switch (statement2.kind) {
    case "assign":
      return [...statement2.targets, ...[statement2.annotation, statement2.value].filter((value) => value !== null)];
    case "expression":
      return [statement2.value];
    case "return":
      return statement2.value ? [statement2.value] : [];
    case "function":
      return [
        ...statement2.decorators,
        ...statement2.parameters.flatMap((parameter) => [parameter.annotation, parameter.default].filter((value) => value !== null))
      ];
    case "class":
      return [...statement2.decorators, ...statement2.bases, ...statement2.keywords.values()];
    case "if":
      return [statement2.condition];
    case "try":
      return statement2.handlers.flatMap((handler) => handler.types ? [handler.types] : []);
    case "block":
      return statement2.heads;
    case "other":
      return statement2.values;
    default:
      return [];
  }
}
function bodiesOf(statement2) {
  switch (statement2.kind) {
    case "function":
    case "class":
    case "block":
      return statement2.body;
    case "if":
      return [...statement2.body, ...statement2.otherwise];
    case "try":
      return [...statement2.body, ...statement2.handlers.flatMap((handler) => handler.body), ...statement2.rest];
    default:
      return [];
  }
}
function* allStatements(body, into = () => true) {
  for (const statement2 of body) {
    yield statement2;
    if (into(statement2)) yield* allStatements(bodiesOf(statement2), into);
  }
}
function importTimeStatements(body) {
  return allStatements(body, (statement2) => statement2.kind !== "function" && statement2.kind !== "class" && !isMainGuard(statement2));
}
function* allExpressions(body) {
  for (const statement2 of allStatements(body)) for (const expression2 of expressionsOf(statement2)) yield* within(expression2);
}
function* within(expression2) {
  yield expression2;
  for (const child of childrenOf(expression2)) yield* within(child);
}
function isMainGuard(statement2) {
  if (statement2.kind !== "if" || statement2.condition.kind !== "operation") return false;
  const { operands } = statement2.condition;
  return operands.some((operand) => operand.kind === "name" && operand.name === "__name__") && operands.some((operand) => operand.kind === "text" && operand.value === "__main__");
}
function dottedName(expression2) {
  if (expression2.kind === "name") return expression2.name;
  if (expression2.kind !== "attribute") return null;
  const object = dottedName(expression2.object);
  return object === null ? null : `${object}.${expression2.name}`;
}
function textOf(expression2) {
  return expression2?.kind === "text" ? expression2.value : null;
}

// src/project/python/origins.ts
var longestChain = 20;
function originOf(modules, module, expression2) {
  const dotted = dottedName(expression2);
  return dotted === null ? null : resolveName(modules, module, dotted.split("."), 0);
}
function externalName(modules, module, expression2) {
  const origin = originOf(modules, module, expression2);
  return origin?.kind === "external" ? origin.name : null;
}
function resolveName(modules, module, parts, chain) {
  const [first = "", ...rest] = parts;
  if (chain > longestChain) return null;
  const binding = module.bindings.get(first) ?? fromWildcards(modules, module, first, chain);
  if (!binding) return null;
  if ("origin" in binding) return attribute(modules, binding.origin, rest, chain);
  return attribute(modules, bindingOrigin(modules, module, first, binding, chain), rest, chain);
}
function bindingOrigin(modules, module, name, binding, chain) {
  if (binding.kind === "definition") return { kind: "definition", module, definition: binding.definition };
  if (binding.kind === "value") return { kind: "value", module, name, value: binding.value, annotation: binding.annotation, line: binding.line };
  const { level, module: from, name: imported } = binding;
  const path = modules.resolve(module.path, level, from);
  if (imported === null) return path && path !== module.path ? moduleOrigin(modules, path, from) : { kind: "external", name: from };
  const submodule = modules.resolve(module.path, level, from === "" ? imported : `${from}.${imported}`);
  const parent = path && path !== module.path ? modules.get(path) : null;
  const found = parent ? resolveName(modules, parent, [imported], chain + 1) : null;
  if (found) return found;
  if (submodule && submodule !== module.path) return moduleOrigin(modules, submodule, imported);
  return level > 0 || path ? null : { kind: "external", name: `${from}.${imported}` };
}
function moduleOrigin(modules, path, name) {
  const module = modules.get(path);
  return module ? { kind: "module", module } : { kind: "external", name };
}
function attribute(modules, origin, rest, chain) {
  const [next, ...others] = rest;
  if (!origin || next === void 0) return origin;
  if (origin.kind === "external") return { kind: "external", name: [origin.name, ...rest].join(".") };
  if (origin.kind !== "module") return null;
  const found = resolveName(modules, origin.module, [next], chain + 1);
  if (found) return attribute(modules, found, others, chain + 1);
  const path = modules.resolve(origin.module.path, 1, next);
  const module = path && path !== origin.module.path ? modules.get(path) : null;
  return module ? attribute(modules, { kind: "module", module }, others, chain + 1) : null;
}
function fromWildcards(modules, module, name, chain) {
  for (const { level, module: from } of module.wildcards) {
    const path = modules.resolve(module.path, level, from);
    const parent = path && path !== module.path ? modules.get(path) : null;
    const origin = parent ? resolveName(modules, parent, [name], chain + 1) : null;
    if (origin) return { origin };
    if (!path && level === 0 && /^(?:[A-Z]|fast_app)/.test(name)) return { origin: { kind: "external", name: `${from}.${name}` } };
  }
  return null;
}

// src/project/python/application-value.ts
var deepest = 12;
function applicationOf(modules, module, expression2, depth = 0, locals = null) {
  if (!expression2 || depth > deepest) return null;
  const next = (inner) => applicationOf(modules, module, inner, depth + 1, locals);
  switch (expression2.kind) {
    case "operation":
      for (const operand of expression2.operator === "if" ? [expression2.operands[0], expression2.operands[2]] : expression2.operands) {
        const found = next(operand ?? null);
        if (found) return found;
      }
      return null;
    case "name": {
      const local = locals ? localApplication(modules, module, locals, expression2.name, depth) : null;
      return local ?? ofOrigin(modules, originOf(modules, module, expression2), depth);
    }
    case "attribute": {
      const found = ofOrigin(modules, originOf(modules, module, expression2), depth);
      if (found) return found;
      const object = next(expression2.object);
      if (object?.framework.name === "dash" && expression2.name === "server") return { ...object, interface: "wsgi", wrapped: true };
      return ofSelf(modules, module, expression2, depth);
    }
    case "call":
      return ofCall(modules, module, expression2, depth, locals);
    default:
      return null;
  }
}
function ofCall(modules, module, call, depth, locals) {
  const next = (inner) => applicationOf(modules, module, inner ?? null, depth + 1, locals);
  const origin = originOf(modules, module, call.callee);
  if (origin?.kind === "external") {
    const framework = frameworkOf(origin.name);
    if (framework) return { framework, interface: framework.interface, module, line: call.line, call, wrapped: false };
    const mounted = mounters[origin.name];
    if (mounted !== void 0) return next(call.args[mounted] ?? call.keywords.get("app"));
  }
  if (origin?.kind === "definition") {
    const found = ofDefinition(modules, origin, depth, call);
    if (found) return found;
  }
  if (call.callee.kind === "attribute") {
    const object = next(call.callee.object);
    const converted = object ? conversions[object.framework.name]?.[call.callee.name] : void 0;
    if (object && converted) return { ...object, interface: converted };
    const method = methodOf(modules, module, call.callee);
    if (method) return returned(modules, method.module, method.definition, depth);
  }
  const name = dottedName(call.callee) ?? "";
  const passes = wrapper.test(name) || origin?.kind === "definition" && origin.definition.kind === "function" && returnsParameter(origin.definition);
  if (!passes) return null;
  for (const argument of [...call.args, ...call.keywords.values()]) {
    const inner = next(argument);
    const changed = origin?.kind === "external" ? adapters[origin.name] : void 0;
    if (inner) return { ...inner, interface: changed ?? inner.interface, wrapped: true };
  }
  return null;
}
function ofOrigin(modules, origin, depth) {
  if (origin?.kind !== "value") return null;
  const value = applicationOf(modules, origin.module, origin.value, depth + 1);
  return value ?? annotated(modules, origin.module, origin.annotation, origin.line);
}
function annotated(modules, module, annotation, line) {
  if (!annotation) return null;
  if (annotation.kind === "text" && annotation.value) return annotated(modules, module, { kind: "name", name: annotation.value, line }, line);
  const framework = frameworkOf(externalName(modules, module, annotation) ?? "");
  return framework ? { framework, interface: framework.interface, module, line, call: null, wrapped: false } : null;
}
function ofDefinition(modules, origin, depth, call) {
  if (origin.definition.kind === "function") return returned(modules, origin.module, origin.definition, depth);
  const framework = baseFramework(modules, origin.module, origin.definition, depth);
  return framework ? { framework, interface: framework.interface, module: origin.module, line: origin.definition.line, call, wrapped: false } : null;
}
function baseFramework(modules, module, definition, depth = 0) {
  if (depth > deepest) return null;
  for (const base of definition.bases) {
    const origin = originOf(modules, module, base);
    const framework = origin?.kind === "external" ? frameworkOf(origin.name) : origin?.kind === "definition" && origin.definition.kind === "class" && origin.definition !== definition ? baseFramework(modules, origin.module, origin.definition, depth + 1) : null;
    if (framework) return framework;
  }
  return null;
}
function returned(modules, module, definition, depth = 0) {
  if (depth > deepest || definition.async) return null;
  for (const statement2 of allStatements(definition.body, isNoScope)) {
    if (statement2.kind !== "return") continue;
    const value = statement2.value?.kind === "list" ? statement2.value.items[0] ?? null : statement2.value;
    const found = applicationOf(modules, module, value, depth + 1, definition);
    if (found) return found;
  }
  return annotated(modules, module, definition.returns, definition.line);
}
var isNoScope = (statement2) => statement2.kind !== "function" && statement2.kind !== "class";
function localApplication(modules, module, scope, name, depth) {
  let found = null;
  for (const statement2 of allStatements(scope.body, isNoScope)) {
    if (statement2.kind === "assign" && statement2.value && binds(statement2.targets, name)) {
      const again = applicationOf(modules, module, statement2.value, depth + 2, mentions(statement2.value, name) ? null : scope);
      found = again ?? found ?? annotated(modules, module, statement2.annotation, statement2.line);
    } else if (statement2.kind === "block") {
      for (const head of statement2.heads)
        if (head.kind === "operation" && head.operator === "as" && binds(head.operands.slice(1), name))
          found = applicationOf(modules, module, head.operands[0] ?? null, depth + 2, scope) ?? found;
    }
  }
  const parameter = scope.parameters.find((candidate) => candidate.name === name);
  return found ?? (parameter ? annotated(modules, module, parameter.annotation, scope.line) : null);
}
function binds(targets, name) {
  return targets.some((target) => target.kind === "name" && target.name === name || target.kind === "list" && binds(target.items.slice(0, 1), name));
}
function mentions(expression2, name) {
  return expression2.kind === "call" && [...expression2.args, ...expression2.keywords.values()].some((argument) => argument.kind === "name" && argument.name === name);
}
function returnsParameter(definition) {
  const names2 = new Set(definition.parameters.map(({ name }) => name));
  for (const statement2 of allStatements(definition.body, isNoScope))
    if (statement2.kind === "return" && statement2.value?.kind === "name" && names2.has(statement2.value.name)) return true;
  return false;
}
function ofSelf(modules, module, expression2, depth) {
  const owner = classOf(modules, module, expression2.object);
  if (!owner) return null;
  for (const method of owner.definition.body) {
    if (method.kind === "function" && method.name === expression2.name && method.decorators.some((decorator) => dottedName(decorator) === "property"))
      return returned(modules, owner.module, method, depth + 1);
    for (const statement2 of method.kind === "function" ? allStatements(method.body, isNoScope) : []) {
      if (statement2.kind !== "assign" || !statement2.targets.some((target) => dottedName(target) === `self.${expression2.name}`)) continue;
      const found = applicationOf(modules, owner.module, statement2.value, depth + 2, method.kind === "function" ? method : null) ?? annotated(modules, owner.module, statement2.annotation, statement2.line);
      if (found) return found;
    }
  }
  return null;
}
function methodOf(modules, module, callee) {
  const owner = classOf(modules, module, callee.object);
  const definition = owner?.definition.body.find((statement2) => statement2.kind === "function" && statement2.name === callee.name);
  return owner && definition?.kind === "function" ? { module: owner.module, definition } : null;
}
function classOf(modules, module, object) {
  const direct2 = originOf(modules, module, object.kind === "call" ? object.callee : object);
  const origin = direct2?.kind === "value" && direct2.value?.kind === "call" ? originOf(modules, direct2.module, direct2.value.callee) : direct2;
  return origin?.kind === "definition" && origin.definition.kind === "class" ? { module: origin.module, definition: origin.definition } : null;
}

// src/project/python/candidates.ts
import { posix as posix3 } from "node:path";

// src/project/python/settings-classes.ts
var settingsBases = /* @__PURE__ */ new Set(["pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic.env_settings.BaseSettings", "pydantic.v1.BaseSettings", "pydantic_settings.main.BaseSettings"]);
function settingsClass(modules, module, definition, depth = 0) {
  if (depth > 8) return null;
  let inherited = null;
  for (const base of definition.bases) {
    const origin = originOf(modules, module, base);
    if (origin?.kind === "external" && settingsBases.has(origin.name)) inherited ??= { prefix: "", caseSensitive: false };
    else if (origin?.kind === "definition" && origin.definition.kind === "class" && origin.definition !== definition)
      inherited ??= settingsClass(modules, origin.module, origin.definition, depth + 1);
  }
  if (!inherited) return null;
  const options = configuration(definition);
  const own = textOf(options.get("env_prefix"));
  const sensitive = options.get("case_sensitive");
  return {
    prefix: own ?? inherited.prefix,
    caseSensitive: sensitive?.kind === "constant" ? sensitive.value === true : inherited.caseSensitive
  };
}
function configuration(definition) {
  const options = new Map(definition.keywords);
  for (const statement2 of definition.body) {
    if (statement2.kind === "assign" && statement2.targets.some((target) => dottedName(target) === "model_config")) {
      if (statement2.value?.kind === "call") for (const [key, value] of statement2.value.keywords) options.set(key, value);
      if (statement2.value?.kind === "dict")
        for (const { key, value } of statement2.value.entries) options.set(textOf(key) ?? "", value);
    }
    if (statement2.kind === "class" && statement2.name === "Config") for (const [name, value] of assignments(statement2.body)) options.set(name, value);
  }
  return options;
}
function assignments(body) {
  return body.flatMap(
    (statement2) => statement2.kind === "assign" && statement2.value && statement2.targets[0]?.kind === "name" ? [[statement2.targets[0].name, statement2.value]] : []
  );
}
function settingsFieldEnvironment(settings, field, value) {
  const keywords = value?.kind === "call" ? value.keywords : /* @__PURE__ */ new Map();
  const alias = keywords.get("validation_alias") ?? keywords.get("alias") ?? keywords.get("env");
  const names2 = alias?.kind === "call" ? alias.args.map(textOf) : alias?.kind === "list" ? alias.items.map(textOf) : alias ? [textOf(alias)] : [`${settings.prefix}${field}`];
  const known = names2.filter((name) => name !== null);
  return settings.caseSensitive ? known : known.map((name) => name.toUpperCase());
}

// src/project/python/settings-values.ts
var unknown = { value: null, environment: null, option: null };
var deepest2 = 8;
var casts = /* @__PURE__ */ new Set(["int", "str", "float", "bool"]);
function settingOf(modules, module, expression2, scope = null, depth = 0) {
  if (!expression2 || depth > deepest2) return unknown;
  const next = (inner) => settingOf(modules, module, inner, scope, depth + 1);
  switch (expression2.kind) {
    case "number":
    case "constant":
      return { ...unknown, value: expression2.value };
    case "text": {
      const field = expression2.value === null ? expression2.parts.find((part) => part.kind !== "text") : void 0;
      return field ? { ...next(field), value: null } : { ...unknown, value: expression2.value };
    }
    case "operation": {
      const operands = (expression2.operator === "if" ? [expression2.operands[0], expression2.operands[2]] : expression2.operands).map(next);
      if (!["if", "or", ":="].includes(expression2.operator)) return unknown;
      return {
        value: operands.find(({ value }) => value !== null)?.value ?? null,
        environment: operands.find(({ environment }) => environment !== null)?.environment ?? null,
        option: operands.find(({ option: option2 }) => option2 !== null)?.option ?? null
      };
    }
    case "call": {
      const read = environmentRead(modules, module, expression2);
      if (read) return { value: next(read.default).value, environment: read.name, option: null };
      const callee = dottedName(expression2.callee) ?? "";
      return casts.has(callee) ? next(expression2.args[0]) : unknown;
    }
    case "subscript": {
      const read = environmentRead(modules, module, expression2);
      return read ? { ...unknown, environment: read.name } : unknown;
    }
    case "name": {
      const parameter = scope?.parameters.find(({ name }) => name === expression2.name);
      if (scope && parameter) return parameterSetting(modules, module, scope, expression2.name, parameter.default, depth);
      const local = scope ? assignedIn(scope, expression2.name) : null;
      if (local) return next(local);
      const origin = originOf(modules, module, expression2);
      return origin?.kind === "value" ? settingOf(modules, origin.module, origin.value, null, depth + 1) : unknown;
    }
    case "attribute":
      return attributeSetting(modules, module, expression2, scope, depth);
    default:
      return unknown;
  }
}
function environmentRead(modules, module, expression2) {
  if (expression2.kind === "subscript") {
    const name2 = textOf(expression2.index);
    return name2 !== null && isEnviron(modules, module, expression2.object) ? { name: name2, default: null, required: true } : null;
  }
  if (expression2.kind !== "call") return null;
  const name = textOf(expression2.args[0] ?? expression2.keywords.get("key") ?? expression2.keywords.get("name") ?? null);
  if (name === null) return null;
  const { callee } = expression2;
  const fallback = expression2.keywords.get("default") ?? expression2.args[1] ?? null;
  if (callee.kind === "attribute" && ["get", "pop", "setdefault"].includes(callee.name) && isEnviron(modules, module, callee.object))
    return { name, default: fallback, required: false };
  const external = externalName(modules, module, callee) ?? "";
  if (external === "os.getenv" || external === "os.environ.get") return { name, default: fallback, required: false };
  if (["decouple.config", "decouple.AutoConfig"].includes(external)) {
    const value2 = expression2.keywords.get("default") ?? null;
    return { name, default: value2, required: value2 === null };
  }
  const reader = readerOf(modules, module, callee);
  if (!reader) return null;
  const value = expression2.keywords.get("default") ?? (reader === "environ" ? expression2.args[1] ?? null : null);
  return { name, default: value, required: value === null };
}
var readerClasses = {
  "environ.Env": "environ",
  "environ.FileAwareEnv": "environ",
  "environs.Env": "environs",
  "starlette.config.Config": "starlette",
  "decouple.Config": "decouple",
  "decouple.AutoConfig": "decouple"
};
function readerOf(modules, module, callee) {
  const object = callee.kind === "attribute" ? callee.object : callee;
  const origin = originOf(modules, module, object);
  if (origin?.kind === "external" && origin.name === "environs.env") return "environs";
  if (origin?.kind !== "value" || origin.value?.kind !== "call") return null;
  return readerClasses[externalName(modules, origin.module, origin.value.callee) ?? ""] ?? null;
}
function isEnviron(modules, module, expression2) {
  return ["os.environ", "os.environb"].includes(externalName(modules, module, expression2) ?? "");
}
function assignedIn(scope, name) {
  for (const statement2 of scope.body)
    if (statement2.kind === "assign" && statement2.targets.some((target) => target.kind === "name" && target.name === name)) return statement2.value;
  return null;
}
function parameterSetting(modules, module, scope, name, fallback, depth) {
  for (const decorator of scope.decorators) {
    if (decorator.kind !== "call" || !/(?:^|\.)(?:option|argument)$/.test(dottedName(decorator.callee) ?? "")) continue;
    const names2 = decorator.args.map(textOf).filter((text2) => text2 !== null);
    const option2 = names2.find((text2) => text2.startsWith("--"));
    if (names2.includes(name) || option2?.slice(2).replaceAll("-", "_") === name) {
      const found = settingOf(modules, module, decorator.keywords.get("default"), null, depth + 1);
      return { ...found, option: option2 ?? null, environment: found.environment ?? textOf(decorator.keywords.get("envvar")) };
    }
  }
  if (fallback?.kind === "call" && /(?:^|\.)Option$/.test(dottedName(fallback.callee) ?? "")) {
    const inner = settingOf(modules, module, fallback.args[0] ?? fallback.keywords.get("default"), null, depth + 1);
    return { ...inner, option: `--${name.replaceAll("_", "-")}`, environment: textOf(fallback.keywords.get("envvar")) };
  }
  return settingOf(modules, module, fallback, null, depth + 1);
}
function attributeSetting(modules, module, expression2, scope, depth) {
  const whole = originOf(modules, module, expression2);
  if (whole?.kind === "value") return settingOf(modules, whole.module, whole.value, null, depth + 1);
  const parsed = argumentSetting(modules, module, expression2, scope, depth);
  if (parsed) return parsed;
  const local = scope && expression2.object.kind === "name" ? assignedIn(scope, expression2.object.name) : null;
  const origin = originOf(modules, module, expression2.object);
  const made = local ? { module, value: local } : origin?.kind === "value" ? { module: origin.module, value: origin.value } : null;
  const definition = origin?.kind === "definition" ? { module: origin.module, definition: origin.definition } : made?.value ? instanceClass(modules, made.module, made.value) : null;
  if (definition?.definition.kind !== "class") return unknown;
  return fieldSetting(modules, definition.module, definition.definition, expression2.name, depth);
}
function instanceClass(modules, module, value) {
  if (value.kind !== "call") return null;
  const origin = originOf(modules, module, value.callee);
  if (origin?.kind !== "definition") return null;
  if (origin.definition.kind === "class") return origin;
  for (const statement2 of origin.definition.body)
    if (statement2.kind === "return" && statement2.value?.kind === "call") {
      const inner = originOf(modules, origin.module, statement2.value.callee);
      if (inner?.kind === "definition" && inner.definition.kind === "class") return inner;
    }
  return null;
}
function fieldSetting(modules, module, definition, name, depth) {
  for (const statement2 of definition.body) {
    if (statement2.kind !== "assign" || !statement2.targets.some((target) => target.kind === "name" && target.name === name)) continue;
    const settings = settingsClass(modules, module, definition);
    const value = statement2.value;
    const isField = value?.kind === "call" && /(?:^|\.)[Ff]ield$/.test(dottedName(value.callee) ?? "");
    const fallback = isField && value.kind === "call" ? value.args[0] ?? value.keywords.get("default") : value;
    const inner = settingOf(modules, module, fallback, null, depth + 1);
    return settings ? { ...inner, environment: settingsFieldEnvironment(settings, name, value)[0] ?? null } : inner;
  }
  return unknown;
}
function argumentSetting(modules, module, expression2, scope, depth) {
  const local = scope && expression2.object.kind === "name" ? assignedIn(scope, expression2.object.name) : null;
  const origin = local ? null : originOf(modules, module, expression2.object);
  const value = local ?? (origin?.kind === "value" ? origin.value : null);
  if (!value || ![...within(value)].some((part) => part.kind === "attribute" && /^parse_(?:known_)?args$/.test(part.name))) {
    if (!(expression2.object.kind === "name" && /^(?:args|arguments|options|opts|opt)$/.test(expression2.object.name))) return null;
  }
  for (const call of allExpressions(module.body)) {
    if (call.kind !== "call" || call.callee.kind !== "attribute" || call.callee.name !== "add_argument") continue;
    const names2 = call.args.map(textOf).filter((text2) => text2 !== null);
    const option2 = names2.find((text2) => text2.startsWith("--"));
    if ((textOf(call.keywords.get("dest")) ?? option2?.slice(2).replaceAll("-", "_")) === expression2.name)
      return { ...settingOf(modules, module, call.keywords.get("default"), null, depth + 1), option: option2 ?? null };
  }
  return null;
}

// src/project/python/launches.ts
var calls = {
  "uvicorn.run": { by: "uvicorn", app: 0 },
  "uvicorn.Config": { by: "uvicorn", app: 0 },
  "uvicorn.config.Config": { by: "uvicorn", app: 0 },
  "hypercorn.asyncio.serve": { by: "hypercorn", app: 0 },
  "hypercorn.run.run": { by: "hypercorn" },
  "waitress.serve": { by: "waitress", app: 0 },
  "granian.Granian": { by: "granian", app: 0 },
  "aiohttp.web.run_app": { by: "aiohttp", app: 0 },
  "aiohttp.web.TCPSite": { by: "aiohttp", host: 1, port: 2 },
  "nicegui.ui.run": { by: "nicegui" },
  "nicegui.ui.run_with": { by: "nicegui-mounted", app: 0 },
  "fasthtml.common.serve": { by: "fasthtml", port: 3 },
  "flet.app": { by: "flet" },
  "flet.run": { by: "flet" },
  "bottle.run": { by: "bottle", app: 0 },
  "gevent.pywsgi.WSGIServer": { by: "gevent", app: 1 },
  "eventlet.wsgi.server": { by: "eventlet", app: 1 },
  "wsgiref.simple_server.make_server": { by: "wsgiref", host: 0, port: 1, app: 2 },
  "werkzeug.serving.run_simple": { by: "werkzeug", host: 0, port: 1, app: 2 },
  "http.server.HTTPServer": { by: "http.server" },
  "http.server.ThreadingHTTPServer": { by: "http.server" },
  "socketserver.TCPServer": { by: "http.server" },
  "websockets.serve": { by: "websockets", host: 1, port: 2 },
  "websockets.server.serve": { by: "websockets", host: 1, port: 2 },
  "websockets.asyncio.server.serve": { by: "websockets", host: 1, port: 2 },
  "asyncio.start_server": { by: "asyncio", host: 1, port: 2 },
  "prometheus_client.start_http_server": { by: "metrics", port: 0 }
};
var methods = {
  flask: { names: ["run"], host: 0, port: 1 },
  quart: { names: ["run", "run_task"], host: 0, port: 1 },
  dash: { names: ["run", "run_server"] },
  sanic: { names: ["run"], host: 0, port: 1 },
  robyn: { names: ["start"] },
  bottle: { names: ["run"] },
  tornado: { names: ["listen"], port: 0 },
  gradio: { names: ["launch"] },
  fastmcp: { names: ["run", "run_async", "run_http_async", "run_streamable_http_async", "run_sse_async"] },
  connexion: { names: ["run"] },
  "slack-bolt": { names: ["start"], port: 0 }
};
var loops = /* @__PURE__ */ new Set(["run_polling", "infinity_polling", "start_polling", "start_consuming", "run_until_disconnected", "serve_forever", "run_forever", "run_webhook", "wait_for_termination"]);
function launchesIn(modules, module) {
  const launches = [];
  const visit = (body, scope, definition) => {
    for (const statement2 of body) {
      for (const expression2 of expressionsOf(statement2))
        for (const part of within(expression2)) {
          const launch = part.kind === "call" ? launchOf(modules, module, part, scope, definition) : null;
          if (launch) launches.push(launch);
        }
      if (isMainGuard(statement2)) visit(statement2.body, { kind: "main" }, definition);
      else if (statement2.kind === "function") visit(statement2.body, definition ? scope : { kind: "function", name: statement2.name }, statement2);
      else visit(bodiesOf(statement2), scope, definition);
    }
  };
  visit(module.body, { kind: "import" }, null);
  return launches;
}
function launchOf(modules, module, call, scope, definition) {
  const base = { file: module.path, line: call.line, scope, factory: false, transport: null, targetText: null, target: null, application: null };
  const argument = (name2, position) => call.keywords.get(name2) ?? (position === void 0 ? void 0 : call.args[position]);
  const setting = (expression2) => expression2 ? settingOf(modules, module, expression2, definition) : null;
  const external = externalName(modules, module, call.callee);
  const known = external === null ? void 0 : calls[external];
  if (known) {
    const target = argument("app", known.app) ?? argument("target", known.app) ?? argument("wsgi_app") ?? null;
    const factory = call.keywords.get("factory");
    const address3 = known.by === "http.server" || known.by === "gevent" || known.by === "eventlet" ? addressOf(call.args[0]) : null;
    return {
      ...base,
      by: known.by,
      targetText: textOf(target),
      target: target?.kind === "text" ? null : target,
      application: target && target.kind !== "text" ? applicationOf(modules, module, target, 0, definition) : null,
      factory: factory?.kind === "constant" && factory.value === true,
      host: setting(argument("host", known.host) ?? argument("address") ?? address3?.[0]),
      port: setting(argument("port", known.port) ?? address3?.[1])
    };
  }
  if (call.callee.kind !== "attribute") return null;
  const name = call.callee.name;
  if (loops.has(name)) return { ...base, by: name === "serve_forever" ? "http.server" : "bot", host: null, port: null };
  if (name === "add_insecure_port" || name === "add_secure_port") return { ...base, by: "grpc", ...grpcAddress(modules, module, call.args[0], definition) };
  if (!Object.values(methods).some(({ names: names2 }) => names2.includes(name))) return null;
  const object = applicationOf(modules, module, call.callee.object, 0, definition) ?? extensionTarget(modules, module, call, definition);
  if (object) {
    const entry3 = methods[object.framework.name];
    if (!entry3?.names.includes(name)) return object.framework.name === "flask" || object.framework.name === "fastapi" ? socketRun(call, base, setting, object) : null;
    const port2 = argument("port", entry3.port) ?? argument("server_port") ?? keywordOfConstructor(object, "port");
    const host = argument("host", entry3.host) ?? argument("server_name") ?? argument("address") ?? keywordOfConstructor(object, "host");
    return {
      ...base,
      by: object.framework.name,
      target: call.callee.object,
      application: object,
      host: setting(host),
      port: setting(port2),
      transport: object.framework.name === "fastmcp" ? transportOf(modules, module, call, definition) : null
    };
  }
  const owner = originOf(modules, module, call.callee.object);
  const made = owner?.kind === "value" && owner.value?.kind === "call" ? externalName(modules, owner.module, owner.value.callee) ?? "" : "";
  return name === "run" && /^(?:discord|disnake|nextcord|pyrogram|telethon|interactions|hikari)\./.test(made) ? { ...base, by: "bot", host: null, port: null } : null;
}
function extensionTarget(modules, module, call, definition) {
  if (call.callee.kind !== "attribute" || call.callee.name !== "run" || !call.args[0]) return null;
  return /socket_?io/i.test(dottedName(call.callee.object) ?? "") ? applicationOf(modules, module, call.args[0], 0, definition) : null;
}
function socketRun(call, base, setting, application2) {
  if (call.callee.kind !== "attribute" || call.callee.name !== "run") return null;
  return { ...base, by: "flask", target: call.args[0] ?? null, application: application2, host: setting(call.keywords.get("host")), port: setting(call.keywords.get("port")) };
}
function keywordOfConstructor(application2, name) {
  return application2.call?.keywords.get(name);
}
function transportOf(modules, module, call, definition) {
  const method = call.callee.kind === "attribute" ? call.callee.name : "";
  if (method === "run_http_async" || method === "run_streamable_http_async") return "streamable-http";
  if (method === "run_sse_async") return "sse";
  const given = call.keywords.get("transport") ?? call.args[0];
  const { value, environment } = settingOf(modules, module, given, definition);
  return typeof value === "string" ? value : environment || given ? "unknown" : "stdio";
}
function addressOf(expression2) {
  return expression2?.kind === "list" ? [expression2.items[0], expression2.items[1]] : null;
}
function grpcAddress(modules, module, expression2, definition) {
  const text2 = textOf(expression2);
  const literal3 = /^(.*):(\d{1,5})$/.exec(text2 ?? "");
  if (literal3) return { host: fixed(literal3[1] ?? ""), port: fixed(Number(literal3[2])) };
  const field = expression2?.kind === "text" ? expression2.parts.findLast((part) => part.kind !== "text") : expression2;
  return { host: null, port: settingOf(modules, module, field, definition) };
}
function fixed(value) {
  return { value, environment: null, option: null };
}

// src/project/python/candidates.ts
var usualFile = /^(?:main|app|server|wsgi|asgi|application|api|run|index|service|web|webapp|webservice|__init__)\.py$/;
var constructorWords = /FastAPI|Flask|Starlette|Litestar|Starlite|Quart|Sanic|Dash|Falcon|falcon|Bottle|bottle|Robyn|Application|get_[aw]sgi_application|FastMCP|MCPServer|gradio|fast_app|FastHTML|socketio|connexion|Configurator|ProtocolTypeRouter|slack_bolt|shiny|A2A|APIFlask|OpenAPI/;
var launchWords = /__main__|uvicorn|hypercorn|waitress|granian|run_app|\.run\(|\.launch\(|\.start\(|\.listen\(|ui\.run|serve|_polling|start_consuming|run_forever|run_until|_port\(|make_server|run_simple/;
function findCandidates(modules) {
  const candidates2 = [];
  const launches = [];
  for (const path of modules.paths) {
    const text2 = modules.text(path) ?? "";
    const usual2 = usualFile.test(posix3.basename(path));
    if (!usual2 && !constructorWords.test(text2) && !launchWords.test(text2)) continue;
    const module = modules.get(path);
    if (!module) continue;
    if (posix3.basename(path) !== "__main__.py") candidates2.push(...applicationsIn(modules, module, usual2));
    launches.push(...launchesIn(modules, module));
  }
  return { candidates: candidates2, launches };
}
function applicationsIn(modules, module, usual2) {
  const found = [];
  const add2 = (attribute2, application2, line, factory) => found.push({
    style: application2.interface === "own" ? "framework" : application2.interface,
    file: module.path,
    line,
    attribute: attribute2,
    factory,
    framework: application2.framework.name,
    application: application2,
    launches: []
  });
  for (const [name, binding] of module.bindings) {
    if (name.startsWith("_")) continue;
    if (binding.kind === "definition") {
      const { definition } = binding;
      if (definition.kind !== "function" || !callable(definition.parameters)) continue;
      const application2 = returned(modules, module, definition);
      if (application2 && application2.interface !== "own") add2(name, application2, definition.line, true);
    } else if (binding.kind === "value" || usual2) {
      const line = binding.kind === "value" ? binding.line : 1;
      const application2 = applicationOf(modules, module, { kind: "name", name, line });
      if (application2) add2(name, application2, line, false);
    }
  }
  return found;
}
function callable(parameters2) {
  return parameters2.every(({ default: fallback }) => fallback !== null);
}
function runsAsScript(module) {
  const guard = module.body.find(isMainGuard);
  if (guard) return { guard: true, line: guard.line };
  for (const statement2 of importTimeStatements(module.body))
    if (statement2.kind === "expression" && statement2.value.kind === "call") return { guard: false, line: statement2.line };
  return null;
}

// src/project/python/rank-candidates.ts
import { posix as posix4 } from "node:path";

// src/project/python/marker.ts
var linux = {
  sys_platform: "linux",
  platform_system: "Linux",
  os_name: "posix",
  platform_python_implementation: "CPython",
  implementation_name: "cpython",
  extra: ""
};
function appliesOnLinux(marker) {
  const tokens = marker.match(/\(|\)|"[^"]*"|'[^']*'|[A-Za-z_][\w.]*|[<>=!~]+/g) ?? [];
  let at2 = 0;
  const either2 = (depth) => {
    let met = both(depth);
    while (tokens[at2] === "or") {
      at2++;
      met = both(depth) || met;
    }
    return met;
  };
  const both = (depth) => {
    let met = comparison(depth);
    while (tokens[at2] === "and") {
      at2++;
      met = comparison(depth) && met;
    }
    return met;
  };
  const comparison = (depth) => {
    if (tokens[at2] === "(" && depth < 50) {
      at2++;
      const met = either2(depth + 1);
      at2++;
      return met;
    }
    const left = valueOf(tokens[at2++]);
    let operator = tokens[at2++];
    if (operator === "not") operator = `not ${tokens[at2++]}`;
    const right = valueOf(tokens[at2++]);
    if (left === null || right === null) return true;
    if (operator === "==") return left === right;
    if (operator === "!=") return left !== right;
    if (operator === "in") return right.includes(left);
    if (operator === "not in") return !right.includes(left);
    return true;
  };
  return either2(0);
}
function valueOf(token2) {
  if (token2 === void 0) return null;
  if (token2.startsWith('"') || token2.startsWith("'")) return token2.slice(1, -1);
  return linux[token2] ?? null;
}

// src/project/python/requirement.ts
function normalizeName(name) {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}
var longest = 2e3;
var named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?\s*(.*)$/s;
function parseRequirement(text2) {
  const trimmed = text2.trim();
  if (trimmed.length > longest) return null;
  if (isLocation(trimmed)) return fromLocation(trimmed);
  const match = named.exec(trimmed);
  if (!match) return null;
  const [, name = "", extras = "", rest = ""] = match;
  const base = { name: normalizeName(name), extras: extras.split(",").map(normalizeExtra).filter(Boolean).sort() };
  if (rest.startsWith("@")) {
    const [url = "", marker2] = split(rest.slice(1), / ;/);
    return { ...base, specifier: "", url: url.trim(), applies: marker2 === void 0 || appliesOnLinux(marker2) };
  }
  const [specifier = "", marker] = split(rest, /;/);
  const bare = specifier.trim().replace(/^\(([^()]*)\)$/, "$1");
  if (bare !== "" && !/^(?:===|==|~=|!=|<=|>=|<|>)/.test(bare)) return null;
  return {
    ...base,
    specifier: bare.replaceAll(/\s+/g, ""),
    url: null,
    applies: marker === void 0 || appliesOnLinux(marker)
  };
}
function pinnedVersion(specifier) {
  const match = /^={2,3}([^,*\s+]+)(?:\+[^,\s]*)?$/.exec(specifier);
  return match ? match[1] : null;
}
function isLocation(text2) {
  return /^(?:(?:git|hg|svn|bzr)\+|[a-z]{2,8}:\/\/|file:|\.{1,2}(?:[/\\]|$)|[/\\]|[^\s;\[]+\.(?:whl|zip|tar\.gz)$)/i.test(text2) || text2 === ".";
}
function fromLocation(text2) {
  const [location = "", marker] = split(text2, / ;/);
  const applies = marker === void 0 || appliesOnLinux(marker);
  const egg = /[#&]egg=([A-Za-z0-9][\w.-]*)/.exec(location)?.[1];
  const path = (location.split(/[?#]/, 1)[0] ?? "").replace(/\[[^\]]*\]$/, "");
  const last = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const wheel = /^([A-Za-z0-9][\w.]*)-\d[^-]*-.*\.whl$/.exec(last)?.[1];
  const guessed = /^([A-Za-z0-9][\w.-]*?)(?:\.git)?(?:@.*|-\d[\w.]*\.(?:tar\.gz|zip))?$/.exec(last)?.[1];
  return { name: normalizeName(egg ?? wheel ?? guessed ?? ""), extras: [], specifier: "", url: location.trim(), applies };
}
function split(text2, separator) {
  const at2 = text2.search(separator);
  return at2 < 0 ? [text2, void 0] : [text2.slice(0, at2), text2.slice(at2).replace(/^ ?;/, "")];
}
function normalizeExtra(extra) {
  return normalizeName(extra.trim());
}

// src/project/python/rank-candidates.ts
var fileScores = { main: 8, app: 8, wsgi: 9, asgi: 9, server: 6, application: 5, api: 4, run: 4, streamlit_app: 9, service: 3, index: 3, Home: 6, home: 4, __init__: 3, __main__: 5, bot: 6 };
var attributeScores = { app: 5, application: 5, api: 3, server: 4, demo: 3, create_app: 2, mcp: 2 };
var asideFolder = /^(?:examples?|samples?|demos?|scripts?|tools?|playground|tutorials?|legacy|deprecated|archived?|old|templates?|sandbox|experiments?|bench(?:marks?)?|bin|ci|dev|hack|infra|deploy|cookbooks?|assets|static|utils?|helpers?|mocks?|fixtures?|evals?|evaluation)$/i;
var styleScores = {
  asgi: 50,
  wsgi: 50,
  framework: 48,
  streamlit: 44,
  gradio: 45,
  chainlit: 46,
  module: 24,
  script: 24,
  "console-script": 24,
  procfile: 50
};
var declaredScores = { 1: 14, 2: 45, 3: 90 };
function rankCandidates(candidates2, declared, launches, mounted, projectName) {
  return candidates2.map((candidate) => {
    const naming = declared.filter((start2) => names(start2, candidate)).sort((a, b) => b.weight - a.weight)[0] ?? null;
    return { candidate, declared: naming, score: ownScore(candidate, launches, mounted, projectName) + (naming ? declaredScores[naming.weight] : 0) };
  }).sort(
    (a, b) => b.score - a.score || compare(a.candidate.file, b.candidate.file) || compare(a.candidate.attribute ?? "", b.candidate.attribute ?? "") || compare(a.candidate.style, b.candidate.style)
  );
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function ownScore(candidate, launches, mounted, projectName) {
  const folders = folderOf(candidate.file).split("/").filter(Boolean);
  const name = posix4.basename(candidate.file, ".py");
  let score = styleScores[candidate.style];
  if (["script", "module", "console-script"].includes(candidate.style) && candidate.launches.some(serves)) score += 16;
  score += fileScores[name] ?? 0;
  score += candidate.attribute === null ? 4 : attributeScores[candidate.attribute] ?? (/_app$|^app_/.test(candidate.attribute) ? 2 : 0);
  score -= folders.filter((folder) => folder !== "src").length * 2;
  if (folders.some((folder) => asideFolder.test(folder))) score -= 40;
  if (candidate.console !== void 0 && projectName !== null && normalizeName(candidate.console) === normalizeName(projectName)) score += 8;
  if (candidate.factory) score -= 6;
  const identity = identityOf(candidate);
  if (mounted.has(identity) && !candidate.application?.wrapped) score -= 25;
  if (launches.some((launch) => isLaunchOf(launch, candidate))) score += 12;
  return score;
}
function identityOf({ application: application2, file: file2, style, line, console: console2 }) {
  if (application2) return `${application2.module.path}:${application2.line}`;
  if (console2 !== void 0) return `console:${file2}:${line}`;
  return `${style === "streamlit" || style === "chainlit" ? style : "run"}:${file2}`;
}
function serves(launch) {
  return launch.by !== "bot" && launch.by !== "metrics" && launch.transport !== "stdio";
}
function isLaunchOf(launch, candidate) {
  if (launch.application && candidate.application)
    return launch.application.module.path === candidate.application.module.path && launch.application.line === candidate.application.line;
  if (!launch.targetText || candidate.attribute === null) return false;
  const [module = "", attribute2 = ""] = launch.targetText.split(":");
  return attribute2 === candidate.attribute && endsWithModule(candidate.file, module);
}
function names({ start: start2 }, candidate) {
  const { file: file2, target, program } = start2;
  if (candidate.console !== void 0) return program === "console" && target === candidate.console;
  if (candidate.style === "module") return program === "module" && target !== null && endsWithModule(candidate.file, `${target}.__main__`);
  if (program === "module" || program === "python") {
    if (candidate.attribute !== null || candidate.style === "streamlit" || candidate.style === "chainlit") return false;
    return file2 !== null ? endsWithPath(candidate.file, file2) : target !== null && endsWithModule(candidate.file, target);
  }
  if (candidate.framework === "langgraph") return program === "langgraph";
  if (candidate.framework === "google-adk") return program === "adk";
  if (candidate.framework === "django" && program === "django") return true;
  if (candidate.style === "streamlit" || candidate.style === "chainlit") return program === candidate.style && file2 !== null && endsWithPath(candidate.file, file2);
  if (file2 !== null && candidate.attribute !== null) return endsWithPath(candidate.file, file2) || candidate.file.endsWith(`${file2.replace(/^\.?\//, "")}/__init__.py`);
  if (target === null && file2 === null && program === candidate.framework) return true;
  if (target === null || candidate.attribute === null) return false;
  const [module = "", attribute2] = target.split(":");
  return (attribute2 === void 0 ? ["app", "application"].includes(candidate.attribute) : attribute2.split(".")[0] === candidate.attribute) && endsWithModule(candidate.file, module);
}
function endsWithModule(file2, module) {
  const path = module.replaceAll(".", "/");
  return endsWithPath(file2, `${path}.py`) || endsWithPath(file2, `${path}/__init__.py`);
}
function endsWithPath(file2, named3) {
  const bare = posix4.normalize(named3).replace(/^(?:\.\.?\/|\/)+/, "");
  return file2 === bare || file2.endsWith(`/${bare}`) || named3.startsWith("/") && bare.endsWith(`/${file2}`);
}

// src/project/python/serve-command.ts
var asgiServers = ["uvicorn", "hypercorn", "granian", "daphne"];
var bringUvicorn = /* @__PURE__ */ new Set(["gradio", "mcp", "fastmcp", "nicegui", "python-fasthtml", "chainlit", "fastapi-cli", "shiny", "google-adk", "sse-starlette-cli"]);
var extrasWithUvicorn = { fastapi: ["standard", "all"], litestar: ["standard", "full"], starlite: ["standard", "full"], "a2a-sdk": ["http-server"], connexion: ["uvicorn"], langserve: [], fasthtml: [] };
function isInstalled(dependencies, name) {
  if ([...dependencies.direct, ...dependencies.locked].some((entry3) => entry3.name === name)) return true;
  if (name === "hypercorn") return isInstalled(dependencies, "quart");
  if (name !== "uvicorn") return false;
  return dependencies.direct.some((entry3) => bringUvicorn.has(entry3.name) || entry3.extras.some((extra) => extrasWithUvicorn[entry3.name]?.includes(extra)));
}
function serveCommand(candidate, target, folder, dependencies, declared, gunicornWorker) {
  const asked = declared && Object.hasOwn(builders, declared.start.program) ? declared.start : null;
  const options = asked?.options ?? [];
  const has = (name) => isInstalled(dependencies, name);
  const isAsgi = candidate.style === "asgi";
  if (isAsgi) {
    const worker = optionValue(options, "-k", "--worker-class") ?? gunicornWorker;
    if (has("gunicorn") && /[Uu]vicorn/.test(worker ?? "") && (asked?.program === "gunicorn" || gunicornWorker)) {
      const command = builders.gunicorn(target, candidate.factory, folder, asked?.program === "gunicorn" ? options : []);
      return { command, added: missing(dependencies, worker?.startsWith("uvicorn_worker") ? ["uvicorn-worker"] : ["uvicorn"]) };
    }
    const preferred2 = asked && asgiServers.includes(asked.program) ? asked.program : null;
    const server2 = preferred2 && (has(preferred2) || preferred2 === "uvicorn") ? preferred2 : asgiServers.find(has) ?? "uvicorn";
    const kept2 = server2 === asked?.program ? options : [];
    return { command: builders[server2](target, candidate.factory, folder, kept2), added: missing(dependencies, [server2]) };
  }
  const server = has("gunicorn") || !has("waitress") ? "gunicorn" : "waitress-serve";
  const kept = server === asked?.program ? options : server === "gunicorn" ? socketWorker(dependencies) : [];
  return { command: builders[server](target, candidate.factory, folder, kept), added: missing(dependencies, [server === "gunicorn" ? "gunicorn" : "waitress"]) };
}
function missing(dependencies, names2) {
  return names2.filter((name) => !isInstalled(dependencies, name));
}
function socketWorker(dependencies) {
  const names2 = new Set(dependencies.direct.map(({ name }) => name));
  if (!names2.has("flask-socketio")) return [];
  if (names2.has("eventlet")) return ["--worker-class", "eventlet", "--workers", "1"];
  return names2.has("gevent") ? ["--worker-class", "gevent", "--workers", "1"] : ["--workers", "1", "--threads", "100"];
}
function optionValue(options, ...names2) {
  const at2 = options.findIndex((option2) => names2.includes(option2));
  return at2 < 0 ? null : options[at2 + 1] ?? null;
}
var inFolder = (option2, folder) => folder === "" ? [] : [option2, folder];
var builders = {
  uvicorn: (target, factory, folder, options) => [
    "uvicorn",
    target,
    "--host",
    "0.0.0.0",
    "--port",
    "${PORT}",
    ...factory ? ["--factory"] : [],
    ...inFolder("--app-dir", folder),
    ...options
  ],
  hypercorn: (target, factory, _folder, options) => ["hypercorn", factory ? `${target}()` : target, "--bind", "0.0.0.0:${PORT}", ...options],
  granian: (target, factory, folder, options) => [
    "granian",
    ...options.includes("--interface") ? [] : ["--interface", "asgi"],
    target,
    "--host",
    "0.0.0.0",
    "--port",
    "${PORT}",
    ...factory ? ["--factory"] : [],
    ...inFolder("--working-dir", folder),
    ...options
  ],
  daphne: (target, _factory, _folder, options) => ["daphne", "-b", "0.0.0.0", "-p", "${PORT}", ...options, target],
  gunicorn: (target, factory, folder, options) => [
    "gunicorn",
    "--bind",
    "0.0.0.0:${PORT}",
    ...inFolder("--chdir", folder),
    ...options,
    factory ? `${target}()` : target
  ],
  "waitress-serve": (target, factory, _folder, options) => ["waitress-serve", "--listen=0.0.0.0:${PORT}", ...options, ...factory ? ["--call"] : [], target]
};

// src/project/python/special-candidates.ts
import { posix as posix5 } from "node:path";
import { parse as parseYaml3 } from "yaml";
var blank = { attribute: null, factory: false, application: null, launches: [] };
function specialCandidates(repository, modules) {
  return [...streamlit(modules), ...chainlit(modules), ...langgraph(repository), ...adk(modules), ...cog(repository)];
}
function streamlit(modules) {
  return modules.paths.flatMap((path) => {
    if (/(?:^|\/)pages\//.test(path) || !/streamlit/.test(modules.text(path) ?? "")) return [];
    const module = modules.get(path);
    const line = module ? streamlitLine(modules, module) : null;
    return line === null ? [] : [{ ...blank, launches: [], style: "streamlit", file: path, line, framework: "streamlit" }];
  });
}
function streamlitLine(modules, module) {
  const isCall = (body) => {
    for (const expression2 of allExpressions(body))
      if (expression2.kind === "call" && /^streamlit\./.test(externalName(modules, module, expression2.callee) ?? "")) return expression2.line;
    return null;
  };
  const guard = module.body.find(isMainGuard);
  if (guard) return isCall(module.body) === null ? null : guard.line;
  for (const statement2 of importTimeStatements(module.body)) {
    if (statement2.kind !== "expression" && statement2.kind !== "block" && statement2.kind !== "if" && statement2.kind !== "assign") continue;
    const line = isCall([statement2]);
    if (line !== null && !(statement2.kind === "assign")) return line;
  }
  return null;
}
function chainlit(modules) {
  return modules.paths.flatMap((path) => {
    if (!/chainlit/.test(modules.text(path) ?? "")) return [];
    const module = modules.get(path);
    const handler = module?.body.find(
      (statement2) => statement2.kind === "function" && statement2.decorators.some((decorator) => /^chainlit\.on_/.test(externalName(modules, module, decorator.kind === "call" ? decorator.callee : decorator) ?? ""))
    );
    return handler ? [{ ...blank, launches: [], style: "chainlit", file: path, line: handler.line, framework: "chainlit" }] : [];
  });
}
function langgraph(repository) {
  const text2 = repository.read("langgraph.json");
  if (text2 === null) return [];
  let graphs = [];
  try {
    graphs = Object.keys(asRecord(at(JSON.parse(text2), "graphs")));
  } catch {
    return [];
  }
  if (graphs.length === 0) return [];
  return [{ ...blank, launches: [], style: "framework", file: "langgraph.json", line: lineWith(text2, '"graphs"') ?? 1, framework: "langgraph" }];
}
function adk(modules) {
  const path = modules.paths.find((candidate) => {
    if (posix5.basename(candidate) !== "agent.py" || !/google\.adk/.test(modules.text(candidate) ?? "")) return false;
    return modules.get(candidate)?.bindings.has("root_agent") ?? false;
  });
  if (!path) return [];
  const binding = modules.get(path)?.bindings.get("root_agent");
  return [{ ...blank, launches: [], style: "framework", file: path, line: binding?.kind === "value" ? binding.line : 1, framework: "google-adk" }];
}
function cog(repository) {
  const text2 = repository.read("cog.yaml");
  if (text2 === null) return [];
  try {
    const predict = asText(at(parseYaml3(text2, { logLevel: "silent" }), "predict"));
    return predict ? [{ ...blank, launches: [], style: "framework", file: "cog.yaml", line: lineWith(text2, "predict") ?? 1, framework: "cog" }] : [];
  } catch {
    return [];
  }
}
var scriptName = /^(?:main|app|run|server|bot|start|index|worker|service|agent|cli|__main__|run_\w+|main_\w+|\w+_main|job|crawler|scraper|scheduler|consumer|pipeline|train)\.py$/;
function scriptCandidates(modules, launches) {
  return modules.paths.flatMap((path) => {
    const own = launches.filter(({ file: file2 }) => file2 === path);
    const named3 = scriptName.test(posix5.basename(path));
    if (!named3 && own.length === 0 && !(modules.text(path) ?? "").includes("__main__")) return [];
    const module = modules.get(path);
    const runs = module ? runsAsScript(module) : null;
    if (!module || !runs || !runs.guard && !named3 && !own.some(({ scope }) => scope.kind === "import")) return [];
    const isPackageMain = posix5.basename(path) === "__main__.py" && folderOf(path) !== "";
    return [{ ...blank, launches: own, style: isPackageMain ? "module" : "script", file: path, line: runs.line, framework: null }];
  });
}
function consoleCandidates(modules, metadata, launches) {
  return [...metadata.scripts].flatMap(([name, target]) => {
    const [moduleName2 = "", attribute2 = ""] = target.split(":");
    const folder = metadata.packageFolder ?? "";
    const path = modules.resolve(folder === "" ? "x.py" : `${folder}/x.py`, 0, moduleName2);
    if (!path) return [];
    const binding = modules.get(path)?.bindings.get(attribute2);
    const line = binding?.kind === "definition" ? binding.definition.line : 1;
    const own = launches.filter((launch) => launch.file === path && (launch.scope.kind !== "function" || launch.scope.name === attribute2 || attribute2 === "main"));
    return [{ ...blank, launches: own, style: "console-script", file: path, line, framework: null, console: name }];
  });
}

// src/project/python/address.ts
var defaults = {
  uvicorn: { port: 8e3, host: "loopback" },
  hypercorn: { port: 8e3, host: "loopback" },
  waitress: { port: 8080, host: "all" },
  granian: { port: 8e3, host: "loopback" },
  aiohttp: { port: 8080, host: "all" },
  nicegui: { port: 8080, host: "all" },
  fasthtml: { port: 5001, host: "all", portVariable: "PORT" },
  flask: { port: 5e3, host: "loopback" },
  quart: { port: 5e3, host: "loopback" },
  dash: { port: 8050, host: "loopback", hostVariable: "HOST", portVariable: "PORT" },
  sanic: { port: 8e3, host: "loopback" },
  robyn: { port: 8080, host: "loopback", hostVariable: "ROBYN_HOST", portVariable: "ROBYN_PORT" },
  tornado: { port: 8888, host: "all" },
  bottle: { port: 8080, host: "loopback" },
  gradio: { port: 7860, host: "loopback", hostVariable: "GRADIO_SERVER_NAME", portVariable: "GRADIO_SERVER_PORT" },
  fastmcp: { port: 8e3, host: "loopback", hostVariable: "FASTMCP_HOST", portVariable: "FASTMCP_PORT" },
  connexion: { port: 8080, host: "loopback" },
  "slack-bolt": { port: 3e3, host: "all" },
  flet: { port: 8e3, host: "all", portVariable: "FLET_SERVER_PORT" }
};
var otherwise = { port: 8e3, host: "all" };
var loopbackHosts = /* @__PURE__ */ new Set(["127.0.0.1", "localhost", "::1"]);
function addressOf2(launch) {
  const by = defaults[launch.by] ?? otherwise;
  const words4 = [];
  const environment = {};
  const reachable = launch.host?.value === "0.0.0.0" || launch.host?.value === "::" || launch.host?.value === "";
  const host = reachable || move(launch.host, by.hostVariable, "0.0.0.0", words4, environment);
  const port2 = move(launch.port, by.portVariable, "${PORT}", words4, environment);
  const readsPort = environment.PORT === "${PORT}";
  if (readsPort) delete environment.PORT;
  const literalHost = launch.host?.value;
  return {
    port: asPort(launch.port?.value) ?? by.port,
    words: words4,
    environment,
    readsPort,
    fixed: !port2,
    loopback: host ? false : typeof literalHost === "string" ? loopbackHosts.has(literalHost) : launch.host === null && by.host === "loopback"
  };
}
function move(setting, variable, value, words4, environment) {
  if (setting?.environment) environment[setting.environment] = value;
  else if (setting?.option) words4.push(setting.option, value);
  else if ((setting === null || setting.value === null) && variable) environment[variable] = value;
  else return false;
  return true;
}

// src/project/python/gunicorn-configuration.ts
function gunicornConfiguration(repository, modules, folder, declared) {
  const options = declared?.start.options ?? [];
  const named3 = options[options.findIndex((option2) => option2 === "-c" || option2 === "--config") + 1] ?? "";
  const file2 = named3.startsWith("python:") ? `${named3.slice(7).replaceAll(".", "/")}.py` : named3;
  const paths = [file2, `${folder}/${file2}`, "gunicorn.conf.py", `${folder}/gunicorn.conf.py`].filter((path) => path.endsWith(".py"));
  const module = modules.get(paths.find((path) => repository.has(path)) ?? "");
  if (!module) return { port: null, worker: null };
  const valueOf2 = (name) => {
    const binding = module.bindings.get(name);
    return binding?.kind === "value" ? binding.value : null;
  };
  const bind2 = valueOf2("bind");
  const literal3 = settingOf(modules, module, bind2).value;
  const field = bind2?.kind === "text" ? bind2.parts.findLast((part) => part.kind !== "text") : void 0;
  const port2 = typeof literal3 === "string" ? asPort(literal3.split(":").at(-1)) : asPort(settingOf(modules, module, field).value);
  const worker = settingOf(modules, module, valueOf2("worker_class")).value;
  return { port: port2, worker: typeof worker === "string" ? worker : null };
}

// src/project/python/reachable-files.ts
var dynamic = /import_module\(|__import__\(|iter_modules|walk_packages|autodiscover|spec_from_file_location/;
function importsOf(modules, path) {
  const module = modules.get(path);
  const found = [];
  for (const statement2 of module ? allStatements(module.body) : []) {
    if (statement2.kind === "import") for (const { name } of statement2.modules) found.push({ level: 0, module: name, guessed: false });
    else if (statement2.kind === "import-from") {
      const { level, module: from } = statement2;
      found.push({ level, module: from, guessed: false });
      for (const { name } of statement2.names) found.push({ level, module: from === "" ? name : `${from}.${name}`, guessed: true });
    }
  }
  return found;
}
function reachableFiles(modules, file2, limit = Number.POSITIVE_INFINITY) {
  const seen = /* @__PURE__ */ new Set();
  const queue = [];
  const add2 = (path) => {
    if (seen.has(path) || seen.size >= limit) return;
    seen.add(path);
    queue.push(path);
  };
  add2(file2);
  for (let path = queue.shift(); path !== void 0; path = queue.shift()) {
    for (const { level, module } of importsOf(modules, path)) {
      const target = modules.resolve(path, level, module);
      if (target) add2(target);
    }
    const init = `${folderOf(path) === "" ? "" : `${folderOf(path)}/`}__init__.py`;
    if (init !== path && modules.text(init) !== null) add2(init);
    if (limit === Number.POSITIVE_INFINITY && dynamic.test(modules.text(path) ?? "")) {
      for (const other of modules.paths) if (!isTool(other)) add2(other);
    }
  }
  return [...seen].sort();
}
function isTool(path) {
  return /(?:^|\/)(?:scripts?|tools?|examples?|samples?|hack|bin|notebooks?)\//i.test(path);
}

// src/project/python/source-root.ts
var mostFollowed = 200;
function sourceRootOf(repository, modules, file2, preferred2) {
  const roots = [];
  for (let folder = folderOf(file2); ; folder = folderOf(folder)) {
    roots.push(folder);
    if (folder === "") break;
  }
  const { absolute, highest } = importsBelow(modules, file2);
  const possible = roots.filter((root) => highest === null || root === "" || !isInside(root, highest));
  const usable = possible.length > 0 ? possible : [""];
  const score = (root) => [...absolute].filter((module) => resolvesIn(repository, root, module)).length;
  const scores = usable.map((root) => ({ root, score: score(root) }));
  const best = Math.max(...scores.map((entry3) => entry3.score));
  const winners = scores.filter((entry3) => entry3.score === best).map((entry3) => entry3.root);
  if (winners.length === 1) return winners[0];
  if (preferred2 !== null && winners.includes(preferred2)) return preferred2;
  const src2 = winners.find((root) => /(?:^|\/)src$/.test(root) && !repository.has(`${root}/__init__.py`));
  if (src2 !== void 0) return src2;
  return winners.at(-1);
}
function moduleName(root, file2) {
  const inside = root === "" ? file2 : file2.startsWith(`${root}/`) ? file2.slice(root.length + 1) : null;
  const name = inside?.replace(/\.py$/, "").replace(/(?:^|\/)__init__$/, "") ?? "";
  return name !== "" && name.split("/").every((part) => /^[A-Za-z_]\w*$/.test(part)) ? name.replaceAll("/", ".") : null;
}
function importsBelow(modules, file2) {
  const absolute = /* @__PURE__ */ new Set();
  let highest = null;
  for (const path of reachableFiles(modules, file2, mostFollowed))
    for (const { level, module, guessed } of importsOf(modules, path)) {
      if (level === 0 && !guessed) absolute.add(module);
      if (level === 0) continue;
      const base = path.split("/").slice(0, -level).join("/");
      const above = base === "" || file2.startsWith(`${base}/`);
      if (above && (highest === null || base.length < highest.length)) highest = base;
    }
  return { absolute, highest };
}
function isInside(root, folder) {
  return root === folder || root.startsWith(`${folder}/`);
}
function resolvesIn(repository, root, module) {
  const path = `${root === "" ? "" : `${root}/`}${module.replaceAll(".", "/")}`;
  return repository.has(`${path}.py`) || repository.has(`${path}/__init__.py`) || repository.hasFolder(path);
}

// src/project/python/start.ts
var nothing = {
  framework: null,
  kind: "web",
  commandEnvironment: {},
  port: null,
  readsPort: false,
  sourceRoot: "",
  added: [],
  needsInstall: false
};
function startOf(ranked, context2) {
  const { candidate } = ranked;
  switch (candidate.style) {
    case "asgi":
    case "wsgi":
      return serveObject(ranked, context2);
    case "streamlit":
      return commandLine(ranked, 8501, ["streamlit", "run", candidate.file, "--server.port", "${PORT}", "--server.address", "0.0.0.0", "--server.headless", "true"], "streamlit", context2);
    case "chainlit":
      return commandLine(ranked, 8e3, ["chainlit", "run", candidate.file, "--host", "0.0.0.0", "--port", "${PORT}", "--headless"], "chainlit", context2);
    case "framework":
      return serveFramework(ranked, context2);
    default:
      return runFile(ranked, context2);
  }
}
function serveObject(ranked, context2) {
  const { candidate, declared } = ranked;
  const { repository, modules, dependencies, metadata, launches } = context2;
  const sourceRoot = sourceRootOf(repository, modules, candidate.file, metadata.packageFolder);
  const target = `${moduleName(sourceRoot, candidate.file) ?? candidate.file}:${candidate.attribute}`;
  const installed = isPackaged(context2, sourceRoot, candidate.file);
  const configuration2 = gunicornConfiguration(repository, modules, sourceRoot, declared);
  const { command, added } = serveCommand(candidate, target, installed ? "" : sourceRoot, dependencies, declared, configuration2.worker);
  const launch = launches.find((entry3) => isLaunchOf(entry3, candidate) && entry3.port?.value !== void 0 && entry3.port?.value !== null);
  const own = launch ? addressOf2(launch).port : null;
  const port2 = declared?.start.port ?? declared?.port ?? (command[0] === "gunicorn" ? configuration2.port : null) ?? own ?? (candidate.framework === "connexion" ? 8080 : 8e3);
  if (launch && own === port2) context2.findings.evidence.push({ fact: "port", value: String(port2), file: launch.file, line: launch.line });
  return {
    ...nothing,
    entrypoint: { target, style: candidate.style, factory: candidate.factory, file: candidate.file, line: candidate.line },
    framework: candidate.framework,
    command,
    port: port2,
    sourceRoot,
    added,
    needsInstall: installed
  };
}
function isPackaged({ metadata }, sourceRoot, file2) {
  return metadata.backend !== null && sourceRoot !== "" && (metadata.packageFolder === sourceRoot || sourceRoot === "src") && file2.startsWith(`${sourceRoot}/`);
}
function commandLine(ranked, port2, command, package_, context2) {
  const { candidate, declared } = ranked;
  const kept = declared?.start.program === candidate.style ? declared.start.options.filter((option2) => !command.includes(option2) && option2 !== "true" && option2 !== "false") : [];
  return {
    ...nothing,
    entrypoint: { target: candidate.file, style: candidate.style, factory: false, file: candidate.file, line: candidate.line },
    framework: candidate.framework,
    command: kept.some((option2) => !option2.startsWith("-")) ? command : [...command, ...kept],
    port: declared?.start.port ?? declared?.port ?? streamlitPort(context2) ?? port2,
    added: isInstalled(context2.dependencies, package_) ? [] : [package_]
  };
}
function streamlitPort({ repository }) {
  const text2 = repository.read(".streamlit/config.toml") ?? "";
  return Number(/^\s*port\s*=\s*(\d{1,5})\s*$/m.exec(text2)?.[1] ?? 0) || null;
}
function serveFramework(ranked, context2) {
  const { candidate } = ranked;
  const { launches } = context2;
  const entry3 = (target2) => ({ target: target2, style: "framework", factory: candidate.factory, file: candidate.file, line: candidate.line });
  const own = launches.find((launch) => isLaunchOf(launch, candidate) && serves(launch));
  const port2 = ranked.declared?.start.port ?? ranked.declared?.port;
  const has = (name) => isInstalled(context2.dependencies, name);
  const root = sourceRootOf(context2.repository, context2.modules, candidate.file, context2.metadata.packageFolder);
  const target = `${moduleName(root, candidate.file) ?? ""}:${candidate.attribute}`;
  switch (candidate.framework) {
    case "langgraph":
      return { ...nothing, entrypoint: entry3("langgraph.json"), framework: "langgraph", command: ["langgraph", "dev", "--host", "0.0.0.0", "--port", "${PORT}", "--no-browser", "--no-reload"], port: port2 ?? 8123, added: has("langgraph-cli") ? [] : ["langgraph-cli[inmem]"] };
    case "google-adk": {
      const folder = candidate.file.split("/").slice(0, -2).join("/") || ".";
      return { ...nothing, entrypoint: entry3(candidate.file), framework: "google-adk", command: ["adk", "api_server", "--host", "0.0.0.0", "--port", "${PORT}", folder], port: port2 ?? 8e3, added: has("google-adk") ? [] : ["google-adk"] };
    }
    case "cog":
      return { ...nothing, entrypoint: entry3("cog.yaml"), framework: "cog", command: ["python", "-m", "cog.server.http"], port: 5e3, readsPort: true, added: has("cog") ? [] : ["cog"] };
    case "sanic": {
      const command = ["sanic", target, "--host", "0.0.0.0", "--port", "${PORT}", ...candidate.factory ? ["--factory"] : []];
      return { ...nothing, entrypoint: entry3(target), framework: "sanic", command, port: port2 ?? (own ? addressOf2(own).port : 8e3), sourceRoot: root, added: has("sanic") ? [] : ["sanic"] };
    }
    default:
      break;
  }
  if (own) return runFile({ ...ranked, candidate: { ...candidate, style: "script", file: own.file, line: own.line, launches: [own] } }, context2, candidate.framework);
  if (candidate.framework === "aiohttp") {
    const command = ["gunicorn", "--bind", "0.0.0.0:${PORT}", "--worker-class", "aiohttp.GunicornWebWorker", ...root === "" ? [] : ["--chdir", root], target];
    return { ...nothing, entrypoint: entry3(target), framework: "aiohttp", command, port: port2 ?? 8080, sourceRoot: root, added: has("gunicorn") ? [] : ["gunicorn"] };
  }
  if (candidate.framework === "fastmcp" && has("fastmcp")) {
    const command = ["fastmcp", "run", `${candidate.file}:${candidate.attribute}`, "--transport", "http", "--host", "0.0.0.0", "--port", "${PORT}"];
    return { ...nothing, entrypoint: entry3(target), framework: "fastmcp", command, port: port2 ?? 8e3 };
  }
  const stdio = launches.find((launch) => isLaunchOf(launch, candidate));
  return runFile({ ...ranked, candidate: { ...candidate, style: "script", launches: stdio ? [stdio] : [] } }, context2, candidate.framework);
}
function runFile(ranked, context2, framework = null) {
  const { declared } = ranked;
  const candidate = ranked.candidate;
  const { repository, modules, metadata, findings } = context2;
  const launch = candidate.launches.find(serves) ?? null;
  const isModule = candidate.style === "module";
  const root = sourceRootOf(repository, modules, candidate.file, metadata.packageFolder);
  const name = isModule ? (moduleName(root, candidate.file) ?? "").replace(/\.__main__$/, "") : "";
  const base = candidate.console !== void 0 ? [candidate.console] : isModule && name !== "" ? ["python", "-m", name] : ["python", candidate.file];
  const kept = declared?.start.options ?? [];
  const entrypoint = {
    target: candidate.console ?? (isModule && name !== "" ? name : candidate.file),
    style: candidate.framework === "gradio" || launch?.by === "gradio" ? "gradio" : candidate.style,
    factory: false,
    file: candidate.file,
    line: candidate.line
  };
  const needsInstall = candidate.console !== void 0 || isModule && isPackaged(context2, root, candidate.file);
  const own = framework ?? launch?.application?.framework.name ?? (launch && launch.by !== "uvicorn" && serves(launch) ? launch.by : null);
  if (!launch) {
    const runsOn = candidate.launches.length > 0 || declared?.start.portFromEnvironment;
    if (candidate.launches.some(({ transport }) => transport === "stdio"))
      findings.warnings.push(`${candidate.file} is an MCP server that speaks on standard input and output: it listens on no port, and is run with \`docker run -i\`.`);
    return { ...nothing, entrypoint, framework: own, kind: runsOn ? "worker" : "job", command: [...base, ...kept], sourceRoot: root, needsInstall };
  }
  const address3 = addressOf2(launch);
  findings.evidence.push({ fact: "port", value: address3.readsPort ? `PORT, else ${address3.port}` : String(address3.port), file: launch.file, line: launch.line });
  if (address3.loopback)
    findings.warnings.push(`${launch.file}:${launch.line} listens on the loopback interface only, which nothing outside the container reaches; make it listen on 0.0.0.0.`);
  const extra = withoutAddress(kept, address3.words);
  return {
    ...nothing,
    entrypoint,
    framework: own,
    command: [...base, ...extra, ...address3.words],
    commandEnvironment: address3.environment,
    port: (address3.fixed ? null : declared?.start.port ?? declared?.port) ?? address3.port,
    readsPort: address3.readsPort,
    sourceRoot: root,
    needsInstall
  };
}
function withoutAddress(options, words4) {
  return options.filter((option2, index) => !words4.includes(option2) && !(options[index - 1] && words4.includes(options[index - 1]) && !option2.startsWith("-")));
}

// src/project/python/start-command.ts
import { posix as posix6 } from "node:path";
var runners = {
  exec: { skip: 1 },
  sudo: { skip: 1 },
  time: { skip: 1 },
  nohup: { skip: 1 },
  env: { skip: 1 },
  "dumb-init": { skip: 1 },
  tini: { skip: 1 },
  "opentelemetry-instrument": { skip: 1 },
  "ddtrace-run": { skip: 1 },
  "newrelic-admin": { skip: 2 },
  poetry: { skip: 2 },
  uv: { skip: 2, valued: ["--project", "--directory", "--extra", "--group", "--env-file", "--python", "-p", "--with", "--package", "--no-group"] },
  pipenv: { skip: 2 },
  pdm: { skip: 2 },
  rye: { skip: 2 },
  hatch: { skip: 2 },
  pixi: { skip: 2 }
};
var needsRun = /* @__PURE__ */ new Set(["poetry", "uv", "pipenv", "pdm", "rye", "hatch", "pixi", "newrelic-admin"]);
var address = {
  uvicorn: { host: ["--host"], port: ["--port"], bind: [] },
  fastapi: { host: ["--host"], port: ["--port"], bind: [] },
  gunicorn: { host: [], port: [], bind: ["-b", "--bind"] },
  hypercorn: { host: [], port: [], bind: ["-b", "--bind"] },
  daphne: { host: ["-b", "--bind"], port: ["-p", "--port"], bind: [] },
  granian: { host: ["--host"], port: ["--port"], bind: [] },
  flask: { host: ["--host", "-h"], port: ["--port", "-p"], bind: [] },
  quart: { host: ["--host", "-h"], port: ["--port", "-p"], bind: [] },
  litestar: { host: ["--host", "-H"], port: ["--port", "-p", "-P"], bind: [] },
  "waitress-serve": { host: ["--host"], port: ["--port"], bind: ["--listen"] },
  streamlit: { host: ["--server.address"], port: ["--server.port"], bind: [] },
  chainlit: { host: ["--host"], port: ["--port", "-p"], bind: [] },
  sanic: { host: ["--host", "-H"], port: ["--port", "-p"], bind: [] },
  adk: { host: ["--host"], port: ["--port"], bind: [] },
  langgraph: { host: ["--host"], port: ["--port"], bind: [] },
  shiny: { host: ["--host"], port: ["--port"], bind: [] },
  fastmcp: { host: ["--host"], port: ["--port", "-p"], bind: [] },
  uwsgi: { host: [], port: [], bind: ["--http", "--http-socket", "--socket"] }
};
var servers = new Set(Object.keys(address));
var flags = new Set(
  "--reload --no-reload --factory --proxy-headers --no-proxy-headers --no-access-log --access-log --use-colors --no-use-colors --no-server-header --no-date-header --debug --dev --preload --preload-app --reuse-port --capture-output --enable-stdio-inheritance --headless -h -w --watch --no-browser --verbose -v --master --enable-threads --vacuum --die-on-term --lazy-apps --need-app --http1 --d --no-debug --with-threads --without-threads --opt --ws".split(" ").filter((flag) => flag !== "--ws" && flag !== "--opt" && flag !== "--d")
);
var dropped = /* @__PURE__ */ new Set(["--reload", "--reload-dir", "--reload-include", "--reload-exclude", "--reload-delay", "--debug", "--dev", "--ssl-keyfile", "--ssl-certfile", "--certfile", "--keyfile", "-w", "--watch", "--env-file", "--fd", "--uds", "--no-browser", "--headless", "-h"]);
var moduleTarget = /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?::([A-Za-z_][\w.]*)(\(.*\))?)?$/;
function interpretCommand(words4) {
  const rest = withoutRunners(words4);
  const program = posix6.basename(rest[0] ?? "");
  if (/^python(?:3(?:\.\d+)?)?$/.test(program)) return interpretPython(rest.slice(1));
  if (servers.has(program)) return interpretServer(program, rest.slice(1));
  if (program === "celery") return { ...nothing2, program, options: rest.slice(1) };
  if (program === "" || notServices.has(program) || /[^\w.-]/.test(program)) return null;
  return /\.(?:sh|bash)$/.test(program) ? null : { ...nothing2, program: "console", target: program, options: withoutVariables(rest.slice(1)) };
}
var notServices = new Set(
  "alembic echo cd mkdir cp mv rm chmod chown sleep test true false set source export ls cat npm npx yarn pnpm bun node pip pip3 uv poetry pipenv pdm sh bash make docker docker-compose git curl wget nginx supervisord cron crond wait-for-it wait-for-it.sh dockerize prisma aerich flask-migrate printenv apt-get apk brew conda mamba virtualenv activate ruff mypy pytest black tox nox pre-commit if then else fi for while do done exit".split(
    " "
  )
);
var nothing2 = {
  program: "",
  target: null,
  file: null,
  factory: false,
  folder: null,
  port: null,
  portFromEnvironment: false,
  host: null,
  options: []
};
function withoutRunners(words4) {
  let rest = [...words4];
  for (let turns = 0; turns < 6; turns++) {
    const name = posix6.basename(rest[0] ?? "");
    const runner = Object.hasOwn(runners, name) ? runners[name] : void 0;
    if (!runner) break;
    if (needsRun.has(name)) {
      const run = rest.findIndex((word2) => word2 === "run" || word2 === "run-program");
      if (run < 0) break;
      rest = rest.slice(run + 1);
    } else rest = rest.slice(runner.skip);
    while (rest[0]?.startsWith("-") && rest.length > 1) rest = rest.slice(runner.valued?.includes(rest[0]) || rest[0] === "-m" ? rest[0] === "-m" ? 0 : 2 : 1).slice(0);
    if (name === "env") while (/^\w+=/.test(rest[0] ?? "")) rest = rest.slice(1);
    if (/\.py$/.test(rest[0] ?? "")) rest = ["python", ...rest];
  }
  return rest;
}
function interpretPython(words4) {
  let at2 = 0;
  while (words4[at2]?.startsWith("-") && words4[at2] !== "-m" && words4[at2] !== "-c") at2 += words4[at2] === "-W" || words4[at2] === "-X" ? 2 : 1;
  const word2 = words4[at2];
  if (word2 === "-m") {
    const module = words4[at2 + 1] ?? "";
    const program = module === "waitress" ? "waitress-serve" : module;
    if (servers.has(program)) return interpretServer(program, words4.slice(at2 + 2));
    if (module === "celery") return { ...nothing2, program: "celery", options: words4.slice(at2 + 2) };
    if (module === "http.server" || /^(?:pip|venv|alembic|pytest|compileall|build|unittest|spacy|nltk|playwright)(?:\.|$)/.test(module)) return null;
    return moduleTarget.test(module) ? { ...nothing2, ...portOf(words4.slice(at2 + 2)), program: "module", target: module, options: withoutVariables(words4.slice(at2 + 2)) } : null;
  }
  if (!word2 || word2 === "-c" || !/\.py$|^[\w./-]+$/.test(word2)) return null;
  const file2 = word2.replace(/^\.\//, "");
  if (/(?:^|\/)manage\.py$/.test(file2)) {
    const runs = words4[at2 + 1] === "runserver" || words4[at2 + 1] === "runserver_plus";
    return runs ? { ...nothing2, program: "django", file: file2, ...runserverPort(words4.slice(at2 + 2)) } : null;
  }
  if (/(?:^|\/)setup\.py$/.test(file2)) return null;
  return { ...nothing2, ...portOf(words4.slice(at2 + 1)), program: "python", file: file2, options: withoutVariables(words4.slice(at2 + 1)) };
}
function interpretServer(program, words4) {
  const result = { ...nothing2, program, options: [] };
  const { host, port: port2, bind: bind2 } = address[program];
  const positional = [];
  for (let at2 = 0; at2 < words4.length; at2++) {
    const word2 = words4[at2];
    if (!word2.startsWith("-")) {
      positional.push(word2);
      continue;
    }
    const equals = word2.startsWith("--") ? word2.indexOf("=") : -1;
    const glued = equals < 0 && /^-[a-zA-Z]./.test(word2) && !word2.startsWith("--");
    const name = equals > 0 ? word2.slice(0, equals) : glued ? word2.slice(0, 2) : word2;
    const takesValue = equals < 0 && !glued && !(flags.has(name) && ![...host, ...port2].includes(name)) && words4[at2 + 1] !== void 0 && !words4[at2 + 1].startsWith("-");
    const value = equals > 0 ? word2.slice(equals + 1) : glued ? word2.slice(2) : takesValue ? words4[++at2] : void 0;
    if (host.includes(name)) result.host = value ?? null;
    else if (port2.includes(name)) setPort(result, value);
    else if (bind2.includes(name)) {
      const separator = value?.lastIndexOf(":") ?? -1;
      setPort(result, value?.slice(separator + 1));
      result.host = separator > 0 ? value?.slice(0, separator) ?? null : null;
    } else if (name === "--factory" || name === "--call") result.factory = true;
    else if (name === "--app-dir" || name === "--chdir" || name === "--pythonpath") result.folder = value ?? null;
    else if (name === "--app" || name === "-A") positional.push(value ?? "");
    else if (!dropped.has(name) && !value?.includes("${")) result.options.push(name, ...value === void 0 ? [] : [value]);
  }
  const skip = /* @__PURE__ */ new Set(["run", "dev", "api_server", "web", "launch"]);
  const target = positional.find((word2) => !skip.has(word2));
  if (target?.endsWith(".py") || program === "streamlit" || program === "chainlit") result.file = target?.replace(/^\.\//, "") ?? null;
  else if (target) {
    const match = moduleTarget.exec(target);
    result.target = match ? match[2] ? `${match[1]}:${match[2]}` : match[1] ?? null : null;
    result.factory ||= match?.[3] !== void 0;
    if (!match && program === "fastapi") result.file = target;
  }
  return result;
}
function setPort(result, value) {
  if (value && /^\d{1,5}$/.test(value)) result.port = Number(value);
  if (value?.includes("${PORT}")) result.portFromEnvironment = true;
}
function portOf(words4) {
  for (const [index, word2] of words4.entries()) {
    const value = /^--port=(.*)$/.exec(word2)?.[1] ?? (word2 === "--port" || word2 === "-p" ? words4[index + 1] : void 0);
    if (value) return { port: /^\d{1,5}$/.test(value) ? Number(value) : null, portFromEnvironment: value.includes("${PORT}") };
  }
  return { port: null, portFromEnvironment: false };
}
function runserverPort(words4) {
  const value = words4.find((word2) => !word2.startsWith("-"))?.split(":").at(-1) ?? "";
  return { port: /^\d{1,5}$/.test(value) ? Number(value) : null, portFromEnvironment: value.includes("${PORT}") };
}
function withoutVariables(words4) {
  return words4.map((word2) => word2).filter((word2, index) => !hasOtherVariable(word2) && !(word2.startsWith("-") && hasOtherVariable(words4[index + 1] ?? "")));
}
function hasOtherVariable(word2) {
  return word2.replaceAll("${PORT}", "").includes("${");
}

// src/project/shell-command.ts
var longest2 = 4e3;
var assignment = /^([A-Za-z_]\w*)=(.*)$/s;
function splitShell(line) {
  if (line.length > longest2) return null;
  const words4 = [[]];
  const defaults2 = {};
  let word2 = null;
  const flush = () => {
    if (word2 !== null) words4.at(-1)?.push(word2);
    word2 = null;
  };
  for (let at2 = 0; at2 < line.length; at2++) {
    const character = line[at2];
    if (character === "\\") {
      if (line[at2 + 1] === "\n") at2++;
      else word2 = (word2 ?? "") + (line[++at2] ?? "");
    } else if (character === "'") {
      const end = line.indexOf("'", at2 + 1);
      if (end < 0) return null;
      word2 = (word2 ?? "") + line.slice(at2 + 1, end);
      at2 = end;
    } else if (character === '"') {
      word2 ??= "";
      for (at2++; line[at2] !== '"'; at2++) {
        if (at2 >= line.length || line[at2] === "`") return null;
        const variable = line[at2] === "$" ? readVariable(line, at2, defaults2) : null;
        if (variable) {
          word2 += variable.text;
          at2 = variable.end;
        } else if (line[at2] === "$" && line[at2 + 1] === "(") return null;
        else word2 += line[at2] === "\\" && line[at2 + 1] !== void 0 ? line[++at2] : line[at2];
      }
    } else if (character === "$") {
      const variable = readVariable(line, at2, defaults2);
      if (!variable) return null;
      word2 = (word2 ?? "") + variable.text;
      at2 = variable.end;
    } else if (character === "&" && line[at2 + 1] === "&") {
      flush();
      words4.push([]);
      at2++;
    } else if (character === ";" || character === "\n") {
      flush();
      words4.push([]);
    } else if (/\s/.test(character)) flush();
    else if (/[|&<>`()]/.test(character)) return null;
    else if (character === "#" && word2 === null) break;
    else word2 = (word2 ?? "") + character;
  }
  flush();
  return { steps: words4.filter((step2) => step2.length > 0).map(toStep), defaults: defaults2 };
}
function readVariable(line, at2, defaults2) {
  const match = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?[-=]([^{}$`]{0,200}))?\})/.exec(line.slice(at2, at2 + 300));
  if (!match) return null;
  const name = match[1] ?? match[2] ?? "";
  if (match[3]) defaults2[name] = match[3];
  return { text: `\${${name}}`, end: at2 + match[0].length - 1 };
}
function toStep(words4) {
  const assignments2 = {};
  let first = 0;
  for (; first < words4.length; first++) {
    const match = assignment.exec(words4[first]);
    if (!match) break;
    assignments2[match[1]] = match[2];
  }
  return { words: words4.slice(first), assignments: assignments2 };
}

// src/project/python/understand-start.ts
var releaseStep = /^(?:alembic|flask|aerich|python\d?|prisma|piccolo)$/;
function understandStart(declared) {
  const { command } = declared;
  if (command === null) return null;
  const lines2 = typeof command === "string" ? shellLines(command) : wrapped(command);
  let best = null;
  const before = [];
  let folder = declared.folder;
  for (const { steps, defaults: defaults2 } of lines2)
    for (const step2 of steps) {
      if (step2.words[0] === "cd" && step2.words[1] && /^[\w./-]+$/.test(step2.words[1])) folder = step2.words[1].replace(/^\/?(?:app|code|src|usr\/src\/app)\/?(?=.)/, "").replace(/^\.?\//, "") || null;
      const start2 = interpretCommand(step2.words);
      if (!start2) {
        if (isRelease(step2)) before.push(step2.words);
        continue;
      }
      if (best && start2.program === "console") continue;
      const variable = Number(defaults2.PORT ?? "");
      const port2 = start2.port ?? (Number.isInteger(variable) && variable > 0 ? variable : null);
      const path = step2.assignments.PYTHONPATH;
      const found = { ...start2, port: port2, folder: start2.folder ?? (path && /^[\w./-]+$/.test(path) ? path : null) };
      best = { ...declared, folder, start: found, port: port2 ?? declared.port, before };
    }
  return best;
}
function wrapped(words4) {
  const at2 = words4.findIndex((word2) => /^-[a-z]*c$/.test(word2));
  if (/^(?:.*\/)?(?:ba|da|z)?sh$/.test(words4[0] ?? "") && at2 > 0 && words4[at2 + 1]) return shellLines(words4[at2 + 1]);
  return [{ steps: [{ words: words4.map(variables), assignments: {} }], defaults: {} }];
}
function variables(word2) {
  return word2.replaceAll(/\$\{?PORT(?::-\d+)?\}?/g, "${PORT}");
}
function shellLines(text2) {
  return text2.slice(0, 1e5).replaceAll(/\\\n\s*/g, " ").split("\n").flatMap((line) => {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return [];
    const split2 = splitShell(trimmed);
    return split2 ? [split2] : [];
  });
}
function isRelease({ words: words4 }) {
  const text2 = words4.join(" ");
  return releaseStep.test(words4[0] ?? "") && /migrat|upgrade|collectstatic|init-db|db push/.test(text2) && !text2.includes("${");
}

// src/project/python/choose-start.ts
var closeRace = 10;
var noStart = { entrypoint: null, framework: null, kind: "web", command: null, commandEnvironment: {}, port: null, readsPort: false, sourceRoot: "", added: [], needsInstall: false };
function chooseStart(context2, wanted) {
  const { repository, modules, metadata, findings } = context2;
  const { candidates: candidates2, launches } = findCandidates(modules);
  const full = { ...context2, launches };
  const consoles = metadata.backend === null ? [] : consoleCandidates(modules, metadata, launches);
  const scripts = scriptCandidates(modules, launches).filter((script) => !consoles.some(({ file: file2 }) => file2 === script.file && folderOf(file2) !== ""));
  const objects = [...candidates2, ...specialCandidates(repository, modules)];
  const declared = [...platformStarts(repository), ...imageStarts(repository), ...composeStarts(repository), ...proseStarts(repository)];
  const understood = declared.map(understandStart).filter((start3) => start3 !== null);
  const aliases2 = [...scripts, ...consoles].filter((script) => servedObject(script, objects) !== null);
  const starts = understood.flatMap((start3) => [start3, ...throughScript(start3, aliases2, objects)]);
  const all = oneDjango([...objects, ...scripts.filter((script) => !aliases2.includes(script)), ...consoles.filter((script) => !aliases2.includes(script))], starts, context2);
  const ranked = distinct(rankCandidates(all, starts, launches, mountedApplications(modules, objects), metadata.name));
  const chosen = wanted === null ? ranked[0] : wantedOf(wanted, ranked, full);
  if (!chosen) return { start: noStart, candidate: null, declared, before: [] };
  const start2 = startOf(chosen, full);
  explain(chosen, start2, findings);
  if (wanted === null) ask(ranked, start2, full);
  return { start: start2, candidate: chosen.candidate, declared: declaredFor(chosen, declared), before: chosen.declared?.before ?? [] };
}
function servedObject(script, objects) {
  const serving = script.launches.filter(serves);
  return objects.find((object) => (object.style === "asgi" || object.style === "wsgi") && !object.factory && serving.some((launch) => isLaunchOf(launch, object))) ?? objects.find((object) => object.factory && serving.some((launch) => launch.factory && isLaunchOf(launch, object))) ?? null;
}
function throughScript(start2, aliases2, objects) {
  return aliases2.filter((script) => names(start2, script)).map((script) => servedObject(script, objects)).filter((object) => object !== null).map((object) => ({ ...start2, start: { ...start2.start, program: "", file: object.file, target: null, options: [] } }));
}
function oneDjango(candidates2, starts, { dependencies }) {
  const django = candidates2.filter(({ framework }) => framework === "django");
  const asgi = django.filter(({ style }) => style === "asgi");
  const wsgi = django.filter(({ style }) => style === "wsgi");
  if (asgi.length === 0 || wsgi.length === 0) return candidates2;
  const stated = [3, 2].map((weight) => starts.find((start2) => start2.weight === weight && django.some((candidate) => names(start2, candidate) && start2.start.program !== "django"))).find((start2) => start2 !== void 0);
  const channels = ["channels", "daphne"].some((name) => dependencies.direct.some((entry3) => entry3.name === name));
  const onlyAsgi = !isInstalled(dependencies, "gunicorn") && ["uvicorn", "hypercorn"].some((name) => isInstalled(dependencies, name));
  const wantsAsgi = stated ? asgi.some((candidate) => names(stated, candidate)) : channels || onlyAsgi;
  const dropped2 = wantsAsgi ? wsgi : asgi;
  return candidates2.filter((candidate) => !dropped2.includes(candidate));
}
function mountedApplications(modules, objects) {
  const mounted = /* @__PURE__ */ new Set();
  const files3 = new Set(objects.flatMap(({ file: file2, application: application2 }) => [file2, ...application2 ? [application2.module.path] : []]));
  for (const path of files3) {
    const module = modules.get(path);
    for (const expression2 of module ? allExpressions(module.body) : []) {
      if (expression2.kind !== "call") continue;
      const callee = expression2.callee;
      const isMount = callee.kind === "attribute" && ["mount", "add_subapp"].includes(callee.name) || callee.kind === "name" && callee.name === "Mount" || callee.kind === "attribute" && callee.name === "mount_gradio_app";
      const child = callee.kind === "attribute" && callee.name === "mount_gradio_app" ? expression2.args[1] ?? expression2.keywords.get("blocks") : expression2.args[1] ?? expression2.keywords.get("app");
      const application2 = module && isMount && child ? applicationOf(modules, module, child) : null;
      if (application2) mounted.add(`${application2.module.path}:${application2.line}`);
    }
  }
  return mounted;
}
function distinct(ranked) {
  const seen = /* @__PURE__ */ new Set();
  return ranked.filter(({ candidate }) => {
    const identity = identityOf(candidate);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
function wantedOf(wanted, ranked, context2) {
  const quiet = { ...context2, findings: { evidence: [], questions: [], warnings: [] } };
  const exact = ranked.find((entry3) => startOf(entry3, quiet).entrypoint?.target === wanted);
  const start2 = interpretCommand(wanted.endsWith(".py") ? ["python", wanted] : wanted.includes(":") ? ["uvicorn", wanted] : ["python", "-m", wanted]);
  const stated = start2 ? { command: wanted, folder: null, port: null, healthPath: null, weight: 3, file: "", start: start2, before: [] } : null;
  const found = exact ?? ranked.find(({ candidate }) => candidate.file === wanted || stated !== null && names(stated, candidate));
  if (found) return found;
  const targets = ranked.slice(0, 6).map((entry3) => startOf(entry3, quiet).entrypoint?.target);
  throw new Fault(
    "invalid-input",
    `There is neither a folder nor an entry point ${JSON.stringify(wanted)} in ${context2.repository.root}.`,
    targets.length > 0 ? `Name one of: ${targets.join(", ")}; or a folder with a project of its own.` : "Name a folder with a project of its own."
  );
}
function explain({ candidate, declared }, start2, findings) {
  if (start2.framework) findings.evidence.push({ fact: "framework", value: start2.framework, file: candidate.application?.module.path ?? candidate.file, line: candidate.application?.line ?? candidate.line });
  if (start2.entrypoint) findings.evidence.push({ fact: "entry point", value: start2.entrypoint.target, file: candidate.file, line: candidate.line });
  if (declared) findings.evidence.push({ fact: "start command", value: [declared.start.program, declared.start.target ?? declared.start.file ?? ""].join(" ").trim() || "declared", file: declared.file, line: declared.line });
}
function ask(ranked, start2, context2) {
  const [best, ...others] = ranked;
  if (!best || !start2.entrypoint) return;
  const quiet = { ...context2, findings: { evidence: [], questions: [], warnings: [] } };
  const sameWeight = (rival) => rival.declared !== null && rival.declared.weight >= Math.max(2, best.declared?.weight ?? 0);
  const rivals = others.filter((rival) => rival.score >= best.score - closeRace || sameWeight(rival)).slice(0, 5);
  const options = [.../* @__PURE__ */ new Set([start2.entrypoint.target, ...rivals.map((rival) => startOf(rival, quiet).entrypoint?.target).filter((target) => target !== void 0)])];
  if (options.length < 2) return;
  context2.findings.questions.push({
    id: "entrypoint",
    question: "Which of these is the service that the image starts?",
    why: `${options.length} entry points are about equally likely: ${rivals.map(({ candidate }) => `${candidate.file}:${candidate.line}`).join(", ")} beside ${best.candidate.file}:${best.candidate.line}.`,
    default: start2.entrypoint.target,
    options
  });
}
function declaredFor(chosen, declared) {
  return declared.filter((start2) => {
    const understood = understandStart(start2);
    return understood === null || names(understood, chosen.candidate) || chosen.declared !== null && chosen.declared.file === start2.file && chosen.declared.line === start2.line;
  });
}

// src/project/python/dependencies.ts
init_fault();

// src/project/python/indexes.ts
var publicHosts = /(?:^|\.)(?:pypi\.org|pypi\.python\.org|pythonhosted\.org|download\.pytorch\.org|pypi\.nvidia\.com|pypi\.ngc\.nvidia\.com|wheels\.vllm\.ai)$/;
function privateIndex(name, location) {
  const bare = location.replace(/^([a-z]+:\/\/)[^/@]*@/i, "$1");
  let url;
  try {
    url = new URL(bare);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || publicHosts.test(url.hostname)) return null;
  url.search = "";
  url.hash = "";
  return { name: name ?? url.hostname, url: url.href };
}
function indexesOf(pyproject) {
  const entries = [
    ...asList(at(pyproject, "tool", "uv", "index")),
    ...asList(at(pyproject, "tool", "poetry", "source")),
    ...asList(at(pyproject, "tool", "pdm", "source"))
  ].map(asRecord);
  const single = asText(at(pyproject, "tool", "uv", "index-url"));
  const found = [...entries.map((entry3) => privateIndex(asText(entry3.name), asText(entry3.url) ?? "")), single ? privateIndex(null, single) : null];
  return found.filter((index) => index !== null);
}

// src/project/python/lock-files.ts
init_fault();

// src/project/python/toml-file.ts
init_fault();
import { parse, TomlError } from "smol-toml";
function readToml(repository, path, remedy) {
  const text2 = repository.read(path);
  if (text2 === null) return null;
  try {
    return asRecord(parse(text2.replace(/^\ufeff/, "")));
  } catch (error) {
    const line = error instanceof TomlError ? error.line : void 0;
    const reason = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0]?.replace(/^Invalid TOML document: /, "");
    throw new Fault("invalid-manifest", `${path}${line ? `:${line}` : ""} is not valid TOML: ${reason}`, remedy, { cause: error });
  }
}
var mendPyproject = "Correct that line (`uv lock` or `python -m pip install .` shows the same error), then run this again.";

// src/project/python/lock-files.ts
function readTomlLock(repository, path, remedy) {
  const data = readToml(repository, path, `Write it again with \`${remedy}\`, then run this again.`);
  if (!data) return null;
  const packages = asList(data.package);
  const sources2 = packages.map((entry3) => asRecord(at(entry3, "source")));
  const localFolders = packages.flatMap((entry3, index) => {
    const source = sources2[index] ?? {};
    const poetry = source.type === "directory" ? asText(source.url) : null;
    return [asText(source.editable), asText(source.virtual), asText(source.directory), poetry, asText(at(entry3, "path"))].filter(
      (folder) => folder !== null
    );
  });
  return {
    path,
    packages: packages.map(lockedDependency).filter((entry3) => entry3.name !== ""),
    localFolders: [...new Set(localFolders.map((folder) => folder.replace(/^\.\/|\/$|^\.$/g, "")))].sort(),
    requiresPython: asText(data["requires-python"]) ?? asText(at(data, "metadata", "requires_python")) ?? asText(at(data, "metadata", "python-versions")),
    managerVersion: /@generated by (?:Poetry|PDM) (\d[\w.]*)/.exec(repository.read(path)?.slice(0, 500) ?? "")?.[1] ?? null,
    needsGit: sources2.some((source) => source.type === "git" || source.git !== void 0) || packages.some((entry3) => at(entry3, "git") !== void 0)
  };
}
function lockedDependency(entry3) {
  const version = asText(at(entry3, "version"));
  return {
    name: normalizeName(asText(at(entry3, "name")) ?? ""),
    specifier: version ? `==${version}` : "",
    extras: asTexts(at(entry3, "extras") ?? [])
  };
}
function readPipfileLock(repository, path) {
  const text2 = repository.read(path);
  if (text2 === null) return null;
  let data;
  try {
    data = JSON.parse(text2);
  } catch (error) {
    throw new Fault("invalid-manifest", `${path} is not valid JSON.`, "Write it again with `pipenv lock`, then run this again.", { cause: error });
  }
  const packages = Object.entries(asRecord(at(data, "default")));
  const version = asText(at(data, "_meta", "requires", "python_full_version")) ?? asText(at(data, "_meta", "requires", "python_version"));
  return {
    path,
    packages: packages.map(([name, entry3]) => ({
      name: normalizeName(name),
      specifier: asText(at(entry3, "version")) ?? "",
      extras: asTexts(at(entry3, "extras") ?? [])
    })),
    localFolders: packages.map(([, entry3]) => asText(at(entry3, "path"))?.replace(/^\.\/?|\/$/g, "") ?? null).filter((path2) => path2 !== null),
    requiresPython: version ? `==${version.split(".").length > 2 ? version : `${version}.*`}` : null,
    managerVersion: null,
    needsGit: packages.some(([, entry3]) => at(entry3, "git") !== void 0)
  };
}

// src/project/python/package-metadata.ts
var noMetadata = {
  name: null,
  version: null,
  description: null,
  license: null,
  pythonConstraints: [],
  scripts: /* @__PURE__ */ new Map(),
  backend: null,
  packageFolder: null,
  backendFiles: [],
  versionFromGit: false
};

// src/project/python/pyproject.ts
function readPyproject(repository, folder = "") {
  const path = folder === "" ? "pyproject.toml" : `${folder}/pyproject.toml`;
  const data = readToml(repository, path, mendPyproject);
  if (!data) return null;
  const project2 = asRecord(at(data, "project"));
  const poetry = asRecord(at(data, "tool", "poetry"));
  const standard = asTexts(project2.dependencies ?? []).map(parseRequirement).filter((requirement2) => requirement2 !== null && requirement2.applies);
  const old = poetryDependencies(asRecord(poetry.dependencies));
  const poetryOnly = standard.length === 0 && old.length > 0;
  return {
    path,
    data,
    metadata: metadataOf(repository, path, data),
    dependencies: poetryOnly ? old : standard,
    isProject: "project" in data || Object.keys(poetry).length > 0,
    poetryOnly
  };
}
function metadataOf(repository, path, data) {
  const text2 = repository.read(path) ?? "";
  const project2 = asRecord(at(data, "project"));
  const poetry = asRecord(at(data, "tool", "poetry"));
  const hatchVersion = asText(at(data, "tool", "hatch", "version", "path"));
  const readme = asTexts(project2.readme ?? poetry.readme ?? []).concat(asTexts(at(project2.readme, "file") ?? []));
  const dynamic2 = Object.values(asRecord(at(data, "tool", "setuptools", "dynamic"))).flatMap((entry3) => asTexts(at(entry3, "file") ?? []));
  const licenseFiles = asTexts(project2["license-files"] ?? []).concat(asTexts(at(project2.license, "file") ?? []));
  const folder = path.slice(0, path.length - "pyproject.toml".length);
  const named3 = [...readme, ...dynamic2, ...licenseFiles, ...hatchVersion ? [hatchVersion] : []].map((name) => joinInside(folder, name)).filter((name) => name !== null && repository.has(name));
  const backend = asText(at(data, "build-system", "build-backend")) ?? (at(data, "build-system") ? "setuptools.build_meta" : null);
  const constraint = asText(project2["requires-python"]);
  const poetryPython = asText(at(poetry.dependencies, "python"));
  return {
    ...noMetadata,
    name: asText(project2.name) ?? asText(poetry.name),
    version: asText(project2.version) ?? asText(poetry.version) ?? versionIn(repository, hatchVersion),
    description: asText(project2.description) ?? asText(poetry.description),
    license: asText(project2.license) ?? asText(at(project2.license, "text")) ?? asText(poetry.license),
    pythonConstraints: [
      ...constraint ? [{ value: constraint, file: path, line: lineWith(text2, "requires-python") }] : [],
      ...poetryPython ? [{ value: fromPoetry(poetryPython), file: path, line: lineWith(text2, poetryPython) }] : []
    ],
    scripts: scriptsOf(project2, poetry),
    backend: at(data, "tool", "uv", "package") === false || poetry["package-mode"] === false ? null : backend,
    packageFolder: packageFolderOf(data, repository),
    backendFiles: [...new Set(named3)].sort(),
    versionFromGit: asList(project2.dynamic).includes("version") && (at(data, "tool", "setuptools_scm") !== void 0 || asText(at(data, "tool", "hatch", "version", "source")) === "vcs" || asText(at(data, "tool", "pdm", "version", "source")) === "scm")
  };
}
function scriptsOf(project2, poetry) {
  const scripts = /* @__PURE__ */ new Map();
  for (const [name, value] of [...Object.entries(asRecord(poetry.scripts)), ...Object.entries(asRecord(project2.scripts))]) {
    const target = asText(value) ?? asText(at(value, "callable")) ?? asText(at(value, "reference"));
    if (target && /^[\w.]+:[\w.]+$/.test(target)) scripts.set(name, target);
  }
  return scripts;
}
function packageFolderOf(data, repository) {
  const hatch = asTexts(at(data, "tool", "hatch", "build", "targets", "wheel", "packages") ?? []);
  const setuptools = asTexts(at(data, "tool", "setuptools", "packages", "find", "where") ?? []);
  const directory = asText(at(data, "tool", "setuptools", "package-dir", ""));
  const poetry = asList(at(data, "tool", "poetry", "packages")).map((entry3) => asText(at(entry3, "from")));
  const uv = asText(at(data, "tool", "uv", "build-backend", "module-root"));
  const folders = [
    ...hatch.filter((path) => path.includes("/")).map((path) => path.slice(0, path.lastIndexOf("/"))),
    ...setuptools,
    ...[directory, ...poetry, uv].filter((path) => path !== null)
  ].filter((path) => path !== "." && path !== "" && repository.hasFolder(path));
  return folders[0] ?? null;
}
function versionIn(repository, path) {
  const text2 = path ? repository.read(path) : null;
  return text2 ? /^(?:__version__|VERSION|version)(?:\s*:\s*str)?\s*=\s*["']([^"'\n]{1,60})["']/m.exec(text2)?.[1] ?? null : null;
}
function poetryDependencies(table) {
  return Object.entries(table).filter(([name, value]) => name.toLowerCase() !== "python" && at(value, "optional") !== true).map(([name, value]) => {
    const entry3 = Array.isArray(value) ? value[0] : value;
    const version = asText(entry3) ?? asText(at(entry3, "version")) ?? "*";
    const location = asText(at(entry3, "git")) ?? asText(at(entry3, "url")) ?? asText(at(entry3, "path"));
    const markers = asText(at(entry3, "markers"));
    const parsed = markers ? parseRequirement(`x; ${markers}`) : null;
    return {
      name: normalizeName(name),
      specifier: fromPoetry(version),
      extras: asTexts(at(entry3, "extras") ?? []).map(normalizeName).sort(),
      url: at(entry3, "git") === void 0 || location === null ? location : `git+${location}`,
      applies: parsed?.applies ?? true
    };
  }).filter((requirement2) => requirement2.applies);
}
function fromPoetry(version) {
  const alternative = version.split("||").at(-1) ?? version;
  return alternative.split(",").map((part) => part.trim()).filter((part) => part !== "" && part !== "*").flatMap((part) => {
    const caret = /^\^\s*(\d+(?:\.\d+)*)/.exec(part)?.[1];
    if (caret) return [`>=${caret}`, `<${caretEnd(caret)}`];
    const tilde = /^~(?!=)\s*(\d+(?:\.\d+)*)/.exec(part)?.[1];
    if (tilde) return [`>=${tilde}`, `<${increased(tilde.split(".").slice(0, 2))}`];
    return [/^\d/.test(part) ? `==${part}` : part.replaceAll(/\s+/g, "")];
  }).join(",");
}
function caretEnd(version) {
  const parts = version.split(".");
  const significant = parts.findIndex((part) => Number(part) !== 0);
  return increased(parts.slice(0, (significant < 0 ? parts.length - 1 : significant) + 1));
}
function increased(parts) {
  return [...parts.slice(0, -1), String(Number(parts.at(-1) ?? 0) + 1)].join(".");
}

// src/project/python/pipfile.ts
function readPipfile(repository) {
  const data = readToml(repository, "Pipfile", "Correct that line (`pipenv verify` shows the same error), then run this again.");
  if (!data) return null;
  const dependencies = Object.entries(asRecord(data.packages)).map(([name, value]) => {
    const version = asText(value) ?? asText(at(value, "version")) ?? "*";
    const git = asText(at(value, "git"));
    return {
      name: normalizeName(name),
      specifier: fromPoetry(version),
      extras: asTexts(at(value, "extras") ?? []).map(normalizeName).sort(),
      url: git ? `git+${git}` : asText(at(value, "path")) ?? asText(at(value, "file")),
      applies: asText(at(value, "sys_platform")) === null || !/win32|darwin/.test(asText(at(value, "sys_platform")) ?? "")
    };
  });
  const full = asText(at(data, "requires", "python_full_version"));
  const minor = asText(at(data, "requires", "python_version"));
  const constraint = full ? `==${full}` : minor ? `==${minor}.*` : null;
  const line = lineWith(repository.read("Pipfile") ?? "", full ? "python_full_version" : "python_version");
  return {
    dependencies: dependencies.filter((requirement2) => requirement2.applies),
    metadata: { ...noMetadata, pythonConstraints: constraint ? [{ value: constraint, file: "Pipfile", line }] : [] },
    sources: (Array.isArray(data.source) ? data.source : []).map((source) => asText(at(source, "url"))).filter((url) => url !== null)
  };
}

// src/project/python/requirements-choice.ts
var usual = [
  "requirements.txt",
  "requirements/production.txt",
  "requirements/prod.txt",
  "requirements-prod.txt",
  "requirements-production.txt",
  "requirements_prod.txt",
  "requirements.prod.txt",
  "requirements/requirements.txt",
  "requirements/base.txt",
  "requirements/main.txt",
  "requirements/common.txt",
  "requirements/app.txt",
  "requirements-base.txt",
  "requirements.lock",
  "requirements.in",
  "reqs.txt"
];
var installLine = /(?:-r|--requirement)[= ]\s*["']?([\w./-]{1,200}\.(?:txt|in|lock))/g;
function chooseRequirementsFile(repository, evidence) {
  const dockerfile = repository.read("Dockerfile");
  if (dockerfile !== null)
    for (const [whole, named3 = ""] of dockerfile.matchAll(installLine)) {
      const path = candidates(named3).find((candidate) => repository.has(candidate));
      if (!path || /dev|test/i.test(path)) continue;
      evidence.push({ fact: "requirements file", value: path, file: "Dockerfile", line: lineWith(dockerfile, whole) });
      return path;
    }
  return usual.find((path) => repository.has(path)) ?? inSources(repository);
}
function candidates(path) {
  const bare = path.replace(/^\.?\//, "");
  const parts = bare.split("/");
  return parts.map((_, index) => parts.slice(index).join("/"));
}
function inSources(repository) {
  const found = repository.files.filter((file2) => /^[^/]+\/requirements\.txt$/.test(file2) && !/^(?:docs?|tests?|examples?|scripts?)\//.test(file2));
  return found.length === 1 ? found[0] : null;
}

// src/project/python/requirements-file.ts
var option = /^(-[A-Za-z]|--[a-z][a-z-]*)(?:\s*=\s*|\s+|(?<=^-[A-Za-z]))(.*)$/s;
function readRequirements(repository, path) {
  const set = { files: [], requirements: [], indexes: [], warnings: [] };
  readInto(repository, path, set, false);
  return set;
}
function readInto(repository, path, set, constraint) {
  if (set.files.includes(path) || set.files.length >= 100) return;
  const text2 = repository.read(path);
  if (text2 === null) return;
  set.files.push(path);
  for (const { text: entry3, line } of logicalLines(text2)) {
    const match = entry3.startsWith("-") ? option.exec(entry3) : null;
    const [, name = "", value = ""] = match ?? [];
    if (name === "-r" || name === "--requirement" || name === "-c" || name === "--constraint") {
      const named3 = unquote(value);
      const included = joinInside(folderOf(path), named3);
      if (included !== null && repository.has(included))
        readInto(repository, included, set, constraint || name.startsWith("-c") || name === "--constraint");
      else if (!/^[a-z]+:\/\//i.test(named3))
        set.warnings.push(`${path}:${line} includes ${JSON.stringify(named3)}, which is not a file of this folder.`);
    } else if (["-i", "--index-url", "--extra-index-url"].includes(name)) set.indexes.push(unquote(value));
    else if (name === "-e" || name === "--editable") add(set, unquote(value), path, line, true, constraint);
    else if (!entry3.startsWith("-")) add(set, entry3, path, line, false, constraint);
  }
}
function add(set, entry3, file2, line, editable, constraint) {
  if (constraint) return;
  const at2 = entry3.search(/\s--?[a-z]/);
  const bare = at2 < 0 ? entry3 : entry3.slice(0, at2);
  const requirement2 = parseRequirement(bare);
  if (!requirement2) set.warnings.push(`${file2}:${line} is not a requirement that pip knows and was left out of account.`);
  else if (requirement2.applies)
    set.requirements.push({ ...requirement2, file: file2, line, hashed: at2 >= 0 && entry3.includes("--hash", at2), editable });
}
function logicalLines(text2) {
  const result = [];
  let pending = [];
  let start2 = 0;
  const lines2 = text2.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  for (const [index, raw] of lines2.entries()) {
    if (pending.length === 0) start2 = index + 1;
    const comment2 = /^\s*#/.test(raw);
    if (!comment2 && raw.endsWith("\\") && index + 1 < lines2.length) {
      pending.push(raw.slice(0, -1));
      continue;
    }
    const joined2 = [...pending, comment2 ? "" : raw].join("");
    pending = [];
    const at2 = joined2.search(/(?:^|\s)#/);
    const content = (at2 < 0 ? joined2 : joined2.slice(0, at2)).trim();
    if (content !== "") result.push({ text: content, line: start2 });
  }
  return result;
}
function localFolder(requirement2) {
  const { url } = requirement2;
  if (url === null || /^[a-z+]+:\/\//i.test(url) || !isLocation(url)) return null;
  return joinInside(folderOf(requirement2.file), url.replace(/\[[^\]]*\]$/, ""));
}
function unquote(value) {
  return value.trim().replace(/^(["'])(.*)\1$/s, "$2");
}

// src/project/python/ini.ts
function parseIni(text2) {
  const sections = /* @__PURE__ */ new Map();
  let section = /* @__PURE__ */ new Map();
  let key = null;
  for (const line of text2.split("\n")) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#") || trimmed.startsWith(";")) continue;
    const separator = trimmed.search(/[=:]/);
    if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
      const name = trimmed.slice(1, -1).trim();
      section = sections.get(name) ?? /* @__PURE__ */ new Map();
      sections.set(name, section);
      key = null;
    } else if (key !== null && /^\s/.test(line)) section.set(key, `${section.get(key) ?? ""}
${trimmed}`);
    else if (separator > 0) {
      key = trimmed.slice(0, separator).trim();
      section.set(key, trimmed.slice(separator + 1).trim());
    }
  }
  return sections;
}

// src/project/python/setup-py.ts
function readSetup(repository, modules) {
  const config = repository.read("setup.cfg");
  const ini = config === null ? null : parseIni(config);
  const module = modules.get("setup.py");
  const call = module ? setupCall(module) : null;
  if (!call && !ini?.has("options") && !ini?.has("metadata")) return null;
  const argument = (name) => module && call ? follow(module, call.keywords.get(name)) : null;
  const fromIni = (section, key) => ini?.get(section)?.get(key)?.trim() || null;
  const requires = listOfTexts(module, argument("install_requires")) ?? (fromIni("options", "install_requires") ?? "").split("\n");
  const python = textOf(argument("python_requires")) ?? fromIni("options", "python_requires");
  const where = call && textOf(argument("python_requires")) ? "setup.py" : repository.has("setup.py") && call ? "setup.py" : "setup.cfg";
  return {
    dependencies: requires.map((line) => parseRequirement(line)).filter((entry3) => entry3 !== null && entry3.applies),
    manifests: ["setup.py", "setup.cfg"].filter((path) => repository.has(path)),
    metadata: {
      ...noMetadata,
      name: textOf(argument("name")) ?? fromIni("metadata", "name"),
      version: textOf(argument("version")) ?? literalVersion(fromIni("metadata", "version")),
      description: textOf(argument("description")) ?? fromIni("metadata", "description"),
      license: textOf(argument("license")) ?? fromIni("metadata", "license"),
      pythonConstraints: python ? [{ value: python, file: where, line: lineWith(repository.read(where) ?? "", "python_requires") }] : [],
      scripts: consoleScripts(module, argument("entry_points"), fromIni("options.entry_points", "console_scripts")),
      backend: "setuptools.build_meta",
      packageFolder: packageFolder(argument("package_dir"), fromIni("options", "package_dir"), repository),
      backendFiles: module ? filesRead(repository, module) : []
    }
  };
}
function setupCall(module) {
  for (const expression2 of allExpressions(module.body))
    if (expression2.kind === "call" && /(?:^|\.)setup$/.test(dottedName(expression2.callee) ?? "")) return expression2;
  return null;
}
function follow(module, expression2) {
  if (expression2?.kind !== "name") return expression2 ?? null;
  const binding = module.bindings.get(expression2.name);
  return binding?.kind === "value" ? binding.value : null;
}
function listOfTexts(module, expression2) {
  if (!module || !expression2) return null;
  if (expression2.kind === "text") return expression2.value?.split("\n") ?? null;
  if (expression2.kind === "operation" && expression2.operator === "+")
    return expression2.operands.flatMap((operand) => listOfTexts(module, follow(module, operand)) ?? []);
  if (expression2.kind !== "list") return null;
  return expression2.items.map((item) => textOf(follow(module, item))).filter((item) => item !== null);
}
function consoleScripts(module, expression2, ini) {
  let lines2 = (ini ?? "").split("\n");
  if (expression2?.kind === "dict") {
    const entry3 = expression2.entries.find(({ key }) => textOf(key) === "console_scripts");
    lines2 = listOfTexts(module, entry3?.value ?? null) ?? [];
  } else if (textOf(expression2) !== null)
    lines2 = (parseIni(textOf(expression2) ?? "").get("console_scripts") ?? /* @__PURE__ */ new Map()).size ? [...parseIni(textOf(expression2) ?? "").get("console_scripts") ?? []].map(([name, target]) => `${name}=${target}`) : [];
  const scripts = /* @__PURE__ */ new Map();
  for (const line of lines2) {
    const match = /^\s*([\w.-]+)\s*=\s*([\w.]+:[\w.]+)/.exec(line);
    if (match) scripts.set(match[1], match[2]);
  }
  return scripts;
}
function packageFolder(expression2, ini, repository) {
  const folder = expression2?.kind === "dict" ? textOf(expression2.entries.find(({ key }) => textOf(key) === "")?.value) : /^\s*=\s*([\w/.-]+)/m.exec(ini ?? "")?.[1] ?? null;
  return folder && folder !== "." && repository.hasFolder(folder) ? folder : null;
}
function filesRead(repository, module) {
  const files3 = /* @__PURE__ */ new Set();
  for (const expression2 of allExpressions(module.body)) {
    const path = expression2.kind === "text" && expression2.value ? joinInside("", expression2.value) : null;
    if (path && repository.has(path)) files3.add(path);
  }
  return [...files3].sort();
}
function literalVersion(value) {
  return value && !/^(?:attr|file):/.test(value) ? value : null;
}

// src/project/python/dependencies.ts
var lockKinds = [
  { manager: "uv", path: "uv.lock", write: "uv lock" },
  { manager: "poetry", path: "poetry.lock", write: "poetry lock" },
  { manager: "pdm", path: "pdm.lock", write: "pdm lock" }
];
var condaFiles = ["environment.yml", "environment.yaml", "conda.yml", "conda.yaml", "conda-lock.yml"];
function readManifests(repository, modules, findings) {
  const found = find(repository, modules, findings);
  const pipfile = repository.has("Pipfile") ? readPipfile(repository) : null;
  const { pyproject, requirements, setup, lock } = found;
  const metadata = mergeMetadata(pyproject?.metadata, setup?.metadata, pipfile?.metadata);
  const manifests2 = (dependencies) => {
    reportChoice(repository, dependencies, findings);
    return { dependencies: { ...noDependencies, ...dependencies }, metadata, pyproject };
  };
  const project2 = {
    backendFiles: metadata.backendFiles,
    privateIndexes: pyproject ? indexesOf(pyproject.data) : []
  };
  if (lock && (lock.manager === "pipenv" ? pipfile : pyproject)) {
    if (lock.lock.requiresPython && metadata.pythonConstraints.length === 0)
      metadata.pythonConstraints.push({ value: lock.lock.requiresPython, file: lock.lock.path });
    const direct2 = lock.manager === "pipenv" ? pipfile?.dependencies ?? [] : pyproject?.dependencies ?? [];
    return manifests2({
      ...project2,
      manager: lock.manager,
      manifests: [lock.manager === "pipenv" ? "Pipfile" : "pyproject.toml"],
      lock: lock.lock.path,
      managerVersion: lock.lock.managerVersion,
      hashes: true,
      direct: plain(direct2),
      locked: lock.lock.packages.sort(byName),
      localPackages: lock.lock.localFolders.filter((folder) => folder !== "" && repository.hasFolder(folder)),
      needsGit: lock.lock.needsGit,
      privateIndexes: [...project2.privateIndexes, ...(pipfile?.sources ?? []).map((url) => privateIndex(null, url)).filter((index) => index !== null)]
    });
  }
  if (pipfile && !requirements)
    return manifests2({ ...project2, manager: "pipenv", manifests: ["Pipfile"], ...unlocked(pipfile.dependencies) });
  if (requirements) return manifests2({ ...project2, ...fromRequirements(repository, requirements), backendFiles: project2.backendFiles });
  if (pyproject?.isProject && (pyproject.dependencies.length > 0 || !setup))
    return manifests2({ ...project2, manager: pyproject.poetryOnly ? "poetry" : "pyproject", manifests: ["pyproject.toml"], ...unlocked(pyproject.dependencies) });
  if (setup) return manifests2({ ...project2, manager: "setup.py", manifests: setup.manifests, ...unlocked(setup.dependencies) });
  refuseConda(repository);
  return manifests2({ manager: "none" });
}
var noDependencies = {
  manager: "none",
  manifests: [],
  lock: null,
  managerVersion: null,
  hashes: false,
  direct: [],
  locked: [],
  installsProject: false,
  backendFiles: [],
  localPackages: [],
  needsGit: false,
  privateIndexes: [],
  added: []
};
function find(repository, modules, findings) {
  const chosen = chooseRequirementsFile(repository, findings.evidence);
  const lockPaths = lockKinds.filter(({ path }) => repository.has(path));
  const needsPyproject = lockPaths.length > 0 || chosen === null && !repository.has("Pipfile") && !repository.has("setup.py");
  let pyproject = null;
  try {
    pyproject = readPyproject(repository);
  } catch (error) {
    if (needsPyproject || !(error instanceof Fault)) throw error;
    findings.warnings.push(`${error.message}; it was left out of account, since ${chosen ?? "another manifest"} lists the dependencies.`);
  }
  const requirements = chosen === null ? null : readRequirements(repository, chosen);
  findings.warnings.push(...requirements?.warnings ?? []);
  const kind = lockPaths.find(() => pyproject?.isProject);
  for (const { path, manager } of lockPaths)
    if (path !== kind?.path) findings.warnings.push(kind ? `${path} was ignored: ${kind.path} is used.` : `${path} was ignored: there is no pyproject.toml for ${manager} to install from.`);
  const locked = kind ? readTomlLock(repository, kind.path, kind.write) : null;
  const pipfileLock = !locked && repository.has("Pipfile") ? readPipfileLock(repository, "Pipfile.lock") : null;
  return {
    pyproject,
    requirements,
    setup: readSetup(repository, modules),
    lock: kind && locked ? { manager: kind.manager, lock: locked } : pipfileLock ? { manager: "pipenv", lock: pipfileLock } : null
  };
}
function fromRequirements(repository, set) {
  const { requirements } = set;
  const local = requirements.map(localFolder).filter((folder) => folder !== null);
  const remote = requirements.filter((requirement2) => localFolder(requirement2) === null);
  return {
    manager: "pip",
    manifests: set.files,
    hashes: remote.length > 0 && remote.every((requirement2) => requirement2.hashed),
    ...unlocked(remote),
    installsProject: local.includes(""),
    localPackages: [...new Set(local)].filter((folder) => folder !== "" && repository.hasFolder(folder)).sort(),
    privateIndexes: set.indexes.map((url) => privateIndex(null, url)).filter((index) => index !== null)
  };
}
function unlocked(requirements) {
  const direct2 = plain(requirements.filter(({ name }) => name !== ""));
  return { direct: direct2, locked: direct2, needsGit: requirements.some(({ url }) => url?.startsWith("git+") ?? false) };
}
function plain(requirements) {
  return requirements.map(({ name, specifier, extras }) => ({ name, specifier, extras })).sort(byName);
}
function byName(a, b) {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
function mergeMetadata(...parts) {
  const known = parts.filter((part) => part !== void 0);
  const first = (key) => known.find((part) => part[key] !== null)?.[key] ?? noMetadata[key];
  return {
    name: first("name"),
    version: first("version"),
    description: first("description"),
    license: first("license"),
    backend: first("backend"),
    packageFolder: first("packageFolder"),
    pythonConstraints: known.flatMap((part) => part.pythonConstraints),
    scripts: new Map(known.flatMap((part) => [...part.scripts])),
    backendFiles: [...new Set(known.flatMap((part) => part.backendFiles))].sort(),
    versionFromGit: known.some((part) => part.versionFromGit)
  };
}
function reportChoice(repository, chosen, findings) {
  const main = chosen.lock ?? chosen.manifests?.[0];
  if (main === void 0) return;
  findings.evidence.push({ fact: "package manager", value: chosen.manager, file: main });
  const used = /* @__PURE__ */ new Set([...chosen.manifests ?? [], chosen.lock]);
  const others = ["Pipfile", "requirements.txt", "environment.yml"].filter((path) => repository.has(path) && !used.has(path));
  for (const path of others) findings.warnings.push(`${path} was ignored: dependencies are installed from ${main}.`);
}
function refuseConda(repository) {
  const file2 = condaFiles.find((path) => repository.has(path));
  if (file2)
    throw new Fault(
      "not-supported",
      `${file2} is the only list of dependencies, and conda environments are not supported yet.`,
      `List what the service needs from PyPI in a requirements.txt beside ${file2} (or run \`uv init --bare && uv add ...\`), then run this again.`
    );
}

// src/project/python/text-values.ts
function staticText(modules, module, expression2, depth = 0) {
  if (!expression2 || depth > 8) return null;
  if (expression2.kind === "text") {
    if (expression2.value !== null) return expression2.value;
    return joined(expression2.parts.map((part) => staticText(modules, module, part, depth + 1)));
  }
  if (expression2.kind === "operation" && expression2.operator === "+")
    return joined(expression2.operands.map((operand) => staticText(modules, module, operand, depth + 1)));
  if (expression2.kind === "name" || expression2.kind === "attribute") {
    const origin = originOf(modules, module, expression2);
    const value2 = origin?.kind === "value" ? staticText(modules, origin.module, origin.value, depth + 1) : null;
    if (value2 !== null) return value2;
  }
  const { value } = settingOf(modules, module, expression2);
  return typeof value === "string" ? value : null;
}
function joined(parts) {
  return parts.includes(null) ? null : parts.join("");
}

// src/project/python/routes.ts
var verbs = /* @__PURE__ */ new Set(["get", "post", "put", "patch", "delete", "head", "options"]);
var generic = /* @__PURE__ */ new Set(["route", "api_route", "custom_route", "add_api_route", "add_url_rule", "add_route", "add_get", "add_post", "add_put", "add_delete", "add_resource", "add_view"]);
var inclusions = { include_router: "prefix", register_blueprint: "url_prefix", blueprint: "url_prefix", add_routes: "", include_routes: "", mount: "", add_namespace: "path", include: "prefix", add_subapp: "" };
var routerName = /(?:APIRouter|Router|Blueprint|RouteTableDef|Namespace|SubRouter|Api|RestApi|Group)$/;
var litestarVerb = /^litestar\.(?:handlers\.)?(?:\w+\.)?(get|post|put|patch|delete|head|route)$/;
var words = /\.(?:get|post|put|patch|delete|route|api_route|custom_route|add_\w+|include_router|register_blueprint|mount|websocket)\b|Route\(|Mount\(|litestar|do_GET|@rt\b/;
function readRoutes(modules, files3) {
  const hanging = [];
  const edges = /* @__PURE__ */ new Map();
  const reader = { modules, hanging, edges, owners: /* @__PURE__ */ new Map() };
  for (const path of files3) {
    if (!words.test(modules.text(path) ?? "")) continue;
    const module = modules.get(path);
    if (module) readModule(reader, module);
  }
  const routes = hanging.flatMap(
    ({ owner, method, path, file: file2, line }) => (owner ? prefixesOf(owner, edges, /* @__PURE__ */ new Set()) : [""]).map((prefix) => ({ method, path: joinPath(prefix, path), file: file2, line }))
  );
  return unique(routes);
}
function readModule(reader, module) {
  const visit = (body, scope, base) => {
    for (const statement2 of body) {
      if (statement2.kind === "function") {
        for (const decorator of statement2.decorators) readDecorator(reader, module, decorator, scope, base);
        if (statement2.name === "do_GET") readComparisons(reader, module, statement2);
        visit(statement2.body, statement2, base);
      } else if (statement2.kind === "class") visit(statement2.body, scope, base + controllerPath(reader.modules, module, statement2.body));
      else {
        for (const expression2 of expressionsOf(statement2)) for (const part of within(expression2)) if (part.kind === "call") readCall(reader, module, part, scope);
        visit(bodiesOf(statement2), scope, base);
      }
    }
  };
  visit(module.body, null, "");
}
function readDecorator(reader, module, decorator, scope, base) {
  if (decorator.kind !== "call") return;
  const { callee } = decorator;
  const litestar = litestarVerb.exec(externalName(reader.modules, module, callee) ?? "")?.[1];
  if (litestar) {
    const given = decorator.args[0] ?? decorator.keywords.get("path");
    const paths = given?.kind === "list" ? given.items : [given];
    for (const path2 of paths) push(reader, module, decorator, null, litestar, joinPath(base, path2 ? staticText(reader.modules, module, path2) : ""));
    return;
  }
  if (callee.kind === "name" && callee.name === "rt") push(reader, module, decorator, null, "get", textOf(decorator.args[0]));
  if (callee.kind !== "attribute" || !(verbs.has(callee.name) || callee.name.startsWith("route") || generic.has(callee.name))) return;
  const path = staticText(reader.modules, module, decorator.args[0] ?? decorator.keywords.get("path") ?? decorator.keywords.get("rule"));
  const owner = ownerOf(reader, module, callee.object, scope);
  if (!owner || path === null) return;
  for (const method of methodsOf(callee.name, decorator)) push(reader, module, decorator, owner, method, base && path ? joinPath(base, path) : path);
}
function methodsOf(name, call) {
  if (verbs.has(name)) return [name];
  if (/^add_(?:get|post|put|delete)$/.test(name)) return [name.slice(4)];
  const given = call.keywords.get("methods");
  const listed = given?.kind === "list" ? given.items.map(textOf).filter((method) => method !== null) : [];
  return listed.length > 0 ? listed : ["get"];
}
function push(reader, module, at2, owner, method, path) {
  if (path !== null) reader.hanging.push({ owner, method: method.toUpperCase(), path, file: module.path, line: at2.line });
}
function readCall(reader, module, call, scope) {
  const { modules } = reader;
  const external = externalName(modules, module, call.callee) ?? "";
  if (/^(?:starlette|fastapi)\.routing\.(?:Mount|Host)$/.test(external)) readMounted(reader, module, call, "");
  else if (/^starlette\.routing\.Route$/.test(external) && !reader.hanging.some((route) => route.file === module.path && route.line === call.line && route.path.endsWith(textOf(call.args[0]) ?? "\0")))
    for (const method of methodsOf("route", call)) push(reader, module, call, null, method, staticText(modules, module, call.args[0] ?? call.keywords.get("path")));
  else if (/^aiohttp\.web\.(get|post|put|delete|patch|view)$/.test(external))
    push(reader, module, call, null, external.endsWith("view") ? "get" : external.slice("aiohttp.web.".length), staticText(modules, module, call.args[0]));
  if (call.callee.kind !== "attribute") return;
  const { name, object } = call.callee;
  const keyword = inclusions[name];
  if (keyword !== void 0) include(reader, module, call, name, keyword, scope);
  if (!generic.has(name)) return;
  const owner = ownerOf(reader, module, object.kind === "attribute" && object.name === "router" ? object.object : object, scope);
  const paths = name === "add_resource" ? call.args.slice(1) : [call.args[0] ?? call.keywords.get("path") ?? call.keywords.get("rule")];
  if (owner) for (const path of paths) for (const method of methodsOf(name, call)) push(reader, module, call, owner, method, staticText(modules, module, path));
}
function readMounted(reader, module, call, outer) {
  const prefix = joinPath(outer, staticText(reader.modules, module, call.args[0] ?? call.keywords.get("path")));
  for (const argument of [...call.args.slice(1), ...call.keywords.values()])
    for (const item of argument.kind === "list" ? argument.items : []) {
      if (item.kind !== "call") continue;
      const external = externalName(reader.modules, module, item.callee) ?? "";
      if (external.endsWith(".Mount")) readMounted(reader, module, item, prefix);
      else if (external.endsWith(".Route"))
        for (const method of methodsOf("route", item)) push(reader, module, item, null, method, joinPath(prefix, staticText(reader.modules, module, item.args[0])));
    }
}
function include(reader, module, call, name, keyword, scope) {
  if (call.callee.kind !== "attribute") return;
  const parent = ownerOf(reader, module, call.callee.object, scope);
  const pathFirst = name === "mount" || name === "add_subapp";
  const child = pathFirst ? call.args[1] ?? call.keywords.get("app") : call.args[0] ?? call.keywords.get("router") ?? call.keywords.get("blueprint");
  const given = pathFirst ? call.args[0] : keyword === "" ? void 0 : call.keywords.get(keyword) ?? (name === "include_router" ? void 0 : call.args[1]);
  if (!parent || !child) return;
  for (const item of child.kind === "list" ? child.items : [child]) {
    const owner = ownerOf(reader, module, item, scope);
    if (!owner || owner.id === parent.id) continue;
    const prefix = given ? staticText(reader.modules, module, given) : "";
    reader.edges.set(owner.id, [...reader.edges.get(owner.id) ?? [], { parent, prefix }]);
    if (name === "register_blueprint" && given) owner.prefix = "";
    if (pathFirst) owner.isApplication = false;
  }
}
function ownerOf(reader, module, expression2, scope) {
  const { modules } = reader;
  const local = scope && expression2.kind === "name" ? localValue(scope, expression2.name) : null;
  const origin = local ? null : originOf(modules, module, expression2);
  const value = local ?? (origin?.kind === "value" ? origin.value : null);
  const home = origin?.kind === "value" ? origin.module : module;
  const name = origin?.kind === "value" ? origin.name : dottedName(expression2) ?? "";
  const id = `${home.path}#${local ? `${scope?.name}.` : ""}${name}`;
  const known = reader.owners.get(id);
  if (known) return known;
  const constructor = value?.kind === "call" ? externalName(modules, home, value.callee) ?? dottedName(value.callee) ?? "" : "";
  let owner = null;
  if (value?.kind === "call" && routerName.test(constructor) && !/Application$/.test(constructor)) {
    const given = value.keywords.get("prefix") ?? value.keywords.get("url_prefix") ?? value.keywords.get("path");
    owner = { id, prefix: given ? staticText(modules, home, given) : "", isApplication: /(?:Api|RestApi)$/.test(constructor) };
  } else if (applicationOf(modules, module, expression2, 0, scope) || /^(?:app|application|api|server|mcp)$/.test(name.split(".").at(-1) ?? ""))
    owner = { id, prefix: "", isApplication: true };
  else if (/router|blueprint|bp$|routes/i.test(name)) owner = { id, prefix: "", isApplication: false };
  if (owner) reader.owners.set(id, owner);
  return owner;
}
function localValue(scope, name) {
  for (const statement2 of scope.body)
    if (statement2.kind === "assign" && statement2.targets.some((target) => target.kind === "name" && target.name === name)) return statement2.value;
  return null;
}
function prefixesOf(owner, edges, above) {
  if (above.has(owner.id) || above.size > 10 || owner.prefix === null) return [];
  const own = owner.prefix;
  const including = edges.get(owner.id) ?? [];
  if (including.length === 0) return owner.isApplication ? [own] : [];
  const next = new Set(above).add(owner.id);
  return including.flatMap(({ parent, prefix }) => prefix === null ? [] : prefixesOf(parent, edges, next).map((outer) => joinPath(joinPath(outer, prefix), own))).slice(0, 20);
}
function controllerPath(modules, module, body) {
  for (const statement2 of body)
    if (statement2.kind === "assign" && statement2.targets.some((target) => target.kind === "name" && target.name === "path"))
      return staticText(modules, module, statement2.value) ?? "";
  return "";
}
function readComparisons(reader, module, handler) {
  const visit = (body) => {
    for (const statement2 of body) {
      if (statement2.kind === "if") {
        for (const part of within(statement2.condition))
          if (part.kind === "operation" && ["==", "in"].includes(part.operator) && part.operands.some((operand) => dottedName(operand) === "self.path"))
            for (const operand of part.operands) for (const item of operand.kind === "list" ? operand.items : [operand]) push(reader, module, item, null, "get", textOf(item));
      }
      visit(bodiesOf(statement2));
    }
  };
  visit(handler.body);
}
function joinPath(prefix, path) {
  if (path === null || path === "") return prefix;
  if (prefix === "" || prefix === "/") return path.startsWith("/") ? path : `/${path}`;
  return `${prefix.replace(/\/$/, "")}${path.startsWith("/") ? path : `/${path}`}`;
}
function unique(routes) {
  const seen = /* @__PURE__ */ new Map();
  for (const route of routes) {
    const path = route.path === "" ? "/" : route.path;
    const key = `${path}\0${route.method}`;
    if (path.startsWith("/") && !seen.has(key)) seen.set(key, { ...route, path });
  }
  return [...seen].sort(([a], [b]) => a < b ? -1 : 1).map(([, route]) => route);
}

// src/project/python/django.ts
function findDjango(modules) {
  const path = modules.paths.find((candidate) => /(?:^|\/)manage\.py$/.test(candidate));
  const module = path ? modules.get(path) : null;
  if (!path || !module) return null;
  const settingsModule = settingsIn(module);
  const file2 = settingsModule ? modules.resolve(path, 0, settingsModule) : null;
  return { folder: folderOf(path), settingsModule, settings: file2 ? modules.get(file2) : null };
}
function settingsIn(module) {
  for (const expression2 of allExpressions(module.body))
    if (expression2.kind === "call" && textOf(expression2.args[0]) === "DJANGO_SETTINGS_MODULE") return textOf(expression2.args[1]);
  return null;
}
function djangoSetting(modules, project2, name) {
  const seen = /* @__PURE__ */ new Set();
  const look = (module) => {
    if (!module || seen.has(module.path)) return null;
    seen.add(module.path);
    const binding = module.bindings.get(name);
    if (binding?.kind === "value" && binding.value) return { module, value: binding.value };
    for (const { level, module: from } of module.wildcards) {
      const path = modules.resolve(module.path, level, from);
      const found = look(path ? modules.get(path) : null);
      if (found) return found;
    }
    return null;
  };
  return look(project2.settings);
}
function djangoRoutes(modules, project2) {
  const root = djangoSetting(modules, project2, "ROOT_URLCONF");
  const name = root ? staticText(modules, root.module, root.value) : null;
  const path = name && project2.settings ? modules.resolve(project2.settings.path, 0, name) : null;
  const routes = [];
  if (path) readUrls(modules, path, "", routes, /* @__PURE__ */ new Set());
  return routes.sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
function readUrls(modules, path, prefix, routes, above) {
  const module = modules.get(path);
  if (!module || above.has(path) || above.size > 10) return;
  const next = new Set(above).add(path);
  for (const expression2 of allExpressions(module.body)) {
    if (expression2.kind !== "call") continue;
    const callee = externalName(modules, module, expression2.callee) ?? "";
    if (!/^django\.(?:urls|conf\.urls)\.(?:\w+\.)*(?:path|re_path|url)$/.test(callee)) continue;
    const given = staticText(modules, module, expression2.args[0] ?? expression2.keywords.get("route"));
    if (given === null) continue;
    const own = callee.endsWith(".path") ? given : fromPattern(given);
    if (own === null) continue;
    const full = prefix + own;
    const view = expression2.args[1] ?? expression2.keywords.get("view");
    const included = view?.kind === "call" && /(?:^|\.)include$/.test(dottedName(view.callee) ?? "") ? view.args[0] : null;
    if (included) {
      const first = included.kind === "list" ? included.items[0] : included;
      const name = staticText(modules, module, first);
      const target = name ? modules.resolve(module.path, 0, name) : null;
      if (target) readUrls(modules, target, full, routes, next);
    } else routes.push({ method: "GET", path: joinPath("", full === "" ? "/" : full), file: module.path, line: expression2.line });
  }
}
function fromPattern(pattern2) {
  const plain3 = pattern2.replace(/^\^/, "").replace(/\/\?\$$/, "/").replace(/\$$/, "");
  return /^[\w/.-]*$/.test(plain3) ? plain3 : null;
}

// src/project/secret-name.ts
var secretWord = /(?:^|_)(?:SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|PWD|PASS|TOKENS?|API_?KEYS?|APIKEY|KEYS?|CREDENTIALS?|CREDS|DSN|PRIVATE|SALT|PEPPER|WEBHOOK_URL|CONNECTION_STRING|CONN_STR|AUTH)(?:_|$)/;
var address2 = /(?:^|_)(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MARIADB|MONGO(?:DB)?|REDIS|RABBITMQ|AMQP|BROKER|CELERY_BROKER|CELERY_RESULT|SQLALCHEMY_DATABASE|NEO4J|ELASTICSEARCH|CLICKHOUSE|NEON|SUPABASE_DB)_(?:URL|URI|DSN)(?:_|$)/;
var plainName = /(?:PUBLIC|PUBLISHABLE)_?KEY|(?:_FILE|_PATH|_DIR|_VERSION|_NAME|_HEADER|_ID|_TTL|_EXPIRY|_EXPIRES?(?:_\w+)?|_EXPIRATION(?:_\w+)?|_LIFETIME|_MINUTES|_SECONDS|_HOURS|_DAYS|_ALGORITHM|_LENGTH|_SIZE|_COUNT|_LIMIT|_TYPE|_ENABLED|_REQUIRED|_METHOD|_ENDPOINT|_PREFIX|_PATTERN|_MODE|_REGION)$|TOKENIZERS?_|(?:^|_)(?:MAX|MIN|NUM|N|TOTAL|CONTEXT|INPUT|OUTPUT|COMPLETION|PROMPT|CHUNK|DEFAULT_MAX)_(?:\w+_)?TOKENS?(?:$|_)|^(?:SORT|PARTITION|PRIMARY|FOREIGN|CACHE|INDEX|ROUTING)_KEY|KEYCLOAK_(?:URL|REALM)|^ENABLE_|^DISABLE_|^USE_|^REQUIRE_|AUTH_(?:URL|ENABLED|DOMAIN|MODE|TYPE|PROVIDER|BACKEND|HOST|DISABLED)|TOKEN_(?:URL|ISSUER|AUDIENCE)|^AUTH$/;
function isSecretName(name) {
  const upper = name.toUpperCase();
  if (upper.length > 200 || plainName.test(upper)) return false;
  return secretWord.test(upper) || address2.test(upper);
}
function isSecretValue(value) {
  return /^[a-z][\w+.-]{0,40}:\/\/[^/\s:@]{0,200}:[^@\s/]{1,200}@/i.test(value) || value.includes("-----BEGIN") || /^(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abp]|hf|AKIA|AIza|ya29|eyJ)[-_]?[A-Za-z0-9_-]{12,}/.test(value);
}

// src/project/python/environment-example.ts
var files2 = [".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "example.env", ".env-example", "sample.env"];
var placeholder = /^(?:<.*>|\.\.\.|x{3,}.*|\*+|your[-_ ].*|change[-_ ]?me.*|replace[-_ ]?me.*|todo.*|fixme.*|insert.*|placeholder.*|sk-\.*|secret|password|none|null|\{.*\}|\$\{?.*)$/i;
function environmentExample(repository) {
  const found = [];
  for (const file2 of files2) {
    const lines2 = repository.read(file2)?.split("\n") ?? [];
    for (const [index, line] of lines2.entries()) {
      const match = line.length < 2e3 ? /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,254})\s*=(.*)$/.exec(line) : null;
      if (!match) continue;
      const value = plain2(match[2] ?? "");
      found.push({ name: match[1], value: value === "" || placeholder.test(value) ? null : value, file: file2, line: index + 1 });
    }
  }
  return found;
}
function plain2(text2) {
  const trimmed = text2.trim();
  const quoted = /^(["'])(.*?)\1/.exec(trimmed);
  return quoted ? quoted[2] : (trimmed.split(/\s#/, 1)[0] ?? "").trim();
}

// src/project/python/environment-variables.ts
var words2 = /environ|getenv|Settings|decouple|Config\(|Env\(|\benv\b|envvar/;
var nameShape = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;
var ambient = /* @__PURE__ */ new Set(["PATH", "HOME", "USER", "PWD", "SHELL", "LANG", "TERM", "TMPDIR", "TEMP", "TMP", "HOSTNAME", "LOGNAME", "PYTHONPATH", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV", "CI", "PYTEST_CURRENT_TEST", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "DISPLAY", "COLUMNS", "NO_COLOR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "GITHUB_ACTIONS", "WERKZEUG_RUN_MAIN", "KUBERNETES_SERVICE_HOST"]);
function readEnvironment(repository, modules, files3) {
  const reads = [];
  for (const path of files3) {
    if (!words2.test(modules.text(path) ?? "")) continue;
    const module = modules.get(path);
    if (module) readModule2(modules, module, reads);
  }
  const byName2 = /* @__PURE__ */ new Map();
  for (const read of reads) byName2.set(read.name, [...byName2.get(read.name) ?? [], read]);
  const variables2 = new Map([...byName2].map(([name, group]) => [name, merge(name, group)]));
  for (const { name, value, file: file2, line } of environmentExample(repository)) {
    const known = variables2.get(name);
    if (!known && !ambient.has(name)) variables2.set(name, entry(name, value, false, isSecretName(name), file2, line));
  }
  return [...variables2.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
function merge(name, group) {
  const first = group.find((read) => read.default !== null) ?? group.find((read) => read.required) ?? group[0];
  const required2 = group.some((read) => read.required) && group.every((read) => read.default === null);
  return entry(name, first.default, required2, group.some((read) => read.secret), first.file, first.line);
}
function entry(name, value, required2, secret, file2, line) {
  const hidden = secret || value !== null && isSecretValue(value);
  return { name, ...value !== null && !hidden ? { default: value } : {}, required: required2, secret: hidden, file: file2, line };
}
function readModule2(modules, module, reads) {
  const guarded = guardedNames(modules, module);
  const add2 = (name, fallback, required2, line, secret = false) => {
    if (!nameShape.test(name) || ambient.has(name)) return;
    const value = fallback ? asText2(modules, module, fallback) : null;
    reads.push({ name, default: value, required: required2 && !guarded.has(name), secret: secret || isSecretName(name), file: module.path, line });
  };
  const visit = (body, caught) => {
    for (const statement2 of body) {
      if (statement2.kind === "class") readSettings(modules, module, statement2, add2);
      for (const expression2 of expressionsOf(statement2)) readExpression(modules, module, expression2, caught, add2);
      if (statement2.kind === "try") {
        const catches = statement2.handlers.some(({ types }) => types === null || [...within(types)].some((part) => part.kind === "name" && /^(?:KeyError|Exception|LookupError|BaseException)$/.test(part.name)));
        visit(statement2.body, caught || catches);
        visit([...statement2.handlers.flatMap((handler) => handler.body), ...statement2.rest], caught);
      } else visit(bodiesOf(statement2), caught);
    }
  };
  visit(module.body, false);
}
function readExpression(modules, module, expression2, caught, add2) {
  if (expression2.kind === "operation" && expression2.operator === "or") {
    const [first, second] = expression2.operands;
    const read2 = first ? environmentRead(modules, module, first) : null;
    if (read2 && second) {
      add2(read2.name, read2.default ?? second, false, expression2.line);
      readExpression(modules, module, second, caught, add2);
      return;
    }
  }
  const read = environmentRead(modules, module, expression2);
  if (read) add2(read.name, read.default, read.required && !caught, expression2.line);
  const children = expression2.kind === "subscript" && read ? [] : childrenOf(expression2);
  for (const child of children) readExpression(modules, module, child, caught, add2);
}
function guardedNames(modules, module) {
  const names2 = /* @__PURE__ */ new Set();
  for (const expression2 of allExpressions(module.body)) {
    if (expression2.kind !== "operation" || !/^(?:not )?in$/.test(expression2.operator)) continue;
    const [name, container2] = expression2.operands;
    const text2 = textOf(name);
    if (text2 !== null && container2 && isEnviron(modules, module, container2)) names2.add(text2);
  }
  return names2;
}
function readSettings(modules, module, definition, add2) {
  const settings = settingsClass(modules, module, definition);
  if (!settings) return;
  for (const statement2 of definition.body) {
    const field = statement2.kind === "assign" && statement2.targets[0]?.kind === "name" ? statement2.targets[0].name : null;
    if (statement2.kind !== "assign" || !statement2.annotation || field === null || field.startsWith("_") || field === "model_config") continue;
    const { annotation, value } = statement2;
    if (/^(?:typing\.)?ClassVar$/.test(dottedName(annotation.kind === "subscript" ? annotation.object : annotation) ?? "")) continue;
    const isField = value?.kind === "call" && /(?:^|\.)Field$/.test(dottedName(value.callee) ?? "");
    const fallback = isField && value.kind === "call" ? value.args[0] ?? value.keywords.get("default") ?? value.keywords.get("default_factory") ?? null : value;
    const hasDefault = fallback !== null && !isEllipsis(fallback);
    const name = settingsFieldEnvironment(settings, field, value)[0];
    const secret = [...within(annotation)].some((part) => /^Secret(?:Str|Bytes)?$/.test((dottedName(part) ?? "").split(".").at(-1) ?? ""));
    if (name && !isNested(modules, module, annotation)) add2(name, hasDefault ? fallback : null, !hasDefault, statement2.line, secret);
  }
}
function isEllipsis(expression2) {
  return expression2.kind === "name" && expression2.name === "...";
}
function isNested(modules, module, annotation) {
  const name = dottedName(annotation);
  const binding = name ? module.bindings.get(name) : void 0;
  return binding?.kind === "definition" && binding.definition.kind === "class" && settingsClass(modules, module, binding.definition) !== null;
}
function asText2(modules, module, expression2) {
  const text2 = staticText(modules, module, expression2);
  if (text2 !== null) return text2 === "" || /[\u0000-\u001f\u007f]/.test(text2) || text2.length > 500 ? null : text2;
  const { value } = settingOf(modules, module, expression2);
  return value === null || typeof value === "string" ? null : String(value);
}

// src/project/python/health.ts
var liveness = [
  /(?:^|\/)_*(?:health\/live(?:ness)?|livez|live|liveness|alive)$/,
  /(?:^|\/)_*healthz$/,
  /(?:^|\/)_*(?:health|health[-_]?check|healthchecker|check[-_]?health)$/,
  /(?:^|\/)_*(?:ping|up|heartbeat|heart-beat|uptime)$/,
  /(?:^|\/)_*(?:status|alive-check|ok|system\/status)$/,
  /(?:^|\/)_*(?:health\/\w+)$/
];
var readiness = /(?:ready|readyz|readiness|startup|db|database|deep|details?)$/;
var builtIn = {
  streamlit: { path: "/_stcore/health", package: "streamlit", reason: "Streamlit serves it" },
  langgraph: { path: "/ok", package: "langgraph", reason: "the LangGraph server serves it" },
  cog: { path: "/health-check", package: "cog", reason: "Cog serves it" },
  "google-adk": { path: "/list-apps", package: "google-adk", reason: "the ADK server serves it" }
};
function findHealth(routes, declared, framework, dependencies) {
  const gets = routes.filter(({ method, path }) => method === "GET" && /^\/[\w./~-]*$/.test(path));
  const known = framework && Object.hasOwn(builtIn, framework) ? builtIn[framework] : void 0;
  const best = bestRoute(gets);
  const stated = declared.find(({ healthPath, weight }) => healthPath !== null && weight >= 2);
  const statedRoute = gets.find(({ path }) => path === stated?.healthPath);
  if (stated?.healthPath && (!best || statedRoute && bestRoute([statedRoute]) !== null))
    return { path: stated.healthPath, evidence: [{ fact: "health", value: stated.healthPath, file: stated.file, line: stated.line }], questions: [] };
  if (best) return { path: best.path, evidence: [{ fact: "health", value: `GET ${best.path}`, file: best.file, line: best.line }], questions: [] };
  const file2 = dependencies.manifests[0] ?? ".";
  if (known) return { path: known.path, evidence: [{ fact: "health", value: `${known.path}: ${known.reason}`, file: file2 }], questions: [] };
  if (framework === "starlette" && isInstalled(dependencies, "a2a-sdk"))
    return { path: "/.well-known/agent-card.json", evidence: [{ fact: "health", value: "/.well-known/agent-card.json: every A2A server serves its card", file: file2 }], questions: [] };
  return { path: null, evidence: [], questions: [question(gets)] };
}
function bestRoute(gets) {
  const rated = gets.flatMap((route) => {
    const bare = route.path.toLowerCase().replace(/\/+$/, "");
    if (readiness.test(bare)) return [];
    const rank = liveness.findIndex((pattern2) => pattern2.test(bare));
    return rank < 0 ? [] : [{ route, rank, depth: bare.split("/").length }];
  });
  const cost = ({ depth, rank }) => depth * 1.5 + rank;
  rated.sort((a, b) => cost(a) - cost(b) || (a.route.path < b.route.path ? -1 : 1));
  return rated[0]?.route ?? null;
}
function question(gets) {
  const others = gets.map(({ path }) => path).sort((a, b) => a.split("/").length - b.split("/").length || a.length - b.length || (a < b ? -1 : 1));
  return {
    id: "health",
    question: "Which path answers 200 while the service is healthy?",
    why: "No route looks like a health endpoint; without one only the open port can be checked.",
    default: "tcp",
    options: ["tcp", ...new Set(others)].slice(0, 6)
  };
}

// src/project/python/standard-library.ts
var standardLibrary = new Set(
  "__future__ abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo".split(" ")
);

// src/project/python/inferred-dependencies.ts
var distributions = {
  PIL: "pillow",
  cv2: "opencv-python-headless",
  sklearn: "scikit-learn",
  skimage: "scikit-image",
  yaml: "pyyaml",
  dotenv: "python-dotenv",
  bs4: "beautifulsoup4",
  jwt: "pyjwt",
  jose: "python-jose",
  psycopg2: "psycopg2-binary",
  MySQLdb: "mysqlclient",
  dateutil: "python-dateutil",
  magic: "python-magic",
  fitz: "pymupdf",
  docx: "python-docx",
  pptx: "python-pptx",
  serial: "pyserial",
  telegram: "python-telegram-bot",
  discord: "discord.py",
  socketio: "python-socketio",
  multipart: "python-multipart",
  OpenSSL: "pyopenssl",
  Crypto: "pycryptodome",
  git: "gitpython",
  attr: "attrs",
  decouple: "python-decouple",
  environ: "django-environ",
  rest_framework: "djangorestframework",
  corsheaders: "django-cors-headers",
  fasthtml: "python-fasthtml",
  slack_bolt: "slack-bolt",
  faiss: "faiss-cpu",
  qdrant_client: "qdrant-client",
  langchain_core: "langchain-core"
};
function inferDependencies(modules) {
  const found = /* @__PURE__ */ new Map();
  for (const path of modules.paths) {
    const module = modules.get(path);
    for (const statement2 of module ? allStatements(module.body) : []) {
      const names2 = statement2.kind === "import" ? statement2.modules.map(({ name }) => name) : statement2.kind === "import-from" && statement2.level === 0 ? [statement2.module] : [];
      for (const full of names2) {
        const top = full.split(".", 1)[0] ?? "";
        if (top === "" || standardLibrary.has(top) || modules.resolve(path, 0, top) || isFolderOf(modules, path, top)) continue;
        const name = Object.hasOwn(distributions, top) ? distributions[top] : full.startsWith("google.cloud.") ? `google-cloud-${full.split(".")[2] ?? ""}` : normalizeName(top);
        if (!found.has(name) && /^[a-z0-9][a-z0-9.-]*$/.test(name)) found.set(name, { name, file: path, line: statement2.line });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
function isFolderOf(modules, from, top) {
  const parts = from.split("/").slice(0, -1);
  for (let count = parts.length; count >= 0; count--) {
    const prefix = [...parts.slice(0, count), top, ""].join("/");
    if (modules.paths.some((path) => path.startsWith(prefix))) return true;
  }
  return false;
}

// src/project/python/parse-python.ts
import { readFileSync } from "node:fs";
import { Language, Parser } from "web-tree-sitter";

// src/project/python/string-literal.ts
var simpleEscapes = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v",
  "\n": ""
};
function unescape(sequence) {
  const letter = sequence[1] ?? "";
  const simple2 = simpleEscapes[letter];
  if (simple2 !== void 0) return simple2;
  const digits = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))$/.exec(sequence);
  if (digits) {
    const code = Number.parseInt(digits[1] ?? digits[2] ?? digits[3] ?? "", 16);
    return code <= 1114111 ? String.fromCodePoint(code) : sequence;
  }
  const octal = /^\\([0-7]{1,3})$/.exec(sequence);
  return octal ? String.fromCodePoint(Number.parseInt(octal[1], 8)) : sequence;
}

// src/project/python/wasm-files.ts
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
var sources = {
  "web-tree-sitter.wasm": "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-python.wasm": "tree-sitter-python/tree-sitter-python.wasm"
};
function locateWasm(name) {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(sources[name]);
}

// src/project/python/parse-python.ts
var loading;
function loadPythonParser() {
  loading ??= (async () => {
    await Parser.init({ locateFile: () => locateWasm("web-tree-sitter.wasm") });
    const parser = new Parser();
    parser.setLanguage(await Language.load(readFileSync(locateWasm("tree-sitter-python.wasm"))));
    return parser;
  })();
  return loading;
}
var deepest3 = 150;
function parsePython(parser, path, text2) {
  const tree = parser.parse(text2);
  if (!tree) return null;
  try {
    return { path, body: statements(tree.rootNode, 0) };
  } finally {
    tree.delete();
    parser.reset();
  }
}
var lineOf = (node) => node.startPosition.row + 1;
var named2 = (node) => node.namedChildren.filter((child) => child.type !== "comment");
function statements(block, depth) {
  if (!block || depth > deepest3) return [];
  return named2(block).flatMap((node) => statement(node, depth + 1));
}
function statement(node, depth) {
  const line = lineOf(node);
  switch (node.type) {
    case "import_statement":
      return [{ kind: "import", modules: named2(node).map(importedName), line }];
    case "future_import_statement":
      return [];
    case "import_from_statement": {
      const from = node.childForFieldName("module_name");
      const text2 = from?.text.replaceAll(/\s/g, "") ?? "";
      const module = text2.replace(/^\.+/, "");
      const names2 = node.childrenForFieldName("name").filter((child) => child !== null).map(importedName);
      const wildcard = node.namedChildren.some((child) => child.type === "wildcard_import");
      return [{ kind: "import-from", level: text2.length - module.length, module, names: names2, wildcard, line }];
    }
    case "expression_statement":
      return named2(node).map((child) => simple(child, depth));
    case "return_statement": {
      const value = named2(node)[0];
      return [{ kind: "return", value: value ? expression(value, depth) : null, line }];
    }
    case "decorated_definition": {
      const definition = node.childForFieldName("definition");
      const decorators = named2(node).filter((child) => child.type === "decorator").flatMap((child) => named2(child).map((value) => expression(value, depth)));
      return (definition ? statement(definition, depth) : []).map(
        (inner) => inner.kind === "function" || inner.kind === "class" ? { ...inner, decorators } : inner
      );
    }
    case "function_definition":
      return [
        {
          kind: "function",
          name: node.childForFieldName("name")?.text ?? "",
          async: node.child(0)?.type === "async",
          decorators: [],
          parameters: parameters(node.childForFieldName("parameters"), depth),
          returns: optional(node.childForFieldName("return_type"), depth),
          body: statements(node.childForFieldName("body"), depth),
          line
        }
      ];
    case "class_definition": {
      const { args, keywords } = argumentsOf(node.childForFieldName("superclasses"), depth);
      return [
        {
          kind: "class",
          name: node.childForFieldName("name")?.text ?? "",
          decorators: [],
          bases: args,
          keywords,
          body: statements(node.childForFieldName("body"), depth),
          line
        }
      ];
    }
    case "if_statement":
      return [conditional(node, node.childrenForFieldName("alternative").filter((child) => child !== null), depth)];
    case "try_statement":
      return [
        {
          kind: "try",
          body: statements(node.childForFieldName("body"), depth),
          handlers: named2(node).filter((child) => child.type.startsWith("except")).map((child) => ({
            types: optional(named2(child).find((part) => part.type !== "block") ?? null, depth),
            body: statements(blockOf(child), depth)
          })),
          rest: named2(node).filter((child) => child.type === "else_clause" || child.type === "finally_clause").flatMap((child) => statements(blockOf(child), depth)),
          line
        }
      ];
    case "with_statement":
    case "for_statement":
    case "while_statement":
    case "match_statement":
    case "case_clause":
      return [
        {
          kind: "block",
          heads: named2(node).flatMap((child) => child.type === "with_clause" ? named2(child) : [child]).filter((child) => child.type !== "block" && child.type !== "else_clause").map((child) => expression(child, depth)),
          body: named2(node).map((child) => child.type === "else_clause" ? blockOf(child) : child).filter((child) => child?.type === "block").flatMap((child) => statements(child, depth)),
          line
        }
      ];
    case "ERROR":
      return statements(node, depth);
    default:
      return [{ kind: "other", values: named2(node).map((child) => expression(child, depth)), line }];
  }
}
function blockOf(node) {
  return node.namedChildren.find((child) => child.type === "block") ?? null;
}
function conditional(node, alternatives, depth) {
  const [next, ...others] = alternatives;
  const otherwise2 = !next ? [] : next.type === "elif_clause" ? depth < deepest3 ? [conditional(next, others, depth + 1)] : [] : statements(next.childForFieldName("body"), depth);
  const condition = node.childForFieldName("condition");
  return {
    kind: "if",
    condition: condition ? expression(condition, depth) : { kind: "other", children: [], line: lineOf(node) },
    body: statements(node.childForFieldName("consequence"), depth),
    otherwise: otherwise2,
    line: lineOf(node)
  };
}
function importedName(node) {
  if (node.type !== "aliased_import") return { name: node.text.replaceAll(/\s/g, ""), alias: null };
  return {
    name: (node.childForFieldName("name")?.text ?? "").replaceAll(/\s/g, ""),
    alias: node.childForFieldName("alias")?.text ?? null
  };
}
function simple(node, depth) {
  const line = lineOf(node);
  if (node.type === "augmented_assignment")
    return {
      kind: "other",
      values: [optional(node.childForFieldName("left"), depth), optional(node.childForFieldName("right"), depth)].filter(
        (value) => value !== null
      ),
      line
    };
  if (node.type !== "assignment") return { kind: "expression", value: expression(node, depth), line };
  const targets = [];
  const annotation = optional(node.childForFieldName("type"), depth);
  let current2 = node;
  while (current2?.type === "assignment" && targets.length < deepest3) {
    const left = current2.childForFieldName("left");
    if (left) targets.push(expression(left, depth));
    current2 = current2.childForFieldName("right");
  }
  return { kind: "assign", targets, annotation, value: optional(current2, depth), line };
}
function parameters(node, depth) {
  if (!node) return [];
  return named2(node).flatMap((child) => {
    const name = child.type === "identifier" ? child : child.childForFieldName("name") ?? child.namedChild(0);
    if (!name || name.type !== "identifier") return [];
    if (child.type.endsWith("splat_pattern")) return [{ name: name.text, annotation: null, default: nothing3(child) }];
    return [
      {
        name: name.text,
        annotation: optional(child.type === "identifier" ? null : child.childForFieldName("type"), depth),
        default: optional(child.type === "identifier" ? null : child.childForFieldName("value"), depth)
      }
    ];
  });
}
function nothing3(node) {
  return { kind: "constant", value: null, line: lineOf(node) };
}
function optional(node, depth) {
  return node ? expression(node, depth) : null;
}
function argumentsOf(node, depth) {
  const args = [];
  const keywords = /* @__PURE__ */ new Map();
  for (const child of node ? named2(node) : []) {
    const value = child.type === "keyword_argument" ? child.childForFieldName("value") : null;
    if (value) keywords.set(child.childForFieldName("name")?.text ?? "", expression(value, depth));
    else args.push(expression(child, depth));
  }
  return { args, keywords };
}
function expression(node, depth) {
  const line = lineOf(node);
  if (depth > deepest3) return { kind: "other", children: [], line };
  const inner = (child) => child ? expression(child, depth + 1) : { kind: "other", children: [], line };
  switch (node.type) {
    case "identifier":
    case "ellipsis":
      return { kind: "name", name: node.text, line };
    case "dotted_name":
      return named2(node).map((part) => ({ kind: "name", name: part.text, line })).reduce((object, part) => ({ kind: "attribute", object, name: part.kind === "name" ? part.name : "", line }));
    case "integer":
    case "float":
      return { kind: "number", value: Number(node.text.replaceAll("_", "")), line };
    case "true":
      return { kind: "constant", value: true, line };
    case "false":
      return { kind: "constant", value: false, line };
    case "none":
      return { kind: "constant", value: null, line };
    case "string":
      return text(node, depth);
    case "concatenated_string": {
      const parts = named2(node).map((child) => expression(child, depth + 1));
      const plain3 = parts.every((part) => part.kind === "text" && part.value !== null);
      const value = plain3 ? parts.map((part) => part.kind === "text" ? part.value : "").join("") : null;
      return { kind: "text", value, parts: plain3 ? [] : parts, line };
    }
    case "attribute":
      return {
        kind: "attribute",
        object: inner(node.childForFieldName("object")),
        name: node.childForFieldName("attribute")?.text ?? "",
        line
      };
    case "call": {
      const list2 = node.childForFieldName("arguments");
      const callee = inner(node.childForFieldName("function"));
      if (list2?.type === "generator_expression") return { kind: "call", callee, args: [inner(list2)], keywords: /* @__PURE__ */ new Map(), line };
      return { kind: "call", callee, ...argumentsOf(list2, depth + 1), line };
    }
    case "subscript": {
      const indices = node.childrenForFieldName("subscript").filter((child) => child !== null);
      const index = indices.length === 1 ? inner(indices[0] ?? null) : { kind: "list", items: indices.map(inner), line };
      return { kind: "subscript", object: inner(node.childForFieldName("value")), index, line };
    }
    case "generic_type": {
      const [object, index] = named2(node);
      return { kind: "subscript", object: inner(object ?? null), index: inner(index ?? null), line };
    }
    case "list":
    case "tuple":
    case "set":
    case "expression_list":
    case "pattern_list":
    case "type_parameter":
      return { kind: "list", items: named2(node).map(inner), line };
    case "dictionary":
      return {
        kind: "dict",
        entries: named2(node).filter((child) => child.type === "pair").map((child) => ({ key: inner(child.childForFieldName("key")), value: inner(child.childForFieldName("value")) })),
        line
      };
    case "parenthesized_expression":
    case "type":
    case "await":
      return inner(named2(node)[0] ?? null);
    case "conditional_expression":
      return { kind: "operation", operator: "if", operands: named2(node).map(inner), line };
    case "as_pattern":
      return { kind: "operation", operator: "as", operands: named2(node).map(inner), line };
    case "as_pattern_target":
    case "with_item":
      return inner(named2(node)[0] ?? null);
    case "named_expression":
      return { kind: "operation", operator: ":=", operands: named2(node).map(inner), line };
    case "binary_operator":
    case "boolean_operator":
    case "unary_operator":
      return {
        kind: "operation",
        operator: node.childForFieldName("operator")?.text ?? "",
        operands: named2(node).map(inner),
        line
      };
    case "not_operator":
      return { kind: "operation", operator: "not", operands: named2(node).map(inner), line };
    case "comparison_operator":
      return {
        kind: "operation",
        operator: node.childrenForFieldName("operators").map((child) => child?.text).join(" "),
        operands: named2(node).map(inner),
        line
      };
    default:
      return { kind: "other", children: named2(node).map(inner), line };
  }
}
function text(node, depth) {
  const line = lineOf(node);
  const raw = /^[a-z]*r/i.test(node.namedChildren[0]?.text ?? "");
  const parts = [];
  let plain3 = "";
  for (const child of node.namedChildren) {
    if (child.type === "string_content") plain3 += raw ? child.text : contentOf(child);
    else if (child.type === "interpolation") {
      if (plain3 !== "") parts.push({ kind: "text", value: plain3, parts: [], line });
      plain3 = "";
      const value = child.childForFieldName("expression") ?? child.namedChild(0);
      parts.push(value ? expression(value, depth + 1) : { kind: "other", children: [], line });
    }
  }
  if (parts.length === 0) return { kind: "text", value: plain3, parts, line };
  if (plain3 !== "") parts.push({ kind: "text", value: plain3, parts: [], line });
  return { kind: "text", value: null, parts, line };
}
function contentOf(content) {
  const text2 = content.text;
  let result = "";
  let at2 = 0;
  for (const child of content.namedChildren) {
    if (child.type !== "escape_sequence") continue;
    const start2 = child.startIndex - content.startIndex;
    result += text2.slice(at2, start2) + unescape(child.text);
    at2 = start2 + child.text.length;
  }
  return result + text2.slice(at2);
}

// src/project/python/modules.ts
var asideFolder2 = /^(?:tests?|testing|docs?|\.github|notebooks?|migrations|alembic|site-packages|benchmarks?|e2e|stubs|typings)$/i;
var asideFile = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile|fabfile|gunicorn[._]conf(?:ig)?|locustfile)\.py$/;
var mostModules = 1e4;
var mostParsed = 24e6;
function openModules(repository, parser, warnings) {
  const python = repository.files.filter((file2) => file2.endsWith(".py") && !isAside(file2));
  const order = python.map((path) => ({ path, depth: depthOf(path) })).sort((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
  if (order.length > mostModules) warnings.push(`Only the ${mostModules} Python files nearest to the root of ${order.length} were read.`);
  const known = /* @__PURE__ */ new Map();
  const resolved = /* @__PURE__ */ new Map();
  let parsed = 0;
  return {
    paths: order.slice(0, mostModules),
    text: (path) => repository.read(path),
    get(path) {
      const before = known.get(path);
      if (before !== void 0) return before;
      const text2 = repository.read(path);
      if (text2 !== null && parsed <= mostParsed && parsed + text2.length > mostParsed)
        warnings.push(`Only the first ${mostParsed / 1e6} MB of Python were parsed; name the application's folder.`);
      parsed += text2?.length ?? 0;
      const module = text2 === null || parsed > mostParsed ? null : parsePython(parser, path, text2);
      const result = module ? bind(module) : null;
      known.set(path, result);
      return result;
    },
    resolve(from, level, module) {
      const folder = folderOf(from);
      const key = `${level}\0${folder}\0${module}`;
      let found = resolved.get(key);
      if (found === void 0) {
        found = resolveModule(repository, folder, level, module);
        resolved.set(key, found);
      }
      return found;
    }
  };
}
function isAside(path) {
  return asideFile.test(path) || path.split("/").slice(0, -1).some((part) => asideFolder2.test(part));
}
function resolveModule(repository, folder, level, module) {
  const tail = module === "" ? "" : module.replaceAll(".", "/");
  const file2 = (base) => {
    const path = [base, tail].filter(Boolean).join("/");
    const candidates2 = [`${path}.py`, path === "" ? "__init__.py" : `${path}/__init__.py`];
    return candidates2.find((candidate) => repository.has(candidate)) ?? null;
  };
  if (level > 0) {
    const parts = folder === "" ? [] : folder.split("/");
    return level - 1 > parts.length ? null : file2(parts.slice(0, parts.length - (level - 1)).join("/"));
  }
  if (tail === "") return null;
  for (let base = folder; ; base = folderOf(base)) {
    const found = file2(base) ?? (base === "" ? file2("src") : null);
    if (found !== null || base === "") return found;
  }
}
function bind(module) {
  const bindings = /* @__PURE__ */ new Map();
  const wildcards = [];
  const inside = (statement2) => statement2.kind !== "function" && statement2.kind !== "class";
  for (const statement2 of allStatements(module.body, inside)) {
    if (statement2.kind === "assign") bindTargets(statement2, bindings);
    else if (statement2.kind === "block") bindHeads(statement2.heads, bindings);
    else if (statement2.kind === "function" || statement2.kind === "class")
      bindings.set(statement2.name, { kind: "definition", definition: statement2 });
  }
  for (const statement2 of allStatements(module.body)) {
    if (statement2.kind === "import")
      for (const { name, alias } of statement2.modules) {
        const first = name.split(".", 1)[0];
        setImport(bindings, alias ?? first, { kind: "import", level: 0, module: alias ? name : first, name: null });
      }
    else if (statement2.kind === "import-from") {
      const { level, module: from } = statement2;
      if (statement2.wildcard) wildcards.push({ level, module: from });
      for (const { name, alias } of statement2.names) setImport(bindings, alias ?? name, { kind: "import", level, module: from, name });
    }
  }
  return { ...module, bindings, wildcards };
}
function setImport(bindings, name, binding) {
  const before = bindings.get(name);
  if (!before || before.kind === "import") bindings.set(name, binding);
}
function bindHeads(heads, bindings) {
  for (const head of heads) {
    if (head.kind !== "operation" || head.operator !== "as") continue;
    const [value = null, target] = head.operands;
    if (target?.kind === "name") bindings.set(target.name, { kind: "value", value, annotation: null, line: head.line });
  }
}
function bindTargets(statement2, bindings) {
  const { value, annotation, line } = statement2;
  for (const target of statement2.targets) {
    if (target.kind === "name") {
      if (value !== null || !bindings.has(target.name)) bindings.set(target.name, { kind: "value", value, annotation, line });
    } else if (target.kind === "list" && value !== null)
      for (const [index, item] of target.items.entries()) {
        const part = value.kind === "list" && value.items.length === target.items.length ? value.items[index] ?? null : value;
        if (item.kind === "name") bindings.set(item.name, { kind: "value", value: part, annotation: null, line });
      }
  }
}

// src/project/python/native-libraries.ts
var needs = {
  psycopg2: { build: ["gcc", "libc6-dev", "libpq-dev"], runtime: ["libpq5"], why: "has no wheels and links libpq" },
  "psycopg-c": { build: ["gcc", "libc6-dev", "libpq-dev"], runtime: ["libpq5"], why: "has no wheels and links libpq" },
  mysqlclient: { build: ["gcc", "libc6-dev", "pkg-config", "default-libmysqlclient-dev"], runtime: ["libmariadb3"], why: "has no Linux wheels and links the MariaDB client" },
  uwsgi: { build: ["gcc", "libc6-dev"], why: "has no wheels" },
  pycairo: { build: ["gcc", "libc6-dev", "pkg-config", "libcairo2-dev"], runtime: ["libcairo2"], why: "has no Linux wheels and links cairo" },
  cairosvg: { runtime: ["libcairo2"], why: "loads cairo" },
  cairocffi: { runtime: ["libcairo2"], why: "loads cairo" },
  weasyprint: { runtime: ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"], why: "loads Pango" },
  pygobject: { build: ["gcc", "libc6-dev", "pkg-config", "libgirepository-2.0-dev", "libcairo2-dev"], runtime: ["libgirepository-2.0-0"], why: "has no wheels" },
  "python-ldap": { build: ["gcc", "libc6-dev", "libldap2-dev", "libsasl2-dev"], runtime: ["libldap2", "libsasl2-2"], why: "has no wheels and links OpenLDAP" },
  pdf2image: { runtime: ["poppler-utils"], why: "runs pdftoppm" },
  pytesseract: { runtime: ["tesseract-ocr"], why: "runs tesseract" },
  tesserocr: { runtime: ["tesseract-ocr"], why: "loads tesseract" },
  ocrmypdf: { runtime: ["tesseract-ocr", "ghostscript"], why: "runs tesseract and ghostscript" },
  pydub: { runtime: ["ffmpeg"], why: "runs ffmpeg" },
  "ffmpeg-python": { runtime: ["ffmpeg"], why: "runs ffmpeg" },
  ffmpy: { runtime: ["ffmpeg"], why: "runs ffmpeg" },
  "openai-whisper": { runtime: ["ffmpeg"], why: "runs ffmpeg" },
  whisperx: { runtime: ["ffmpeg"], why: "runs ffmpeg" },
  "opencv-python": { runtime: ["libgl1", "libglib2.0-0"], why: "loads libGL; opencv-python-headless needs neither" },
  "opencv-contrib-python": { runtime: ["libgl1", "libglib2.0-0"], why: "loads libGL; opencv-contrib-python-headless needs neither" },
  "python-magic": { runtime: ["libmagic1"], why: "loads libmagic" },
  pyzbar: { runtime: ["libzbar0"], why: "loads zbar" },
  graphviz: { runtime: ["graphviz"], why: "runs dot" },
  pydot: { runtime: ["graphviz"], why: "runs dot" },
  pygraphviz: { build: ["gcc", "libc6-dev", "libgraphviz-dev"], runtime: ["graphviz"], why: "has no wheels and links graphviz" },
  pyodbc: { runtime: ["unixodbc"], why: "loads a driver through unixODBC" },
  pyaudio: { build: ["gcc", "libc6-dev", "portaudio19-dev"], runtime: ["libportaudio2"], why: "has no Linux wheels and links PortAudio" },
  sounddevice: { runtime: ["libportaudio2"], why: "loads PortAudio" },
  pypandoc: { runtime: ["pandoc"], why: "runs pandoc" },
  pdfkit: { runtime: ["wkhtmltopdf"], why: "runs wkhtmltopdf" },
  imgkit: { runtime: ["wkhtmltopdf"], why: "runs wkhtmltopdf" },
  gitpython: { runtime: ["git"], why: "runs git" },
  xmlsec: { build: ["gcc", "libc6-dev", "pkg-config", "libxmlsec1-dev"], runtime: ["libxmlsec1-openssl"], why: "links xmlsec" },
  pylibmc: { build: ["gcc", "libc6-dev", "libmemcached-dev", "zlib1g-dev"], runtime: ["libmemcached11"], why: "links libmemcached" },
  pysqlcipher3: { build: ["gcc", "libc6-dev", "libsqlcipher-dev"], runtime: ["libsqlcipher1"], why: "links SQLCipher" },
  "llama-cpp-python": { build: ["g++", "cmake", "make"], runtime: ["libgomp1"], why: "has no wheels on PyPI and links OpenMP" },
  lightgbm: { runtime: ["libgomp1"], why: "links OpenMP" },
  gdal: { build: ["g++", "libgdal-dev"], runtime: ["libgdal36"], why: "has no wheels and links GDAL" },
  dlib: { build: ["g++", "cmake", "make"], why: "has no wheels" },
  "face-recognition": { build: ["g++", "cmake", "make"], why: "needs dlib, which has no wheels" },
  pyheif: { build: ["gcc", "libc6-dev", "libheif-dev", "libffi-dev"], runtime: ["libheif1"], why: "links libheif" },
  unstructured: { runtime: ["libmagic1", "poppler-utils", "tesseract-ocr"], why: "runs poppler and tesseract on PDF files" },
  wand: { runtime: ["libmagickwand-7.q16-10"], why: "loads ImageMagick" },
  selenium: { runtime: ["chromium", "chromium-driver"], why: "drives a browser" }
};
var programs = {
  ffmpeg: "ffmpeg",
  ffprobe: "ffmpeg",
  dot: "graphviz",
  pdftotext: "poppler-utils",
  pdftoppm: "poppler-utils",
  tesseract: "tesseract-ocr",
  pandoc: "pandoc",
  libreoffice: "libreoffice-nogui",
  soffice: "libreoffice-nogui",
  git: "git",
  wkhtmltopdf: "wkhtmltopdf",
  gs: "ghostscript",
  convert: "imagemagick",
  pg_dump: "postgresql-client",
  curl: "curl",
  nmap: "nmap",
  ping: "iputils-ping",
  exiftool: "libimage-exiftool-perl",
  sox: "sox"
};
var started = /^(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput)|asyncio\.create_subprocess_exec|shutil\.which|os\.system|os\.popen)$/;
function findSystemPackages(modules, files3, dependencies) {
  const found = /* @__PURE__ */ new Map();
  const add2 = (name, stage, reason) => {
    if (!found.has(`${stage} ${name}`)) found.set(`${stage} ${name}`, { name, stage, reason });
  };
  const direct2 = new Map(dependencies.direct.map((entry3) => [entry3.name, entry3]));
  const names2 = new Set([...dependencies.direct, ...dependencies.locked].map(({ name }) => name));
  for (const name of [...names2].sort()) {
    const need = Object.hasOwn(needs, name) ? needs[name] : void 0;
    const compiled = need?.build !== void 0;
    if (!need || !compiled && !direct2.has(name)) continue;
    for (const debian of need.build ?? []) add2(debian, "build", `${name} ${need.why ?? ""}`.trim());
    for (const debian of need.runtime ?? []) add2(debian, "runtime", `${name} ${need.why ?? ""}`.trim());
  }
  const psycopg = direct2.get("psycopg");
  if (psycopg && !psycopg.extras.includes("binary") && !psycopg.extras.includes("c") && !names2.has("psycopg-binary") && !names2.has("psycopg-c"))
    add2("libpq5", "runtime", "psycopg loads libpq");
  for (const { name, file: file2 } of startedPrograms(modules, files3)) add2(name, "runtime", `${file2} runs it`);
  if (dependencies.needsGit) add2("git", "build", "a requirement comes from a Git repository");
  return [...found.values()].sort((a, b) => a.stage === b.stage ? a.name < b.name ? -1 : 1 : a.stage < b.stage ? -1 : 1);
}
function startedPrograms(modules, files3) {
  return files3.flatMap((file2) => {
    if (!/subprocess|shutil\.which|os\.system|os\.popen/.test(modules.text(file2) ?? "")) return [];
    const module = modules.get(file2);
    const found = [];
    for (const expression2 of module ? allExpressions(module.body) : []) {
      if (expression2.kind !== "call" || !started.test(dottedName(expression2.callee) ?? "")) continue;
      const first = expression2.args[0];
      const text2 = textOf(first?.kind === "list" ? first.items[0] : first);
      const program = text2?.trim().split(/\s+/, 1)[0] ?? "";
      if (Object.hasOwn(programs, program)) found.push({ name: programs[program], file: file2 });
    }
    return found;
  });
}

// src/project/python/python-version.ts
init_fault();
import { satisfies as satisfies2, validRange } from "@renovatebot/pep440";

// src/project/python/wheel-support.ts
import { lt, satisfies, valid } from "@renovatebot/pep440";
var firstSupport = {
  aiohttp: { "3.11": "3.8.3", "3.12": "3.9.0", "3.13": "3.10.6" },
  aioredis: { "3.11": "never", "3.12": "never", "3.13": "never" },
  asyncpg: { "3.11": "0.27.0", "3.12": "0.29.0", "3.13": "0.30.0" },
  cffi: { "3.11": "1.15.1", "3.12": "1.16.0", "3.13": "1.17.0" },
  contourpy: { "3.12": "1.1.1", "3.13": "1.3.0" },
  django: { "3.11": "3.2", "3.12": "4.0", "3.13": "4.2" },
  eventlet: { "3.12": "0.34.1", "3.13": "0.37.0" },
  "faiss-cpu": { "3.12": "1.8.0", "3.13": "1.9.0" },
  gevent: { "3.11": "22.10.2", "3.12": "23.9.0", "3.13": "24.10.1" },
  greenlet: { "3.11": "2.0.0", "3.12": "3.0.0", "3.13": "3.1.0" },
  grpcio: { "3.11": "1.49.1", "3.12": "1.59.0", "3.13": "1.66.2" },
  h5py: { "3.12": "3.10.0", "3.13": "3.12.0" },
  httptools: { "3.11": "0.5.0", "3.12": "0.6.1", "3.13": "0.6.2" },
  kiwisolver: { "3.12": "1.4.5", "3.13": "1.4.7" },
  llvmlite: { "3.11": "0.40.0", "3.12": "0.42.0", "3.13": "0.44.0" },
  lxml: { "3.11": "4.9.2", "3.12": "4.9.3", "3.13": "5.3.0" },
  matplotlib: { "3.11": "3.6.1", "3.12": "3.8.0", "3.13": "3.9.2" },
  numba: { "3.11": "0.57.0", "3.12": "0.59.0", "3.13": "0.61.0" },
  numpy: { "3.11": "1.23.2", "3.12": "1.26.0", "3.13": "2.1.0" },
  onnxruntime: { "3.11": "1.15.0", "3.12": "1.17.0", "3.13": "1.20.0" },
  orjson: { "3.11": "3.8.0", "3.12": "3.9.7", "3.13": "3.10.7" },
  pandas: { "3.11": "1.5.1", "3.12": "2.1.1", "3.13": "2.2.3" },
  pillow: { "3.11": "9.3.0", "3.12": "10.1.0", "3.13": "11.0.0" },
  psycopg2: { "3.13": "2.9.10" },
  "psycopg2-binary": { "3.11": "2.9.5", "3.12": "2.9.9", "3.13": "2.9.10" },
  pyarrow: { "3.11": "10.0.0", "3.12": "14.0.0", "3.13": "18.0.0" },
  pydantic: { "3.12": "2.4.0", "3.13": "2.8.0" },
  "pydantic-core": { "3.12": "2.10.0", "3.13": "2.20.0" },
  pyyaml: { "3.11": "6.0", "3.12": "6.0.1", "3.13": "6.0.2" },
  "scikit-learn": { "3.11": "1.1.3", "3.12": "1.3.1", "3.13": "1.5.2" },
  scipy: { "3.11": "1.9.2", "3.12": "1.11.2", "3.13": "1.14.1" },
  sentencepiece: { "3.11": "0.1.98", "3.12": "0.2.0", "3.13": "0.2.1" },
  spacy: { "3.11": "3.4.2", "3.12": "3.7.2", "3.13": "3.8.7" },
  tensorflow: { "3.11": "2.12.0", "3.12": "2.16.1", "3.13": "2.20.0" },
  tiktoken: { "3.11": "0.2.0", "3.12": "0.5.2", "3.13": "0.8.0" },
  tokenizers: { "3.11": "0.13.3", "3.12": "0.14.1", "3.13": "0.20.1" },
  torch: { "3.11": "2.0.0", "3.12": "2.2.0", "3.13": "2.5.0" },
  uvloop: { "3.11": "0.17.0", "3.12": "0.18.0", "3.13": "0.21.0" }
};
var lines = [
  { name: "pydantic", line: "<2", support: { "3.12": "1.10.17", "3.13": "1.10.19" } },
  { name: "sqlalchemy", line: ">=2", support: { "3.13": "2.0.31" } }
];
function pinAgainst(python, locked) {
  const newest = /* @__PURE__ */ new Map();
  for (const { name, specifier } of locked) {
    const version = pinnedVersion(specifier);
    if (version !== null && valid(version) && (!newest.has(name) || lt(newest.get(name), version))) newest.set(name, version);
  }
  for (const [name, version] of [...newest].sort()) {
    const line = lines.find((entry3) => entry3.name === name && satisfies(version, entry3.line, { prereleases: true }));
    const first = (line?.support ?? firstSupport[name])?.[python];
    if (first !== void 0 && (first === "never" || lt(version, first))) return { name, version };
  }
  return null;
}

// src/project/python/python-version.ts
var supported = ["3.14", "3.13", "3.12", "3.11", "3.10", "3.9"];
var preferred = "3.13";
function choosePython(repository, constraints, locked, findings) {
  const exact = exactVersion(repository);
  const usable = constraints.filter(({ value, file: file2 }) => {
    if (validRange(value)) return true;
    findings.warnings.push(`${file2} asks for Python ${JSON.stringify(value)}, which is not a version specifier; it was left out of account.`);
    return false;
  });
  const constraint = [...new Set(usable.map(({ value }) => value))].join(",") || null;
  const allows = (minor) => usable.every(({ value }) => allowsMinor(minor, value));
  if (exact) {
    findings.evidence.push({ fact: "python", value: exact.value, file: exact.file, line: exact.line });
    if (!allows(exact.value))
      findings.warnings.push(`${exact.file} names Python ${exact.value}, which ${usable[0]?.file} does not allow (${constraint}).`);
    return { version: exact.value, constraint };
  }
  for (const { value, file: file2, line } of usable) findings.evidence.push({ fact: "python", value, file: file2, line });
  const allowed = supported.filter(allows);
  if (allowed.length === 0) {
    const asked = usable[0];
    throw new Fault(
      "not-supported",
      `${asked?.file}${asked?.line ? `:${asked.line}` : ""} asks for Python ${constraint}, and only ${supported.at(-1)} to ${supported[0]} have a maintained base image.`,
      'Widen the constraint (`requires-python = ">=3.12"` for example), or name a version in a .python-version file.'
    );
  }
  const best = allowed.find((minor) => Number(minor.slice(2)) <= Number(preferred.slice(2))) ?? allowed.at(-1);
  let version = best;
  let reason = null;
  for (const minor of allowed.filter((candidate) => Number(candidate.slice(2)) <= Number(best.slice(2)))) {
    const against = pinAgainst(minor, locked);
    if (!against) {
      version = minor;
      break;
    }
    reason ??= against;
  }
  if (reason && version !== best)
    findings.evidence.push({ fact: "python", value: `${version}: ${reason.name} ${reason.version} does not support ${best}`, file: usable[0]?.file ?? "requirements.txt" });
  return { version, constraint };
}
function allowsMinor(minor, constraint) {
  return [`${minor}.0`, `${minor}.4`, `${minor}.9`, `${minor}.99`].some((version) => satisfies2(version, constraint, { prereleases: true })) || exactPatch(minor, constraint);
}
function exactPatch(minor, constraint) {
  return constraint.split(",").some((part) => /^={2,3}/.test(part.trim()) && part.replace(/^={2,3}\s*/, "").trim().startsWith(`${minor}.`));
}
function exactVersion(repository) {
  for (const file2 of [".python-version", "runtime.txt", ".tool-versions", ".mise.toml", "mise.toml"]) {
    const lines2 = repository.read(file2)?.split("\n").slice(0, 100) ?? [];
    for (const [index, line] of lines2.entries()) {
      const match = (file2.startsWith(".python") || file2 === "runtime.txt" ? /^\s*(?:(?:c?python)-?@?)?(\d+)\.(\d+)(?:\.\d+)?\w*\s*$/i : /^\s*python\s*(?:=\s*["'])?\s*(\d+)\.(\d+)/).exec(
        line
      );
      if (match?.[1] === "3" && Number(match[2]) >= 7) return { value: `3.${match[2]}`, file: file2, line: index + 1 };
    }
  }
  return null;
}

// src/project/python/runtime-paths.ts
var neverFolder = /^(?:tests?|testing|docs?|documentation|examples?|notebooks?|benchmarks?|bench|node_modules|k8s|kubernetes|helm|charts?|terraform|infra|infrastructure|deploy|deployments?|ci|venv|env|dist|build|htmlcov|site|e2e|cypress|\.[^/]*|[^/]*\.egg-info)$/i;
var neverFile = /^(?:\..*|.*\.(?:md|rst|ipynb|log|lock|orig|bak|pem|key|p12|pfx|crt|sqlite3?|db|pyc|whl|zip|tar|tgz|gz|drawio|mp4|mov|gif)|readme.*|licen[cs]e.*|changelog.*|contributing.*|authors.*|notice|copying|codeowners|(?:docker|container)file.*|.*\.dockerfile|(?:docker-)?compose[^/]*\.ya?ml|makefile|justfile|taskfile.*|procfile.*|jenkinsfile|requirements[^/]*|constraints[^/]*|pyproject\.toml|setup\.(?:py|cfg)|pipfile|poetry\.toml|tox\.ini|pytest\.ini|mypy\.ini|ruff\.toml|noxfile\.py|conftest\.py|fabfile\.py|manifest\.in|runtime\.txt|environment\.ya?ml|package(?:-lock)?\.json|tsconfig.*\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|vite\.config\..*|render\.ya?ml|fly\.toml|railway\.(?:json|toml)|nixpacks\.toml|heroku\.yml|apprunner\.yaml|azure\.yaml|cloudbuild\.ya?ml|skaffold\.yaml|renovate\.json|sonar-project\.properties|codecov\.ya?ml|mkdocs\.ya?ml|container\.(?:spec\.yaml|md)|uv\.toml|cog\.yaml|mise\.toml|locustfile\.py|test_.*\.py|.*_test\.py)$/i;
function runtimePathsOf(repository, modules, files3, always) {
  const named3 = namedInCode(modules, files3);
  return repository.topLevel.filter((entry3) => {
    const isFolder = entry3.endsWith("/");
    const name = isFolder ? entry3.slice(0, -1) : entry3;
    if (always.includes(name)) return true;
    if (/^\.env/.test(name) || name === ".git") return false;
    if (!isFolder) return !neverFile.test(name) || named3.has(name) && !/\.(?:pem|key|p12|pfx)$/i.test(name);
    if (!repository.hasFolder(name)) return false;
    if (/^\.(?:streamlit|chainlit|langgraph)$/.test(name)) return true;
    if (neverFolder.test(name)) return named3.has(name) && !/^(?:venv|env|node_modules|tests?)$/i.test(name);
    return named3.has(name) || !isFrontend(repository, name);
  }).map((entry3) => entry3.replace(/\/$/, ""));
}
function namedInCode(modules, files3) {
  const names2 = /* @__PURE__ */ new Set();
  for (const path of files3) {
    if (isAside(path)) continue;
    const module = modules.get(path);
    for (const expression2 of module ? allExpressions(module.body) : []) {
      if (expression2.kind !== "text" || !expression2.value || expression2.value.length > 200) continue;
      const first = expression2.value.replace(/^(?:\.{0,2}\/)+/, "").split("/", 1)[0];
      if (first && /^[\w.-]+$/.test(first)) names2.add(first);
    }
  }
  return names2;
}
function isFrontend(repository, folder) {
  return repository.has(`${folder}/package.json`) && !repository.files.some((file2) => file2.startsWith(`${folder}/`) && file2.endsWith(".py") && !file2.includes("/node_modules/"));
}

// src/project/python/services.ts
var kinds = [
  { name: "postgres", packages: ["psycopg2", "psycopg2-binary", "psycopg", "psycopg-binary", "asyncpg", "pg8000", "aiopg", "pgvector", "psycopg-pool", "langgraph-checkpoint-postgres", "langchain-postgres"], schemes: /\b(postgres(?:ql)?(?:\+\w+)?|postgis):\/\//, variables: /^(?:\w+_)?(?:DATABASE|DB|POSTGRES(?:QL)?|PG|SQLALCHEMY_DATABASE)_(?:URL|URI|DSN)$|^POSTGRES(?:QL)?_HOST$|^PGHOST$/ },
  { name: "mysql", packages: ["mysqlclient", "pymysql", "aiomysql", "asyncmy", "mysql-connector-python"], schemes: /\b((?:mysql|mariadb)(?:\+\w+)?):\/\//, variables: /^(?:\w+_)?(?:MYSQL|MARIADB|DATABASE|DB)_(?:URL|URI|HOST)$/ },
  { name: "redis", packages: ["redis", "aioredis", "hiredis", "coredis", "arq", "rq", "django-redis", "fastapi-cache2", "flask-redis", "channels-redis", "redisvl", "langgraph-checkpoint-redis"], schemes: /\b(rediss?):\/\//, variables: /^(?:\w+_)?REDIS(?:_\w+)?_?(?:URL|URI|DSN|HOST|SERVER|ADDRESS)$|^CELERY_BROKER_URL$/ },
  { name: "mongo", packages: ["pymongo", "motor", "beanie", "mongoengine", "odmantic", "flask-pymongo"], schemes: /\b(mongodb):\/\//, variables: /^(?:\w+_)?MONGO(?:DB)?_?(?:\w+_)?(?:URL|URI|DSN|HOST|CONNECTION_STRING)$/ },
  { name: "qdrant", packages: ["qdrant-client", "langchain-qdrant", "llama-index-vector-stores-qdrant"], schemes: /$^/, variables: /^(?:\w+_)?QDRANT_?(?:URL|HOST|URI|ENDPOINT)$/ },
  { name: "rabbitmq", packages: ["pika", "aio-pika", "aiormq", "kombu-rabbitmq"], schemes: /\b(amqps?|pyamqp):\/\//, variables: /^(?:\w+_)?(?:RABBIT(?:MQ)?|AMQP)_?(?:URL|URI|HOST|DSN)$/ },
  { name: "weaviate", packages: ["weaviate-client", "langchain-weaviate"], schemes: /$^/, variables: /^(?:\w+_)?WEAVIATE_?(?:\w+_)?(?:URL|HOST|ENDPOINT)$/ },
  { name: "chroma", packages: ["chromadb-client"], schemes: /$^/, variables: /^(?:\w+_)?CHROMA(?:DB)?_?(?:SERVER_)?(?:URL|HOST)$/ },
  { name: "elasticsearch", packages: ["elasticsearch", "elasticsearch-dsl", "opensearch-py"], schemes: /$^/, variables: /^(?:\w+_)?(?:ELASTIC(?:SEARCH)?|OPENSEARCH|ES)_?(?:URL|HOSTS?|URI|ENDPOINT)$/ },
  { name: "kafka", packages: ["aiokafka", "kafka-python", "kafka-python-ng", "confluent-kafka", "faust-streaming"], schemes: /\b(kafka):\/\//, variables: /^(?:\w+_)?KAFKA_?(?:BOOTSTRAP_SERVERS?|BROKERS?|URL|HOST)$/ },
  { name: "minio", packages: ["minio", "miniopy-async"], schemes: /$^/, variables: /^(?:\w+_)?MINIO_?(?:URL|ENDPOINT|HOST)$/ },
  { name: "memcached", packages: ["pymemcache", "pylibmc", "python-memcached", "aiomcache", "python-binary-memcached"], schemes: /\b(memcached):\/\//, variables: /^(?:\w+_)?MEMCACHED?_?(?:URL|HOST|SERVERS?)$/ },
  { name: "neo4j", packages: ["neo4j", "neomodel", "py2neo", "langchain-neo4j"], schemes: /\b((?:neo4j|bolt)(?:\+s(?:sc)?)?):\/\//, variables: /^(?:\w+_)?NEO4J_?(?:URL|URI|HOST)$/ },
  { name: "ollama", packages: ["ollama", "langchain-ollama", "llama-index-llms-ollama"], schemes: /$^/, variables: /^(?:\w+_)?OLLAMA_?(?:\w+_)?(?:URL|HOST|URI|ENDPOINT)$/ },
  { name: "clickhouse", packages: ["clickhouse-connect", "clickhouse-driver", "asynch"], schemes: /\b(clickhouse(?:\+\w+)?):\/\//, variables: /^(?:\w+_)?CLICKHOUSE_?(?:URL|HOST)$/ }
];
function findServices(modules, files3, dependencies, environment) {
  const services2 = [];
  const evidence = [];
  const questions = [];
  const direct2 = new Map(dependencies.direct.map((entry3) => [entry3.name, entry3]));
  const manifest = dependencies.manifests[0] ?? ".";
  for (const kind of kinds) {
    const driver = kind.packages.find((name) => direct2.has(name)) ?? brokerOf(kind, direct2);
    const url = schemeIn(modules, files3, kind.schemes);
    const variables2 = environment.filter(({ name }) => kind.variables.test(name));
    const variable = variables2.find(({ name }) => new RegExp(kind.name, "i").test(name)) ?? variables2[0];
    const named3 = variables2.some(({ name }) => name.toLowerCase().includes(kind.name));
    if (!driver && !url && !named3) continue;
    if (!driver && url && !variable) continue;
    const conflict = services2.some(({ env }) => env !== void 0 && env === variable?.name);
    services2.push({
      name: kind.name,
      required: variable?.required ?? false,
      ...variable && !conflict ? { env: variable.name } : {},
      ...url ? { scheme: url.scheme } : {}
    });
    if (driver) evidence.push({ fact: "service", value: `${kind.name}: ${driver}`, file: manifest });
    else if (url) evidence.push({ fact: "service", value: `${kind.name}: ${url.scheme}://`, file: url.file, line: url.line });
    else if (variable) evidence.push({ fact: "service", value: `${kind.name}: ${variable.name}`, file: variable.file, line: variable.line });
    questions.push({
      id: `service-${kind.name}`,
      question: `Does the service need ${kind.name} to start, or is it optional?`,
      why: variable?.required ? `${variable.name} is read without a default (${variable.file}${variable.line ? `:${variable.line}` : ""}).` : "Nothing shows that it fails to start without it.",
      default: variable?.required ? "required" : "optional",
      options: ["required", "optional"]
    });
  }
  return { services: services2, evidence, questions };
}
function brokerOf(kind, direct2) {
  for (const [name, { extras }] of direct2) if (["celery", "kombu", "fastapi-limiter", "psycopg", "taskiq"].includes(name) && extras.includes(kind.name)) return `${name}[${kind.name}]`;
  return void 0;
}
function schemeIn(modules, files3, scheme) {
  for (const file2 of files3) {
    const text2 = modules.text(file2);
    const match = text2 ? scheme.exec(text2) : null;
    if (text2 && match?.[1]) return { scheme: match[1], file: file2, line: text2.slice(0, match.index).split("\n").length };
  }
  return null;
}

// src/project/python/written-paths.ts
var words3 = /sqlite|makedirs|mkdir|UPLOAD|MEDIA_ROOT|FileHandler|open\(|SqliteSaver|PersistentClient|persist_directory/;
var temporary = /^(?:\/tmp|\/var\/tmp|\/dev|:memory:)/;
function findWrittenPaths(modules, files3) {
  const found = /* @__PURE__ */ new Map();
  const add2 = (path, file2, line) => {
    const clean = path?.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "") ?? "";
    if (clean === "" || clean === "." || clean.includes("..") || clean.length > 200 || temporary.test(clean) || !/^[\w./ -]+$/.test(clean)) return;
    if (!found.has(clean)) found.set(clean, { path: clean, file: file2, line });
  };
  for (const file2 of files3) {
    if (!words3.test(modules.text(file2) ?? "")) continue;
    const module = modules.get(file2);
    if (!module) continue;
    for (const expression2 of allExpressions(module.body)) {
      if (expression2.kind === "text") add2(sqliteFile(expression2.value), file2, expression2.line);
      else if (expression2.kind === "call") for (const path of writtenBy(modules, module, expression2)) add2(path, file2, expression2.line);
    }
    for (const [name, binding] of module.bindings)
      if (/^(?:UPLOAD(?:S|_FOLDER|_DIR)|MEDIA_ROOT)$/.test(name) && binding.kind === "value") add2(pathText(modules, module, binding.value), file2, binding.line);
  }
  return [...found.values()].sort((a, b) => a.path < b.path ? -1 : 1);
}
function sqliteFile(text2) {
  const match = /^sqlite(?:\+\w+)?:\/\/\/([^?]{1,200})/.exec(text2 ?? "");
  return match ? match[1] : null;
}
function writtenBy(modules, module, call) {
  const name = externalName(modules, module, call.callee) ?? dottedName(call.callee) ?? "";
  const first = () => [pathText(modules, module, call.args[0])];
  if (name === "os.makedirs" || name === "os.mkdir") return first();
  if (name === "sqlite3.connect" || name === "aiosqlite.connect" || name.endsWith("SqliteSaver.from_conn_string")) return first().map((path) => sqliteFile(path) ?? path);
  if (/(?:^|\.)(?:\w*FileHandler)$/.test(name)) return first();
  if (name === "chromadb.PersistentClient") return [pathText(modules, module, call.keywords.get("path") ?? call.args[0])];
  if (name === "open" && /[wax]/.test(textOf(call.args[1] ?? call.keywords.get("mode")) ?? "")) return first();
  if (call.callee.kind === "attribute" && ["mkdir", "write_text", "write_bytes"].includes(call.callee.name)) return [pathText(modules, module, call.callee.object)];
  const persist = call.keywords.get("persist_directory");
  return persist ? [pathText(modules, module, persist)] : [];
}
function pathText(modules, module, expression2, depth = 0) {
  if (!expression2 || depth > 6) return null;
  const next = (inner) => pathText(modules, module, inner, depth + 1);
  if (expression2.kind === "operation" && expression2.operator === "/") {
    const [left, right] = expression2.operands;
    const below = next(right);
    return below === null ? null : join2(next(left), below, isProjectFolder(modules, module, left));
  }
  if (expression2.kind === "call") {
    const name = externalName(modules, module, expression2.callee) ?? dottedName(expression2.callee) ?? "";
    if (/^(?:pathlib\.)?Path$/.test(name) && expression2.args.length === 1) return next(expression2.args[0]);
    if (name === "os.path.join") {
      const [base, ...rest] = expression2.args;
      const texts = rest.map(next);
      return texts.includes(null) ? null : join2(next(base), texts.join("/"), isProjectFolder(modules, module, base));
    }
  }
  return staticText(modules, module, expression2);
}
function join2(left, right, leftIsProject) {
  if (left !== null) return `${left}/${right}`;
  return leftIsProject ? right : null;
}
function isProjectFolder(modules, module, expression2, depth = 0) {
  if (!expression2 || depth > 3) return false;
  if (/^(?:BASE_DIR|ROOT_DIR|PROJECT_ROOT|BASE_PATH|ROOT|basedir|APP_DIR|settings\.BASE_DIR)$/.test(dottedName(expression2) ?? "")) return true;
  return [...within(expression2)].some((part) => part.kind === "name" && part.name === "__file__");
}

// src/project/python/read-python-project.ts
async function readPythonProject(repository, findings, activity2, wanted) {
  const modules = openModules(repository, await loadPythonParser(), findings.warnings);
  const manifests2 = readManifests(repository, modules, findings);
  const { metadata } = manifests2;
  const dependencies = manifests2.dependencies.manager === "none" ? { ...manifests2.dependencies, ...inferred(modules, findings) } : manifests2.dependencies;
  activity2.signal.throwIfAborted();
  const chosen = chooseStart({ repository, modules, dependencies, metadata, findings }, wanted);
  if (!isProject(manifests2, chosen)) return null;
  const { start: start2 } = chosen;
  if (!start2.command) askEntrypoint(findings);
  const files3 = filesOf(modules, chosen);
  activity2.signal.throwIfAborted();
  const django = start2.framework === "django" ? findDjango(modules) : null;
  const routes = django ? djangoRoutes(modules, django) : readRoutes(modules, files3);
  const environment = readEnvironment(repository, modules, files3);
  const services2 = findServices(modules, files3, dependencies, environment);
  const accelerator2 = findAccelerator(modules, files3, dependencies);
  const health2 = start2.port === null ? { path: null, evidence: [], questions: [] } : findHealth(routes, chosen.declared, start2.framework, dependencies);
  const runtime = choosePython(repository, metadata.pythonConstraints, dependencies.locked, findings);
  const written = findWrittenPaths(modules, files3);
  findings.evidence.push(...health2.evidence, ...services2.evidence, ...accelerator2.evidence);
  for (const { path, file: file2, line } of written) findings.evidence.push({ fact: "written path", value: path, file: file2, line });
  findings.questions.push(...health2.questions, ...services2.questions, ...accelerator2.questions);
  if (metadata.versionFromGit) findings.warnings.push("The version comes from version control, which a build does not see: the build backend needs it given.");
  const releaseCommands = releases(repository, chosen, django !== null && djangoSetting(modules, django, "STATIC_ROOT") !== null);
  const runtimePaths = runtimePathsOf(repository, modules, files3, alwaysNeeded(chosen, releaseCommands));
  return {
    root: repository.root,
    name: metadata.name ?? (repository.name || "app"),
    version: validVersion(metadata.version) ?? "0.1.0",
    description: metadata.description,
    license: metadata.license,
    language: "python",
    runtime,
    dependencies: withAdded(dependencies, manifests2, chosen),
    framework: start2.framework,
    kind: start2.kind,
    entrypoint: start2.entrypoint,
    command: start2.command,
    commandEnvironment: start2.commandEnvironment,
    port: start2.port,
    readsPort: start2.readsPort,
    healthPath: health2.path,
    routes,
    environment,
    services: services2.services,
    systemPackages: findSystemPackages(modules, files3, dependencies),
    accelerator: accelerator2.accelerator,
    cudaWheelsLocked: accelerator2.cudaWheelsLocked,
    sourceRoot: start2.sourceRoot === "" ? "." : start2.sourceRoot,
    runtimePaths,
    topLevel: [...repository.topLevel],
    writablePaths: written.map(({ path }) => path),
    releaseCommands,
    evidence: sorted(findings.evidence, ({ fact, file: file2, line, value }) => `${fact}\0${file2}\0${String(line ?? 0).padStart(8, "0")}\0${value}`),
    questions: findings.questions,
    warnings: [...new Set(findings.warnings)].sort()
  };
}
function isProject({ dependencies }, chosen) {
  return dependencies.manager !== "none" || chosen.candidate !== null;
}
function inferred(modules, findings) {
  const found = inferDependencies(modules);
  if (found.length === 0) return {};
  const direct2 = found.map(({ name }) => ({ name, specifier: "", extras: [] }));
  for (const { name, file: file2, line } of found) findings.evidence.push({ fact: "dependency", value: `${name}: imported, in no manifest`, file: file2, line });
  findings.warnings.push("There is no list of dependencies: what the code imports is installed in its newest version. Write a requirements.txt or pyproject.toml to pin it.");
  return { direct: direct2, locked: direct2, added: found.map(({ name }) => name) };
}
function withAdded(dependencies, { metadata }, { start: start2 }) {
  const added = [.../* @__PURE__ */ new Set([...dependencies.added, ...start2.added])].sort();
  return { ...dependencies, added, installsProject: metadata.backend !== null && (dependencies.installsProject || start2.needsInstall) };
}
function askEntrypoint(findings) {
  findings.questions.push({
    id: "entrypoint",
    question: "What starts the service: module:attribute (main:app), a script (worker.py) or a console script?",
    why: "No application object, script or start command was found.",
    default: ""
  });
}
function filesOf(modules, { candidate, start: start2 }) {
  if (!candidate || start2.framework === "django" || !candidate.file.endsWith(".py")) return modules.paths.filter((path) => !isTool(path)).sort();
  return reachableFiles(modules, candidate.file);
}
function releases(repository, { before, start: start2 }, collectsStatic) {
  const found = before.filter((words4) => words4.length > 0);
  const manage = repository.files.find((file2) => /(?:^|\/)manage\.py$/.test(file2));
  if (start2.framework === "django" && manage) {
    found.push(["python", manage, "migrate", "--noinput"]);
    if (collectsStatic) found.push(["python", manage, "collectstatic", "--noinput"]);
  } else if (repository.has("alembic.ini")) found.push(["alembic", "upgrade", "head"]);
  const seen = /* @__PURE__ */ new Set();
  return found.filter((words4) => {
    const step2 = words4.find((word2) => /^(?:migrate|collectstatic|upgrade)$/.test(word2)) ?? words4.join(" ");
    return !seen.has(step2) && seen.add(step2);
  });
}
function alwaysNeeded({ candidate, start: start2 }, releaseCommands) {
  const first = (path) => path.split("/", 1)[0];
  const migrations = releaseCommands.some(([program]) => program === "alembic") ? ["alembic.ini", "alembic", "migrations"] : [];
  return [...candidate ? [first(candidate.file)] : [], ...start2.sourceRoot === "" ? [] : [first(start2.sourceRoot)], ...releaseCommands.flatMap((words4) => words4.filter((word2) => /\.(?:py|ini)$/.test(word2)).map(first)), ...migrations];
}
function validVersion(version) {
  return version && /^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}$/.test(version) ? version : null;
}
function sorted(items, key) {
  return items.map((item) => ({ item, key: key(item) })).sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0).map(({ item }) => item);
}

// src/project/repository.ts
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { basename, join as join3 } from "node:path";
var oneMegabyte = 1e6;
var lockFile = /(?:\.lock|\.toml|\.ya?ml|\.json|requirements[^/]*\.(?:txt|in))$/i;
var totalBound = 64 * oneMegabyte;
function openRepository(root, inventory, findings) {
  const files3 = new Set(inventory.files);
  const folders = /* @__PURE__ */ new Set();
  for (const file2 of inventory.files)
    for (let at2 = file2.lastIndexOf("/"); at2 > 0; at2 = file2.lastIndexOf("/", at2 - 1)) {
      const folder = file2.slice(0, at2);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  const texts = /* @__PURE__ */ new Map();
  let total = 0;
  let full = false;
  return {
    root,
    name: basename(root),
    files: inventory.files,
    topLevel: inventory.topLevel,
    has: (path) => files3.has(path),
    hasFolder: (path) => path === "" || path === "." || folders.has(path),
    read(path) {
      if (!files3.has(path)) return null;
      const known = texts.get(path);
      if (known !== void 0) return known;
      let text2 = null;
      if (total < totalBound) {
        const bound = lockFile.test(path) ? 16 * oneMegabyte : oneMegabyte;
        const content = readBounded(join3(root, path), bound);
        if (content === "too-big") findings.warnings.push(`${path} was not read: it is larger than ${bound / 1e6} MB.`);
        else if (content !== null) {
          total += content.length;
          text2 = decode(content);
        }
      } else if (!full) {
        full = true;
        findings.warnings.push(`Only the first ${totalBound / 1e6} MB of text were read; name the application's folder.`);
      }
      texts.set(path, text2);
      return text2;
    }
  };
}
function readBounded(path, bound) {
  let descriptor;
  try {
    descriptor = openSync(path, "r");
    const { size: size2 } = fstatSync(descriptor);
    if (size2 > bound) return "too-big";
    const buffer = Buffer.alloc(size2);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, size2, 0));
  } catch {
    return null;
  } finally {
    if (descriptor !== void 0) closeSync(descriptor);
  }
}
function decode(content) {
  const encoding = content[0] === 255 && content[1] === 254 ? "utf-16le" : content[0] === 254 && content[1] === 255 ? "utf-16be" : "utf-8";
  if (encoding === "utf-8" && content.subarray(0, 8192).includes(0)) return null;
  return new TextDecoder(encoding).decode(content).replaceAll("\r\n", "\n");
}

// src/project/read-project.ts
async function readProject(root, activity2, options = {}) {
  const folder = resolve(root);
  await checkFolder(folder, root);
  const findings = { evidence: [], questions: [], warnings: [] };
  const repository = await open(folder, activity2, findings);
  const app = options.app === void 0 || options.app === "" || options.app === "." ? null : options.app;
  const inner = app === null ? null : joinInside("", app);
  if (app !== null && inner === null && /[/\\]/.test(app)) throw new Fault("path-refused", `${app} is not inside ${root}.`, "Name a folder below it, relative to it.");
  if (inner !== null && inner !== "" && !repository.has(inner) && repository.hasFolder(inner)) return readProject(resolve(folder, inner), activity2);
  const project2 = await readPythonProject(repository, findings, activity2, app);
  if (!project2) throw noProject(repository, root);
  return project2;
}
async function open(folder, activity2, findings) {
  const inventory = await takeInventory(folder, activity2.signal);
  findings.warnings.push(...inventory.warnings);
  return openRepository(folder, inventory, findings);
}
async function checkFolder(folder, shown) {
  const found = await stat2(folder).catch((error) => error);
  if (found instanceof Error) {
    if (found.code === "EACCES") throw new Fault("path-refused", `${shown} may not be read.`, "Give yourself the right to read it, or name another folder.");
    throw new Fault("path-not-found", `There is no folder ${shown}.`, "Name the folder that holds the application.");
  }
  if (!found.isDirectory()) throw new Fault("not-a-folder", `${shown} is a file, not a folder.`, "Name the folder that holds the application.");
}

// src/spec/draft.ts
init_fault();

// src/spec/expected-size.ts
var installedMegabytes = {
  torch: 900,
  tensorflow: 2e3,
  "tensorflow-cpu": 1200,
  jax: 400,
  vllm: 9e3,
  onnxruntime: 120,
  "onnxruntime-gpu": 600,
  transformers: 160,
  "sentence-transformers": 120,
  "scikit-learn": 170,
  scipy: 110,
  pandas: 90,
  numpy: 45,
  pyarrow: 140,
  streamlit: 380,
  gradio: 330,
  dash: 120,
  plotly: 60,
  "opencv-python": 190,
  "opencv-python-headless": 130,
  matplotlib: 60,
  langchain: 90,
  langgraph: 60,
  "llama-index": 250,
  chainlit: 250,
  crewai: 700,
  spacy: 260,
  playwright: 140,
  chromadb: 350,
  "faster-whisper": 400,
  nltk: 30,
  "google-adk": 350,
  litellm: 120,
  openai: 30,
  boto3: 40,
  "google-cloud-aiplatform": 250
};
var leanMegabytes = 200;
function expectedMegabytes(project2) {
  const heavy = project2.dependencies.direct.reduce((sum, { name }) => sum + (installedMegabytes[name] ?? 0), 0);
  const cuda = project2.cudaWheelsLocked || project2.accelerator === "cuda" ? 7e3 : 0;
  const total = heavy + cuda > 60 ? leanMegabytes + heavy + cuda : leanMegabytes;
  return Math.ceil(total / 50) * 50;
}
var aiDependencies = /* @__PURE__ */ new Set([
  "torch",
  "tensorflow",
  "tensorflow-cpu",
  "jax",
  "vllm",
  "transformers",
  "sentence-transformers",
  "diffusers",
  "faster-whisper",
  "onnxruntime-gpu",
  "llama-cpp-python",
  "spacy",
  "crewai"
]);
function runsModels(project2) {
  return project2.dependencies.direct.some(({ name }) => aiDependencies.has(name));
}

// src/spec/read-spec.ts
init_fault();
import { LineCounter, parseDocument } from "yaml";

// src/spec/schema.ts
init_units();
import * as z from "zod";
var size = z.union([z.string(), z.number()]).refine((v) => parseSize(v) !== null, { error: "a size such as 200MB or 1.5GB" });
var duration = z.string().refine((v) => parseDuration(v) !== null, { error: "a duration such as 500ms, 3s or 2m" });
var oneLine = z.string().max(4096).refine((v) => !/[\u0000-\u001f\u007f]/.test(v), { error: "one line without control characters" });
var word = oneLine.min(1);
var required = z.strictObject({ required: z.boolean() });
var environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, { error: "a name of letters, digits and underscores" });
var absolutePath = oneLine.regex(/^\//, { error: "an absolute path in the container" });
var smokeRequestSchema = z.strictObject({
  request: oneLine.regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*$/, {
    error: "a method and a path, such as POST /query"
  }),
  json: z.unknown().optional(),
  headers: z.record(z.string(), oneLine).optional(),
  expect: z.strictObject({ status: z.number().int().min(100).max(599).default(200), contains: z.string().optional() }).prefault({})
});
var criteriaSchema = z.strictObject({
  "image-size": z.strictObject({ max: size }).optional(),
  "non-root": required.optional(),
  health: z.union([
    z.strictObject({
      path: oneLine.regex(/^\/\S*$/, { error: "a path that starts with /" }),
      within: duration.default("3s")
    }),
    z.strictObject({ tcp: z.literal(true), within: duration.default("3s") })
  ]).optional(),
  "cold-start": z.strictObject({ max: duration }).optional(),
  configuration: required.optional(),
  secrets: required.optional(),
  "optional-services": required.optional(),
  "graceful-shutdown": z.strictObject({ within: duration }).optional(),
  "read-only-root": required.optional(),
  logs: required.optional(),
  rebuild: z.strictObject({ max: duration }).optional(),
  reproducible: required.optional(),
  smoke: z.array(smokeRequestSchema).min(1).optional(),
  compose: required.optional(),
  vulnerabilities: z.strictObject({ critical: z.number().int().min(0), high: z.number().int().min(0).optional() }).optional(),
  "clean-environment": required.optional()
});
var specSchema = z.strictObject({
  apiVersion: z.literal("dockwright/v1"),
  goal: z.string().max(1e4),
  app: z.strictObject({
    name: z.string().regex(/^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/, { error: "a name in lower case that an image may have" }).max(128),
    version: z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}$/, { error: "a version such as 1.0.0" }),
    language: z.literal("python"),
    framework: word.nullable(),
    entrypoint: word.nullable(),
    port: z.number().int().min(1).max(65535).nullable(),
    command: z.array(oneLine).min(1).max(200)
  }),
  runtime: z.strictObject({
    version: z.string().regex(/^\d+\.\d+(\.\d+)?$/, { error: 'a version such as "3.12", in quotes' }),
    image: z.string().regex(/^[a-z0-9][a-zA-Z0-9._\-/:@]{0,254}$/, { error: "an image reference" }),
    variant: z.enum(["slim", "alpine", "gunicorn", "basic"]),
    packageManager: z.enum(["uv", "pip", "poetry", "pdm", "pipenv", "pyproject", "setup.py", "none"]),
    accelerator: z.enum(["none", "cuda"]),
    user: z.number().int().min(1).max(4294967294).default(1e3)
  }),
  resources: z.strictObject({ memory: size, cpus: z.number().positive(), shm: size }),
  /** Absolute paths in the container that the service may write to and that outlive it. */
  volumes: z.array(absolutePath).default([]),
  criteria: criteriaSchema,
  services: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/).max(63),
      required: z.boolean(),
      env: environmentName.optional()
    })
  ).default([]),
  environment: z.array(
    z.strictObject({
      name: environmentName,
      default: z.string().optional(),
      secret: z.boolean().optional(),
      required: z.boolean().optional()
    })
  ).default([]),
  /** Debian packages beyond the base image, where wheels do not carry what they need. */
  systemPackages: z.strictObject({ build: z.array(packageName()), runtime: z.array(packageName()) }).optional(),
  registry: z.strictObject({
    repository: z.string().regex(/^[a-z0-9][a-z0-9._\-/:]*$/).nullable(),
    tags: z.array(word)
  }).optional(),
  constraints: z.array(z.string()).default([]),
  nonGoals: z.array(z.string()).default([])
});
function packageName() {
  return z.string().regex(/^[a-z0-9][a-z0-9.+-]*$/, { error: "the name of a Debian package" });
}
var criterionIds = Object.keys(criteriaSchema.shape);

// src/spec/read-spec.ts
var specFileName = "container.spec.yaml";
function checkSpec(value, lineOf2 = () => void 0) {
  const result = specSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue.path.join(".");
  const line = lineOf2(issue.path);
  const more = result.error.issues.length - 1;
  throw new Fault(
    "invalid-spec",
    `${specFileName}${line ? `:${line}` : ""}: ${path || "the document"}: ${describe(issue)}${more ? ` (and ${more} more)` : ""}`,
    "Mend that field; `dockwright spec` without --write prints a valid one to compare with."
  );
}
function describe(issue) {
  if (issue.code === "custom" || issue.code === "invalid_format") return `expected ${issue.message}`;
  return issue.message;
}

// src/spec/registry.ts
import { readFile } from "node:fs/promises";
import { join as join4 } from "node:path";
async function repositoryOfRemote(root, name) {
  let config;
  try {
    config = await readFile(join4(root, ".git", "config"), "utf8");
  } catch {
    return null;
  }
  const origin = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(config.slice(0, 65536))?.[1];
  const match = origin && /(github\.com|gitlab\.com)[:/]([A-Za-z0-9_.-]{1,100})\/([A-Za-z0-9_.-]{1,100}?)(?:\.git)?$/.exec(origin);
  if (!match) return null;
  const [, host, owner, repository] = match;
  return host === "github.com" ? `ghcr.io/${owner.toLowerCase()}/${name}` : `registry.gitlab.com/${owner.toLowerCase()}/${repository.toLowerCase()}/${name}`;
}

// src/spec/draft.ts
async function draftSpec(project2, options = {}) {
  const answers = options.answers ?? {};
  const name = imageName(project2.name);
  const suggested = await repositoryOfRemote(project2.root, name);
  const questions = [...project2.questions, registryQuestion(suggested, name)];
  for (const id of Object.keys(answers))
    if (!questions.some((question2) => question2.id === id) && !alwaysAnswerable.has(id))
      throw new Fault(
        "invalid-input",
        `There is no question with the id ${JSON.stringify(id)}.`,
        `The questions are: ${[.../* @__PURE__ */ new Set([...questions.map((question2) => question2.id), ...alwaysAnswerable])].join(", ")}.`
      );
  const command = project2.command;
  if (!command)
    throw new Fault(
      "not-supported",
      `No start command was found in ${project2.root}.`,
      "Name the entry point with --app, as module:attribute (main:app) or as a script (worker.py); or add a Procfile with a web line."
    );
  const spec2 = {
    apiVersion: "dockwright/v1",
    goal: options.goal ?? defaultGoal(project2),
    app: {
      name,
      version: project2.version,
      language: project2.language,
      framework: project2.framework,
      entrypoint: project2.entrypoint?.target ?? null,
      port: project2.port,
      command
    },
    runtime: {
      version: project2.runtime.version,
      image: `python:${project2.runtime.version}-slim`,
      variant: "slim",
      packageManager: project2.dependencies.manager,
      accelerator: accelerator(project2, answers),
      user: 1e3
    },
    resources: runsModels(project2) ? { memory: "8GB", cpus: 4, shm: "1GB" } : { memory: "512MB", cpus: 1, shm: "64MB" },
    volumes: project2.writablePaths.filter((path) => path.startsWith("/")),
    criteria: draftCriteria(project2, answers),
    services: project2.services.map(({ name: name2, required: required2, env }) => ({
      name: name2,
      required: requiredService(name2, required2, answers),
      ...env ? { env } : {}
    })),
    environment: project2.environment.filter((variable) => variable.name !== "PORT").map(({ name: name2, default: value, secret, required: required2 }) => ({
      name: name2,
      ...value !== void 0 && !secret ? { default: value } : {},
      ...secret ? { secret } : {},
      ...value === void 0 || secret ? { required: required2 } : {}
    })),
    ...project2.systemPackages.length ? {
      systemPackages: {
        build: project2.systemPackages.filter(({ stage }) => stage === "build").map((entry3) => entry3.name),
        runtime: project2.systemPackages.filter(({ stage }) => stage === "runtime").map((entry3) => entry3.name)
      }
    } : {},
    registry: { repository: answers.registry ?? suggested, tags: ["semver", "latest"] },
    constraints: project2.accelerator === "none" ? ["no GPU"] : [],
    nonGoals: ["multi-architecture images", "Helm chart"]
  };
  return { spec: checkSpec(spec2), questions: questions.filter(({ id }) => !(id in answers)) };
}
var alwaysAnswerable = /* @__PURE__ */ new Set(["entrypoint", "health", "registry", "accelerator", "app"]);
function draftCriteria(project2, answers) {
  const listens2 = project2.port !== null;
  return {
    "image-size": { max: `${expectedMegabytes(project2)}MB` },
    "non-root": { required: true },
    ...listens2 ? { health: health(project2, answers) } : {},
    ...listens2 ? { "cold-start": { max: runsModels(project2) ? "60s" : "10s" } } : {},
    configuration: { required: true },
    secrets: { required: true },
    "graceful-shutdown": { within: "10s" },
    "read-only-root": { required: true },
    logs: { required: true },
    rebuild: { max: "30s" }
  };
}
function health(project2, answers) {
  const answer = answers.health ?? project2.healthPath;
  if (!answer || answer === "tcp") return { tcp: true, within: "3s" };
  if (!answer.startsWith("/"))
    throw new Fault(
      "invalid-input",
      `The answer to "health" is ${JSON.stringify(answer)}.`,
      "Answer with a path such as /health, or with tcp."
    );
  return { path: answer, within: "3s" };
}
function accelerator(project2, answers) {
  if (answers.accelerator === "cuda" || answers.accelerator === "none") return answers.accelerator;
  return project2.accelerator;
}
function requiredService(name, required2, answers) {
  const answer = answers[`service-${name}`];
  return answer === void 0 ? required2 : answer === "required";
}
function registryQuestion(suggested, name) {
  return {
    id: "registry",
    question: "Which registry will the image go to?",
    why: suggested ? "It fits the git remote; nothing is pushed until you ask for it." : "No git remote tells it; nothing is pushed until you ask for it.",
    default: suggested ?? `ghcr.io/OWNER/${name}`
  };
}
function defaultGoal(project2) {
  const what = project2.framework ? `${project2.framework} ${project2.kind === "web" ? "service" : project2.kind}` : `Python ${project2.kind}`;
  return `Containerize ${project2.name}, a ${what}, for production.`;
}
function imageName(name) {
  const cleaned = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 64).replace(/-$/, "");
  return cleaned || "app";
}

// src/generate/compose/compose.ts
init_units();
init_volumes();
init_image_reference();
init_plain();
init_yaml();

// src/generate/compose/compose-reasons.ts
import { isMap } from "yaml";
function explainCompose(document, app, spec2, known) {
  const names2 = known.map(({ name }) => name).join(" and ");
  const required2 = spec2.environment.some((variable) => variable.required) || known.some(({ service: service2 }) => service2.password);
  const reasons2 = [
    {
      path: [app, "ports"],
      principle: "private-network",
      reason: `The only published port; HOST_PORT=127.0.0.1:${spec2.app.port} keeps it on this machine`
    },
    {
      path: [app, "environment"],
      principle: required2 ? "no-secrets" : "environment-configuration",
      reason: required2 ? "From .env or the shell; what has no default must be set, nothing secret is written here" : "From .env or the shell, else these defaults"
    },
    {
      path: [app, "depends_on"],
      principle: "healthy-dependencies",
      reason: `Started once ${names2} ${known.length > 1 ? "answer" : "answers"}`
    },
    {
      path: [app, "read_only"],
      principle: "read-only-root",
      reason: "As it was proven: nothing is writable but /tmp and the volumes"
    },
    { path: [app, "cap_drop"], principle: "non-root", reason: "It needs no capability" },
    {
      path: [app, "init"],
      principle: "init-process",
      reason: "It starts processes of its own, which an init waits for"
    },
    { path: [app, "deploy"], principle: "resource-limits", reason: "resources of container.spec.yaml" },
    ...known.map(
      ({ name, service: service2 }) => ({
        path: [name, "volumes"],
        principle: "persistent-data",
        reason: `${service2.data ?? name} outlives the container`
      })
    )
  ];
  const services2 = document.get("services");
  for (const map of [document.contents, services2])
    if (isMap(map)) for (const item of map.items.slice(1)) item.key.spaceBefore = true;
  return reasons2.filter(({ path: [service2, key], reason }) => {
    const map = isMap(services2) ? services2.get(service2) : void 0;
    const pair = map?.items.find((item) => String(item.key) === key || item.key.value === key);
    if (!pair) return false;
    pair.key.commentBefore = ` ${reason}`;
    return true;
  });
}
function lineAfter(content, reason) {
  return content.split("\n").findIndex((line) => line.trim() === `# ${reason}`) + 2;
}

// src/generate/compose/backing-services.ts
var alive = (url) => ["CMD", "wget", "-q", "-O", "/dev/null", url];
var listens = (port2) => ["CMD", "bash", "-c", `exec 3<>/dev/tcp/127.0.0.1/${port2}`];
var services = new Map(
  Object.entries({
    postgres: {
      image: "postgres:16-alpine",
      port: 5432,
      environment: { POSTGRES_USER: "app", POSTGRES_DB: "app" },
      healthy: ["CMD", "pg_isready", "-U", "app", "-d", "app"],
      data: "/var/lib/postgresql/data",
      password: "POSTGRES_PASSWORD",
      user: "app",
      database: "app",
      scheme: "postgresql",
      prefixes: ["POSTGRES", "POSTGRESQL", "PG", "DB", "DATABASE", "SQL"],
      urls: ["SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URL"]
    },
    mysql: {
      image: "mysql:8.4",
      port: 3306,
      environment: { MYSQL_USER: "app", MYSQL_DATABASE: "app", MYSQL_RANDOM_ROOT_PASSWORD: "yes" },
      healthy: ["CMD-SHELL", 'mysqladmin ping -h 127.0.0.1 -u app -p"$MYSQL_PASSWORD" --silent'],
      data: "/var/lib/mysql",
      password: "MYSQL_PASSWORD",
      user: "app",
      database: "app",
      scheme: "mysql",
      prefixes: ["MYSQL", "MARIADB", "DB", "DATABASE", "SQL"],
      urls: ["SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URL"]
    },
    mariadb: {
      image: "mariadb:11.4",
      port: 3306,
      environment: { MARIADB_USER: "app", MARIADB_DATABASE: "app", MARIADB_RANDOM_ROOT_PASSWORD: "1" },
      healthy: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"],
      data: "/var/lib/mysql",
      password: "MARIADB_PASSWORD",
      user: "app",
      database: "app",
      scheme: "mysql",
      prefixes: ["MARIADB", "MYSQL", "DB", "DATABASE", "SQL"]
    },
    redis: {
      image: "redis:7-alpine",
      port: 6379,
      healthy: ["CMD", "redis-cli", "ping"],
      data: "/data",
      scheme: "redis",
      path: "/0",
      database: "0",
      prefixes: ["REDIS", "CACHE"],
      urls: ["CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "BROKER_URL", "RESULT_BACKEND", "RQ_REDIS_URL"]
    },
    mongo: {
      image: "mongo:7",
      port: 27017,
      environment: { MONGO_INITDB_ROOT_USERNAME: "app" },
      healthy: ["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand('ping').ok"],
      data: "/data/db",
      password: "MONGO_INITDB_ROOT_PASSWORD",
      user: "app",
      database: "app",
      scheme: "mongodb",
      path: "/app?authSource=admin",
      prefixes: ["MONGO", "MONGODB"]
    },
    rabbitmq: {
      image: "rabbitmq:4-alpine",
      port: 5672,
      environment: { RABBITMQ_DEFAULT_USER: "app" },
      healthy: ["CMD", "rabbitmq-diagnostics", "-q", "ping"],
      data: "/var/lib/rabbitmq",
      password: "RABBITMQ_DEFAULT_PASS",
      user: "app",
      scheme: "amqp",
      path: "/",
      prefixes: ["RABBITMQ", "RABBIT", "AMQP"],
      urls: ["CELERY_BROKER_URL", "BROKER_URL"]
    },
    qdrant: {
      image: "qdrant/qdrant:v1.15.4",
      port: 6333,
      healthy: listens(6333),
      data: "/qdrant/storage",
      scheme: "http",
      prefixes: ["QDRANT"]
    },
    weaviate: {
      image: "semitechnologies/weaviate:1.28.4",
      port: 8080,
      environment: { AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED: "true", PERSISTENCE_DATA_PATH: "/var/lib/weaviate" },
      healthy: alive("http://127.0.0.1:8080/v1/.well-known/ready"),
      data: "/var/lib/weaviate",
      scheme: "http",
      prefixes: ["WEAVIATE"]
    },
    chroma: {
      image: "chromadb/chroma:1.0.20",
      port: 8e3,
      healthy: listens(8e3),
      data: "/data",
      scheme: "http",
      prefixes: ["CHROMA", "CHROMADB"]
    },
    neo4j: {
      image: "neo4j:5-community",
      port: 7687,
      environment: { NEO4J_AUTH: "neo4j/${NEO4J_PASSWORD:?set it in .env}" },
      healthy: alive("http://127.0.0.1:7474"),
      data: "/data",
      password: "NEO4J_PASSWORD",
      user: "neo4j",
      database: "neo4j",
      scheme: "bolt",
      prefixes: ["NEO4J"]
    },
    elasticsearch: {
      image: "elasticsearch:8.17.10",
      port: 9200,
      environment: {
        "discovery.type": "single-node",
        "xpack.security.enabled": "false",
        ES_JAVA_OPTS: "-Xms512m -Xmx512m"
      },
      healthy: ["CMD", "curl", "-fs", "-o", "/dev/null", "http://127.0.0.1:9200/_cluster/health"],
      data: "/usr/share/elasticsearch/data",
      scheme: "http",
      prefixes: ["ELASTICSEARCH", "ELASTIC", "ES"]
    },
    memcached: {
      image: "memcached:1.6-alpine",
      port: 11211,
      healthy: ["CMD", "nc", "-z", "127.0.0.1", "11211"],
      scheme: "memcached",
      prefixes: ["MEMCACHED", "MEMCACHE", "CACHE"]
    },
    nats: {
      image: "nats:2-alpine",
      port: 4222,
      command: ["--jetstream", "--store_dir", "/data", "--http_port", "8222"],
      healthy: alive("http://127.0.0.1:8222/healthz"),
      data: "/data",
      scheme: "nats",
      prefixes: ["NATS"]
    },
    clickhouse: {
      image: "clickhouse/clickhouse-server:25.3-alpine",
      port: 8123,
      environment: { CLICKHOUSE_USER: "app", CLICKHOUSE_DB: "app" },
      healthy: alive("http://127.0.0.1:8123/ping"),
      data: "/var/lib/clickhouse",
      password: "CLICKHOUSE_PASSWORD",
      user: "app",
      database: "app",
      scheme: "clickhouse",
      path: "/app",
      prefixes: ["CLICKHOUSE"]
    },
    ollama: {
      image: "ollama/ollama:0.12.6",
      port: 11434,
      healthy: ["CMD", "ollama", "list"],
      data: "/root/.ollama",
      scheme: "http",
      prefixes: ["OLLAMA"],
      urls: ["OLLAMA_HOST", "OLLAMA_BASE_URL", "OLLAMA_API_BASE"]
    }
  })
);
var aliases = /* @__PURE__ */ new Map([
  ["postgresql", "postgres"],
  ["mongodb", "mongo"],
  ["valkey", "redis"],
  ["chromadb", "chroma"],
  ["elastic", "elasticsearch"],
  ["memcache", "memcached"]
]);
function backingService(name, project2) {
  const key = aliases.get(name) ?? name;
  const service2 = services.get(key);
  if (service2 && key === "postgres" && project2.dependencies.direct.some((entry3) => entry3.name === "pgvector"))
    return { ...service2, image: "pgvector/pgvector:pg16" };
  return service2;
}

// src/generate/compose/interpolation.ts
function literal2(text2) {
  return text2.replaceAll("$", "$$$$");
}
function requiredVariable(name) {
  return `\${${name}:?set it in .env}`;
}
function variableWithDefault(name, value) {
  return /^[A-Za-z0-9_.:/@%,+= -]+$/.test(value) && value === value.trim() ? `\${${name}:-${value}}` : void 0;
}

// src/generate/compose/connection.ts
function composedServices(project2, spec2) {
  const known = [];
  const unknown3 = [];
  for (const declared of spec2.services) {
    const service2 = backingService(declared.name, project2);
    if (!service2) unknown3.push(declared.name);
    else if (!known.some(({ name }) => name === declared.name)) known.push({ name: declared.name, service: service2, declared });
  }
  return { known, unknown: unknown3 };
}
function connectionValues(project2, spec2, services2) {
  const values = /* @__PURE__ */ new Map();
  for (const { name, service: service2, declared } of services2) {
    const url = serviceUrl(name, service2, project2.services.find((found) => found.name === name)?.scheme);
    if (declared.env && !isPart(declared.env)) values.set(declared.env, url);
    for (const { name: variable } of spec2.environment)
      if (!values.has(variable)) {
        const value = service2.urls?.includes(variable) ? url : partOf(variable, name, service2, url);
        if (value !== void 0) values.set(variable, value);
      }
  }
  return values;
}
function serviceUrl(host, service2, scheme) {
  const known = scheme && /^[A-Za-z][A-Za-z0-9+.-]{0,40}$/.test(scheme) ? scheme : service2.scheme;
  const user = service2.user && service2.password ? `${service2.user}:${requiredVariable(service2.password)}@` : "";
  const path = service2.path ?? (service2.database ? `/${service2.database}` : "");
  return `${literal2(known)}://${user}${literal2(host)}:${service2.port}${path}`;
}
function isPart(variable) {
  return /_(?:HOST|HOSTNAME|SERVER|ADDRESS|PORT|USER|USERNAME|PASSWORD|PASS|PASSWD|DB|NAME)$/.test(variable);
}
function partOf(variable, host, service2, url) {
  const separator = /^PG[A-Z]+$/.test(variable) ? "" : "_";
  const prefix = service2.prefixes.find((candidate) => variable.startsWith(`${candidate}${separator}`));
  if (!prefix) return void 0;
  switch (variable.slice(prefix.length + separator.length)) {
    case "URL":
    case "URI":
    case "DSN":
      return url;
    case "HOST":
    case "HOSTNAME":
    case "SERVER":
    case "ADDRESS":
      return host;
    case "PORT":
      return String(service2.port);
    case "USER":
    case "USERNAME":
      return service2.user;
    case "PASSWORD":
    case "PASS":
    case "PASSWD":
      return service2.password && requiredVariable(service2.password);
    case "DB":
    case "DATABASE":
    case "NAME":
    case "DB_NAME":
    case "DBNAME":
      return service2.database;
    default:
      return void 0;
  }
}

// src/generate/compose/compose.ts
var engineDefaultShm = 64 * 2 ** 20;
var forking = ["celery", "rq", "dramatiq", "huey", "playwright", "patchright", "pyppeteer", "selenium", "crawl4ai"];
function renderCompose({ project: project2, spec: spec2 }) {
  const { known, unknown: unknown3 } = composedServices(project2, spec2);
  const app = serviceName(spec2, known);
  const volumes = volumePaths(spec2.volumes);
  const named3 = (index) => volumes.length > 1 ? `data-${index + 1}` : "data";
  const document = yamlDocument({
    services: {
      [app]: application(
        project2,
        spec2,
        known,
        volumes.map((target, index) => volume(named3(index), target))
      ),
      ...Object.fromEntries(known.map((entry3) => [entry3.name, backing(entry3)]))
    },
    ...known.length ? { networks: { private: { internal: true } } } : {},
    ...volumesSection([
      ...volumes.map((_, index) => named3(index)),
      ...known.filter(({ service: service2 }) => service2.data).map(({ name }) => `${name}-data`)
    ]),
    ...project2.dependencies.privateIndexes.length ? { secrets: { netrc: { file: "${NETRC:-~/.netrc}" } } } : {}
  });
  document.commentBefore = ` ${plainLine(spec2.app.name)} as container.spec.yaml has it; written by dockwright.
 Start: copy .env.example to .env, fill it in, docker compose up --wait`;
  const reasons2 = explainCompose(document, app, spec2, known);
  const content = `${yamlText(document)}
`;
  return {
    content,
    rationale: reasons2.map(({ principle, reason }) => ({ line: lineAfter(content, reason), principle, reason })),
    warnings: unknown3.map(
      (name) => `compose.yaml does not run ${name}: it is not known how to; add it beside the others, or remove it from the services of container.spec.yaml.`
    )
  };
}
function serviceName(spec2, known) {
  return known.some(({ name }) => name === spec2.app.name) ? `${spec2.app.name}-app` : spec2.app.name;
}
function application(project2, spec2, known, volumes) {
  const { port: port2 } = spec2.app;
  const privateIndexes = project2.dependencies.privateIndexes.length > 0;
  const environment = applicationEnvironment(project2, spec2, known);
  const shm = parseSize(spec2.resources.shm) ?? 0;
  const forks = [...project2.dependencies.direct, ...project2.dependencies.locked].some(
    ({ name }) => forking.includes(name)
  );
  return {
    build: privateIndexes ? { context: ".", secrets: ["netrc"] } : ".",
    image: imageReference(spec2),
    ...port2 === null ? {} : { ports: [`\${HOST_PORT:-${port2}}:${port2}`] },
    ...environment.size ? { environment } : {},
    ...known.length ? {
      depends_on: Object.fromEntries(known.map(({ name }) => [name, { condition: "service_healthy" }])),
      networks: ["default", "private"]
    } : {},
    read_only: true,
    tmpfs: ["/tmp"],
    ...volumes.length ? { volumes } : {},
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    pids_limit: 256,
    ...forks ? { init: true } : {},
    ...shm > engineDefaultShm ? { shm_size: composeSize(shm) } : {},
    deploy: { resources: resources(spec2) },
    restart: project2.kind === "job" ? "no" : "unless-stopped"
  };
}
function applicationEnvironment(project2, spec2, known) {
  const connections = connectionValues(project2, spec2, known);
  const environment = new Map(connections);
  for (const { name, default: value, secret, required: required2 } of spec2.environment) {
    if (connections.has(name)) continue;
    const optional2 = value && !secret ? variableWithDefault(name, value) ?? null : null;
    environment.set(name, required2 ? requiredVariable(name) : optional2);
  }
  return environment;
}
function backing({ name, service: service2 }) {
  const environment = {
    ...service2.environment,
    ...service2.password && !service2.environment?.NEO4J_AUTH ? { [service2.password]: requiredVariable(service2.password) } : {}
  };
  return {
    image: service2.image,
    ...service2.command ? { command: service2.command } : {},
    ...Object.keys(environment).length ? { environment } : {},
    healthcheck: { test: service2.healthy.map(literal2), interval: "5s", timeout: "5s", retries: 20 },
    networks: ["private"],
    ...service2.data ? { volumes: [`${name}-data:${service2.data}`] } : {},
    restart: "unless-stopped"
  };
}
function volume(source, target) {
  return /^[A-Za-z0-9_./-]+$/.test(target) ? `${source}:${target}` : { type: "volume", source, target: literal2(target) };
}
function volumesSection(names2) {
  return names2.length ? { volumes: Object.fromEntries(names2.map((name) => [name, null])) } : {};
}
function resources({ resources: { memory, cpus }, runtime }) {
  return {
    limits: { cpus: String(cpus), memory: composeSize(parseSize(memory) ?? 512e6) },
    ...runtime.accelerator === "cuda" ? { reservations: { devices: [{ driver: "nvidia", count: 1, capabilities: ["gpu"] }] } } : {}
  };
}
function composeSize(bytes) {
  if (bytes % 1e9 === 0) return `${bytes / 1e9}G`;
  return bytes % 1e6 === 0 ? `${bytes / 1e6}M` : `${bytes}b`;
}

// src/generate/dockerfile/reload.ts
function reloadingCommand(command) {
  const at2 = command[0] === "python" && command[1] === "-m" ? 2 : 0;
  const server = command[at2];
  if (command.includes("--reload")) return command;
  if (server === "fastapi" && command[at2 + 1] === "run")
    return [...command.slice(0, at2 + 2), "--reload", ...command.slice(at2 + 2)];
  if (server && ["uvicorn", "gunicorn", "hypercorn", "granian"].includes(server))
    return [...command.slice(0, at2 + 1), "--reload", ...command.slice(at2 + 1)];
  if (server === "flask" && command.includes("run")) return [...command, "--debug"];
  return null;
}

// src/generate/compose/compose-dev.ts
init_start_command();
init_yaml();
function renderComposeDev({ project: project2, spec: spec2, command }, composeFile) {
  const app = serviceName(spec2, composedServices(project2, spec2).known);
  const reloading = reloadingCommand(command);
  const document = yamlDocument({
    services: {
      [app]: {
        ...reloading ? { command: startCommand(project2, reloading).exec.map(literal2) } : {},
        environment: { PYTHONDONTWRITEBYTECODE: "1" },
        volumes: [".:/app"],
        restart: "no"
      }
    }
  });
  document.commentBefore = ` For development, and only when named, since what runs so is not what was proven:
 docker compose -f ${composeFile} -f compose.dev.yaml up --build
 The code of this folder replaces the image's${reloading ? "; the server reloads when it changes" : ""}.`;
  return `${yamlText(document)}
`;
}

// src/generate/dockerfile/dockerfile.ts
init_signature();
init_plain();

// src/generate/dockerfile/block.ts
function renderBlocks(file2, header2, blocks, render) {
  const rationale = [];
  let content = header2;
  for (const { template, principle, reason, data } of blocks) {
    const text2 = render(`dockerfile/${template}`, { ...data, reason }).trimEnd();
    content += `
${text2}
`;
    rationale.push({ file: file2, line: content.split("\n").length - text2.split("\n").length + 1, principle, reason });
  }
  return { content: `${content}
`, rationale };
}

// src/generate/tool-versions.ts
var uvVersion = "0.13.8";
var current = {
  poetry: "2.5.1",
  poetryExport: "1.10.1",
  pdm: "2.29.3",
  pipenv: "2026.10.3",
  servers: new Map(Object.entries({ uvicorn: "0.54.0", gunicorn: "27.0.1", "uvicorn-worker": "0.4.0" }))
};
var lastForOldPython = {
  poetry: "1.8.5",
  poetryExport: "1.8.0",
  pdm: "2.22.4",
  pipenv: "2024.4.1",
  servers: new Map(Object.entries({ uvicorn: "0.33.0", gunicorn: "23.0.0", "uvicorn-worker": "0.2.0" }))
};
function toolVersions(python) {
  const [major = 3, minor = 0] = python.split(".").map(Number);
  return major === 3 && minor < 10 ? lastForOldPython : current;
}
function pinnedServer(name, python) {
  const version = toolVersions(python).servers.get(name.toLowerCase());
  return version ? `${name}==${version}` : name;
}

// src/generate/text/dockerfile.ts
init_plain();
function token(value) {
  const text2 = String(value);
  if (!/^[A-Za-z0-9_.][A-Za-z0-9_.:/@+~=-]*$/.test(text2)) throw new TypeError(`not one word: ${JSON.stringify(text2)}`);
  return text2;
}
function isPlainPath(path) {
  return /^[A-Za-z0-9_.][A-Za-z0-9_./@+-]*$/.test(path) && !path.split("/").includes("..");
}
function plainPath(path) {
  if (!isPlainPath(path)) throw new TypeError(`not a plain path: ${JSON.stringify(path)}`);
  return path;
}
function execArray(words4) {
  return `[${words4.map(jsonWord).join(", ")}]`;
}
function copyArray(words4) {
  return execArray(words4.map((word2) => word2.replace(/[\\$"']/g, "\\$&")));
}
function quotedValue(text2) {
  const value = plainLine(text2, Number.MAX_SAFE_INTEGER);
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(value) ? value : `"${value.replace(/[\\$"]/g, "\\$&")}"`;
}
function comment(text2) {
  return plainLine(text2);
}
function jsonWord(word2) {
  return JSON.stringify(word2.toWellFormed()).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  );
}

// src/generate/dockerfile/exported-requirements.ts
function exportSteps(manager, python) {
  const versions = toolVersions(python);
  const file2 = "/tmp/requirements.txt";
  if (manager === "poetry")
    return [
      step(
        `uvx --with poetry-plugin-export==${versions.poetryExport} poetry@${versions.poetry} export --output ${file2}`
      )
    ];
  if (manager === "pdm") return [step(`uvx pdm@${versions.pdm} export --prod --format requirements --output ${file2}`)];
  return [
    // fails where the lock does not belong to the Pipfile
    step(`uvx pipenv@${versions.pipenv} verify`),
    { ...step(`uvx pipenv@${versions.pipenv} requirements --hash`), output: file2 }
  ];
}
function step(line) {
  return { words: line.split(" ") };
}

// src/generate/dockerfile/torch.ts
var bringTorch = /* @__PURE__ */ new Set([
  "torch",
  "torchvision",
  "torchaudio",
  "accelerate",
  "docling",
  "easyocr",
  "flair",
  "lightning",
  "open-clip-torch",
  "openai-whisper",
  "peft",
  "pytorch-lightning",
  "sentence-transformers",
  "stanza",
  "timm",
  "ultralytics"
]);
function takesCpuWheels({ dependencies, cudaWheelsLocked }, spec2) {
  if (spec2.runtime.accelerator !== "none" || cudaWheelsLocked || dependencies.hashes) return false;
  if (!["pip", "pyproject", "setup.py", "none"].includes(dependencies.manager)) return false;
  return [...dependencies.direct, ...dependencies.locked].some(({ name }) => bringTorch.has(name));
}
function cudaWheelsQuestion(project2, spec2) {
  if (!project2.cudaWheelsLocked || spec2.runtime.accelerator !== "none") return [];
  const { manager, lock, manifests: manifests2 } = project2.dependencies;
  const where = lock ?? manifests2[0] ?? "the requirements";
  return [
    {
      id: "cuda-wheels",
      question: `${where} names CUDA builds of torch, and nothing here uses a GPU: lock the CPU builds instead?`,
      why: `The CUDA libraries are several GB of the image, the CPU build of torch is about 0.7 GB. ${cpuEdit(manager)}`,
      default: "keep the lock as it is",
      options: ["keep the lock as it is", "lock the CPU builds"]
    }
  ];
}
function cpuEdit(manager) {
  const index = "https://download.pytorch.org/whl/cpu";
  if (manager === "uv")
    return `In pyproject.toml add [[tool.uv.index]] with name = "pytorch-cpu", url = "${index}", explicit = true, and under [tool.uv.sources] torch = { index = "pytorch-cpu" }; then run uv lock.`;
  if (manager === "poetry")
    return `Run poetry source add --priority explicit pytorch-cpu ${index}, then poetry add --source pytorch-cpu torch.`;
  if (manager === "pdm")
    return `In pyproject.toml add [[tool.pdm.source]] with name = "pytorch-cpu", url = "${index}", include_packages = ["torch"]; then run pdm lock.`;
  if (manager === "pipenv")
    return `In the Pipfile add a [[source]] named pytorch-cpu with url = "${index}", set torch = {version = "*", index = "pytorch-cpu"}; then run pipenv lock.`;
  return `Remove the nvidia-* and triton lines from the requirements, and compile them again with --extra-index-url ${index}.`;
}

// src/generate/dockerfile/dependencies.ts
var makeEnvironment = { words: ["uv", "venv", "/opt/venv"] };
function planDependencies(subject) {
  const { project: project2 } = subject;
  const { manager, localPackages } = project2.dependencies;
  if (manager === "setup.py") return setupScript(subject);
  const steps = installSteps(subject);
  const files3 = manifestFiles(project2);
  const unmountable = files3.some((file2) => !isPlainPath(file2)) || localPackages.some((path) => !isPlainPath(path));
  const installsItself = manager === "pip" && (project2.dependencies.installsProject || localPackages.includes("."));
  const needsSources = unmountable || installsItself;
  const local = manager === "uv" || needsSources ? [] : localPackages;
  return {
    needsSources,
    requirementsStage: false,
    blocks: [
      ...local.map((path) => copyLocal(path, files3[0] ?? manager)),
      ...steps.length ? [
        {
          template: "dependencies",
          principle: project2.dependencies.lock || project2.dependencies.hashes ? "frozen-dependencies" : "layer-order",
          reason: reasonFor(project2, files3, needsSources),
          data: { binds: needsSources ? [] : files3.map((path) => ({ path })), secrets: secrets(project2), steps }
        }
      ] : []
    ]
  };
}
function secrets({ dependencies }) {
  return dependencies.privateIndexes.length ? [{ id: "netrc", target: "/root/.netrc" }] : [];
}
function uvPipInstall(subject, ...rest) {
  const torch = takesCpuWheels(subject.project, subject.spec) ? ["--torch-backend", "cpu"] : [];
  return { words: ["uv", "pip", "install", ...torch, ...rest] };
}
function installSteps(subject) {
  const { dependencies } = subject.project;
  const { manager, manifests: manifests2, lock, localPackages } = dependencies;
  switch (manager) {
    case "uv": {
      const scope = localPackages.length ? ["--frozen", "--no-install-local"] : ["--locked", "--no-install-project"];
      return [{ words: ["uv", "sync", scope[0], "--no-dev", scope[1]] }];
    }
    case "poetry":
    case "pdm":
    case "pipenv":
      return lock ? [
        ...exportSteps(manager, subject.spec.runtime.version),
        makeEnvironment,
        uvPipInstall(subject, "--requirements", "/tmp/requirements.txt")
      ] : [makeEnvironment, unlocked2(subject)];
    case "pip":
    case "pyproject":
      return [makeEnvironment, uvPipInstall(subject, "--requirements", manifests2[0] ?? defaultManifest(manager))];
    default:
      return subject.hasEnvironment ? [makeEnvironment, ...direct(subject)] : [];
  }
}
function unlocked2(subject) {
  const { manifests: manifests2, manager } = subject.project.dependencies;
  const declared = direct(subject);
  return manager === "pdm" && manifests2[0] ? uvPipInstall(subject, "--requirements", manifests2[0]) : declared[0];
}
function direct(subject) {
  const { direct: declared, manager } = subject.project.dependencies;
  if (!declared.length && manager === "none") return [];
  return [uvPipInstall(subject, ...declared.map(requirement))];
}
function requirement({ name, extras, specifier }) {
  return `${name}${extras.length ? `[${extras.join(",")}]` : ""}${specifier}`;
}
function manifestFiles({ dependencies, topLevel }) {
  const { manager, manifests: manifests2, lock } = dependencies;
  if (manager === "none") return [];
  const files3 = [...lock ? [lock] : [], ...manifests2.length ? manifests2 : [defaultManifest(manager)]];
  return [.../* @__PURE__ */ new Set([...files3, ...topLevel.includes("uv.toml") ? ["uv.toml"] : []])];
}
function defaultManifest(manager) {
  if (manager === "pip") return "requirements.txt";
  return manager === "pipenv" ? "Pipfile" : "pyproject.toml";
}
function reasonFor({ dependencies }, files3, needsSources) {
  const { lock, hashes, manager } = dependencies;
  if (manager === "none") return "There is no manifest: this is what the code imports";
  if (needsSources) return `The dependencies of ${files3[0]}, which need the repository itself`;
  const again = `installed again only when ${files3.slice(0, 6).join(" or ")} changes`;
  if (lock) return `Exactly what ${lock} names, without development tools; ${again}`;
  if (hashes) return `Every package checked against its hash in ${files3[0]}; ${again}`;
  return `The dependencies, before the code: ${again}`;
}
function copyLocal(path, manifest) {
  return {
    template: "copy-path",
    principle: "layer-order",
    reason: `A package of this repository that ${manifest} names`,
    data: { path }
  };
}
function setupScript(subject) {
  return {
    needsSources: false,
    requirementsStage: true,
    blocks: [
      {
        template: "requirements-of-stage",
        principle: "layer-order",
        reason: "The dependencies, before the code: installed again only when the list changes",
        data: {
          secrets: secrets(subject.project),
          steps: [makeEnvironment, uvPipInstall(subject, "--requirements", "/tmp/requirements.txt")]
        }
      }
    ]
  };
}
function requirementsStageBlocks() {
  return [
    {
      template: "requirements-stage",
      principle: "layer-order",
      reason: "setup.py tells its dependencies only by running beside the sources; this stage writes them to a list",
      data: {
        steps: [
          {
            words: "uv pip compile --no-deps --no-header --no-annotate --output-file /requirements.txt setup.py".split(
              " "
            )
          }
        ]
      }
    }
  ];
}

// src/generate/dockerfile/system-packages.ts
init_plain();
var onAlpine = new Map(
  Object.entries({
    "build-essential": "build-base",
    gcc: "build-base",
    "g++": "build-base",
    make: "build-base",
    git: "git",
    pkgconf: "pkgconf",
    "pkg-config": "pkgconf",
    cmake: "cmake",
    curl: "curl",
    libpq5: "libpq",
    "libpq-dev": "libpq-dev",
    "default-libmysqlclient-dev": "mariadb-connector-c-dev",
    libmariadb3: "mariadb-connector-c",
    "libmariadb-dev": "mariadb-connector-c-dev",
    "libffi-dev": "libffi-dev",
    libffi8: "libffi",
    "libssl-dev": "openssl-dev",
    libxml2: "libxml2",
    "libxml2-dev": "libxml2-dev",
    "libxslt1.1": "libxslt",
    "libxslt1-dev": "libxslt-dev",
    libmagic1: "libmagic",
    libmagic1t64: "libmagic",
    libgomp1: "libgomp",
    libgl1: "mesa-gl",
    "libglib2.0-0": "glib",
    "libglib2.0-0t64": "glib",
    ffmpeg: "ffmpeg",
    graphviz: "graphviz",
    "poppler-utils": "poppler-utils",
    "tesseract-ocr": "tesseract-ocr",
    libcairo2: "cairo",
    "libcairo2-dev": "cairo-dev",
    "libpango-1.0-0": "pango",
    "libpangocairo-1.0-0": "pango",
    "libpangoft2-1.0-0": "pango",
    "libgdk-pixbuf-2.0-0": "gdk-pixbuf",
    "unixodbc-dev": "unixodbc-dev",
    unixodbc: "unixodbc",
    libsndfile1: "libsndfile",
    "libjpeg-dev": "jpeg-dev",
    "zlib1g-dev": "zlib-dev",
    "libldap2-dev": "openldap-dev",
    "libldap-dev": "openldap-dev",
    "libsasl2-dev": "cyrus-sasl-dev",
    "libxmlsec1-dev": "xmlsec-dev",
    "libxmlsec1-openssl": "xmlsec",
    gdal: "gdal",
    "libgdal-dev": "gdal-dev",
    libgeos: "geos",
    rustc: "rust",
    cargo: "cargo"
  })
);
function systemPackages(project2, spec2, stage, alpine) {
  const debian = spec2.systemPackages ? spec2.systemPackages[stage] : project2.systemPackages.filter((entry3) => entry3.stage === stage).map((entry3) => entry3.name);
  const wanted = [
    ...debian,
    ...stage === "build" && project2.dependencies.needsGit ? ["git"] : [],
    ...stage === "build" && alpine && project2.dependencies.manager !== "none" ? ["build-essential"] : []
  ];
  const names2 = alpine ? wanted.map((name) => onAlpine.get(name) ?? name) : wanted;
  const unknown3 = alpine ? wanted.filter((name) => !onAlpine.has(name)) : [];
  return { names: [...new Set(names2)].sort(), unknown: unknown3 };
}
function systemPackagesBlock(project2, names2, stage, alpine) {
  if (!names2.length) return [];
  const reasons2 = project2.systemPackages.filter((entry3) => entry3.stage === stage).map((entry3) => `${entry3.name}: ${entry3.reason}`);
  if (stage === "build" && project2.dependencies.needsGit) reasons2.push("git: a dependency comes from a repository");
  if (stage === "build" && alpine) reasons2.push("build-base: what has no wheel for musl is compiled");
  const what = reasons2.length ? reasons2.join("; ") : "from systemPackages of container.spec.yaml";
  return [
    {
      template: alpine ? "apk" : "apt",
      principle: stage === "build" ? "multi-stage" : "minimal-runtime",
      reason: plainLine(stage === "build" ? `Only to build with (${what})` : `Needed to run (${what})`, 300),
      data: { names: names2 }
    }
  ];
}

// src/generate/dockerfile/build-stage.ts
function buildBlocks(subject) {
  const plan = planDependencies(subject);
  return [
    ...plan.requirementsStage ? splitStages(subject) : firstStage(subject),
    ...environmentBlock(subject),
    ...installBlocks(subject, plan),
    ...bytecodeBlock(subject)
  ];
}
function firstStage(subject) {
  const { image, variant: variant2, hasEnvironment } = subject;
  const name = variant2 === "basic" ? void 0 : "build";
  return [
    {
      template: "from",
      principle: name ? "multi-stage" : "dev-prod-separation",
      reason: name ? `${hasEnvironment ? "uv, caches and compilers" : "The compiler of the bytecode"} ${hasEnvironment ? "stay" : "stays"} in this stage` : "One stage for development; the slim variant is the one to ship",
      data: { image, name }
    },
    ...compilers(subject),
    ...uvBlock(subject)
  ];
}
function splitStages(subject) {
  return [
    {
      template: "from",
      principle: "multi-stage",
      reason: "uv, caches and compilers stay in this stage and the two that build on it",
      data: { image: subject.image, name: "base" }
    },
    ...compilers(subject),
    ...uvBlock(subject),
    ...requirementsStageBlocks(),
    {
      template: "from",
      principle: "multi-stage",
      reason: "Only /opt/venv and /app leave this stage",
      data: { image: "base", name: subject.variant === "basic" ? void 0 : "build" }
    }
  ];
}
function compilers({ project: project2, packages, alpine, variant: variant2 }) {
  const names2 = variant2 === "basic" ? [.../* @__PURE__ */ new Set([...packages.build, ...packages.runtime])].sort() : packages.build;
  return systemPackagesBlock(project2, names2, "build", alpine);
}
function uvBlock({ hasEnvironment }) {
  if (!hasEnvironment) return [];
  return [
    {
      template: "uv",
      principle: "cache-mounts",
      reason: "uv, pinned, from the package index that serves the dependencies too; the cache stays out of the image",
      data: { version: uvVersion }
    }
  ];
}
function environmentBlock({ project: project2, hasEnvironment }) {
  if (!hasEnvironment) return [{ template: "workdir", principle: "layer-order", reason: "The code lives in /app" }];
  const variables2 = [
    ["UV_COMPILE_BYTECODE", "1"],
    ["PYC_INVALIDATION_MODE", "UNCHECKED_HASH"],
    ["UV_LINK_MODE", "copy"],
    ["UV_PYTHON", "python3"],
    ["UV_PYTHON_DOWNLOADS", "never"],
    ["VIRTUAL_ENV", "/opt/venv"],
    ...project2.dependencies.manager === "uv" ? [["UV_PROJECT_ENVIRONMENT", "/opt/venv"]] : [],
    ...bestMatch(project2.dependencies) ? [["UV_INDEX_STRATEGY", "unsafe-best-match"]] : []
  ];
  return [
    {
      template: "build-environment",
      principle: "compiled-bytecode",
      reason: "Bytecode is made once, here, by the base image's own Python; the service never checks or writes it",
      data: { variables: variables2.map(([name, value]) => ({ name, value })) }
    }
  ];
}
function bestMatch({ manager, privateIndexes }) {
  return manager === "pip" && privateIndexes.length > 0;
}
function installBlocks(subject, plan) {
  const code = {
    template: "copy-context",
    principle: "small-context",
    reason: plan.needsSources ? "The whole context as .dockerignore leaves it" : "The code after its dependencies, so that a change in it installs nothing; .dockerignore keeps the rest out"
  };
  const own = [...ownPackages(subject)];
  return plan.needsSources ? [code, ...plan.blocks, ...serversBlock(subject), ...own] : [...plan.blocks, ...serversBlock(subject), code, ...own];
}
function serversBlock(subject) {
  const { servers: servers2, project: project2 } = subject;
  if (!servers2.length) return [];
  const { manager, direct: direct2, manifests: manifests2 } = project2.dependencies;
  const fresh = manager === "none" && !direct2.length ? [{ words: ["uv", "venv", "/opt/venv"] }] : [];
  return [
    {
      template: "dependencies",
      principle: "frozen-dependencies",
      reason: `The start command needs ${servers2.join(" and ")}, which ${manifests2[0] ?? "no manifest"} ${manifests2[0] ? "does not declare" : "declares"}`,
      data: {
        binds: [],
        secrets: secrets(project2),
        steps: [...fresh, { words: ["uv", "pip", "install", ...servers2] }]
      }
    }
  ];
}
function ownPackages({ project: project2, variant: variant2 }) {
  const { installsProject, localPackages, manager } = project2.dependencies;
  const local = manager === "uv" ? localPackages.filter((path) => path !== ".").map((path) => `./${path}`) : [];
  const paths = [...installsProject ? ["."] : [], ...local];
  if (!paths.length) return [];
  return [
    {
      template: "dependencies",
      principle: "layer-order",
      reason: `${project2.name} itself, linked to /app: its code is there once, and its change leaves ${variant2 === "basic" ? "the dependencies" : "the dependencies' layer"} alone`,
      data: {
        binds: [],
        secrets: secrets(project2),
        steps: [
          { words: ["uv", "pip", "install", "--no-deps", ...paths.flatMap((path) => ["--editable", path])] },
          // uv's note of the folders' times, which would make the layer differ with every copy of the code
          { words: ["find", "/opt/venv", "-name", "uv_cache.json", "-delete"] }
        ]
      }
    }
  ];
}
function bytecodeBlock({ variant: variant2 }) {
  if (variant2 === "basic") return [];
  return [
    {
      template: "bytecode",
      principle: "immutable-code",
      reason: "Readable by the service whatever the modes here, writable by root alone; what does not compile is left as it is"
    }
  ];
}

// src/generate/dockerfile/runtime-stage.ts
init_plain();

// src/generate/dockerfile/health-check.ts
init_units();
function healthCheckBlock(spec2, honoursPort) {
  const health2 = spec2.criteria.health;
  const { port: port2 } = spec2.app;
  if (!health2 || port2 === null) return [];
  const within2 = parseDuration(health2.within) ?? 3e3;
  const words4 = ["python", "-I", "-c", "path" in health2 ? request(health2.path) : connection()];
  return [
    {
      template: "health-check",
      principle: "health-check",
      reason: "path" in health2 ? `Healthy means that GET ${health2.path} answers; no curl needed, -I keeps the project's modules out of it` : "No health route was found, so healthy means that the port answers",
      data: {
        interval: "10s",
        timeout: goDuration(within2),
        start: goDuration(Math.max(parseDuration(spec2.criteria["cold-start"]?.max ?? "") ?? 0, 1e4)),
        words: words4
      }
    }
  ];
  function request(path) {
    return [
      "import os, http.client as http",
      `service = http.HTTPConnection('127.0.0.1', ${portExpression()}, timeout=${within2 / 1e3})`,
      `service.request('GET', ${pythonString(encodedPath(path))})`,
      "raise SystemExit(service.getresponse().status >= 400)"
    ].join("; ");
  }
  function connection() {
    return `import os, socket; socket.create_connection(('127.0.0.1', ${portExpression()}), ${within2 / 1e3}).close()`;
  }
  function portExpression() {
    return honoursPort ? `int(os.environ['PORT'])` : String(port2);
  }
}
function goDuration(ms) {
  return ms % 1e3 === 0 ? `${ms / 1e3}s` : `${ms}ms`;
}
function encodedPath(path) {
  return path.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}
function pythonString(ascii) {
  return `'${ascii.replace(/[\\']/g, "\\$&")}'`;
}

// src/generate/dockerfile/runtime-environment.ts
init_plain();
var caches = [
  {
    dependencies: [
      "huggingface-hub",
      "transformers",
      "sentence-transformers",
      "diffusers",
      "datasets",
      "faster-whisper"
    ],
    name: "HF_HOME",
    folder: "huggingface"
  },
  { dependencies: ["torch"], name: "TORCHINDUCTOR_CACHE_DIR", folder: "torchinductor" },
  { dependencies: ["matplotlib"], name: "MPLCONFIGDIR", folder: "matplotlib" },
  { dependencies: ["numba", "librosa", "umap-learn"], name: "NUMBA_CACHE_DIR", folder: "numba" }
];
function runtimeEnvironment({ project: project2, spec: spec2, start: start2 }) {
  const variables2 = /* @__PURE__ */ new Map([
    ["PYTHONUNBUFFERED", "1"],
    ["HOME", "/tmp"]
  ]);
  if (project2.sourceRoot !== "." && !project2.dependencies.installsProject)
    variables2.set("PYTHONPATH", `/app/${project2.sourceRoot}`);
  for (const { name, folder } of cacheFolders(project2)) variables2.set(name, cachePath(spec2.volumes, folder));
  if (spec2.app.port !== null && start2.honoursPort) variables2.set("PORT", String(spec2.app.port));
  for (const [name, value] of Object.entries(start2.environment)) variables2.set(name, value);
  for (const { name, default: value, secret } of spec2.environment) {
    const known = project2.environment.find((variable) => variable.name === name)?.default;
    if (value !== void 0 && value !== known && !secret && name !== "PORT") variables2.set(name, value);
  }
  return [...variables2].filter(([name, value]) => name !== "PATH" && !hasControlCharacters(value)).map(([name, value]) => ({ name, value }));
}
function cacheFolders({ dependencies }) {
  const names2 = new Set([...dependencies.direct, ...dependencies.locked].map(({ name }) => name));
  return caches.filter((cache) => cache.dependencies.some((name) => names2.has(name)));
}
function cachePath(volumes, folder) {
  return volumes.find((path) => path.split("/").at(-1) === folder) ?? `/tmp/${folder}`;
}

// src/generate/dockerfile/runtime-stage.ts
init_start_command();

// src/generate/dockerfile/stop-signal.ts
init_start_command();
var endOnSigterm = /* @__PURE__ */ new Set([
  "uvicorn",
  "gunicorn",
  "hypercorn",
  "daphne",
  "granian",
  "fastapi",
  "streamlit",
  "chainlit",
  "celery",
  "sanic",
  "langgraph",
  "adk",
  "uwsgi",
  "tini",
  "dumb-init"
]);
function stopSignal(command) {
  if (isShell([...command])) return null;
  const program = (command[0] ?? "").split("/").at(-1) ?? "";
  const module = /^python[\d.]*$/.test(program) && command[1] === "-m" ? command[2] : void 0;
  return endOnSigterm.has(module ?? program) ? null : "SIGINT";
}

// src/generate/dockerfile/runtime-stage.ts
init_volumes();
function runtimeBlocks(subject) {
  const { project: project2, spec: spec2, variant: variant2, image, packages, alpine } = subject;
  const multiStage = variant2 !== "basic";
  return [
    ...multiStage ? [
      {
        template: "from",
        principle: "pinned-base",
        reason: `The same base, so that the environment finds the Python ${spec2.runtime.version} that it was made with`,
        data: { image, name: void 0 }
      },
      ...systemPackagesBlock(project2, packages.runtime, "runtime", alpine),
      copyBlock(subject),
      ...volumeBlocks(spec2).runtime
    ] : volumeBlocks(spec2).basic,
    ...environmentBlocks(subject),
    userBlock(subject),
    ...portBlock(subject),
    ...healthCheckBlock(spec2, subject.start.honoursPort),
    labelBlock(subject),
    ...stopSignalBlock(subject),
    commandBlock(subject)
  ];
}
function copyBlock({ hasEnvironment }) {
  return {
    template: "copy-result",
    principle: "minimal-runtime",
    reason: hasEnvironment ? "Dependencies first: a change in the code replaces the small last layer only" : "The code with its bytecode, nothing else",
    data: { hasEnvironment }
  };
}
function environmentBlocks(subject) {
  const variables2 = runtimeEnvironment(subject);
  const places = variables2.filter(({ value }) => value.startsWith("/tmp")).map(({ name }) => name);
  return [
    {
      template: "environment",
      principle: "read-only-root",
      reason: `Logs unbuffered; ${places.join(", ")} in /tmp, so that the root file system can be read-only`,
      data: { variables: variables2, hasEnvironment: subject.hasEnvironment }
    }
  ];
}
function userBlock({ spec: spec2 }) {
  return {
    template: "user",
    principle: "non-root",
    reason: "A number, since Kubernetes' runAsNonRoot cannot check a name; it owns none of the code",
    data: { user: spec2.runtime.user }
  };
}
function portBlock({ spec: spec2, start: start2 }) {
  const { port: port2 } = spec2.app;
  if (port2 === null) return [];
  return [
    {
      template: "expose",
      principle: "environment-configuration",
      reason: start2.honoursPort ? "The default of PORT" : "The port that the start command names; PORT does not move it",
      data: { port: port2 }
    }
  ];
}
function labelBlock({ project: project2, spec: spec2 }) {
  const labels = [
    { name: "title", value: spec2.app.name },
    { name: "version", value: spec2.app.version },
    ...project2.description ? [{ name: "description", value: plainLine(project2.description, 200) }] : [],
    ...project2.license ? [{ name: "licenses", value: plainLine(project2.license, 100) }] : []
  ];
  return { template: "labels", principle: "labels", reason: "What a registry shows of the image", data: { labels } };
}
function stopSignalBlock({ command }) {
  const signal = stopSignal(command);
  if (!signal) return [];
  return [
    {
      template: "stop-signal",
      principle: "graceful-shutdown",
      reason: "Python as process 1 ignores SIGTERM unless the code handles it; SIGINT ends it like Ctrl-C",
      data: { signal }
    }
  ];
}
function commandBlock({ start: start2, project: project2, command }) {
  const through = start2.exec[0] === "sh" && !isShell(command);
  return {
    template: "command",
    principle: through ? "graceful-shutdown" : "exec-form",
    reason: through ? "The shell puts PORT in and is replaced by the service, which so is process 1 and receives signals" : `${commandSource(project2)}, without a shell in between, so that it receives signals`,
    data: { words: start2.exec }
  };
}
function commandSource({ entrypoint }) {
  return entrypoint ? `${entrypoint.target} (${entrypoint.file})` : "The start command of container.spec.yaml";
}

// src/generate/dockerfile/dockerfile.ts
init_volumes();
function renderDockerfile(subject, render) {
  const { content, rationale } = renderBlocks("Dockerfile", header(subject), planBlocks(subject), render);
  return { file: { path: "Dockerfile", content: sign(content) }, rationale };
}
function planBlocks(subject) {
  const kept = subject.variant === "basic" ? [] : volumeBlocks(subject.spec).build;
  return [...buildBlocks(subject), ...kept, ...runtimeBlocks(subject)];
}
function header({ spec: spec2, project: project2 }) {
  const { name, version, framework } = spec2.app;
  const secrets3 = project2.dependencies.privateIndexes.length ? "# Private index: docker build --secret id=netrc,src=$HOME/.netrc .\n" : "";
  return [
    `# Image of ${name} ${version}${framework ? ` (${plainLine(framework, 80)})` : ""}, as container.spec.yaml has it; written by dockwright.
`,
    "# Needs BuildKit, which is the default; on Docker 20.10 set DOCKER_BUILDKIT=1.\n",
    secrets3
  ].join("");
}

// src/generate/dockerfile/base-image.ts
var official = /^(?<name>(?:docker\.io\/)?(?:library\/)?python):(?<version>\d+(?:\.\d+){0,2})(?:-slim)?(?:-[a-z]+)?(?:@sha256:[0-9a-f]{64})?$/;
function baseImage(image, variant2) {
  const isAlpine = /alpine/.test(image);
  if (variant2 !== "alpine" || isAlpine) return { image, alpine: isAlpine, warnings: [] };
  const parts = official.exec(image)?.groups;
  if (parts) return { image: `${parts.name}:${parts.version}-alpine`, alpine: true, warnings: [] };
  return {
    image,
    alpine: false,
    warnings: [
      `The alpine variant of ${image} is not known: set runtime.image in container.spec.yaml to an image on Alpine. The file follows the image that is set.`
    ]
  };
}

// src/generate/dockerfile/gunicorn.ts
init_fault();
var asyncServers = /* @__PURE__ */ new Set(["uvicorn", "hypercorn", "daphne", "granian", "fastapi"]);
var syncServers = /* @__PURE__ */ new Set(["flask", "waitress-serve", "uwsgi", "python"]);
function gunicornCommand(project2, spec2) {
  const { command } = spec2.app;
  if (command[0] === "gunicorn") return { command, servers: ["gunicorn"] };
  const target = applicationOf2(project2, command);
  const asynchronous = isAsynchronous(project2, command);
  if (!target || asynchronous === null)
    throw new Fault(
      "not-supported",
      `The gunicorn variant needs a WSGI or ASGI application; ${spec2.app.framework ?? "this command"} brings its own server.`,
      "Use the slim variant, or name the application in container.spec.yaml: app.entrypoint as module:attribute."
    );
  return {
    command: [
      "gunicorn",
      target,
      ...asynchronous ? ["--worker-class", "uvicorn_worker.UvicornWorker"] : [],
      "--bind",
      "0.0.0.0:${PORT}",
      // the heartbeat file of a worker belongs in memory: a slow disk would look like a worker that hangs
      "--worker-tmp-dir",
      "/dev/shm",
      "--access-logfile",
      "-"
    ],
    servers: asynchronous ? ["gunicorn", "uvicorn-worker"] : ["gunicorn"]
  };
}
function applicationOf2({ entrypoint }, command) {
  const application2 = /^[\w.]+:[\w.]+$/;
  if (entrypoint && (entrypoint.style === "asgi" || entrypoint.style === "wsgi") && application2.test(entrypoint.target))
    return entrypoint.factory ? `${entrypoint.target}()` : entrypoint.target;
  const word2 = command.slice(1).find((candidate) => application2.test(candidate));
  if (!word2) return null;
  return command.includes("--factory") ? `${word2}()` : word2;
}
function isAsynchronous({ entrypoint }, [program = ""]) {
  if (entrypoint?.style === "asgi") return true;
  if (entrypoint?.style === "wsgi") return false;
  if (asyncServers.has(program)) return true;
  return syncServers.has(program) ? false : null;
}

// src/generate/dockerfile/subject.ts
init_start_command();
function prepareSubject(project2, spec2, variant2) {
  const { image, alpine, warnings } = baseImage(spec2.runtime.image, variant2);
  const gunicorn = variant2 === "gunicorn" ? gunicornCommand(project2, spec2) : null;
  const command = gunicorn?.command ?? spec2.app.command;
  const { dependencies } = project2;
  const present = new Set([...dependencies.direct, ...dependencies.locked].map(({ name }) => name));
  const missing2 = [...dependencies.added, ...(gunicorn?.servers ?? []).filter((name) => !present.has(name))];
  const build = systemPackages(project2, spec2, "build", alpine);
  const runtime = systemPackages(project2, spec2, "runtime", alpine);
  const unknown3 = [.../* @__PURE__ */ new Set([...build.unknown, ...runtime.unknown])];
  if (unknown3.length)
    warnings.push(`Not known what Alpine calls ${unknown3.join(", ")}; the Dockerfile takes the names as they are.`);
  const servers2 = [...new Set(missing2)].map((name) => pinnedServer(name, spec2.runtime.version));
  return {
    project: project2,
    spec: spec2,
    variant: variant2,
    image,
    alpine,
    command,
    start: startCommand(project2, variant2 === "basic" ? reloadingCommand(command) ?? command : command),
    servers: servers2,
    packages: { build: build.names, runtime: runtime.names },
    hasEnvironment: dependencies.manager !== "none" || dependencies.direct.length > 0 || servers2.length > 0,
    questions: cudaWheelsQuestion(project2, spec2),
    warnings
  };
}

// src/generate/dockerignore-pattern.ts
function pattern(path) {
  return patternLine(path).replace(/[\\*?[\]]/g, (character) => character === "?" ? "?" : `\\${character}`).replace(/^[#!\s]/, (character) => character.trim() === "" ? "?" : `\\${character}`).replace(/\s$/, "?");
}
function patternLine(text2) {
  return text2.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, "?");
}

// src/generate/ignored-paths.ts
var secrets2 = [
  "**/.env",
  "**/.env.*",
  "**/*.env",
  "**/.envrc",
  "**/*.pem",
  "**/*.key",
  "**/*.p12",
  "**/*.pfx",
  "**/id_rsa*",
  "**/id_ed25519*",
  "**/.netrc",
  "**/.pypirc",
  "**/.npmrc",
  "**/.aws",
  "**/.ssh",
  "**/.kube",
  "**/.streamlit/secrets.toml",
  "**/credentials.json",
  "**/service-account*.json"
];
var volatile = [
  ".git",
  ".hg",
  ".svn",
  "**/.DS_Store",
  ".idea",
  ".vscode",
  "**/.venv",
  "**/venv",
  "**/__pycache__",
  "**/*.py[cod]",
  "**/.*_cache",
  "**/.cache",
  "**/.tox",
  "**/.nox",
  "**/.ipynb_checkpoints",
  "**/*.egg-info",
  "**/.coverage*",
  "**/htmlcov",
  "**/node_modules",
  "**/*.log",
  "build",
  "dist"
];
var descriptions = [
  "Dockerfile*",
  ".dockerignore",
  "compose*.y*ml",
  "docker-compose*.y*ml",
  "container.spec.yaml",
  "CONTAINER.md",
  "kubernetes.yaml"
];
var developmentOnly = [
  /^(?:tests?|testing|docs?|examples?|samples|bench(?:marks?)?|notebooks)\/$/i,
  /^(?:\.github|\.gitlab|\.circleci|\.devcontainer|\.husky|\.changeset|\.azure|\.ci)\/$/,
  /^(?:terraform|helm|charts|k8s|kubernetes|ansible)\/$/,
  /^\.git(?:ignore|attributes|modules|lab-ci\.yml)$/,
  /^\.(?:editorconfig|flake8|pylintrc|pre-commit-config\.ya?ml|coveragerc|travis\.yml|readthedocs\.ya?ml|tool-versions|mailmap)$/,
  /^(?:tox\.ini|noxfile\.py|pytest\.ini|mypy\.ini|ruff\.toml|conftest\.py|Makefile|justfile|Taskfile\.ya?ml|Jenkinsfile|Vagrantfile|mkdocs\.ya?ml)$/,
  /^(?:Procfile|fly\.toml|render\.ya?ml|railway\.(?:json|toml)|vercel\.json|azure-pipelines\.yml|cloudbuild\.yaml|renovate\.json)$/,
  /\.ipynb$/
];
var prose = [
  /^(?:readme|contributing|code_of_conduct|security|changelog|changes|history|authors|license|licence|copying|notice|agents|claude)(?:\.(?:md|rst|txt|adoc))?$/i
];
function ignoredGroups(project2) {
  const needed = new Set([...project2.runtimePaths, ...project2.dependencies.backendFiles].map(topOf));
  const isPackage = project2.dependencies.installsProject || project2.dependencies.manager === "setup.py";
  const rules = isPackage ? developmentOnly : [...developmentOnly, ...prose];
  const development = project2.topLevel.filter(
    (name) => rules.some((rule) => rule.test(name)) && !needed.has(topOf(name))
  );
  return [
    { principle: "no-secrets", reason: "Secrets come at run time, never with the image", patterns: secrets2 },
    {
      principle: "small-context",
      reason: "Version control, editors, environments, caches and build output",
      patterns: volatile
    },
    { principle: "dev-prod-separation", reason: "How it is built and run is no part of it", patterns: descriptions },
    ...development.length ? [
      {
        principle: "small-context",
        reason: "For development only",
        patterns: development.map((name) => pattern(topOf(name))).sort()
      }
    ] : []
  ];
}
function topOf(path) {
  return path.replace(/^\.\//, "").split("/")[0] ?? path;
}

// src/generate/dockerignore.ts
init_signature();
async function renderDockerignore(project2, render) {
  const groups = ignoredGroups(project2);
  const { kept, secret } = await reIncluded(project2, groups);
  if (kept.length)
    groups.push({
      principle: "small-context",
      reason: "Needed by the build after all",
      patterns: kept.map((path) => `!${pattern(path)}`)
    });
  const content = render("dockerignore/dockerignore", { groups });
  const rationale = groups.map(({ principle, reason }) => ({
    file: ".dockerignore",
    line: content.split("\n").indexOf(`# ${reason}`) + 2,
    principle,
    reason
  }));
  return {
    file: { path: ".dockerignore", content: sign(content) },
    rationale,
    warnings: secret.map(
      (path) => `${path} looks like a secret and stays out of the image although something names it; pass it at run time.`
    )
  };
}
async function reIncluded(project2, groups) {
  const {
    default: { default: dockerignore }
  } = await import("@balena/dockerignore");
  const matcher = (selected) => dockerignore({ ignorecase: false }).add(selected.flatMap(({ patterns }) => patterns));
  const all = matcher(groups);
  const secrets3 = matcher(groups.filter(({ principle }) => principle === "no-secrets"));
  const excluded = neededPaths(project2).filter((path) => all.ignores(path));
  return {
    kept: excluded.filter((path) => !secrets3.ignores(path)),
    secret: excluded.filter((path) => secrets3.ignores(path))
  };
}
function neededPaths({ dependencies, runtimePaths, entrypoint }) {
  const { manifests: manifests2, lock, backendFiles, localPackages } = dependencies;
  const paths = [
    ...manifests2,
    ...lock ? [lock] : [],
    ...backendFiles,
    ...localPackages,
    ...runtimePaths,
    ...entrypoint ? [entrypoint.file] : []
  ];
  return [...new Set(paths.map((path) => path.replace(/^\.\//, "").replace(/\/$/, "")))].filter(
    (path) => path !== "" && path !== "." && !path.startsWith("..")
  );
}

// src/generate/env-example.ts
init_signature();
init_plain();
function renderEnvExample(project2, spec2, render) {
  const services2 = composedServices(project2, spec2).known;
  const built = connectionValues(project2, spec2, services2);
  const passwords = services2.flatMap(
    ({ name, service: service2 }) => service2.password ? [{ note: `Password of ${name}, letters and digits: openssl rand -hex 24`, name: service2.password, value: "" }] : []
  );
  const own = spec2.environment.filter(
    ({ name }) => !built.has(name) && !passwords.some((entry3) => entry3.name === name)
  );
  const required2 = own.filter((variable) => variable.required).map((variable) => entry2(project2, variable));
  const optional2 = own.filter((variable) => !variable.required).map((variable) => entry2(project2, variable));
  const connections = [...built.keys()].map((name) => ({
    note: "Set by compose.yaml; elsewhere set it yourself",
    name,
    value: ""
  }));
  const port2 = spec2.app.port === null ? [] : [
    {
      note: `Published port; 127.0.0.1:${spec2.app.port} keeps it on this machine`,
      name: "HOST_PORT",
      value: String(spec2.app.port)
    }
  ];
  const content = render("env/env-example", {
    required: [...passwords, ...required2],
    optional: [...port2, ...optional2, ...connections]
  });
  return { path: ".env.example", content: sign(content) };
}
function entry2(project2, { name, default: value, secret }) {
  const source = project2.environment.find((variable) => variable.name === name);
  const where = source ? `${source.file}${source.line ? `:${source.line}` : ""}` : "container.spec.yaml";
  return {
    note: plainLine(secret ? `Secret; ${where}` : where, 120),
    name,
    value: secret || value === void 0 ? "" : envValue(value)
  };
}
function envValue(text2) {
  const line = plainLine(text2, 1e3);
  if (/^[A-Za-z0-9_.:/@%,+=-]*$/.test(line)) return line;
  return line.includes("'") ? "" : `'${line}'`;
}

// src/generate/generate-files.ts
init_signature();

// src/generate/templates.ts
import { existsSync as existsSync2 } from "node:fs";
import { readdir as readdir2, readFile as readFile2 } from "node:fs/promises";
import { dirname, join as join5, relative as relative2, sep as sep2 } from "node:path";
import { fileURLToPath as fileURLToPath2 } from "node:url";

// src/generate/text/markdown.ts
init_plain();
function markdownText(text2) {
  return plainLine(text2, 2e3).replace(/[\\`*_{}[\]()#+!|~>$-]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
function markdownCode(text2) {
  const line = plainLine(text2, 2e3).replaceAll("|", "\\|");
  const longest3 = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest3 + 1);
  const space = line.startsWith("`") || line.endsWith("`") || line === "" ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

// src/generate/templates.ts
init_shell();
init_yaml();
var templateHelpers = {
  token,
  path: plainPath,
  word: runWord,
  steps: (steps) => steps.map(shellCommand).join(" && \\\n    "),
  exec: execArray,
  copy: copyArray,
  value: quotedValue,
  comment,
  pattern: patternLine,
  yaml: yamlScalar,
  text: markdownText,
  code: markdownCode
};
function shellCommand({ words: words4, output }) {
  return [...words4.map(runWord), ...output ? [">", runWord(output)] : []].join(" ");
}
var loaded;
function loadTemplates() {
  loaded ??= compileTemplates();
  return loaded;
}
async function compileTemplates() {
  const { default: handlebars } = await import("handlebars");
  const engine = handlebars.create();
  for (const [name, helper] of Object.entries(templateHelpers))
    engine.registerHelper(name, (value) => helper(value));
  const folder = templatesFolder();
  const compiled = /* @__PURE__ */ new Map();
  for (const file2 of (await readdir2(folder, { recursive: true })).filter((path) => path.endsWith(".hbs")).sort()) {
    const source = (await readFile2(join5(folder, file2), "utf8")).replaceAll("\r\n", "\n");
    const name = file2.split(sep2).join("/").slice(0, -".hbs".length);
    if (name.startsWith("partials/")) engine.registerPartial(name.slice("partials/".length), source);
    else compiled.set(name, engine.compile(source, { noEscape: true, strict: true }));
  }
  return (name, data) => {
    const template = compiled.get(name);
    if (!template) throw new Error(`there is no template ${name} in ${relative2(process.cwd(), folder)}`);
    return template(data);
  };
}
function templatesFolder() {
  for (let folder = dirname(fileURLToPath2(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join5(folder, "templates");
    if (existsSync2(join5(candidate, "dockerfile"))) return candidate;
    if (dirname(folder) === folder) throw new Error("the package has no templates folder; install it again");
  }
}

// src/generate/generate-files.ts
var defaultArtifacts = ["dockerfile", "dockerignore", "compose", "env"];
async function generateFiles(project2, spec2, options = {}) {
  const render = await loadTemplates();
  const subject = prepareSubject(project2, spec2, options.variant ?? spec2.runtime.variant);
  const composeFile = options.composeFileName ?? composeFileOf(project2);
  const generated = {
    files: [],
    rationale: [],
    questions: [...subject.questions],
    warnings: [...subject.warnings]
  };
  for (const artifact of new Set(options.artifacts ?? defaultArtifacts)) {
    const { files: files3, rationale = [], warnings = [] } = await renderArtifact(artifact, subject, composeFile, render);
    generated.files.push(...files3);
    generated.rationale.push(...rationale);
    generated.warnings.push(...warnings);
  }
  return generated;
}
async function renderArtifact(artifact, subject, composeFile, render) {
  const { project: project2, spec: spec2 } = subject;
  switch (artifact) {
    case "dockerfile": {
      const { file: file2, rationale } = renderDockerfile(subject, render);
      return { files: [file2], rationale };
    }
    case "dockerignore": {
      const { file: file2, rationale, warnings } = await renderDockerignore(project2, render);
      return { files: [file2], rationale, warnings };
    }
    case "compose": {
      const { content, rationale, warnings } = renderCompose(subject);
      return {
        files: [
          { path: composeFile, content: sign(content) },
          { path: "compose.dev.yaml", content: sign(renderComposeDev(subject, composeFile)) }
        ],
        rationale: rationale.map((entry3) => ({ file: composeFile, ...entry3 })),
        warnings
      };
    }
    case "env":
      return { files: [renderEnvExample(project2, spec2, render)] };
    case "ci": {
      const { renderWorkflow: renderWorkflow2 } = await Promise.resolve().then(() => (init_ci(), ci_exports));
      return { files: [renderWorkflow2(spec2, render)] };
    }
    case "kubernetes": {
      const { renderKubernetes: renderKubernetes2 } = await Promise.resolve().then(() => (init_kubernetes(), kubernetes_exports));
      return renderKubernetes2(subject);
    }
    case "docs": {
      const { renderGuide: renderGuide2 } = await Promise.resolve().then(() => (init_guide(), guide_exports));
      return { files: [renderGuide2(subject, composeFile, render)] };
    }
  }
}
function composeFileOf({ topLevel }) {
  return ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"].find(
    (name) => topLevel.includes(name)
  ) ?? "compose.yaml";
}

// src/generate/write-files.ts
init_fault();
init_signature();
import { randomBytes } from "node:crypto";
import { mkdir, readFile as readFile3, rename, rm, stat as stat3, writeFile } from "node:fs/promises";
import { dirname as dirname3, join as join8 } from "node:path";

// src/generate/write/locate.ts
init_fault();
import { lstat, realpath as realpath2 } from "node:fs/promises";
import { dirname as dirname2, isAbsolute as isAbsolute2, join as join7, relative as relative3, resolve as resolve2, sep as sep3 } from "node:path";
async function locate(root, path) {
  const base = await realpath2(root);
  const wanted = resolve2(base, ...path.split("/"));
  if (isAbsolute2(path) || !isInside2(base, wanted)) throw refused(path, root);
  const parent = await existingAncestor(dirname2(wanted));
  const realParent = join7(await realpath2(parent), relative3(parent, dirname2(wanted)));
  const target = join7(realParent, wanted.slice(dirname2(wanted).length + 1));
  if (!isInside2(base, target)) throw refused(path, root);
  const status = await lstat(target).catch(absent);
  if (!status) return { target, exists: false };
  if (!status.isSymbolicLink() && !status.isFile()) throw notAFile(path);
  if (!status.isSymbolicLink()) return { target, exists: true };
  const real = await realpath2(target).catch(absent);
  if (!real || !isInside2(base, real)) throw refused(path, root);
  return { target: real, exists: true };
}
async function existingAncestor(folder) {
  for (let current2 = folder; ; current2 = dirname2(current2))
    if (await lstat(current2).catch(absent) || dirname2(current2) === current2) return current2;
}
function isInside2(root, path) {
  return path.startsWith(root.endsWith(sep3) ? root : root + sep3);
}
function absent(error) {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}
function refused(path, root) {
  return new Fault(
    "path-refused",
    `${path} leads out of ${root}.`,
    "It is a link, or lies behind one; remove the link, or generate in the folder that it leads to."
  );
}
function notAFile(path) {
  return new Fault("path-refused", `${path} is there and is not a file.`, "Rename it, then generate again.");
}

// src/generate/write/mask-secrets.ts
var secretName = /(?:secret|password|passwd|pwd|token|api_?key|apikey|private_?key|access_?key|credential|auth)/i;
var shapes = [
  /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,200}/g,
  /\b(?:ghp|gho|ghu|ghs|ghr|github_pat|glpat|hf|npm|xox[abprs])[-_][A-Za-z0-9_-]{16,200}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,50}/g,
  /\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{0,2000}/g
];
var assignment2 = /^([ +-]?\s{0,200}(?:#\s?)?(?:-\s)?(?:export\s|ENV\s|ARG\s|LABEL\s)?"?)([A-Za-z_][A-Za-z0-9_.-]{0,200})("?\s{0,20}[=:]\s{0,20}|\s{1,20})(\S.*)$/;
function maskSecrets(text2) {
  let inKey = false;
  return text2.split("\n").map((line) => {
    if (line.includes("-----BEGIN ") && line.includes("PRIVATE KEY")) inKey = true;
    const masked = inKey ? `${/^[ +-]/.test(line) ? line[0] : ""}***` : maskLine(line);
    if (line.includes("-----END ")) inKey = false;
    return masked;
  }).join("\n");
}
function maskLine(line) {
  let masked = line.length > 4e3 ? `${line.slice(0, 4e3)}\u2026` : line;
  masked = masked.replace(
    /(:\/\/[^\s/:@]{0,200}:)([^\s/@]{1,500})(?=@)/g,
    (whole, before2, value2) => isReference(value2) ? whole : `${before2}***`
  );
  for (const shape of shapes) masked = masked.replace(shape, "***");
  masked = masked.replace(
    /\b([A-Za-z_][A-Za-z0-9_]{0,200})=("[^"]*"|'[^']*'|\S+)/g,
    (whole, name2, value2) => secretName.test(name2) && !isReference(value2) ? `${name2}=***` : whole
  );
  const parts = assignment2.exec(masked);
  if (!parts) return masked;
  const [, before = "", name = "", between = "", value = ""] = parts;
  return secretName.test(name) && !isReference(value) ? `${before}${name}${between}***` : masked;
}
function isReference(value) {
  return /^["']?\$\{?[A-Za-z_]/.test(value) || value === "***";
}

// src/generate/write/unified-diff.ts
var context = 3;
var mostEdits = 2e3;
function unifiedDiff(path, before, after) {
  const lines2 = compare2(splitLines(before), splitLines(after));
  const body = hunks(lines2);
  return body === "" ? "" : `--- a/${path}
+++ b/${path}
${body}`;
}
function splitLines(text2) {
  const lines2 = text2.split(/\r?\n/);
  if (lines2.at(-1) === "") lines2.pop();
  return lines2;
}
function compare2(before, after) {
  let start2 = 0;
  while (start2 < before.length && start2 < after.length && before[start2] === after[start2]) start2++;
  let end = 0;
  while (end < before.length - start2 && end < after.length - start2 && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (text2) => ({ kind: " ", text: text2 });
  return [
    ...before.slice(0, start2).map(same),
    ...shortestEdit(before.slice(start2, before.length - end), after.slice(start2, after.length - end)),
    ...before.slice(before.length - end).map(same)
  ];
}
function shortestEdit(before, after) {
  const trace = [];
  const furthest = /* @__PURE__ */ new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(before.length + after.length, mostEdits); edits++) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(furthest, diagonal, edits) ? furthest.get(diagonal + 1) : furthest.get(diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
  }
  return [...before.map((text2) => ({ kind: "-", text: text2 })), ...after.map((text2) => ({ kind: "+", text: text2 }))];
}
function goesDown(furthest, diagonal, edits) {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}
function walkBack(before, after, trace) {
  const lines2 = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits];
    const diagonal = x - y;
    const previous = goesDown(furthest, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const previousX = edits === 0 ? 0 : furthest.get(previous);
    const previousY = edits === 0 ? 0 : previousX - previous;
    while (x > previousX && y > previousY) {
      lines2.push({ kind: " ", text: before[--x] });
      y--;
    }
    if (edits === 0) break;
    if (x === previousX) lines2.push({ kind: "+", text: after[--y] });
    else lines2.push({ kind: "-", text: before[--x] });
  }
  return lines2.reverse();
}
function hunks(lines2) {
  let text2 = "";
  let oldLine = 1;
  let newLine = 1;
  for (let index = 0; index < lines2.length; ) {
    if (lines2[index].kind === " ") {
      index++;
      oldLine++;
      newLine++;
      continue;
    }
    const from = Math.max(0, index - context);
    const to = endOfHunk(lines2, index);
    const hunk = lines2.slice(from, to);
    const removed = hunk.filter(({ kind }) => kind !== "+").length;
    const added = hunk.filter(({ kind }) => kind !== "-").length;
    const oldStart = oldLine - (index - from);
    const newStart = newLine - (index - from);
    text2 += `@@ -${range(oldStart, removed)} +${range(newStart, added)} @@
`;
    text2 += hunk.map((line) => `${line.kind}${line.text}
`).join("");
    oldLine = oldStart + removed;
    newLine = newStart + added;
    index = to;
  }
  return text2;
}
function endOfHunk(lines2, start2) {
  let last = start2;
  for (let index = start2; index < lines2.length && index - last <= 2 * context; index++)
    if (lines2[index].kind !== " ") last = index;
  return Math.min(lines2.length, last + context + 1);
}
function range(start2, count) {
  return `${count === 0 ? start2 - 1 : start2},${count}`;
}

// src/generate/write-files.ts
var biggestCompared = 1e6;
async function planWrites(root, files3) {
  return Promise.all(files3.map((file2) => planWrite(root, file2)));
}
async function planWrite(root, { path, content }) {
  const { target, exists } = await locate(root, path);
  if (!exists) return { path, content, action: "create" };
  if ((await stat3(target)).size > biggestCompared)
    return { path, content, action: "conflict", diff: `${path} is too big to compare.
` };
  const before = await readFile3(target, "utf8");
  if (before.replaceAll("\r\n", "\n") === content) return { path, content, action: "unchanged" };
  const diff = maskSecrets(unifiedDiff(path, before, content));
  return { path, content, action: isOurs2(before) ? "update" : "conflict", diff };
}
async function writeFiles(root, planned2, { overwrite }) {
  const now = await planWrites(root, planned2);
  refuseConflicts(planned2, now, overwrite);
  const changes = now.filter(({ action }) => action !== "unchanged");
  const written = [];
  try {
    for (const { path, content } of changes) written.push(await replace(await locate(root, path), content));
  } catch (error) {
    for (const one of written.reverse()) await undo(one);
    throw writeFailed(root, error);
  }
}
function refuseConflicts(planned2, now, overwrite) {
  const conflicts = now.filter(({ action }) => action === "conflict").map(({ path }) => path);
  if (conflicts.length && !overwrite)
    throw new Fault(
      "file-conflict",
      `${conflicts.join(", ")} ${conflicts.length > 1 ? "were" : "was"} not written by dockwright, or changed since; nothing was written.`,
      "Look at the diff; move your changes into container.spec.yaml or another file, or replace what is there with --overwrite."
    );
  const changed = now.filter(
    ({ diff, action }, index) => diff !== planned2[index]?.diff || action !== planned2[index]?.action
  );
  if (changed.length)
    throw new Fault(
      "file-conflict",
      `${changed.map(({ path }) => path).join(", ")} changed while the change was looked at; nothing was written.`,
      "Generate again and look at the new diff."
    );
}
async function replace({ target, exists }, content) {
  const before = exists ? await readFile3(target) : null;
  const mode = exists ? (await stat3(target)).mode & 4095 : 420;
  await mkdir(dirname3(target), { recursive: true });
  await putInPlace(target, content, mode);
  return { target, before, mode };
}
async function putInPlace(target, content, mode) {
  const temporary2 = join8(dirname3(target), `.dockwright-${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeFile(temporary2, content, { mode, flag: "wx" });
    await rename(temporary2, target);
  } catch (error) {
    await rm(temporary2, { force: true });
    throw error;
  }
}
async function undo({ target, before, mode }) {
  if (before === null) await rm(target, { force: true });
  else await putInPlace(target, before, mode);
}
function writeFailed(root, error) {
  if (error instanceof Fault) return error;
  const { code, message } = error;
  return new Fault(
    "write-failed",
    `Could not write in ${root}: ${code ?? message}; nothing was changed.`,
    code === "EROFS" || code === "EACCES" || code === "EPERM" ? "Check that you may write there." : "Check the space on the disk, then run the same command again.",
    { cause: error }
  );
}

// ../../tmp/gen/gen.mts
var [src, dst, variant] = process.argv.slice(2);
await rm2(dst, { recursive: true, force: true });
await cp(src, dst, { recursive: true });
var activity = { signal: new AbortController().signal, report() {
} };
var project = await readProject(dst, activity);
var { spec } = await draftSpec(project);
if (process.env.PYV) {
  spec.runtime.version = process.env.PYV;
  spec.runtime.image = `python:${process.env.PYV}-slim`;
}
var r = await generateFiles(project, spec, { variant, artifacts: ["dockerfile", "dockerignore", "compose", "env", "ci", "kubernetes", "docs"] });
var planned = await planWrites(dst, r.files);
console.log(planned.map((f) => f.path + ": " + f.action).join(", "));
await writeFiles(dst, planned, { overwrite: true });
console.log(JSON.stringify({ cmd: spec.app.command, image: spec.runtime.image, deps: { ...project.dependencies, direct: project.dependencies.direct.length, locked: project.dependencies.locked.length }, runtimePaths: project.runtimePaths, vol: spec.volumes, sys: project.systemPackages, env: project.commandEnvironment, w: [...project.warnings, ...r.warnings] }));
