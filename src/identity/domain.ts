const NETBIOS_MAX = 15;

/**
 * Whether an alert's domain, which is a NetBIOS or a DNS name, is the one with this DNS name. A NetBIOS name is by
 * custom the first label, cut at 15 characters. Unknown on either side is no.
 */
export function sameDomain(netbiosOrDns: string | null, dns: string | null): boolean {
  const named = plain(netbiosOrDns);
  const known = plain(dns);
  if (!named || !known) return false;
  return named === known || named === known.split('.')[0]?.slice(0, NETBIOS_MAX) || named === known.split('.')[0];
}

/** Whether two names of domains, each in either form, may mean the same one. Unknown may be any. */
export function compatibleDomains(a: string | null, b: string | null): boolean {
  if (!plain(a) || !plain(b)) return true;
  return sameDomain(a, b) || sameDomain(b, a);
}

function plain(name: string | null): string {
  return name?.trim().toLowerCase().replace(/\.$/, '') ?? '';
}
