import type { ServerContext } from '@modelcontextprotocol/server';
import type { Activity } from '../activity.js';
import { harmless } from '../tools/as-data.js';

/** Progress notifications, where the caller asked for them; numbers only grow, as the protocol wants. */
export function progressReporter(ctx: ServerContext): Activity['report'] {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let progress = 0;
  return (message) => {
    progress += 1;
    void ctx.mcpReq
      .notify({ method: 'notifications/progress', params: { progressToken, progress, message: harmless(message) } })
      .catch(() => {});
  };
}
