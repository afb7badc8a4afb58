import { describe, expect, it } from 'vitest';
import { type Files, project, requirements } from './project.js';

const fastapi = (files: Files) => project({ ...requirements('fastapi', 'uvicorn'), ...files });
const paths = (routes: { method: string; path: string }[]) => routes.map(({ method, path }) => `${method} ${path}`);

describe('routes', () => {
  it('of FastAPI, through routers, prefixes and modules', async () => {
    const found = await fastapi({
      'main.py':
        'from fastapi import FastAPI\nfrom api.router import router\nfrom settings import settings\napp = FastAPI()\napp.include_router(router, prefix=settings.API_V1_STR)\n@app.get("/")\ndef root(): ...\n@app.api_route("/both", methods=["GET", "POST"])\ndef both(): ...\n',
      'settings.py':
        'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    API_V1_STR: str = "/api/v1"\nsettings = Settings()\n',
      'api/__init__.py': '',
      'api/router.py':
        'from fastapi import APIRouter\nfrom . import users, ops\nfrom api.unused import never\nrouter = APIRouter()\nrouter.include_router(users.router, prefix="/users", tags=["x"])\nrouter.include_router(ops.router)\n',
      'api/users.py':
        'from fastapi import APIRouter\nrouter = APIRouter(prefix="/me")\n@router.post("/items/{id}")\ndef x(): ...\n',
      'api/ops.py':
        'from fastapi import APIRouter\nrouter = APIRouter(prefix="/ops")\nNAME = "live"\n@router.get(f"/{NAME}ness")\ndef x(): ...\n',
      'api/unused.py': 'from fastapi import APIRouter\nnever = APIRouter()\n@never.get("/health")\ndef x(): ...\n',
    });
    expect(paths(found.routes)).toEqual([
      'GET /',
      'GET /api/v1/ops/liveness',
      'POST /api/v1/users/me/items/{id}',
      'GET /both',
      'POST /both',
    ]);
    expect(found.healthPath).toBe('/api/v1/ops/liveness');
    expect(found.evidence).toContainEqual({
      fact: 'health',
      value: 'GET /api/v1/ops/liveness',
      file: 'api/ops.py',
      line: 4,
    });
  });

  it('inside a factory', async () => {
    const found = await fastapi({
      'main.py':
        'from fastapi import APIRouter, FastAPI\ndef create_app():\n    app = FastAPI()\n    router = APIRouter(prefix="/sys")\n    @app.get("/a")\n    def a(): ...\n    @router.get("/health")\n    def b(): ...\n    app.include_router(router)\n    return app\n',
    });
    expect(paths(found.routes)).toEqual(['GET /a', 'GET /sys/health']);
  });

  it('of mounted applications', async () => {
    const found = await fastapi({
      'main.py':
        'from fastapi import FastAPI\napp = FastAPI()\napi = FastAPI()\n@api.get("/health")\ndef h(): ...\napp.mount("/api", api)\n',
    });
    expect(found.healthPath).toBe('/api/health');
  });

  it('of Flask, with blueprints', async () => {
    const found = await project({
      ...requirements('flask'),
      'app.py':
        'from flask import Flask\nfrom views import bp, other\napp = Flask(__name__)\napp.register_blueprint(bp)\napp.register_blueprint(other, url_prefix="/o")\n@app.route("/", methods=["GET", "POST"])\ndef i(): ...\napp.add_url_rule("/rule", view_func=i)\n',
      'views.py':
        'from flask import Blueprint\nbp = Blueprint("b", __name__, url_prefix="/api")\nother = Blueprint("o", __name__, url_prefix="/never")\n@bp.route("/healthz")\ndef h(): ...\n@other.get("/x")\ndef x(): ...\n',
    });
    expect(paths(found.routes)).toEqual(['GET /', 'POST /', 'GET /api/healthz', 'GET /o/x', 'GET /rule']);
  });

  it('of Starlette, aiohttp, Litestar, FastMCP and the standard library', async () => {
    expect(
      paths(
        (
          await project({
            ...requirements('starlette'),
            'main.py':
              'from starlette.applications import Starlette\nfrom starlette.routing import Mount, Route\nroutes = [Route("/up", f), Mount("/v1", routes=[Route("/x", g, methods=["POST"])])]\napp = Starlette(routes=routes)\n',
          })
        ).routes,
      ),
    ).toEqual(['GET /up', 'POST /v1/x']);
    expect(
      paths(
        (
          await project({
            ...requirements('aiohttp'),
            'main.py':
              'from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.get("/ping")\nasync def p(r): ...\napp = web.Application()\napp.add_routes(routes)\napp.add_routes([web.get("/a", p)])\napp.router.add_post("/b", p)\nweb.run_app(app)\n',
          })
        ).routes,
      ),
    ).toEqual(['GET /a', 'POST /b', 'GET /ping']);
    expect(
      paths(
        (
          await project({
            ...requirements('litestar'),
            'main.py':
              'from litestar import Controller, Litestar, get\nclass Ops(Controller):\n    path = "/ops"\n    @get("/health", sync_to_thread=False)\n    def h(self) -> str: ...\n@get(["/", "/index"])\nasync def root() -> str: ...\napp = Litestar([Ops, root])\n',
          })
        ).routes,
      ),
    ).toEqual(['GET /', 'GET /index', 'GET /ops/health']);
    expect(
      paths(
        (
          await project({
            ...requirements('mcp'),
            'main.py':
              'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n@mcp.custom_route("/health", methods=["GET"])\nasync def h(r): ...\nmcp.run(transport="sse")\n',
          })
        ).routes,
      ),
    ).toEqual(['GET /health']);
  });
});

