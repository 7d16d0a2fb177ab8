import fc from 'fast-check';
import { GraphFault, readOptions } from '../../../emulator/odata/index.js';
import { encode, refusal } from './support.js';

describe('query options', () => {
  it('are decoded, with plus as a blank and names in any case', () => {
    const options = readOptions("$filter=displayName+eq+%27O''Neil%27&%24Top=5&$select=id,%20mail&x=1");

    expect(options).toMatchObject({ filter: "displayName eq 'O''Neil'", top: 5, select: ['id', 'mail'] });
    expect(options.raw.get('x')).toBe('1');
  });

  it('read nested options of an $expand, commas and all', () => {
    const options = readOptions(encode('$expand=manager($levels=max;$select=id,displayName),registeredDevices'));

    expect(options.expand).toEqual([
      { navigation: 'manager', levels: 'max', select: ['id', 'displayName'], others: [] },
      { navigation: 'registeredDevices', others: [] },
    ]);
  });

  it('read an order with its direction', () => {
    expect(readOptions(encode('$orderby=displayName desc,mail')).orderby).toEqual([
      { property: 'displayName', descending: true },
      { property: 'mail', descending: false },
    ]);
  });

  it.each([
    ['$foo=1', "The query parameter '$foo' is not supported."],
    ['$top=1&$TOP=2', "Query option '$top' was specified more than once, but it must be specified at most once."],
    ['$filter=', "The value for OData query '$filter' cannot be empty."],
    [
      '$top=-1',
      "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    ['$count=yes', "Invalid value 'yes' for $count query option found. Valid values are 'true' or 'false'."],
    ['$filter=%ZZ', 'The query specified in the URI is not valid. Malformed percent-encoding.'],
    ['$select=id,,mail', "Parsing OData Select and Expand failed: Syntax error in the value of '$select'."],
    [
      '$expand=manager($foo=1)',
      "Parsing OData Select and Expand failed: Term '$foo=1' is not valid in a $expand expression.",
    ],
    ['$orderby=displayName down', "Invalid orderby clause: Syntax error at 'displayName down'."],
  ])('%s is refused', (query, message) => {
    expect(refusal(() => readOptions(query))).toBe(`400 BadRequest ${message}`);
  });

  it('made of garbage are refused, never crashing', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('$expand', '$select', '$orderby', '$search', '$count', ''),
        (text, name) => {
          try {
            readOptions(`${name}=${text}`);
          } catch (fault) {
            expect(fault).toBeInstanceOf(GraphFault);
          }
        },
      ),
    );
  });
});
