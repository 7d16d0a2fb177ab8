/**
 * What Microsoft's pages leave open about writing indicators, and what is assumed here. Whoever knows better changes this file.
 *
 * - tiIndicators: an item that a product refuses comes back in its place in the list, with {@link FAILED_ITEM} for its id and the
 *   reason as JSON text in `Error`. Seen so for creating (https://github.com/microsoftgraph/security-api-solutions/issues/115);
 *   for updating it is assumed. Results of deletions stand in the order asked, for they name no indicator.
 * - tiIndicators: a missing or impossible value is the product's refusal (206, or 400 for a single one); a value of the wrong
 *   type spoils the whole body (400). More than 100 items are a 400 as well.
 * - tiIndicators: submitting the same `externalId` twice makes two indicators.
 * - tiIndicators for Defender need an action, an expiry and one observable; 15,000 is one quota over both ways into Defender.
 * - Defender: an expiry in the past, a full tenant and an indicator of another application are refused; the old actions are
 *   stored under their new names; `import` answers with a null id for what it refuses.
 * - Defender: a BatchDelete that names one unknown id deletes nothing.
 * - Sentinel: texts other than that for a missing property; 401 where the role on the workspace is missing; a revoked object
 *   stays as it is, an older `modified` changes nothing; `Retry-After` comes along with 429; no expiry is too old.
 */
export const FAILED_ITEM = {
  create: 'Failed to create, check Error element for reason',
  update: 'Failed to update, check Error element for reason',
} as const;

/** How one deletion went: microsoft.graph.resultInfo, whose published sample writes `subCode` where the metadata has `subcode`. */
export interface ResultInfo {
  readonly code: number;
  readonly message: string;
  readonly subcode: number;
}

const done: ResultInfo = { code: 0, message: 'OK', subcode: 0 };

export const RESULTS = {
  done,
  notFound: (id: string): ResultInfo => ({ code: 404, message: `Indicator '${id}' was not found.`, subcode: 0 }),
  notBulk: (id: string): ResultInfo => ({
    code: 400,
    message: `Indicator '${id}' belongs to Microsoft Defender ATP, which has no bulk deletion.`,
    subcode: 0,
  }),
};

/** The old words of Defender for what an indicator does, in the new ones. */
export const SUPERSEDED: Readonly<Record<string, { readonly file: string; readonly other: string }>> = {
  Alert: { file: 'Audit', other: 'Audit' },
  AlertAndBlock: { file: 'BlockAndRemediate', other: 'Block' },
};

export const REASONS = {
  quota: (most: number) => `The tenant has reached its limit of ${most} active indicators.`,
  foreign: 'The indicator was created by another application; updating it needs Ti.ReadWrite.All.',
} as const;
