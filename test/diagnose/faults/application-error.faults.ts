import { defineFaults } from './fault.js';
import { exposed, published } from './published.js';

const python = `import json

def read_settings(text):
    return json.loads(text)

def main():
    read_settings("{'port': 8000}")

main()
`;
const node = `const orders = new Map();
function total(id) {
  return orders.get(id).items.reduce((sum, item) => sum + item.price, 0);
}
console.log('starting orders');
total('A-17');
`;
const go = `package main

import "fmt"

var prices map[string]int

func setPrice(name string, price int) { prices[name] = price }

func main() {
	fmt.Println("loading prices")
	setPrice("apple", 3)
}
`;
const java = `import java.util.Optional;

public class Main {
  static String currency(Optional<String> configured) {
    return configured.orElseThrow();
  }
  public static void main(String[] arguments) {
    try {
      currency(Optional.empty());
    } catch (RuntimeException error) {
      throw new IllegalStateException("orders cannot start", error);
    }
  }
}
`;
const ruby = `require 'json'

def rates(text)
  JSON.parse(text).fetch('rates')
end

rates('{"base": "EUR"}')
`;
const php = `<?php
function discount(int $percent): float {
    if ($percent > 100) { throw new InvalidArgumentException("a discount of $percent percent"); }
    return $percent / 100;
}
echo "starting\\n";
discount(120);
`;
const dotnet = `using System;
class Billing {
  static decimal Rate(string country) {
    if (country == "XX") throw new InvalidOperationException("no tax rate for XX");
    return 0.19m;
  }
  static void Main() { Console.WriteLine("starting"); Rate("XX"); }
}
`;
const rust = `fn parse_port(text: &str) -> u16 {
    text.parse().expect("port is a number")
}

fn main() {
    println!("starting");
    parse_port("http");
}
`;

export const faults = defineFaults(
  {
    id: 'application-python-uncaught',
    title: 'An exception in Python, its last frame in the standard library',
    language: 'python',
    cause: 'application-error',
    quick: true,
    start: (scene) =>
      scene.run({ Image: 'python:3.13-slim', Cmd: ['python3', '/app/main.py'] }, { '/app/main.py': python }),
  },
  {
    id: 'application-python-syntax',
    title: 'A syntax error in Python',
    language: 'python',
    cause: 'application-error',
    start: (scene) =>
      scene.run(
        { Image: 'python:3.11-slim', Cmd: ['python3', '/app/main.py'] },
        { '/app/main.py': 'def handler(event)\n    return event\n' },
      ),
  },
  {
    id: 'application-python-restarted',
    title: 'A crash in Python, restarted again and again',
    language: 'python',
    cause: 'application-error',
    tolerated: ['restart-loop'],
    async start(scene) {
      const name = await scene.start(
        {
          Image: 'python:3.13-slim',
          Cmd: ['python3', '/app/main.py'],
          HostConfig: { RestartPolicy: { Name: 'always' } },
        },
        { '/app/main.py': 'ratio = 1 / len([])\n' },
      );
      await scene.restarted(name, 3);
      return name;
    },
  },
  {
    id: 'application-node-uncaught',
    title: 'A TypeError in Node.js',
    language: 'node',
    cause: 'application-error',
    start: (scene) => scene.run({ Image: 'node:22-slim', Cmd: ['node', '/app/main.js'] }, { '/app/main.js': node }),
  },
  {
    id: 'application-node-rejection',
    title: 'A promise of Node.js that nobody waits for fails',
    language: 'node',
    cause: 'application-error',
    start: (scene) =>
      scene.run(
        { Image: 'node:20-slim', Cmd: ['node', '/app/main.mjs'] },
        {
          '/app/main.mjs':
            "async function migrate() {\n  throw new RangeError('migration 7 is newer than this release');\n}\nmigrate();\nsetInterval(() => {}, 1000);\n",
        },
      ),
  },
  {
    id: 'application-go-panic',
    title: 'A panic in Go',
    language: 'go',
    cause: 'application-error',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('go')}\nWORKDIR /src\nCOPY main.go .\nRUN go build -o /app main.go\nCMD ["/app"]\n`,
        { 'main.go': go },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'application-java-caused-by',
    title: 'An exception in Java with a cause',
    language: 'java',
    cause: 'application-error',
    start: async (scene) =>
      scene.run({ Image: await scene.toolchain('java'), Cmd: ['java', '/app/Main.java'] }, { '/app/Main.java': java }),
  },
  {
    id: 'application-ruby-uncaught',
    title: 'An exception in Ruby',
    language: 'ruby',
    cause: 'application-error',
    start: async (scene) =>
      scene.run({ Image: await scene.toolchain('ruby'), Cmd: ['ruby', '/app/main.rb'] }, { '/app/main.rb': ruby }),
  },
  {
    id: 'application-php-uncaught',
    title: 'An exception in PHP',
    language: 'php',
    cause: 'application-error',
    start: async (scene) =>
      scene.run({ Image: await scene.toolchain('php'), Cmd: ['php', '/app/main.php'] }, { '/app/main.php': php }),
  },
  {
    id: 'application-dotnet-unhandled',
    title: 'An unhandled exception in .NET (Mono)',
    language: 'dotnet',
    cause: 'application-error',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('dotnet')}\nCOPY Billing.cs /app/\nRUN mcs -debug -out:/app/billing.exe /app/Billing.cs\nCMD ["mono", "--debug", "/app/billing.exe"]\n`,
        { 'Billing.cs': dotnet },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'application-rust-panic',
    title: 'A panic in Rust',
    language: 'rust',
    cause: 'application-error',
    async start(scene) {
      const image = await scene.image(
        `FROM ${await scene.toolchain('rust')}\nWORKDIR /src\nCOPY main.rs .\nRUN rustc -o /app main.rs\nCMD ["/app"]\n`,
        { 'main.rs': rust },
      );
      return scene.run({ Image: image });
    },
  },
  {
    id: 'application-says-why-it-ends',
    title: 'A program without a stack trace says why it ends',
    language: 'shell',
    cause: 'application-error',
    start: (scene) =>
      scene.run({
        Image: 'debian:bookworm-slim',
        Cmd: [
          'sh',
          '-c',
          'echo "reading settings"; echo "fatal: setting workers must be a positive number, got -1" >&2; exit 78',
        ],
      }),
  },
  {
    id: 'application-request-unanswered',
    title: 'A service of Python answers a request with 500 and logs why',
    language: 'python',
    cause: 'application-error',
    async start(scene) {
      const name = await scene.start(
        { Image: 'python:3.13-slim', Cmd: ['python3', '-u', '/app/main.py'], ...exposed, HostConfig: published },
        {
          '/app/main.py': `
import signal, sys, threading, urllib.error, urllib.request
from wsgiref.simple_server import make_server
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
def application(environ, start_response):
    order = {"id": 7}
    return [order["total"].encode()]
server = make_server("0.0.0.0", 8000, application)
def ask():
    try: urllib.request.urlopen("http://127.0.0.1:8000/orders/7")
    except urllib.error.HTTPError as error: print("answered", error.code, flush=True)
threading.Thread(target=ask).start()
server.serve_forever()
`,
        },
      );
      await scene.logged(name, 'answered 500');
      return name;
    },
  },
);
