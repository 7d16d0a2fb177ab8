import { Field, Int, ObjectType } from 'type-graphql';
import { CoverageState, SourceName } from './enums.js';
import type { OfTenant } from './Node.js';
import { DateTime } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A provider that failed inside an answer of Microsoft Graph (206 with Warning).',
})
export class ProviderWarning {
  @Field(() => String, { description: 'Provider, such as Microsoft Defender ATP.' })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'Vendor.' })
  vendor!: string | null;

  @Field(() => Int, { description: 'HTTP status of the provider.' })
  status!: number;

  @Field(() => Int, { nullable: true, description: 'How long the provider took, in milliseconds.' })
  latencyMs!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How far one source answered for one tenant. A source that is missing is data, not an error.',
})
export class SourceCoverage implements OfTenant {
  readonly __typename = 'SourceCoverage';
  tenantId!: string;

  @Field(() => SourceName, { description: 'The source.' })
  source!: SourceName;

  @Field(() => CoverageState, { description: 'How far it answered.' })
  state!: CoverageState;

  @Field(() => String, { nullable: true, description: 'What happened; null when everything was answered.' })
  message!: string | null;

  @Field(() => String, { nullable: true, description: 'What to do about it, such as the permission to consent to.' })
  remedy!: string | null;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's request id, for a support case." })
  requestId!: string | null;

  @Field(() => [ProviderWarning], { description: 'Providers that failed inside the answer.' })
  providers!: readonly ProviderWarning[];

  @Field(() => DateTime, { description: 'When this was found out.' })
  asOf!: string;
}
