import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Alert } from './Alert.js';
import { AuditEntry } from './AuditEntry.js';
import { ControlProfile } from './ControlProfile.js';
import { Host } from './Host.js';
import { Incident } from './Incident.js';
import { Indicator } from './Indicator.js';
import { Cursor } from './scalars.js';
import { SecureScore } from './SecureScore.js';
import { SecurityAction } from './SecurityAction.js';
import { SourceCoverage } from './SourceCoverage.js';
import { User } from './User.js';

@ObjectType({ simpleResolvers: true, description: 'Where a page ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more.' })
  hasNextPage!: boolean;

  @Field(() => Cursor, { nullable: true, description: 'Give it as after to go on; null when there is no more.' })
  endCursor!: string | null;
}

/** One item of a page and the place behind it. */
export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

/** A page of a list, as sources of pages answer it. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number | null;
  readonly coverage: readonly SourceCoverage[];
}

function connectionOf<T extends object>(
  noun: ClassType<T>,
  things: string,
  name = noun.name,
): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `One of the ${things}, and the place behind it.`,
  })
  class NounEdge implements Edge<T> {
    @Field(() => noun, { description: 'The item.' })
    node!: T;

    @Field(() => Cursor, { description: 'Give it as after to go on behind this item.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, {
    simpleResolvers: true,
    description: `A page of ${things}, and how far it is complete.`,
  })
  class NounConnection implements Connection<T> {
    @Field(() => [noun], { description: 'The items, in the order asked.' })
    nodes!: readonly T[];

    @Field(() => [NounEdge], { description: 'The items, each with its own cursor.' })
    edges!: readonly NounEdge[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all; null where a source cannot count, or a filter is finished here.',
    })
    totalCount!: number | null;

    @Field(() => [SourceCoverage], { description: 'How far each tenant and source answered.' })
    coverage!: readonly SourceCoverage[];
  }
  return NounConnection;
}

export const AlertConnection = connectionOf(Alert, 'alerts');
export const IncidentConnection = connectionOf(Incident, 'incidents');
export const UserConnection = connectionOf(User, 'users');
export const HostConnection = connectionOf(Host, 'hosts');
export const SecureScoreConnection = connectionOf(SecureScore, 'secure scores');
export const IndicatorConnection = connectionOf(Indicator, 'indicators');
export const ActionConnection = connectionOf(SecurityAction, 'response actions');
export const ControlProfileConnection = connectionOf(ControlProfile, 'controls');
export const AuditConnection = connectionOf(AuditEntry, 'entries of the audit trail', 'Audit');
