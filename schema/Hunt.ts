import { Field, Int, ObjectType } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { HuntColumnType } from './enums.js';
import type { OfTenant } from './Node.js';
import type { HostRef, UserRef } from './references.js';
import { DateTime } from './scalars.js';
import { SourceCoverage } from './SourceCoverage.js';

@ObjectType({ simpleResolvers: true, description: 'A column of what a hunting query answers.' })
export class HuntColumn {
  @Field(() => String, { description: 'Its name, as the rows have it.' })
  name!: string;

  @Field(() => HuntColumnType, { description: 'What its cells hold.' })
  type!: HuntColumnType;

  @Field(() => String, { description: 'The type in the words of the engine, such as Int64.' })
  typeRaw!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A row of what a hunting query answers, and whom and what it names.',
})
export class HuntRow implements OfTenant {
  readonly __typename = 'HuntRow';
  tenantId!: string;
  /** From a column AlertId; null where there is none. */
  alertId!: string | null;
  /** From columns AccountObjectId, AccountUpn and AccountSid. */
  userRef!: UserRef | null;
  /** From columns AadDeviceId, DeviceId and DeviceName. */
  hostRef!: HostRef | null;

  @Field(() => GraphQLJSON, { description: 'Cells by name of their column, as Microsoft Graph sent them.' })
  values!: Readonly<Record<string, unknown>>;
}

@ObjectType({ simpleResolvers: true, description: 'What one hunting query answers in one tenant.' })
export class HuntResult {
  @Field(() => [HuntColumn], { description: 'Columns in their order; empty where the query was not run.' })
  columns!: readonly HuntColumn[];

  @Field(() => [HuntRow], {
    nullable: true,
    description:
      'Rows in the order of the query, 10,000 at most; null where the tenant does not let us hunt: see the coverage.',
  })
  rows!: readonly HuntRow[] | null;

  @Field(() => Int, { nullable: true, description: 'How many rows there are here; null where the query was not run.' })
  rowCount!: number | null;

  @Field(() => Boolean, { description: 'Whether there are more rows than are shown: narrow the query or summarize.' })
  truncated!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When the query was answered; null where it was not run.' })
  asOf!: string | null;

  @Field(() => [SourceCoverage], { description: 'Whether the tenant lets us hunt, and what to do if not.' })
  coverage!: readonly SourceCoverage[];
}
