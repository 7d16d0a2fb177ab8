import type { Reply } from './Reply.js';

/** Microsoft Sentinel's gateway says `{statusCode, message}` where Graph says `{error: {…}}`. */
export function inGatewayWords(reply: Reply): Reply {
  const { error } = (reply.body ?? {}) as { readonly error?: { readonly message: string } };
  if (reply.status < 400 || error === undefined) return reply;
  const seconds = reply.headers['Retry-After'];
  const isWait = reply.status === 429 && seconds !== undefined;
  const message = isWait ? `Rate limit is exceeded. Try again in ${seconds} seconds.` : error.message;
  return { ...reply, body: { statusCode: reply.status, message } };
}
