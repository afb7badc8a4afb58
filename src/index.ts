export type { Activity } from './activity.js';
export { Fault, type FaultCode, type FaultDescription } from './fault.js';
export { createServer, type ServerSettings } from './server.js';
export { type Spec, specSchema } from './spec/schema.js';
export type { Outcome, Tool, ToolContext } from './tools/tool.js';
export { tools } from './tools/tools.js';
