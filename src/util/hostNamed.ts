import { isIP } from 'node:net';

/**
 * The host inside a value in its normal form: the name or address itself, the host of a URL, the domain of a mail address.
 *
 * @param kind of the value, in the words of ObservableKind
 * @returns null where there is none
 */
export function hostNamed(kind: string | null, value: string): string | null {
  switch (kind) {
    case 'DOMAIN':
    case 'IPV4':
    case 'IPV6':
      return value;
    case 'URL':
      return hostOfUrl(value);
    case 'EMAIL_SENDER':
      return value.slice(value.lastIndexOf('@') + 1) || null;
    default:
      return null;
  }
}

/** Such as `evil.example`, `www.evil.example`: itself first, then its parents; none of an address. */
export function domainsAbove(host: string): string[] {
  if (isIP(host) !== 0) return [];
  const labels = host.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

/** Without a scheme a URL is understood as one of the web. */
function hostOfUrl(value: string): string | null {
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(url)) return null;
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') || null;
}
