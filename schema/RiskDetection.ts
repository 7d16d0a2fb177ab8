import { Field, ObjectType } from 'type-graphql';
import { RiskLevel, RiskState } from './enums.js';
import { GeoLocation } from './Observable.js';
import { DateTime } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description: 'One reason why Entra ID Protection thinks that a user is at risk. Needs Entra ID P2.',
})
export class RiskDetection {
  @Field(() => String, { description: "Microsoft Graph's own id." })
  graphId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What was detected, in the word of Microsoft Graph: anomalousToken, unlikelyTravel …',
  })
  type!: string | null;

  @Field(() => RiskLevel, { description: 'How bad.' })
  level!: RiskLevel;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the level." })
  levelRaw!: string | null;

  @Field(() => RiskState, { description: 'What became of it.' })
  state!: RiskState;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for the state." })
  stateRaw!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the state is what it is.' })
  detail!: string | null;

  @Field(() => String, { nullable: true, description: 'Product that detected it.' })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'realtime, nearRealtime or offline.' })
  timing!: string | null;

  @Field(() => String, { nullable: true, description: 'signin, user or servicePrincipal.' })
  activity!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it happened.' })
  activityAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was detected.' })
  detectedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it last changed.' })
  updatedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Address it came from.' })
  ipAddress!: string | null;

  @Field(() => GeoLocation, { nullable: true, description: 'Where that address is.' })
  location!: GeoLocation | null;

  @Field(() => String, { nullable: true, description: 'The sign-in that caused it: graphId of a SignIn.' })
  signInId!: string | null;

  @Field(() => String, { nullable: true, description: 'Ties together what happened in one go.' })
  correlationId!: string | null;

  @Field(() => String, { nullable: true, description: 'More of it, a text of JSON as Microsoft Graph has it.' })
  additionalInfo!: string | null;
}
