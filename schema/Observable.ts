import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ObservableKind, Verdict } from './enums.js';
import type { OfTenant } from './Node.js';

@ObjectType({ simpleResolvers: true, description: 'Where an address is, as the provider of the alert saw it.' })
export class GeoLocation {
  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State or province.' })
  state!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Country: its name, or its two letters where only those are known.',
  })
  country!: string | null;

  @Field(() => Float, { nullable: true, description: 'Latitude in degrees.' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude in degrees.' })
  longitude!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A file as a piece of evidence describes it.' })
export class FileDetails {
  @Field(() => String, { nullable: true, description: 'File name.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Folder.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Publisher of the file.' })
  publisher!: string | null;

  @Field(() => Float, { nullable: true, description: 'Size in bytes.' })
  sizeBytes!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-1, lower case.' })
  sha1!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256, lower case.' })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: 'MD5, lower case.' })
  md5!: string | null;

  @Field(() => String, { nullable: true, description: 'Who signed the file.' })
  signer!: string | null;

  @Field(() => String, { nullable: true, description: 'Who issued the signing certificate.' })
  issuer!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something that can be seen again elsewhere: an address, a domain, a URL, a file hash, a mail sender.',
})
export class Observable implements OfTenant {
  readonly __typename = 'Observable';
  tenantId!: string;

  @Field(() => ObservableKind, { description: 'What it is.' })
  kind!: ObservableKind;

  @Field(() => String, { description: 'The value in its normal form, so that equal things are equal text.' })
  value!: string;

  @Field(() => Verdict, {
    description: 'The worst verdict over the evidence it was taken from; UNKNOWN where it was not taken from any.',
  })
  verdict!: Verdict;

  @Field(() => GeoLocation, {
    nullable: true,
    description: 'Where the address is; null for other kinds, or where the provider did not say.',
  })
  geo!: GeoLocation | null;

  @Field(() => FileDetails, { nullable: true, description: 'The file with this hash; null for other kinds.' })
  file!: FileDetails | null;

  @Field(() => Int, {
    description: 'How many pieces of evidence of the alert name it; 0 where it was not taken from any.',
  })
  seen!: number;
}
