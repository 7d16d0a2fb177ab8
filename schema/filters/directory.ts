import { Field, InputType } from 'type-graphql';

@InputType({ description: 'Which users. All fields given must hold; Graph filters them all.' })
export class UserFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether the account may sign in.' })
  accountEnabled?: boolean;

  @Field(() => String, { nullable: true, description: 'Member or Guest.' })
  userType?: string;

  @Field(() => [String], { nullable: true, description: 'In any of these departments, at most 15.' })
  department?: string[];

  @Field(() => String, { nullable: true, description: 'Display name starts with this.' })
  displayNameStartsWith?: string;
}

@InputType({ description: 'Which hosts. All fields given must hold; Graph filters them all.' })
export class HostFilter {
  @Field(() => Boolean, { nullable: true, description: 'Whether it meets the compliance policies.' })
  isCompliant?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a device management manages it.' })
  isManaged?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether the device may sign in.' })
  accountEnabled?: boolean;

  @Field(() => [String], { nullable: true, description: 'Any of these operating systems, such as Windows.' })
  operatingSystem?: string[];

  @Field(() => String, { nullable: true, description: 'Name starts with this.' })
  nameStartsWith?: string;
}
