#!/usr/bin/env node
// The kit's one command as a program of its own: what `automator.launch` takes as `cliPath`.
import { register } from 'tsx/esm/api'

register()
await import('./cli.ts')
