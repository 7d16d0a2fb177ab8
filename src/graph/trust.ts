const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a tenant's token may go to this address: the very origin of its Graph root, over https, or over http where the
 * address is this machine itself.
 */
export function isTrusted(graphRoot: string, url: URL): boolean {
  return url.origin === new URL(graphRoot).origin && isSafeChannel(url);
}

/** Encrypted, or not leaving this machine. */
export function isSafeChannel({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}
