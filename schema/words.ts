import { registerEnumType } from 'type-graphql';

/** Registers a GraphQL enum whose members are their own values; `members` gives each its description. */
export function words<Member extends string>(
  name: string,
  description: string,
  members: Readonly<Record<Member, string>>,
): Readonly<{ [M in Member]: M }> {
  const names = Object.keys(members) as Member[];
  const values = Object.fromEntries(names.map((member) => [member, member])) as { [M in Member]: M };
  const valuesConfig = Object.fromEntries(names.map((member) => [member, { description: members[member] }]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: valuesConfig as Record<Member, { description: string }>,
  });
  return values;
}
