import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'A network address of a machine, as its sensor reports it.' })
export class MachineAddress {
  @Field(() => String, { description: 'IPv4 or IPv6 address.' })
  ip!: string;

  @Field(() => String, { nullable: true, description: 'Hardware address.' })
  mac!: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of network, such as Ethernet or WiFi.' })
  type!: string | null;

  @Field(() => String, { nullable: true, description: 'Up or Down.' })
  status!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The record of a machine in Defender for Endpoint: a service of its own beside Microsoft Graph, whose requests cannot be batched. Fifteen machines to a request.',
})
export class DefenderMachine {
  @Field(() => String, { description: 'Defender machine id, 40 hexadecimal digits; DeviceId in hunting.' })
  machineId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Entra device id that Defender knows; null where it knows none.',
  })
  entraDeviceId!: string | null;

  @Field(() => String, { nullable: true, description: 'DNS name.' })
  dnsName!: string | null;

  @Field(() => String, { nullable: true, description: 'Operating system, such as Windows11 or WindowsServer2022.' })
  osPlatform!: string | null;

  @Field(() => String, { nullable: true, description: 'Release of the operating system, such as 24H2.' })
  osVersion!: string | null;

  @Field(() => Float, { nullable: true, description: 'Build of the operating system.' })
  osBuild!: number | null;

  @Field(() => String, { nullable: true, description: 'Such as 64-bit.' })
  architecture!: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the sensor.' })
  sensorVersion!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Active, Inactive, ImpairedCommunication, NoSensorData, NoSensorDataImpairedCommunication or Unknown.',
  })
  healthStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Onboarded, CanBeOnboarded, Unsupported or InsufficientInfo.',
  })
  onboardingStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Risk as Defender sees it: None, Informational, Low, Medium, High.',
  })
  riskScore!: string | null;

  @Field(() => String, { nullable: true, description: 'How open it is to attacks: None, Low, Medium, High.' })
  exposureLevel!: string | null;

  @Field(() => String, { nullable: true, description: 'Worth that an administrator gave it: Low, Normal, High.' })
  deviceValue!: string | null;

  @Field(() => String, { nullable: true, description: 'Last address inside the network.' })
  lastIpAddress!: string | null;

  @Field(() => String, { nullable: true, description: 'Last address as the internet sees it.' })
  lastExternalIpAddress!: string | null;

  @Field(() => [MachineAddress], { description: 'Addresses of its network adapters.' })
  addresses!: readonly MachineAddress[];

  @Field(() => String, { nullable: true, description: 'Device group, which decides who may act on it.' })
  deviceGroup!: string | null;

  @Field(() => [String], { description: 'Tags that administrators gave it.' })
  tags!: readonly string[];

  @Field(() => DateTime, { nullable: true, description: 'When Defender first saw it.' })
  firstSeenAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When its sensor last reported.' })
  lastSeenAt!: string | null;
}
