import { ENTRY } from './story/entry.js';
import { SPREAD } from './story/spread.js';
import type { Step } from './story/Step.js';
import { THEFT } from './story/theft.js';

/**
 * The attack that Contoso lives through, told in the order in which it happened. A clerk in accounts payable answers a
 * supplier's bill and signs in on a page in between; her token opens her mailbox, hides what she should not see and
 * lets an application stay. From her account a colleague in IT is talked into an update; his session leads to a file
 * server; somebody looks around the domain, packs the finance share, and is stopped at the door.
 */
export const STORY: readonly Step[] = [...ENTRY, ...SPREAD, ...THEFT];
