import type { MfaRegistration } from '../../schema/MfaRegistration.js';
import type { GraphClient } from '../graph/GraphClient.js';
import { pages } from '../graph/pages.js';
import { withQuery } from '../util/odata.js';
import { sentList, type Sent } from './answers.js';
import type { Place } from './Place.js';
import { bool, moment, text, texts } from './wire.js';

/** What everybody of a tenant has registered, by object id in lower case. */
export interface RegistrationList {
  readonly byUser: Readonly<Record<string, MfaRegistration>>;
  /** False when there were more rows than we read. */
  readonly isComplete: boolean;
}

const PATH = '/reports/authenticationMethods/userRegistrationDetails';
const PAGE = 999;
/** 9,990 users; Graph allows five pages of all reports in ten seconds. */
const MAX_PAGES = 10;

/** The report of registered authentication methods. Needs AuditLog.Read.All and Entra ID P1. */
export class RegistrationSource {
  constructor(readonly graph: GraphClient) {}

  /** The whole report: asking each user's methods would cost one report call a user. It waits behind people's questions. */
  async list({ tenant, call }: Place): Promise<RegistrationList> {
    const request = { method: 'GET', path: withQuery(PATH, { $top: PAGE }), workload: 'reports', alone: true } as const;
    const patient = { ...call, lane: 'reports' } as const;
    const byUser: Record<string, MfaRegistration> = Object.create(null) as Record<string, MfaRegistration>;
    let isComplete = false;
    for await (const { answer, next } of pages(this.graph, tenant, request, patient, { maxPages: MAX_PAGES })) {
      for (const sent of sentList(answer, tenant)) {
        const userId = text(sent.record, 'id')?.toLowerCase();
        if (userId) byUser[userId] = readRegistration(sent);
      }
      isComplete = next === null;
    }
    return { byUser, isComplete };
  }
}

function readRegistration({ record: row, asOf }: Sent): MfaRegistration {
  return {
    isRegistered: bool(row, 'isMfaRegistered'),
    isCapable: bool(row, 'isMfaCapable'),
    isPasswordlessCapable: bool(row, 'isPasswordlessCapable'),
    isAdmin: bool(row, 'isAdmin'),
    methods: texts(row, 'methodsRegistered'),
    preferredMethod: text(row, 'userPreferredMethodForSecondaryAuthentication'),
    isSsprCapable: bool(row, 'isSsprCapable'),
    updatedAt: moment(row, 'lastUpdatedDateTime'),
    asOf,
  };
}
