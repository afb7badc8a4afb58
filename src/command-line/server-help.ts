import { table } from './help.js';

const both: [string, string][] = [
  ['--root DIR', 'Allow paths under DIR alone; may be given more than once (default: any that you can read)'],
  ['--tools NAMES', 'Offer these tools alone: draft_spec,audit_image'],
];

type Rows = readonly [flag: string, description: string][];

/** The flags of `dockwright mcp` and of `dockwright serve`, with what each means. */
export const serverFlags: Readonly<Record<'mcp' | 'serve', Rows>> = {
  mcp: [...both, ['--read-only', 'Write, build, run and push nothing'], ['-h, --help', 'Show this']],
  serve: [
    ...both,
    ['--allow-writes', 'Let clients write files, build, run containers and push'],
    ['--host ADDRESS', 'Listen there (default 127.0.0.1); beyond this machine it wants to know who calls'],
    ['--port N', 'Listen there (default 3919); 0 takes a free one and says which'],
    ['--token-env NAME', 'Whoever calls sends the bearer token in this variable'],
    ['--authorization-server URL', "Or an OAuth access token (JWT) of this issuer, for this server's URL"],
    ['--public-url URL', 'What clients call, where a proxy stands before it (default: where it listens, /mcp)'],
    ['--allowed-origin URL', 'A web page that may call; may be given more than once (default: none)'],
    ['--at-once N', 'Requests of one client that run at once; more wait (default 32)'],
    ['--per-minute N', 'Requests of one client in a minute (default 3000)'],
    ['-h, --help', 'Show this'],
  ],
};

/** What `dockwright mcp` and `dockwright serve` are, in a line. */
export const serverTitles = {
  mcp: 'Serve the tools to an MCP client on stdin and stdout',
  serve: 'Serve the tools to MCP clients over Streamable HTTP, read-only unless told otherwise',
} as const;

/** What `dockwright mcp --help` and `dockwright serve --help` print. */
export function serverHelp(command: 'mcp' | 'serve'): string {
  return command === 'mcp' ? stdioHelp() : httpHelp();
}

function stdioHelp(): string {
  return [
    `dockwright mcp   ${serverTitles.mcp}`,
    '',
    ...table([...serverFlags.mcp]),
    '',
    'An MCP client starts it: { "command": "npx", "args": ["-y", "dockwright", "mcp"] }',
  ].join('\n');
}

function httpHelp(): string {
  return [
    `dockwright serve   ${serverTitles.serve}`,
    '',
    ...table([...serverFlags.serve]),
    '',
    'Examples',
    ...table([
      ['dockwright serve', 'for the assistants of this machine: http://127.0.0.1:3919/mcp'],
      ['dockwright serve --allow-writes --root ~/projects', 'and let them write there, build and run'],
      [
        'dockwright serve --host 0.0.0.0 --public-url https://mcp.example.com/mcp --token-env MCP_TOKEN',
        'on a network',
      ],
    ]),
    '',
    'It speaks plain HTTP: on a network put a proxy with TLS before it.',
  ].join('\n');
}
