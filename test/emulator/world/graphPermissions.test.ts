import { DEFENDER_CONSENTS, GRAPH_CONSENTS } from '../../../emulator/world/consents.js';
import { GRAPH_APP_ROLES } from '../../../emulator/world/graphPermissions.js';

const declared = GRAPH_APP_ROLES.map(({ value }) => value);

test('Microsoft Graph declares its own permissions, and none of Defender for Endpoint', () => {
  expect(declared).toEqual(expect.arrayContaining([...GRAPH_CONSENTS]));
  expect(declared.filter((role) => (DEFENDER_CONSENTS as readonly string[]).includes(role))).toEqual([]);
  expect(declared.filter((role) => /^(Machine|Ti)\./.test(role))).toEqual([]);
});
