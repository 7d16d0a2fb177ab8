import { Field, Int, ObjectType } from 'type-graphql';
import { RiskLevel, RiskState, SignInOutcome } from './enums.js';
import type { OfTenant } from './Node.js';
import { GeoLocation } from './Observable.js';
import type { HostRef } from './references.js';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'The machine a sign-in came from, as Entra saw it.' })
export class SignInDevice {
  @Field(() => String, { nullable: true, description: 'Entra device id; null where Entra does not know the machine.' })
  deviceId!: string | null;

  @Field(() => String, { nullable: true, description: 'Name; null where Entra does not know the machine.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Operating system.' })
  operatingSystem!: string | null;

  @Field(() => String, { nullable: true, description: 'Browser with its version.' })
  browser!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it met the compliance policies at that moment.' })
  isCompliant!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a device management managed it at that moment.' })
  isManaged!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Azure AD joined, Hybrid Azure AD joined or registered.' })
  trustType!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What one Conditional Access policy did with a sign-in.' })
export class AppliedPolicy {
  @Field(() => String, { nullable: true, description: 'Name of the policy.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'success, failure, notApplied, reportOnlyFailure …' })
  result!: string | null;

  @Field(() => [String], { description: 'What it demanded, such as Mfa or Block.' })
  grantControls!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'One interactive sign-in. Needs Entra ID P1 and AuditLog.Read.All; Microsoft keeps 30 days.',
})
export class SignIn implements OfTenant {
  readonly __typename = 'SignIn';
  tenantId!: string;
  hostRef!: HostRef | null;

  @Field(() => String, { description: 'Id of the sign-in; the signInId of the risk detections it caused.' })
  graphId!: string;

  @Field(() => DateTime, { description: 'When.' })
  createdAt!: string;

  @Field(() => SignInOutcome, { description: 'Whether it succeeded.' })
  outcome!: SignInOutcome;

  @Field(() => Int, { nullable: true, description: "Entra's error code; 0 = none." })
  errorCode!: number | null;

  @Field(() => String, { nullable: true, description: 'Why it failed; null where it did not.' })
  failureReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Application that was signed in to.' })
  appName!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of that application.' })
  appId!: string | null;

  @Field(() => String, { nullable: true, description: 'What the application asked a token for.' })
  resourceName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Browser, Mobile Apps and Desktop clients, or a legacy protocol.',
  })
  clientApp!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether somebody typed something.' })
  isInteractive!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Address it came from.' })
  ipAddress!: string | null;

  @Field(() => GeoLocation, { nullable: true, description: 'Where that address is.' })
  location!: GeoLocation | null;

  @Field(() => String, { nullable: true, description: 'User agent.' })
  userAgent!: string | null;

  @Field(() => SignInDevice, { nullable: true, description: 'The machine it came from.' })
  device!: SignInDevice | null;

  @Field(() => String, { nullable: true, description: 'Conditional Access: success, failure or notApplied.' })
  conditionalAccess!: string | null;

  @Field(() => [AppliedPolicy], { description: 'Conditional Access policies that looked at it.' })
  policies!: readonly AppliedPolicy[];

  @Field(() => RiskLevel, { nullable: true, description: 'Risk seen while signing in; HIDDEN without Entra ID P2.' })
  riskLevel!: RiskLevel | null;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for that level." })
  riskLevelRaw!: string | null;

  @Field(() => RiskState, { nullable: true, description: 'What became of that risk; null where none was said.' })
  riskState!: RiskState | null;

  @Field(() => String, { nullable: true, description: "Microsoft Graph's own word for that state." })
  riskStateRaw!: string | null;

  @Field(() => [String], { description: 'Kinds of risk in the words of Microsoft Graph, such as unlikelyTravel.' })
  riskTypes!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Ties together what happened in one go.' })
  correlationId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'When a user last signed in, by the record of the user: up to a day late. Needs Entra ID P1 and AuditLog.Read.All.',
})
export class SignInActivity {
  @Field(() => DateTime, { nullable: true, description: 'Last interactive attempt; null: none on record.' })
  lastSignInAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Last sign-in by a client on the user’s behalf.' })
  lastNonInteractiveSignInAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Last sign-in that succeeded, of either kind.' })
  lastSuccessfulSignInAt!: string | null;

  @Field(() => DateTime, { description: 'When Microsoft Graph was asked.' })
  asOf!: string;
}