describe('the health path', () => {
  const withRoutes = (...routes: string[]) =>
    fastapi({
      'main.py': `from fastapi import FastAPI\napp = FastAPI()\n${routes.map((route, index) => `@app.get("${route}")\ndef f${index}(): ...\n`).join('')}`,
    });

  it.each([
    [['/ready', '/health'], '/health'],
    [['/health/ready', '/health/live'], '/health/live'],
    [['/status', '/api/health'], '/api/health'],
    [['/ping'], '/ping'],
    [['/up/'], '/up/'],
    [['/_health'], '/_health'],
    [['/health-check'], '/health-check'],
    [['/users/{id}/health', '/healthy-recipes', '/signup', '/readyz'], null],
    [['/'], null],
  ])('of %j is %s', async (routes, path) => {
    const found = await withRoutes(...routes);
    expect(found.healthPath).toBe(path);
    expect(found.questions.some(({ id }) => id === 'health')).toBe(path === null);
  });

  it('is asked for where there is none, with the other routes to choose from', async () => {
    expect((await withRoutes('/', '/items', '/items/{id}')).questions).toEqual([
      expect.objectContaining({ id: 'health', default: 'tcp', options: ['tcp', '/', '/items'] }),
    ]);
  });

  it('is the declared one where the code has no clearer', async () => {
    const main = { 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' };
    expect(
      (
        await fastapi({
          ...main,
          Dockerfile:
            'FROM python\nHEALTHCHECK CMD curl -f http://localhost:8000/internal/alive || exit 1\nCMD ["uvicorn", "main:app"]\n',
        })
      ).healthPath,
    ).toBe('/internal/alive');
    expect(
      (
        await fastapi({
          ...main,
          'render.yaml':
            'services:\n  - type: web\n    startCommand: uvicorn main:app\n    healthCheckPath: /internal/alive\n',
        })
      ).healthPath,
    ).toBe('/internal/alive');
    expect(
      (
        await fastapi({
          'main.py':
            'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/info")\ndef i(): ...\n@app.get("/health")\ndef h(): ...\n',
          'compose.yaml': 'services:\n  a:\n    build: .\n    healthcheck: {test: curl http://localhost:8000/info}\n',
        })
      ).healthPath,
    ).toBe('/health');
  });
});

describe('two applications of one file', () => {
  it('have the routes of the one that is served', async () => {
    const text =
      'from fastapi import FastAPI\nadmin = FastAPI()\napp = FastAPI()\n@admin.get("/health")\ndef a(): ...\n@app.get("/ping")\ndef b(): ...\n';
    const found = await fastapi({ 'main.py': text });
    expect(found.entrypoint?.target).toBe('main:app');
    expect(paths(found.routes)).toEqual(['GET /ping']);
    expect((await project({ ...requirements('fastapi'), 'main.py': text }, { app: 'main:admin' })).healthPath).toBe(
      '/health',
    );
  });
});
