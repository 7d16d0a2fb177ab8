/** `secgraph help`. */
export const HELP = `secgraph [start]    serve GraphQL over Microsoft Graph security and directory
secgraph doctor     what each tenant allows, and what to do about the rest; exit code 1 where something cannot work
    --tenant NAME     this tenant only, by id or label; may be given several times
    --json            for programs
    --strict          a missing consent is a problem, too
    --customers       a partner's customers, as a TENANTS_FILE
secgraph export alerts|incidents|users|hosts    a whole list as a file
    --format csv|ndjson
    --fields a,b.c    fields of the schema, dots lead inside
    --tenants a,b     ids or labels; all when left out
    --filter JSON     the argument filter of the list
    --out FILE        standard output when left out
    --resume          goes on where an export to the same FILE was interrupted
secgraph audit verify    whether the audit trail is as it was written; exit code 1 where it is not
secgraph audit export    the audit trail, one JSON object a line; each can be checked, see docs/audit.md
    --since, --until  a day or a moment, such as 2026-11-23
    --tenant NAME     this tenant only, by id or label; may be given several times
secgraph explain FILE    what a question would cost Microsoft Graph, without asking it
    --variables JSON  --operation NAME  --json
secgraph indicators push FILE    the indicators of a STIX bundle or a CSV file to Microsoft's products
    --target NAME     GRAPH_TI_INDICATORS, DEFENDER_FOR_ENDPOINT or SENTINEL, or how they begin; may be given several times
    --tenant NAME     this tenant only, by id or label; may be given several times
    --action WORD     for those that say none; ALERT when left out
    --set JSON        other fields of IndicatorInput for those that say none
    --format csv|stix    by the name of FILE when left out
    --reason TEXT     for the audit trail
    --dry-run         tell what would be refused, and send nothing
    --resume          goes on where a push of the same FILE was interrupted
secgraph help       show this

Without TENANTS_FILE all of them work on the emulated tenants of demo mode.
Settings are environment variables, see docs/settings.md; the commands, docs/cli.md.
`;
