import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.js';
import { Evidence } from './Evidence.js';

/**
 * The few shapes that properties of evidence have, so that a class below reads as a list of names and meanings.
 * Single values are nullable, because Graph leaves any of them out; lists are not: none is [].
 */

type Type = () => object;

/** An object type that is one kind of evidence. */
export const Kind = (description: string): ClassDecorator =>
  ObjectType({ implements: Evidence, simpleResolvers: true, description });

/** An object type that several kinds of evidence share. */
export const Part = (description: string): ClassDecorator => ObjectType({ simpleResolvers: true, description });

export const Text = (description: string) => Field(() => String, { nullable: true, description });
export const Texts = (description: string) => Field(() => [String], { description });
export const Moment = (description: string) => Field(() => DateTime, { nullable: true, description });
export const Flag = (description: string) => Field(() => Boolean, { nullable: true, description });
export const Whole = (description: string) => Field(() => Int, { nullable: true, description });
/** A whole number beyond 32 bits. */
export const Long = (description: string) => Field(() => Float, { nullable: true, description });
export const One = (type: Type, description: string) => Field(type, { nullable: true, description });
export const Many = (type: Type, description: string) => Field(() => [type()], { description });
