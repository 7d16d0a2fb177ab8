import { Field, ObjectType } from 'type-graphql';
import { Alert } from './Alert.js';
import type { OfTenant } from './Node.js';
import { RiskDetection } from './RiskDetection.js';
import { DateTime } from './scalars.js';
import { SignIn } from './SignIn.js';
import { words } from './words.js';

export const TimelineKind = words('TimelineKind', 'What happened.', {
  FIRST_ACTIVITY: 'The first activity that belongs to an alert.',
  LAST_ACTIVITY: 'The latest activity that belongs to an alert.',
  ALERT_RAISED: 'An alert was raised.',
  ALERT_RESOLVED: 'An alert was resolved.',
  COMMENTED: 'Somebody commented.',
  INCIDENT_OPENED: 'The incident was opened.',
  RISK_DETECTED: 'Entra ID Protection noticed something.',
  SIGNED_IN: 'A sign-in that succeeded.',
  SIGN_IN_FAILED: 'A sign-in that failed or was blocked.',
});
export type TimelineKind = keyof typeof TimelineKind;

@ObjectType({ simpleResolvers: true, description: 'One thing that happened, from whichever source knows of it.' })
export class TimelineEvent implements OfTenant {
  readonly __typename = 'TimelineEvent';
  tenantId!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: string;

  @Field(() => TimelineKind, { description: 'What happened.' })
  kind!: TimelineKind;

  @Field(() => String, { description: 'What happened, in a line.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'More of it, such as the comment, or where a sign-in came from.',
  })
  detail!: string | null;

  @Field(() => Alert, { nullable: true, description: 'The alert it belongs to; null for other sources.' })
  alert!: Alert | null;

  @Field(() => SignIn, { nullable: true, description: 'The sign-in; null for other sources.' })
  signIn!: SignIn | null;

  @Field(() => RiskDetection, { nullable: true, description: 'The risk detection; null for other sources.' })
  riskDetection!: RiskDetection | null;
}
