import { Field, Int, ObjectType } from 'type-graphql';
import { AlertDimension } from './enums.js';
import { DateTime } from './scalars.js';
import { SourceCoverage } from './SourceCoverage.js';

@ObjectType({ simpleResolvers: true, description: 'What the alerts of a bucket have in common, in one dimension.' })
export class AlertBucketValue {
  @Field(() => AlertDimension, { description: 'In which dimension.' })
  dimension!: AlertDimension;

  @Field(() => String, {
    nullable: true,
    description: 'The value: a word of the schema, an id, or the text that Graph has; null: the alerts have none.',
  })
  value!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Alerts that are alike in every dimension asked for.' })
export class AlertBucket {
  @Field(() => [AlertBucketValue], { description: 'One value for each dimension, in the order asked.' })
  values!: readonly AlertBucketValue[];

  @Field(() => DateTime, { nullable: true, description: 'Created at or after; null when no interval was asked for.' })
  from!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Created before; null when no interval was asked for.' })
  to!: string | null;

  @Field(() => Int, { description: 'How many alerts.' })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How many alerts there are of each kind, and how far they were counted.',
})
export class AlertStats {
  @Field(() => Int, { description: 'Alerts counted, each once.' })
  total!: number;

  @Field(() => [AlertBucket], {
    description:
      'Buckets with at least one alert, by time and then by the dimensions in the order asked. An alert of two categories is in both.',
  })
  buckets!: readonly AlertBucket[];

  @Field(() => Int, { description: 'Pages of alerts that were read from Microsoft Graph, over all tenants.' })
  pagesRead!: number;

  @Field(() => Boolean, {
    description: 'True: there are alerts that were not counted, the oldest ones. Narrow the filter by time.',
  })
  truncated!: boolean;

  @Field(() => [SourceCoverage], { description: 'How far each tenant and source answered.' })
  coverage!: readonly SourceCoverage[];
}
