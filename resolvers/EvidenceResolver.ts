import { type ClassType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { FileEvidence, ProcessEvidence, RegistryValueEvidence } from '../schema/evidence/file.js';
import {
  CloudLogonSessionEvidence,
  OAuthApplicationEvidence,
  SecurityGroupEvidence,
  ServicePrincipalEvidence,
  UserEvidence,
} from '../schema/evidence/identity.js';
import { DeviceEvidence, HostLogonSessionEvidence } from '../schema/evidence/machine.js';
import { MailboxConfigurationEvidence, MailboxEvidence } from '../schema/evidence/mail.js';
import { Group } from '../schema/Group.js';
import { Host } from '../schema/Host.js';
import type { OfTenant } from '../schema/Node.js';
import { ServicePrincipal } from '../schema/ServicePrincipal.js';
import { User } from '../schema/User.js';
import type { Context } from '../src/context.js';

/** A kind of evidence that names an account. */
function naming(user: ClassType<OfTenant>) {
  @Resolver(() => user)
  class UserOfEvidence {
    @FieldResolver(() => User, {
      nullable: true,
      description: 'The account in the directory; null: it names none, or none is there.',
    })
    user(@Root() evidence: OfTenant, @Ctx() ctx: Context) {
      return ctx.pivot(evidence, 'user');
    }
  }
  return UserOfEvidence;
}

/** A kind of evidence that was found on a machine. */
function foundOn(host: ClassType<OfTenant>) {
  @Resolver(() => host)
  class HostOfEvidence {
    @FieldResolver(() => Host, {
      nullable: true,
      description: 'The machine in the directory; null: it names none, or none is there.',
    })
    host(@Root() evidence: OfTenant, @Ctx() ctx: Context) {
      return ctx.pivot(evidence, 'host');
    }
  }
  return HostOfEvidence;
}

@Resolver(() => SecurityGroupEvidence)
class GroupOfEvidence {
  @FieldResolver(() => Group, {
    nullable: true,
    description: 'The group in the directory; null: it names none, or none is there.',
  })
  group(@Root() evidence: SecurityGroupEvidence, @Ctx() ctx: Context) {
    return ctx.pivot(evidence, 'group');
  }
}

/** A kind of evidence that names an application. */
function namingApp(app: ClassType<OfTenant>) {
  @Resolver(() => app)
  class AppOfEvidence {
    @FieldResolver(() => ServicePrincipal, {
      nullable: true,
      description: 'The application in the directory; null: it is not there, or not any more.',
    })
    servicePrincipal(@Root() evidence: OfTenant, @Ctx() ctx: Context) {
      return ctx.pivot(evidence, 'servicePrincipal');
    }
  }
  return AppOfEvidence;
}

export const evidenceResolvers = [
  naming(UserEvidence),
  naming(MailboxEvidence),
  naming(MailboxConfigurationEvidence),
  naming(ProcessEvidence),
  naming(CloudLogonSessionEvidence),
  naming(HostLogonSessionEvidence),
  foundOn(DeviceEvidence),
  foundOn(ProcessEvidence),
  foundOn(FileEvidence),
  foundOn(RegistryValueEvidence),
  foundOn(HostLogonSessionEvidence),
  GroupOfEvidence,
  namingApp(OAuthApplicationEvidence),
  namingApp(ServicePrincipalEvidence),
];
