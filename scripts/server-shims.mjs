// What the MCP SDK takes from its platform, with the small JSON Schema validator in place of ajv: it is needed
// for answers to elicitation alone, and parsing ajv would cost every start of the server some 10 ms.
import process from 'node:process';
import { CfWorkerJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';

export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator, process };
