import { Field, ID, InterfaceType } from 'type-graphql';
import { Freshness } from './enums.js';
import { DateTime } from './scalars.js';

/** Every plain object behind a GraphQL type that has pivots: its type and the tenant it belongs to. */
export interface OfTenant {
  readonly __typename: string;
  readonly tenantId: string;
}

@InterfaceType({
  description:
    "Anything with a global id. The id is opaque and unique over all tenants; graphId is Microsoft Graph's own.",
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id: opaque, unique over all tenants, accepted by node and nodes.' })
  id!: string;
}

@InterfaceType({
  description: 'What every record read from Microsoft Graph says about its own freshness.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class Fetched {
  @Field(() => DateTime, { description: 'When Microsoft Graph last answered for this record.' })
  asOf!: string;

  @Field(() => Freshness, { description: 'Whether this answer read it live or from a cache.' })
  freshness!: Freshness;
}

/** What nouns read from Graph have in common. Undecorated: the interfaces bring the fields. */
export abstract class GraphRecord implements Node, Fetched, OfTenant {
  abstract readonly __typename: string;
  tenantId!: string;
  id!: string;
  asOf!: string;
  freshness!: Freshness;
}
