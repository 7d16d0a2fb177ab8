import { Field, InputType } from 'type-graphql';
import { IndicatorAction, IndicatorTarget, ObservableKind, Severity, Tlp } from '../enums.js';
import { DateTime } from '../scalars.js';

@InputType({
  description:
    'Which indicators. All fields given must hold; a list means any of its members. Finished here, over lists that are kept.',
})
export class IndicatorFilter {
  @Field(() => [IndicatorTarget], {
    nullable: true,
    description: 'Submitted to any of these targets; the others are not asked.',
  })
  target?: IndicatorTarget[];

  @Field(() => [ObservableKind], { nullable: true, description: 'About any of these kinds.' })
  kind?: ObservableKind[];

  @Field(() => [IndicatorAction], { nullable: true, description: 'With any of these actions.' })
  action?: IndicatorAction[];

  @Field(() => [Severity], { nullable: true, description: 'Of any of these severities.' })
  severity?: Severity[];

  @Field(() => [Tlp], { nullable: true, description: 'With any of these TLP levels.' })
  tlp?: Tlp[];

  @Field(() => [String], { nullable: true, description: 'Of any of these types of threat, such as C2.' })
  threatType?: string[];

  @Field(() => [String], { nullable: true, description: 'With any of these tags.' })
  tag?: string[];

  @Field(() => [String], { nullable: true, description: "With any of these ids of the submitter's own." })
  externalId?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether they are in force: neither withdrawn nor expired.',
  })
  isActive?: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Those that cover this address, domain, URL, hash or sender: exactly, as a range, or as a parent domain.',
  })
  covers?: string;

  @Field(() => DateTime, { nullable: true, description: 'Created at or after.' })
  createdAfter?: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Ending before this moment; those that never end are left out.',
  })
  expiresBefore?: string;

  @Field(() => String, { nullable: true, description: 'Value, title or description contains this text, in any case.' })
  text?: string;
}
