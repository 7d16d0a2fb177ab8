import { Evidence } from './Evidence.js';
import { Kind, Text } from './fields.js';

@Kind('Evidence of a kind that this version does not know.')
export class OtherEvidence extends Evidence {
  readonly __typename = 'OtherEvidence';

  @Text("Graph's own word for the kind, such as alertEvidence; null where Graph did not say.")
  kindRaw!: string | null;
}
