import { TenantRegistry } from '../../src/auth/TenantRegistry.js';

const one = { tenantId: 'aaaa', labels: ['contoso', 'region:eu'] };
const two = { tenantId: 'bbbb', labels: ['fabrikam', 'region:eu'] };
const registry = new TenantRegistry([one, two]);
const forbidden = expect.objectContaining({ code: 'FORBIDDEN' }) as Error;

test('no name means all that are granted, in the order of the settings', () => {
  expect(registry.select(undefined, 'all')).toEqual([one, two]);
  expect(registry.select(null, ['bbbb'])).toEqual([two]);
});

test('tenants are found by id and label, each once', () => {
  expect(registry.select(['region:eu', 'AAAA'], 'all')).toEqual([one, two]);
});

test('no names means no tenants', () => {
  expect(registry.select([], 'all')).toEqual([]);
});

test('T5: a tenant that is not granted and one that does not exist look alike', () => {
  expect(() => registry.get('aaaa', ['bbbb'])).toThrow(forbidden);
  expect(() => registry.select(['contoso'], ['bbbb'])).toThrow(
    'Tenant "contoso" is unknown to this service or not open to you.',
  );
  expect(() => registry.select(['nowhere'], ['bbbb'])).toThrow(
    'Tenant "nowhere" is unknown to this service or not open to you.',
  );
});

test('a name that could be anything is not repeated', () => {
  expect(() => registry.select(['<script>'], 'all')).toThrow('Tenant is unknown');
});
