import type { GraphClient } from '../graph/GraphClient.js';
import { equalsOneOf, withQuery } from '../util/odata.js';
import { keyedRead } from './keyedRead.js';
import { byFilter } from './keyedRequests.js';
import type { Place } from './Place.js';
import { record, text, type WireRecord } from './wire.js';

const PATH = '/security/collaboration/analyzedEmails';
const SELECT = 'id,networkMessageId,recipientEmailAddress,subject,latestDelivery';

/** A message in one mailbox. */
export interface Mail {
  readonly id: string;
  readonly networkMessageId: string | null;
  readonly recipient: string | null;
  readonly subject: string | null;
  /** Where it lies, in Graph's word: inbox_folder, quarantine …; null where Graph does not say. */
  readonly location: string | null;
}

/** What is to be done with messages, together. */
export interface Remediation {
  /** What people see of it in Defender. */
  readonly displayName: string;
  readonly description: string;
  /** Graph's word, such as moveToJunk. */
  readonly action: string;
  readonly mails: readonly Mail[];
}

/**
 * Messages that Defender for Office 365 has looked at: `/security/collaboration/analyzedEmails`. Needs
 * SecurityAnalyzedMessage.Read.All, and SecurityAnalyzedMessage.ReadWrite.All for what changes something.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-analyzedemail
 */
export class MailSource {
  constructor(readonly graph: GraphClient) {}

  /** Messages by their id, or the copies of a message by its networkMessageId. */
  async find(
    place: Place,
    by: 'id' | 'networkMessageId',
    values: readonly string[],
  ): Promise<Map<string, Mail[] | Error>> {
    const requests = byFilter(values, (some) => ({
      method: 'GET',
      workload: 'security',
      path: withQuery(PATH, {
        $filter: equalsOneOf(by, some),
        $select: SELECT,
      }),
    }));
    const found = await keyedRead(this.graph, place, requests, by);
    return new Map(
      [...found].map(([value, sent]) => [
        value,
        sent instanceof Error ? sent : sent.flatMap(({ record: row }) => readMail(row) ?? []),
      ]),
    );
  }

  /** @returns request-id */
  async remediate({ tenant, call }: Place, remediation: Remediation): Promise<string | null> {
    const { mails, displayName, description, action } = remediation;
    const body = {
      ...{ displayName, description, action, severity: 'medium', remediateSendersCopy: false },
      analyzedEmails: mails.map(({ id, networkMessageId, recipient: recipientEmailAddress }) => ({
        ...{ id, networkMessageId, recipientEmailAddress },
      })),
    };
    const path = `${PATH}/remediate`;
    return (await this.graph.send(tenant, { method: 'POST', workload: 'security', path, body }, call)).requestId;
  }
}

function readMail(row: WireRecord): Mail | null {
  const id = text(row, 'id');
  if (!id) return null;
  const delivery = record(row, 'latestDelivery');
  return {
    id,
    networkMessageId: text(row, 'networkMessageId'),
    recipient: text(row, 'recipientEmailAddress'),
    subject: text(row, 'subject'),
    location: delivery && text(delivery, 'location'),
  };
}
