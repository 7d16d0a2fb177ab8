import { Field, Float, ObjectType } from 'type-graphql';
import { Fetched, GraphRecord, Node } from './Node.js';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'What Entra knows of a machine beyond the fields of Host.' })
export class EntraDevice {
  @Field(() => String, { description: 'Entra object id of the device.' })
  objectId!: string;

  @Field(() => String, { nullable: true, description: 'Company or Personal.' })
  ownership!: string | null;

  @Field(() => String, { nullable: true, description: 'RegisteredDevice, SecureVM, Printer, Shared or IoT.' })
  profileType!: string | null;

  @Field(() => String, { nullable: true, description: 'How it was enrolled.' })
  enrollmentType!: string | null;

  @Field(() => String, { nullable: true, description: 'Manufacturer.' })
  manufacturer!: string | null;

  @Field(() => String, { nullable: true, description: 'Model.' })
  model!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is jailbroken or rooted.' })
  isRooted!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was registered.' })
  registeredAt!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is synchronised from an on-premises directory.' })
  isSynced!: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The Intune record of a machine. Costs one Graph call per machine, packed 20 to a request.',
})
export class IntuneDevice {
  /** Entra device id. */
  deviceId!: string | null;

  @Field(() => String, { description: 'Intune device id.' })
  intuneId!: string;

  @Field(() => String, { nullable: true, description: 'Device name in Intune.' })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'compliant, noncompliant, inGracePeriod, conflict, error, configManager or unknown.',
  })
  complianceState!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the grace period ends; null where there is none.' })
  complianceGraceUntil!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its disk is encrypted.' })
  isEncrypted!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is supervised (Apple).' })
  isSupervised!: boolean | null;

  @Field(() => String, { nullable: true, description: 'True, False or Unknown, in the words of Intune.' })
  jailBroken!: string | null;

  @Field(() => String, { nullable: true, description: 'What manages it, such as mdm or msSense.' })
  managementAgent!: string | null;

  @Field(() => String, { nullable: true, description: 'Threat as the mobile threat defence partner reports it.' })
  partnerReportedThreatState!: string | null;

  @Field(() => String, { nullable: true, description: 'Serial number.' })
  serialNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Manufacturer.' })
  manufacturer!: string | null;

  @Field(() => String, { nullable: true, description: 'Model.' })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'Operating system.' })
  operatingSystem!: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the operating system.' })
  osVersion!: string | null;

  @Field(() => String, { nullable: true, description: 'User principal name of the primary user as Intune has it.' })
  userPrincipalName!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was enrolled.' })
  enrolledAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it last spoke to Intune.' })
  lastSyncAt!: string | null;

  @Field(() => Float, { nullable: true, description: 'Free storage in bytes.' })
  freeStorageBytes!: number | null;

  @Field(() => Float, { nullable: true, description: 'Storage in bytes.' })
  totalStorageBytes!: number | null;
}

@ObjectType({
  implements: [Node, Fetched],
  simpleResolvers: true,
  description: 'One machine, put together from its Entra device, its Intune record and its Defender record.',
})
export class Host extends GraphRecord {
  readonly __typename = 'Host';

  @Field(() => String, { nullable: true, description: 'Entra object id; null where Entra does not know the machine.' })
  graphId!: string | null;

  @Field(() => String, { description: 'Name of the machine.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Entra device id, which is not the object id.' })
  deviceId!: string | null;

  @Field(() => String, { nullable: true, description: 'Operating system.' })
  operatingSystem!: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the operating system.' })
  osVersion!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'AzureAd (joined), ServerAd (hybrid) or Workplace (registered).',
  })
  trustType!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it meets the compliance policies, as Entra has it; null where nothing manages it.',
  })
  isCompliant!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a device management manages it, as Entra has it.' })
  isManaged!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the device may sign in.' })
  accountEnabled!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'Latest sign-in on record; exact to days only.' })
  lastSeenAt!: string | null;

  @Field(() => EntraDevice, {
    nullable: true,
    description: 'More of what Entra knows; null where Entra does not know the machine.',
  })
  entra!: EntraDevice | null;
}
