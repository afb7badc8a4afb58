import { describe, expect, test } from 'vitest';
import { findStackTrace } from '../../../../src/diagnose/logs/stack-frames/find-stack-trace.js';
import { place } from '../../../../src/diagnose/logs/stack-frames/stack-trace.js';

const find = (text: string) => findStackTrace(text.split('\n').map((line) => ({ text: line })));
/** `ValueError: bad at /app/main.py:3 in run` */
const told = (text: string) => {
  const trace = find(text);
  return trace && `${trace.exception}: ${trace.message} at ${trace.frame ? place(trace.frame) : '?'}`;
};

describe('the application’s own last frame', () => {
  test('of Python, below the standard library and packages', () => {
    expect(
      told(`Traceback (most recent call last):
  File "/app/main.py", line 9, in <module>
    main()
  File "/app/shop/settings.py", line 4, in read
    return json.loads(text)
           ~~~~~~~~~~^^^^^^
  File "/usr/local/lib/python3.12/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
  File "/app/.venv/lib/python3.12/site-packages/pydantic/main.py", line 20, in validate
    raise error
json.decoder.JSONDecodeError: Expecting property name: line 1 column 2 (char 1)`),
    ).toBe(
      'json.decoder.JSONDecodeError: Expecting property name: line 1 column 2 (char 1) at /app/shop/settings.py:4 in read',
    );
  });

  test('of Python: the last of several exceptions', () => {
    expect(
      told(`Traceback (most recent call last):
  File "/app/a.py", line 1, in first
    x
KeyError: 'a'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/b.py", line 2, in second
    y
app.errors.NotReady`),
    ).toBe('app.errors.NotReady:  at /app/b.py:2 in second');
  });

  test('of a syntax error of Python', () => {
    expect(
      told(`  File "/app/main.py", line 1
    def handler(event)
                      ^
SyntaxError: expected ':'`),
    ).toBe("SyntaxError: expected ':' at /app/main.py:1");
  });

  test('of an exception group of Python', () => {
    expect(
      told(`  + Exception Group Traceback (most recent call last):
  |   File "/app/main.py", line 9, in main
  |     async with asyncio.TaskGroup() as group:
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/jobs.py", line 3, in job
    |     raise ValueError("bad job")
    | ValueError: bad job
    +------------------------------------`),
    ).toBe('ValueError: bad job at /app/jobs.py:3 in job');
  });

  test('of Node.js, not node_modules and node: files', () => {
    expect(
      told(`/app/node_modules/express/lib/router/layer.js:95
    fn(req, res, next);
    ^

TypeError: Cannot read properties of undefined (reading 'items')
    at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)
    at total (/app/src/orders.js:3:25)
    at Object.<anonymous> (/app/src/index.js:6:1)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)

Node.js v22.14.0`),
    ).toBe("TypeError: Cannot read properties of undefined (reading 'items') at /app/src/orders.js:3 in total");
  });

  test('of Node.js as an ES module with a code', () => {
    expect(
      told(`Error [ERR_STATE]: not yet
    at file:///app/main.mjs:2:9
    at ModuleJob.run (node:internal/modules/esm/module_job:271:25) {
  code: 'ERR_STATE'
}`),
    ).toBe('Error [ERR_STATE]: not yet at /app/main.mjs:2');
  });

  test('of Go', () => {
    expect(
      told(`panic: assignment to entry in nil map

goroutine 1 [running]:
internal/maps.(*Map).PutSlot(...)
\t/usr/local/go/src/internal/maps/map.go:10 +0x1
main.setPrice(...)
\t/src/main.go:7
main.main()
\t/src/main.go:11 +0x45
exit status 2`),
    ).toBe('panic: assignment to entry in nil map at /src/main.go:7 in main.setPrice');
  });

  test('of Java, of the innermost cause', () => {
    expect(
      told(`Exception in thread "main" java.lang.IllegalStateException: cannot start
\tat com.shop.Main.main(Main.java:11)
Caused by: org.springframework.beans.BeanException: no bean
\tat org.springframework.beans.Factory.get(Factory.java:200)
\tat com.shop.Wiring.wire(Wiring.java:42)
\t... 1 more`),
    ).toBe('org.springframework.beans.BeanException: no bean at Wiring.java:42 in com.shop.Wiring.wire');
  });

  test('of Ruby, old and new quotes', () => {
    expect(
      told(`/usr/lib/ruby/3.3.0/json/common.rb:219:in 'JSON::Ext::Parser.parse': unexpected token (JSON::ParserError)
\tfrom /app/main.rb:4:in 'Object#rates'
\tfrom /app/main.rb:7:in '<main>'`),
    ).toBe('JSON::ParserError: unexpected token at /app/main.rb:4 in Object#rates');
    expect(told("main.rb:2:in `boom': bad (RuntimeError)\n\tfrom main.rb:5:in `<main>'")).toBe(
      'RuntimeError: bad at main.rb:2 in boom',
    );
  });

  test('of PHP, not what lies in vendor', () => {
    expect(
      told(`PHP Fatal error:  Uncaught PDOException: could not find driver in /app/vendor/db/src/Driver.php:28
Stack trace:
#0 /app/vendor/db/src/Driver.php(28): PDO->__construct()
#1 /app/src/Orders.php(12): Db\\Driver->connect()
#2 {main}
  thrown in /app/vendor/db/src/Driver.php on line 28`),
    ).toBe('PDOException: could not find driver at /app/src/Orders.php:12 in Db\\Driver->connect');
  });

  test('of .NET', () => {
    expect(
      told(`Unhandled exception. System.InvalidOperationException: no tax rate for XX
   at System.ThrowHelper.Throw()
   at Shop.Billing.Rate(String country) in /src/Billing.cs:line 4
   at Program.<Main>$(String[] args) in /src/Program.cs:line 9`),
    ).toBe('System.InvalidOperationException: no tax rate for XX at /src/Billing.cs:4 in Shop.Billing.Rate');
  });

  test('of Rust, new and old, and through a library', () => {
    expect(told("thread 'main' panicked at src/main.rs:2:18:\nport is a number\nnote: run with")).toBe(
      'panic: port is a number at src/main.rs:2',
    );
    expect(told("thread 'main' panicked at 'boom', src/main.rs:2:5")).toBe('panic: boom at src/main.rs:2');
    expect(
      told(`thread 'main' panicked at /root/.cargo/registry/src/index/serde-1.0/src/de.rs:10:5:
bad
stack backtrace:
   3: shop::read
             at ./src/read.rs:8:9`),
    ).toBe('panic: bad at src/read.rs:8');
  });
});

describe('what is no stack trace', () => {
  test.each([
    'INFO at 12:00 everything is fine',
    'Error: 0 errors',
    'File "/app/main.py", line 3',
    'panic: none',
    '    at the end (of the day:1:2',
    'Exception in thread: none',
  ])('%s', (text) => {
    expect(find(text)).toBeNull();
  });

  test('long lines and many of them take little time', () => {
    const hostile = [
      '    at '.repeat(20_000),
      `\tat ${'a.'.repeat(100_000)}b(`,
      `Traceback ${'File "'.repeat(50_000)}`,
      `${'A'.repeat(100_000)}Error`,
      `goroutine ${'1'.repeat(100_000)} [`,
      `${'x.'.repeat(50_000)}Exception: ${' '.repeat(50_000)}`,
    ];
    const lines = Array.from({ length: 2_000 }, (_, index) => ({ text: hostile[index % hostile.length] as string }));
    const started = performance.now();
    findStackTrace(lines);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('thousands of frames without an end take little time', () => {
    const lines = Array.from({ length: 2_000 }, () => ({ text: '    at run (/app/main.js:1:2)' }));
    const started = performance.now();
    expect(findStackTrace(lines)).toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
