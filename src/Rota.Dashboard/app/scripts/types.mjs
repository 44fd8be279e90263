// Writes the TypeScript types of what the API answers and takes, from its OpenAPI document:
//   node types.mjs openapi.json schema.ts
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';

// The file is as old as the document: it must not make a build look old that was made of it.
const [, , source, target] = process.argv;
const document = JSON.parse(readFileSync(source, 'utf8'));

let root = null;

function typeOf(schema) {
  if (schema === true || schema === undefined) return 'unknown';
  if (schema.$ref?.startsWith('#/components/')) return schema.$ref.split('/').at(-1);
  // What stands twice in one schema is there once, and referred to by its place.
  if (schema.$ref) return typeOf(schema.$ref.slice(2).split('/').reduce((at, name) => at[name], root));
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const kinds = [schema.type ?? 'unknown'].flat();
  return kinds.map((kind) => ofKind(kind, schema)).join(' | ');
}

function ofKind(kind, schema) {
  switch (kind) {
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `Array<${typeOf(schema.items)}>`;
    case 'object':
      return objectOf(schema);
    case 'string':
    case 'boolean':
    case 'null':
      return kind;
    default:
      return 'unknown';
  }
}

function objectOf(schema) {
  if (!schema.properties) return `Record<string, ${typeOf(schema.additionalProperties)}>`;
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties).map(
    ([name, of]) => `${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(of)}`,
  );
  return `{ ${members.join('; ')} }`;
}

const types = Object.entries(document.components.schemas).map(([name, schema]) => {
  root = schema;
  return `export type ${name} = ${typeOf(schema)};`;
});
const looks = Object.entries(document.paths).flatMap(([path, methods]) => {
  const answer = methods.get?.responses['2XX'].content['application/json']?.schema;
  return answer ? [`  ${JSON.stringify(path)}: ${typeOf(answer)};`] : [];
});
writeFileSync(
  target,
  `// Written by scripts/types.mjs from docs/openapi.json; not kept in the repository.\n\n${types.join('\n\n')}\n\n`
    + `/** What a GET of each path answers. */\nexport interface Looks {\n${looks.join('\n')}\n}\n`,
);
const { atime, mtime } = statSync(source);
utimesSync(target, atime, mtime);
