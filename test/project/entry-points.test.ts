import { describe, expect, it } from 'vitest';
import { type Files, project, requirements } from './project.js';

const port = '${PORT}';
const uvicorn = (target: string, ...rest: string[]) => [
  'uvicorn',
  target,
  '--host',
  '0.0.0.0',
  '--port',
  port,
  ...rest,
];
const gunicorn = (target: string, ...options: string[]) => [
  'gunicorn',
  '--bind',
  `0.0.0.0:${port}`,
  ...options,
  target,
];
const fastapi = requirements('fastapi', 'uvicorn');
const flask = requirements('flask', 'gunicorn');

describe('ASGI applications', () => {
  const cases: [string, Files, string, string[]?][] = [
    ['a plain one', { 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' }, 'main:app'],
    ['by module', { 'main.py': 'import fastapi\napi = fastapi.FastAPI(title="x")\n' }, 'main:api'],
    ['by another name', { 'server.py': 'from fastapi import FastAPI as F\nservice = F()\n' }, 'server:service'],
    [
      'annotated',
      {
        'main.py': 'from fastapi import FastAPI\nfrom lib import make\napp: FastAPI = make()\n',
        'lib.py': 'def make(): ...\n',
      },
      'main:app',
    ],
    [
      'made by a function of another module',
      {
        'app/main.py': 'from app.factory import create\napp = create()\n',
        'app/__init__.py': '',
        'app/factory.py':
          'from fastapi import FastAPI\ndef create(debug=False):\n    api = FastAPI()\n    return api\n',
      },
      'app.main:app',
    ],
    [
      'wrapped in middleware',
      {
        'main.py':
          'from fastapi import FastAPI\nfrom starlette.middleware.cors import CORSMiddleware\ninner = FastAPI()\napp = CORSMiddleware(inner, allow_origins=["*"])\n',
      },
      'main:app',
    ],
    [
      'behind Socket.IO',
      {
        'main.py':
          'import socketio\nfrom fastapi import FastAPI\nsio = socketio.AsyncServer()\nfastapi_app = FastAPI()\napp = socketio.ASGIApp(sio, fastapi_app)\n',
      },
      'main:app',
    ],
    [
      'a subclass',
      {
        'main.py': 'from base import Base\napp = Base()\n',
        'base.py': 'from fastapi import FastAPI\nclass Base(FastAPI):\n    pass\n',
      },
      'main:app',
    ],
    [
      'an attribute of an object',
      {
        'main.py':
          'from fastapi import FastAPI\nclass Server:\n    def __init__(self):\n        self.app = FastAPI()\nserver = Server()\napp = server.app\n',
      },
      'main:app',
    ],
    [
      'what a builder builds',
      {
        'main.py':
          'from fastapi import FastAPI\nclass Builder:\n    def build(self) -> FastAPI:\n        return self._x\napp = Builder().build()\n',
      },
      'main:app',
    ],
    [
      'in a package',
      {
        'orders/__init__.py': '',
        'orders/api/__init__.py': '',
        'orders/api/server.py': 'from fastapi import FastAPI\nfrom orders import __init__\napp = FastAPI()\n',
      },
      'orders.api.server:app',
    ],
    [
      're-exported by a package',
      {
        'orders/__init__.py': 'from .core import app\n',
        'orders/core.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      },
      'orders:app',
    ],
    [
      'in a file that imports from its own folder',
      {
        'backend/main.py': 'from fastapi import FastAPI\nfrom routers import users\napp = FastAPI()\n',
        'backend/routers/users.py': '',
      },
      'main:app',
      ['--app-dir', 'backend'],
    ],
    [
      'in a folder that is imported by name',
      {
        'backend/main.py': 'from fastapi import FastAPI\nfrom backend.routers import users\napp = FastAPI()\n',
        'backend/routers/users.py': '',
      },
      'backend.main:app',
    ],
    [
      'with a lifespan that yields',
      {
        'main.py':
          'from contextlib import asynccontextmanager\nfrom fastapi import FastAPI\n@asynccontextmanager\nasync def lifespan(app):\n    yield\napp = FastAPI(lifespan=lifespan)\n',
      },
      'main:app',
    ],
    [
      'with the mounted one left alone',
      { 'main.py': 'from fastapi import FastAPI\napi = FastAPI()\napp = FastAPI()\napp.mount("/api", api)\n' },
      'main:app',
    ],
    [
      'with Gradio mounted',
      {
        'main.py':
          'import gradio as gr\nfrom fastapi import FastAPI\napp = FastAPI()\nwith gr.Blocks() as demo:\n    gr.Textbox()\napp = gr.mount_gradio_app(app, demo, path="/ui")\n',
      },
      'main:app',
    ],
    [
      'not the one of the examples or tests',
      {
        'examples/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
        'tests/app.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
        'service/core.py': 'from fastapi import FastAPI\nweb = FastAPI()\n',
      },
      'service.core:web',
    ],
  ];
  it.each(cases)('%s', async (_name, files, target, rest = []) => {
    const found = await project({ ...fastapi, ...files });
    expect(found.command).toEqual(uvicorn(target, ...rest));
    expect(found).toMatchObject({
      kind: 'web',
      port: 8000,
      readsPort: false,
      entrypoint: { target, style: 'asgi', factory: false },
    });
    expect(found.evidence.some(({ fact, value }) => fact === 'entry point' && value === target)).toBe(true);
  });

  it('takes a factory', async () => {
    const found = await project({
      ...fastapi,
      'src/orders_api/__init__.py': '',
      'src/orders_api/server.py':
        'from fastapi import FastAPI\n\n\ndef build() -> FastAPI:\n    app = FastAPI()\n    return app\n',
    });
    expect(found.command).toEqual(uvicorn('orders_api.server:build', '--factory', '--app-dir', 'src'));
    expect(found.entrypoint).toMatchObject({ factory: true, file: 'src/orders_api/server.py', line: 4 });
    expect(found.sourceRoot).toBe('src');
  });

  it('needs no folder on the path where the src layout is installed', async () => {
    const found = await project({
      'pyproject.toml':
        '[project]\nname = "orders"\ndependencies = ["fastapi[standard]"]\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
      'src/orders/__init__.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    });
    expect(found.command).toEqual(uvicorn('orders:app'));
    expect(found.dependencies).toMatchObject({ installsProject: true, added: [] });
  });

  it('gives its version where no manifest does', async () => {
    const found = await project({
      ...fastapi,
      'main.py': 'from fastapi import FastAPI\nVERSION = "1.4.0"\napp = FastAPI(version=VERSION)\n',
    });
    expect(found.version).toBe('1.4.0');
  });

  it('adds uvicorn where nothing brings it', async () => {
    const found = await project({
      ...requirements('fastapi'),
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    });
    expect(found.dependencies.added).toEqual(['uvicorn']);
  });

  it.each([
    ['litestar', 'from litestar import Litestar\napp = Litestar([])\n'],
    ['starlette', 'from starlette.applications import Starlette\napp = Starlette()\n'],
  ])('%s', async (framework, text) => {
    const found = await project({ ...requirements(framework, 'uvicorn'), 'main.py': text });
    expect(found).toMatchObject({ framework, command: uvicorn('main:app') });
  });

  it('serves Quart with what is there: hypercorn comes with it', async () => {
    const found = await project({
      ...requirements('quart'),
      'main.py': 'from quart import Quart\napp = Quart(__name__)\n',
    });
    expect(found.command).toEqual(['hypercorn', 'main:app', '--bind', `0.0.0.0:${port}`]);
    expect(found.dependencies.added).toEqual([]);
  });

  it('takes the port from the call that starts it, else from its default', async () => {
    const main = (run: string) => ({
      ...fastapi,
      'main.py': `import os\nimport uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nif __name__ == "__main__":\n    ${run}\n`,
    });
    expect((await project(main('uvicorn.run(app, host="127.0.0.1", port=9000)'))).port).toBe(9000);
    expect((await project(main('uvicorn.run("main:app", port=int(os.getenv("PORT", 8080)))'))).port).toBe(8080);
    expect((await project(main('uvicorn.run(app)'))).warnings).toEqual([]);
  });

  it('reads the port from settings, constants and options', async () => {
    const files = (extra: string, run: string) => ({
      ...fastapi,
      'main.py': `import argparse\nimport uvicorn\nfrom fastapi import FastAPI\nfrom pydantic_settings import BaseSettings\n${extra}\napp = FastAPI()\ndef main():\n    ${run}\nif __name__ == "__main__":\n    main()\n`,
    });
    expect((await project(files('PORT = 7000', 'uvicorn.run(app, port=PORT)'))).port).toBe(7000);
    expect(
      (
        await project(
          files('class S(BaseSettings):\n    port: int = 7001\nsettings = S()', 'uvicorn.run(app, port=settings.port)'),
        )
      ).port,
    ).toBe(7001);
    expect(
      (
        await project(
          files(
            'parser = argparse.ArgumentParser()\nparser.add_argument("--port", type=int, default=7002)\nargs = parser.parse_args()',
            'uvicorn.run(app, port=args.port)',
          ),
        )
      ).port,
    ).toBe(7002);
  });
});

describe('WSGI applications', () => {
  it.each([
    ['plain', { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' }, 'app:app'],
    [
      'from a factory',
      {
        'wsgi.py': 'from shop import create_app\napplication = create_app()\n',
        'shop/__init__.py':
          'from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    return app\n',
      },
      'wsgi:application',
    ],
    [
      'a factory alone',
      {
        'shop/__init__.py':
          'from flask import Flask\ndef create_app(config=None):\n    app = Flask(__name__)\n    return app\n',
      },
      'shop:create_app()',
    ],
    [
      'behind a proxy',
      {
        'app.py':
          'from flask import Flask\nfrom werkzeug.middleware.proxy_fix import ProxyFix\napp = Flask(__name__)\napp.wsgi_app = ProxyFix(app.wsgi_app)\n',
      },
      'app:app',
    ],
    [
      'Dash through its server',
      {
        'app.py':
          'from dash import Dash\napp = Dash()\nserver = app.server\nif __name__ == "__main__":\n    app.run(debug=True)\n',
      },
      'app:server',
    ],
  ] as [string, Files, string][])('Flask %s', async (_name, files, target) => {
    const found = await project({ ...flask, ...files });
    expect(found.command).toEqual(gunicorn(target));
    expect(found.port).toBe(8000);
  });

  it('adds gunicorn, or takes waitress where it is declared', async () => {
    const app = { 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };
    expect((await project({ ...requirements('flask'), ...app })).dependencies.added).toEqual(['gunicorn']);
    expect((await project({ ...requirements('flask', 'waitress'), ...app })).command).toEqual([
      'waitress-serve',
      `--listen=0.0.0.0:${port}`,
      'app:app',
    ]);
  });

  it('keeps one worker of the right kind for Flask-SocketIO', async () => {
    const found = await project({
      ...requirements('flask', 'flask-socketio', 'eventlet', 'gunicorn'),
      'app.py':
        'from flask import Flask\nfrom flask_socketio import SocketIO\napp = Flask(__name__)\nsocketio = SocketIO(app)\nif __name__ == "__main__":\n    socketio.run(app, port=5001)\n',
    });
    expect(found.command).toEqual(gunicorn('app:app', '--worker-class', 'eventlet', '--workers', '1'));
    expect(found.port).toBe(5001);
  });
});

describe('Django', () => {
  const django = (prefix = ''): Files => ({
    [`${prefix}manage.py`]:
      'import os\nimport sys\ndef main():\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n    from django.core.management import execute_from_command_line\n    execute_from_command_line(sys.argv)\nif __name__ == "__main__":\n    main()\n',
    [`${prefix}mysite/__init__.py`]: '',
    [`${prefix}mysite/settings.py`]:
      'import os\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nROOT_URLCONF = "mysite.urls"\nSTATIC_ROOT = BASE_DIR / "staticfiles"\nSECRET_KEY = os.environ["SECRET_KEY"]\nDEBUG = os.getenv("DEBUG", "0")\n',
    [`${prefix}mysite/wsgi.py`]:
      'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\napplication = get_wsgi_application()\n',
    [`${prefix}mysite/asgi.py`]:
      'import os\nfrom django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n',
    [`${prefix}mysite/urls.py`]:
      'from django.urls import include, path\nurlpatterns = [path("admin/", x), path("api/", include("mysite.api"))]\n',
    [`${prefix}mysite/api.py`]:
      'from django.urls import path\nurlpatterns = [path("health/", view), path("items/<int:pk>/", view)]\n',
  });

  it('is served by WSGI, with its migrations as release commands', async () => {
    const found = await project({ ...requirements('django', 'gunicorn'), ...django() });
    expect(found).toMatchObject({
      framework: 'django',
      command: gunicorn('mysite.wsgi:application'),
      healthPath: '/api/health/',
      questions: [],
    });
    expect(found.releaseCommands).toEqual([
      ['python', 'manage.py', 'migrate', '--noinput'],
      ['python', 'manage.py', 'collectstatic', '--noinput'],
    ]);
    expect(found.environment).toEqual([
      { name: 'DEBUG', default: '0', required: false, secret: false, file: 'mysite/settings.py', line: 7 },
      { name: 'SECRET_KEY', required: true, secret: true, file: 'mysite/settings.py', line: 6 },
    ]);
    expect(found.runtimePaths).toEqual(['manage.py', 'mysite']);
  });

  it('is served by ASGI where channels or only an ASGI server is there', async () => {
    expect((await project({ ...requirements('django', 'channels', 'daphne'), ...django() })).command?.[0]).toBe(
      'daphne',
    );
    expect((await project({ ...requirements('django', 'uvicorn'), ...django() })).command).toEqual(
      uvicorn('mysite.asgi:application'),
    );
  });

  it('runs in the folder of manage.py', async () => {
    const found = await project({ ...requirements('django', 'gunicorn'), ...django('src/') });
    expect(found.command).toEqual(gunicorn('mysite.wsgi:application', '--chdir', 'src'));
    expect(found.sourceRoot).toBe('src');
  });
});

describe('frameworks with a server of their own', () => {
  it('Streamlit', async () => {
    const found = await project({
      ...requirements('streamlit'),
      'app.py': 'import streamlit as st\nst.title("x")\n',
      'pages/one.py': 'import streamlit as st\nst.title("y")\n',
      'lib.py': 'import streamlit as st\ndef show():\n    st.write(1)\n',
    });
    expect(found).toMatchObject({ framework: 'streamlit', port: 8501, healthPath: '/_stcore/health', questions: [] });
    expect(found.command).toEqual([
      'streamlit',
      'run',
      'app.py',
      '--server.port',
      port,
      '--server.address',
      '0.0.0.0',
      '--server.headless',
      'true',
    ]);
  });

  it('Gradio, which reads its address from the environment', async () => {
    const text = (launch: string) => ({
      ...requirements('gradio'),
      'app.py': `import gradio as gr\nwith gr.Blocks() as demo:\n    gr.Textbox()\n\nif __name__ == "__main__":\n    ${launch}\n`,
    });
    const found = await project(text('demo.launch()'));
    expect(found).toMatchObject({
      framework: 'gradio',
      command: ['python', 'app.py'],
      port: 7860,
      commandEnvironment: { GRADIO_SERVER_NAME: '0.0.0.0', GRADIO_SERVER_PORT: port },
    });
    const fixed = await project(text('demo.launch(server_name="127.0.0.1", server_port=7861)'));
    expect(fixed).toMatchObject({ port: 7861, commandEnvironment: {} });
    expect(fixed.warnings.join()).toContain('app.py:6 listens on the loopback interface only');
    expect(await project(text('demo.queue().launch()'))).toMatchObject({ framework: 'gradio', port: 7860 });
  });

  it('Chainlit', async () => {
    const found = await project({
      ...requirements('chainlit'),
      'main.py': 'import chainlit as cl\n@cl.on_message\nasync def main(message):\n    pass\n',
    });
    expect(found.command).toEqual(['chainlit', 'run', 'main.py', '--host', '0.0.0.0', '--port', port, '--headless']);
  });

  it('Dash without a server attribute', async () => {
    const found = await project({
      ...requirements('dash'),
      'app.py': 'import dash\napp = dash.Dash(__name__)\nif __name__ == "__main__":\n    app.run(debug=True)\n',
    });
    expect(found).toMatchObject({
      framework: 'dash',
      command: ['python', 'app.py'],
      port: 8050,
      readsPort: true,
      commandEnvironment: { HOST: '0.0.0.0' },
    });
  });

  it('aiohttp, Sanic, NiceGUI and a server of the standard library', async () => {
    expect(
      await project({
        ...requirements('aiohttp'),
        'main.py':
          'import os\nfrom aiohttp import web\napp = web.Application()\nif __name__ == "__main__":\n    web.run_app(app, port=int(os.environ.get("PORT", "8081")))\n',
      }),
    ).toMatchObject({ framework: 'aiohttp', command: ['python', 'main.py'], port: 8081, readsPort: true });
    expect(
      (await project({ ...requirements('aiohttp'), 'main.py': 'from aiohttp import web\napp = web.Application()\n' }))
        .command,
    ).toEqual(['gunicorn', '--bind', `0.0.0.0:${port}`, '--worker-class', 'aiohttp.GunicornWebWorker', 'main:app']);
    expect(
      (
        await project({
          ...requirements('sanic'),
          'server.py':
            'from sanic import Sanic\napp = Sanic("x")\nif __name__ == "__main__":\n    app.run(port=9999)\n',
        })
      ).command,
    ).toEqual(['sanic', 'server:app', '--host', '0.0.0.0', '--port', port]);
    expect(
      await project({ ...requirements('nicegui'), 'main.py': 'from nicegui import ui\nui.label("x")\nui.run()\n' }),
    ).toMatchObject({ framework: 'nicegui', command: ['python', 'main.py'], port: 8080 });
    expect(
      await project({
        'main.py':
          'from http.server import HTTPServer, BaseHTTPRequestHandler\nclass H(BaseHTTPRequestHandler):\n    def do_GET(self):\n        if self.path == "/healthz":\n            pass\nHTTPServer(("", 8123), H).serve_forever()\n',
      }),
    ).toMatchObject({ framework: 'http.server', kind: 'web', port: 8123, healthPath: '/healthz' });
  });

  it('MCP servers by their transport', async () => {
    const text = (run: string) => ({
      ...requirements('mcp'),
      'server.py': `import os\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\nif __name__ == "__main__":\n    ${run}\n`,
    });
    expect(await project(text('mcp.run(transport="streamable-http")'))).toMatchObject({
      framework: 'fastmcp',
      kind: 'web',
      port: 8000,
      commandEnvironment: { FASTMCP_HOST: '0.0.0.0', FASTMCP_PORT: port },
    });
    const stdio = await project(text('mcp.run()'));
    expect(stdio).toMatchObject({ kind: 'worker', port: null, command: ['python', 'server.py'], healthPath: null });
    expect(stdio.warnings.join()).toContain('docker run -i');
  });

  it('LangGraph and ADK', async () => {
    expect(
      (
        await project({
          ...requirements('langgraph'),
          'langgraph.json': '{"graphs": {"agent": "./agent.py:graph"}}',
          'agent.py': 'graph = 1\n',
        })
      ).command?.slice(0, 2),
    ).toEqual(['langgraph', 'dev']);
    expect(
      (
        await project({
          ...requirements('google-adk'),
          'my_agent/agent.py': 'from google.adk.agents import Agent\nroot_agent = Agent()\n',
        })
      ).command,
    ).toEqual(['adk', 'api_server', '--host', '0.0.0.0', '--port', port, '.']);
  });
});

describe('applications without a framework', () => {
  it('by the protocol of their functions', async () => {
    expect((await project({ 'myapp.py': 'def app(environ, start_response):\n    return []\n' })).command).toEqual(
      gunicorn('myapp:app'),
    );
    expect((await project({ 'myapp.py': 'async def app(scope, receive, send):\n    pass\n' })).command).toEqual(
      uvicorn('myapp:app'),
    );
  });

  it('Functions Framework and Shiny Express', async () => {
    expect(
      (
        await project({
          ...requirements('functions-framework'),
          'main.py': 'import functions_framework\n@functions_framework.http\ndef hello(request):\n    return "x"\n',
        })
      ).command,
    ).toEqual(['functions-framework', '--source', 'main.py', '--target', 'hello', '--port', port]);
    expect(
      (
        await project({
          ...requirements('shiny'),
          'app.py': 'from shiny.express import ui\nui.h1("x")\n',
          'app.yaml': 'command: ["shiny", "run", "--reload", "app.py:app"]\n',
        })
      ).command,
    ).toEqual(['shiny', 'run', '--host', '0.0.0.0', '--port', port, 'app.py']);
  });
});

describe('scripts', () => {
  it('a job without a port', async () => {
    const found = await project({
      ...requirements('requests'),
      'main.py': 'import requests\n\n\ndef main():\n    print(1)\n\n\nif __name__ == "__main__":\n    main()\n',
    });
    expect(found).toMatchObject({
      kind: 'job',
      port: null,
      command: ['python', 'main.py'],
      healthPath: null,
      questions: [],
      entrypoint: { style: 'script', target: 'main.py', line: 8 },
    });
  });

  it('a bot', async () => {
    const found = await project({
      ...requirements('discord.py'),
      'bot.py': 'import os\nimport discord\nclient = discord.Client()\nclient.run(os.environ["DISCORD_TOKEN"])\n',
    });
    expect(found).toMatchObject({ kind: 'worker', port: null, command: ['python', 'bot.py'] });
    expect(found.environment).toMatchObject([{ name: 'DISCORD_TOKEN', required: true, secret: true }]);
  });

  it('a server inside a function, told its address by options or variables', async () => {
    const options = await project({
      ...requirements('fastapi', 'uvicorn', 'click'),
      'app/__init__.py': '',
      'app/__main__.py':
        'import click\nimport uvicorn\nfrom fastapi import FastAPI\n@click.command()\n@click.option("--host", default="localhost")\n@click.option("--port", "port", default=10000)\ndef main(host, port):\n    api = FastAPI()\n    uvicorn.run(api, host=host, port=port)\nif __name__ == "__main__":\n    main()\n',
    });
    expect(options).toMatchObject({
      command: ['python', '-m', 'app', '--host', '0.0.0.0', '--port', port],
      port: 10000,
      warnings: [],
    });
    const variables = await project({
      ...fastapi,
      'main.py':
        'import os\nimport uvicorn\nfrom fastapi import FastAPI\ndef main():\n    api = FastAPI()\n    uvicorn.run(api, host=os.getenv("APP_HOST", "127.0.0.1"), port=int(os.getenv("APP_PORT", "9100")))\nif __name__ == "__main__":\n    main()\n',
    });
    expect(variables).toMatchObject({
      command: ['python', 'main.py'],
      port: 9100,
      commandEnvironment: { APP_HOST: '0.0.0.0', APP_PORT: port },
      readsPort: false,
    });
  });

  it('a console script that needs its package', async () => {
    const found = await project({
      'pyproject.toml':
        '[project]\nname = "crew"\nversion = "1.2.3"\ndependencies = []\n[project.scripts]\ncrew = "crew.main:run"\ntrain = "crew.main:train"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
      'src/crew/__init__.py': '',
      'src/crew/main.py': 'from crew import x\ndef run():\n    print(1)\ndef train():\n    print(2)\n',
    });
    expect(found).toMatchObject({
      command: ['crew'],
      kind: 'job',
      version: '1.2.3',
      entrypoint: { style: 'console-script', target: 'crew', line: 2 },
    });
    expect(found.dependencies.installsProject).toBe(true);
  });
});

describe('what somebody declared', () => {
  it('is believed where the value was not recognized', async () => {
    const found = await project({
      ...fastapi,
      'main.py': 'from somewhere import magic\napp = magic()\n',
      Procfile: 'web: uvicorn main:app --port $PORT\n',
    });
    expect(found).toMatchObject({ framework: 'fastapi', command: uvicorn('main:app') });
  });

  it('runs a program of an installed package', async () => {
    const found = await project({
      ...requirements('mlflow'),
      Dockerfile: 'FROM python\nEXPOSE 5000\nCMD ["mlflow", "server", "--port", "5000"]\n',
    });
    expect(found).toMatchObject({ kind: 'web', port: 5000, command: ['mlflow', 'server', '--port', port] });
    expect(
      await project({
        ...requirements('celery'),
        'tasks.py': 'from celery import Celery\napp = Celery("x")\n',
        Procfile: 'web: celery -A tasks worker\n',
      }),
    ).toMatchObject({ kind: 'worker', port: null, command: ['celery', '-A', 'tasks', 'worker'] });
  });

  it('is a web process where something could listen, else a job', async () => {
    const files = { 'src/main.py': 'print(1)\n', Procfile: 'web: python src/main.py\n' };
    expect(await project({ ...files, ...requirements('requests') })).toMatchObject({ kind: 'job', port: null });
    const web = await project({ ...files, ...requirements('twisted') });
    expect(web).toMatchObject({ kind: 'web', port: 8000, readsPort: true });
    expect(web.warnings.join()).toContain('8000 is a guess');
  });
});

describe('declared starts', () => {
  const two = {
    ...fastapi,
    'one.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    'two.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  };

  it('asks where two are equally likely, and takes the answer', async () => {
    const found = await project(two);
    expect(found.questions.find(({ id }) => id === 'entrypoint')).toMatchObject({
      default: 'one:app',
      options: ['one:app', 'two:app'],
    });
    const answered = await project(two, { app: 'two:app' });
    expect(answered.command).toEqual(uvicorn('two:app'));
    expect(answered.questions.some(({ id }) => id === 'entrypoint')).toBe(false);
    expect((await project(two, { app: 'two.py' })).entrypoint?.target).toBe('two:app');
    await expect(project(two, { app: 'three:app' })).rejects.toMatchObject({
      code: 'invalid-input',
      hint: expect.stringContaining('one:app, two:app'),
    });
  });

  it.each([
    [
      'Procfile',
      {
        Procfile:
          'release: alembic upgrade head\nweb: uvicorn two:app --host 0.0.0.0 --port $PORT --workers 2 --reload\n',
      },
      uvicorn('two:app', '--workers', '2'),
      8000,
    ],
    [
      'Procfile through a shell',
      { Procfile: 'web: alembic upgrade head && exec uvicorn two:app --port ${PORT:-9000}\n' },
      uvicorn('two:app'),
      9000,
    ],
    [
      'Dockerfile, exec form',
      { Dockerfile: 'FROM python\nEXPOSE 9001\nCMD ["uvicorn", "two:app", "--host", "0.0.0.0"]\n' },
      uvicorn('two:app'),
      9001,
    ],
    [
      'Dockerfile, shell form',
      {
        Dockerfile:
          'FROM python AS build\nCMD ["uvicorn", "one:app"]\nFROM python\nENV PORT=9002\nCMD uvicorn two:app --port $PORT\n',
      },
      uvicorn('two:app'),
      9002,
    ],
    [
      'Dockerfile with a script',
      {
        Dockerfile: 'FROM python\nCOPY . .\nCMD ["./start.sh"]\n',
        'start.sh': '#!/bin/sh\nset -e\nalembic upgrade head\nexec uvicorn two:app --port 9003\n',
      },
      uvicorn('two:app'),
      9003,
    ],
    [
      'Dockerfile with a here-document',
      {
        Dockerfile:
          'FROM python\nCOPY <<EOF /entry.sh\nexec poetry run uvicorn two:app --port 9004\nEOF\nENTRYPOINT ["/entry.sh"]\n',
      },
      uvicorn('two:app'),
      9004,
    ],
    [
      'compose.yaml',
      { 'compose.yaml': 'services:\n  api:\n    build: .\n    command: python -m uvicorn two:app --port 9005\n' },
      uvicorn('two:app'),
      9005,
    ],
    [
      'render.yaml',
      { 'render.yaml': 'services:\n  - type: web\n    startCommand: uvicorn two:app --host 0.0.0.0 --port $PORT\n' },
      uvicorn('two:app'),
      8000,
    ],
    [
      'fly.toml',
      { 'fly.toml': '[processes]\napp = "uvicorn two:app"\n[http_service]\ninternal_port = 9006\n' },
      uvicorn('two:app'),
      9006,
    ],
    ['app.yaml', { 'app.yaml': 'command: ["uvicorn", "two:app"]\n' }, uvicorn('two:app'), 8000],
    ['README', { 'README.md': '# x\n```\n$ uv run uvicorn two:app --reload\n```\n' }, uvicorn('two:app'), 8000],
    [
      'a script that serves it',
      {
        Procfile: 'web: python two.py\n',
        'two.py':
          'import uvicorn\nfrom fastapi import FastAPI\napp = FastAPI()\nif __name__ == "__main__":\n    uvicorn.run("two:app", port=9007)\n',
      },
      uvicorn('two:app'),
      9007,
    ],
  ] as [string, Files, string[], number][])('%s', async (_name, files, command, expected) => {
    const found = await project({ ...two, ...files });
    expect(found.command).toEqual(command);
    expect(found.port).toBe(expected);
    expect(found.questions.some(({ id }) => id === 'entrypoint')).toBe(false);
    expect(found.evidence.find(({ fact }) => fact === 'start command')?.file).toBe(Object.keys(files)[0]);
  });

  it('keeps gunicorn with uvicorn workers, and the port of its configuration file', async () => {
    const found = await project({
      ...requirements('fastapi', 'uvicorn', 'gunicorn'),
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'gunicorn.conf.py': 'bind = "0.0.0.0:50505"\nworker_class = "uvicorn.workers.UvicornWorker"\n',
    });
    expect(found.command).toEqual(gunicorn('main:app'));
    expect(found.port).toBe(50505);
  });

  it('takes the release commands that are declared before the start', async () => {
    const found = await project({ ...two, Procfile: 'web: alembic upgrade head && uvicorn two:app\n' });
    expect(found.releaseCommands).toEqual([['alembic', 'upgrade', 'head']]);
  });

  it('does not take what we wrote ourselves for evidence', async () => {
    const found = await project({
      ...two,
      Dockerfile: 'FROM python\nEXPOSE 1234\nCMD ["uvicorn", "two:app"]\n# dockwright 0123456789abcdef\n',
    });
    expect(found.port).toBe(8000);
    expect(found.questions.some(({ id }) => id === 'entrypoint')).toBe(true);
  });
});
