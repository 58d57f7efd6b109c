import { buildPackages } from './build.ts'

// `npm run build`: the packages, as they would be published.
for (const folder of await buildPackages(process.cwd())) console.log(folder)
