// Writes what is generated from the contract beside it: npm run generate
import { writeFileSync } from 'node:fs';
import { folder } from './contract.mjs';
import { page } from './page.mjs';
import { types } from './types.mjs';

writeFileSync(new URL('types.d.ts', folder), await types());
writeFileSync(new URL('docs.html', folder), page());
