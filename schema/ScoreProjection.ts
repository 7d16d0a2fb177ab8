import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { ControlProfile } from './ControlProfile.js';
import { Level } from './enums.js';
import { ScoreCategory, SecureScore } from './SecureScore.js';
import { SourceCoverage } from './SourceCoverage.js';
import { words } from './words.js';

export const LeftOutReason = words('LeftOutReason', 'Why a control is not part of a projection.', {
  UNKNOWN_CONTROL: 'No control of this name is known in the tenant.',
  NOT_SCORED: 'It does not count for the tenant today: not bought, or not measured.',
  NO_PROFILE: 'It counts, and Microsoft has not published what it can bring.',
  GIVEN_UP: 'Microsoft has given it up.',
  DONE: 'No points are missing.',
  IGNORED: 'Somebody accepts the risk; includeIgnored takes it in.',
  THIRD_PARTY: 'A product of somebody else does it, and countThirdParty is off.',
  EXCLUDED_CATEGORY: 'Its category is excluded.',
  ABOVE_LEVEL: 'It costs more, or users notice it more, than one control may.',
  BEYOND_LIMITS: 'Others bring more within the limits.',
});
export type LeftOutReason = keyof typeof LeftOutReason;

@InputType({
  description:
    'What may be spent on a better score: the controls that bring most within these limits are found. LOW counts 1, MODERATE 2, HIGH 3; what Microsoft does not say counts as HIGH.',
})
export class ProjectionPlan {
  @Field(() => Int, { nullable: true, description: 'Cost of all controls together, at most; null: any.' })
  maxCost?: number | null;

  @Field(() => Int, { nullable: true, description: 'Impact on users of all controls together, at most; null: any.' })
  maxImpact?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many controls, at most; null: any number.' })
  maxSteps?: number | null;

  @Field(() => Level, { nullable: true, description: 'No control that costs more than this.' })
  costAtMost?: Level | null;

  @Field(() => Level, { nullable: true, description: 'No control that users notice more than this.' })
  impactAtMost?: Level | null;

  @Field(() => [String], { nullable: true, description: 'No control of these categories, such as Device.' })
  excludeCategories?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Also controls whose risk somebody has accepted.' })
  includeIgnored?: boolean;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Counts in full what is done with a product of somebody else, as Microsoft does within two days; it takes none of the limits.',
  })
  countThirdParty?: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'One control of a projection, and how far the score is with it.' })
export class ProjectionStep {
  @Field(() => ControlProfile, { description: 'What to do.' })
  control!: ControlProfile;

  @Field(() => Float, { description: 'Points that are missing today.' })
  gain!: number;

  @Field(() => Float, { description: 'Points of the score when this step and those before it are done.' })
  cumulative!: number;

  @Field(() => Float, { description: 'The same in percent of what can be reached.' })
  cumulativePercent!: number;

  @Field(() => Level, { nullable: true, description: 'What it costs to do; null where Microsoft does not say.' })
  cost!: Level | null;

  @Field(() => Level, { nullable: true, description: 'How much users notice; null where Microsoft does not say.' })
  impact!: Level | null;

  @Field(() => Boolean, {
    description:
      'True: somebody has said that a third party does it. Nothing is left to do; the points are on their way.',
  })
  isAchieved!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A control that is not part of a projection.' })
export class LeftOutControl {
  @Field(() => String, { description: 'Its name, which is the id of its profile.' })
  name!: string;

  @Field(() => LeftOutReason, { description: 'Why.' })
  reason!: LeftOutReason;

  @Field(() => Float, { nullable: true, description: 'Points that it could bring; null where nobody can say.' })
  gain!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What the newest Secure Score would be if some controls were done in full. An estimate.',
})
export class ScoreProjection {
  @Field(() => SecureScore, { description: 'The score that it begins with.' })
  from!: SecureScore;

  @Field(() => Float, { description: 'Points with all steps done; never more than can be reached.' })
  projected!: number;

  @Field(() => Float, { description: 'The same in percent, 0 to 100, with two decimals.' })
  projectedPercent!: number;

  @Field(() => Float, { description: 'Points more than today.' })
  gain!: number;

  @Field(() => [ProjectionStep], {
    description: 'The controls, what brings most points for its cost and impact first.',
  })
  steps!: readonly ProjectionStep[];

  @Field(() => [ScoreCategory], { description: 'Points by category with all steps done.' })
  byCategory!: readonly ScoreCategory[];

  @Field(() => Float, {
    description:
      'Points that can be reached and that no profile explains. Below 0: the profiles promise more than can be reached.',
  })
  unaccounted!: number;

  @Field(() => [LeftOutControl], {
    description:
      'By list: controls that were named and bring nothing. By plan: those with points missing that it leaves.',
  })
  leftOut!: readonly LeftOutControl[];

  @Field(() => [String], { description: 'What to know before the figures are believed, one sentence or two each.' })
  caveats!: readonly string[];
}

@ObjectType({ simpleResolvers: true, description: 'What one control would bring in one tenant.' })
export class TenantGain {
  @Field(() => ControlProfile, { description: 'The control, as it stands in this tenant.' })
  control!: ControlProfile;

  @Field(() => Float, { description: 'Points that are missing there.' })
  gain!: number;

  @Field(() => Float, { description: 'The same in percent of what that tenant can reach.' })
  gainPercent!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What one control would bring in all tenants together.' })
export class RankedControl {
  @Field(() => String, { description: 'Its name, which is the id of its profile in every tenant.' })
  name!: string;

  @Field(() => String, { description: 'What to do, in a few words.' })
  title!: string;

  @Field(() => Float, { description: 'Points that are missing, over all tenants.' })
  gain!: number;

  @Field(() => [TenantGain], { description: 'Where, what brings most first.' })
  tenants!: readonly TenantGain[];
}

@ObjectType({ simpleResolvers: true, description: 'Controls by what they would bring over all tenants.' })
export class ControlRanking {
  @Field(() => [RankedControl], { description: 'What brings most points first.' })
  controls!: readonly RankedControl[];

  @Field(() => Int, { description: 'How many controls have points missing anywhere.' })
  totalCount!: number;

  @Field(() => [SourceCoverage], { description: 'How far each tenant answered.' })
  coverage!: readonly SourceCoverage[];
}
