import type { PropertyModel } from '../../../emulator/model/EntityModel.js';
import { EVIDENCE_KINDS } from '../../../emulator/model/evidence.js';
import { MODELS, modelOfType } from '../../../emulator/model/index.js';

describe('the models', () => {
  it('name no type that is not declared', () => {
    const seen = new Set<string>();
    const visit = (property: PropertyModel): void => {
      const complex = property.complex?.();
      if (!complex || seen.has(complex.typeName)) return;
      seen.add(complex.typeName);
      Object.values(complex.properties).forEach(visit);
      for (const kind of Object.keys(EVIDENCE_KINDS)) {
        Object.values(complex.derived(`microsoft.graph.security.${kind}`)?.properties ?? {}).forEach(visit);
      }
    };

    for (const model of Object.values(MODELS)) Object.values(model.properties).forEach(visit);

    expect(seen).toContain('microsoft.graph.security.kubernetesPodEvidence');
  });

  it('know 48 kinds of evidence, each with the members of the base', () => {
    const evidence = MODELS.alert.properties['evidence']?.complex?.();

    expect(Object.keys(EVIDENCE_KINDS)).toHaveLength(48);
    for (const kind of Object.keys(EVIDENCE_KINDS)) {
      expect(evidence?.derived(`microsoft.graph.security.${kind}`)?.properties).toHaveProperty('verdict');
    }
  });

  it('filter only by properties and navigations that exist', () => {
    for (const model of Object.values(MODELS)) {
      const known = model === MODELS.directoryObject ? MODELS.user.navigations : model.navigations;
      for (const path of Object.keys(model.filters)) {
        const [first = ''] = path.split('/');
        expect(first in model.properties || first in known ? '' : `${model.type} ${path}`).toBe('');
      }
    }
  });

  it('lead every navigation to a model', () => {
    for (const model of Object.values(MODELS)) {
      for (const { target } of Object.values(model.navigations)) expect(modelOfType(target)?.type).toBe(target);
    }
  });

  it('select by default only what exists', () => {
    for (const model of Object.values(MODELS)) {
      for (const name of [
        ...(model.defaultSelect ?? []),
        ...model.nullInLists,
        ...model.onlySingle,
        ...model.orderby,
      ]) {
        expect(model.properties).toHaveProperty(name);
      }
    }
  });
});
