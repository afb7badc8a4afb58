export { createServer, type ServerSettings } from './mcp/create-server.js';
