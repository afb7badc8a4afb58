/** How an application object of a framework is served. */
export type Interface = 'asgi' | 'wsgi' | 'own';

export interface Framework {
  name: string;
  interface: Interface;
  /** Qualified names that construct an application (classes, also bases of the project's own). */
  constructors: string[];
  /** Port that the framework itself listens on where nothing else is said. */
  port: number;
  /** Package (normalized) that brings it. */
  package: string;
}

/** Web frameworks whose application objects are known. */
export const frameworks: Framework[] = [
  {
    name: 'fastapi',
    interface: 'asgi',
    constructors: ['fastapi.FastAPI', 'fastapi.applications.FastAPI', 'fastapi_offline.FastAPIOffline'],
    port: 8000,
    package: 'fastapi',
  },
  {
    name: 'flask',
    interface: 'wsgi',
    constructors: [
      'flask.Flask',
      'flask.app.Flask',
      'apiflask.APIFlask',
      'flask_openapi3.OpenAPI',
      'flask_openapi3.openapi.OpenAPI',
      'flask_api.FlaskAPI',
    ],
    port: 8000,
    package: 'flask',
  },
  {
    name: 'django',
    interface: 'wsgi',
    constructors: ['django.core.wsgi.get_wsgi_application', 'django.core.handlers.wsgi.WSGIHandler'],
    port: 8000,
    package: 'django',
  },
  {
    name: 'django',
    interface: 'asgi',
    constructors: [
      'django.core.asgi.get_asgi_application',
      'django.core.handlers.asgi.ASGIHandler',
      'channels.routing.ProtocolTypeRouter',
    ],
    port: 8000,
    package: 'django',
  },
  {
    name: 'starlette',
    interface: 'asgi',
    constructors: [
      'starlette.applications.Starlette',
      'a2a.server.apps.A2AStarletteApplication',
      'a2a.server.apps.A2AFastAPIApplication',
    ],
    port: 8000,
    package: 'starlette',
  },
  {
    name: 'litestar',
    interface: 'asgi',
    constructors: ['litestar.Litestar', 'litestar.app.Litestar', 'starlite.Starlite', 'starlite.app.Starlite'],
    port: 8000,
    package: 'litestar',
  },
  {
    name: 'quart',
    interface: 'asgi',
    constructors: ['quart.Quart', 'quart.app.Quart', 'quart_trio.QuartTrio'],
    port: 8000,
    package: 'quart',
  },
  {
    name: 'fasthtml',
    interface: 'asgi',
    constructors: [
      'fasthtml.common.FastHTML',
      'fasthtml.FastHTML',
      'fasthtml.common.fast_app',
      'fasthtml.fastapp.fast_app',
    ],
    port: 5001,
    package: 'python-fasthtml',
  },
  {
    name: 'falcon',
    interface: 'asgi',
    constructors: ['falcon.asgi.App', 'falcon.asgi.app.App'],
    port: 8000,
    package: 'falcon',
  },
  {
    name: 'falcon',
    interface: 'wsgi',
    constructors: ['falcon.App', 'falcon.API', 'falcon.app.App'],
    port: 8000,
    package: 'falcon',
  },
  {
    name: 'connexion',
    interface: 'asgi',
    constructors: ['connexion.AsyncApp', 'connexion.FlaskApp', 'connexion.App'],
    port: 8080,
    package: 'connexion',
  },
  {
    name: 'blacksheep',
    interface: 'asgi',
    constructors: ['blacksheep.Application', 'blacksheep.server.Application'],
    port: 8000,
    package: 'blacksheep',
  },
  { name: 'socketio', interface: 'asgi', constructors: ['socketio.ASGIApp'], port: 8000, package: 'python-socketio' },
  { name: 'socketio', interface: 'wsgi', constructors: ['socketio.WSGIApp'], port: 8000, package: 'python-socketio' },
  {
    name: 'bottle',
    interface: 'wsgi',
    constructors: ['bottle.Bottle', 'bottle.default_app'],
    port: 8080,
    package: 'bottle',
  },
  { name: 'pyramid', interface: 'wsgi', constructors: ['pyramid.config.Configurator'], port: 6543, package: 'pyramid' },
  {
    name: 'slack-bolt',
    interface: 'own',
    constructors: ['slack_bolt.App', 'slack_bolt.async_app.AsyncApp'],
    port: 3000,
    package: 'slack-bolt',
  },
  {
    name: 'dash',
    interface: 'own',
    constructors: ['dash.Dash', 'dash.dash.Dash', 'dash_extensions.enrich.DashProxy'],
    port: 8050,
    package: 'dash',
  },
  {
    name: 'aiohttp',
    interface: 'own',
    constructors: ['aiohttp.web.Application', 'aiohttp.web_app.Application'],
    port: 8080,
    package: 'aiohttp',
  },
  { name: 'sanic', interface: 'own', constructors: ['sanic.Sanic', 'sanic.app.Sanic'], port: 8000, package: 'sanic' },
  { name: 'robyn', interface: 'own', constructors: ['robyn.Robyn'], port: 8080, package: 'robyn' },
  { name: 'tornado', interface: 'own', constructors: ['tornado.web.Application'], port: 8888, package: 'tornado' },
  {
    name: 'gradio',
    interface: 'own',
    constructors: [
      'gradio.Blocks',
      'gradio.Interface',
      'gradio.ChatInterface',
      'gradio.TabbedInterface',
      'gradio.Server',
      'gradio.load',
    ],
    port: 7860,
    package: 'gradio',
  },
  {
    name: 'fastmcp',
    interface: 'own',
    constructors: [
      'fastmcp.FastMCP',
      'fastmcp.server.FastMCP',
      'mcp.server.fastmcp.FastMCP',
      'mcp.server.FastMCP',
      'mcp.server.mcpserver.MCPServer',
      'mcp.server.MCPServer',
    ],
    port: 8000,
    package: 'fastmcp',
  },
  { name: 'shiny', interface: 'asgi', constructors: ['shiny.App'], port: 8000, package: 'shiny' },
];

const byConstructor = new Map(
  frameworks.flatMap((framework) => framework.constructors.map((name) => [name, framework] as const)),
);

/** The framework whose application a qualified name constructs. */
export function frameworkOf(name: string): Framework | null {
  return byConstructor.get(name) ?? null;
}

/** Functions that take an application and give an application that holds it. */
export const mounters: Record<string, number> = {
  'gradio.mount_gradio_app': 0,
  'gradio.routes.mount_gradio_app': 0,
};

/** Methods of an object of a framework that give an application of another interface. */
export const conversions: Record<string, Record<string, Interface>> = {
  fastmcp: { http_app: 'asgi', streamable_http_app: 'asgi', sse_app: 'asgi' },
  starlette: { build: 'asgi' },
  pyramid: { make_wsgi_app: 'wsgi' },
};

/** Callees that wrap an application: middleware and adapters, by the end of their names. */
export const wrapper =
  /(?:Middleware|ASGIApp|WSGIApp|AsgiToWsgi|WsgiToAsgi|WsgiToAsgiInstance|ProxyFix|WhiteNoise|Instrumentor|Dispatcher)$/i;
/** An adapter changes the interface. */
export const adapters: Record<string, Interface> = {
  'asgiref.wsgi.WsgiToAsgi': 'asgi',
  'a2wsgi.WSGIMiddleware': 'asgi',
  'a2wsgi.ASGIMiddleware': 'wsgi',
  'uvicorn.middleware.wsgi.WSGIMiddleware': 'asgi',
};
