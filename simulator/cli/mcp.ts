import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { readCommandLine } from '../../mock-server/index.ts'
import { createMcpServer } from '../automator/mcp/server.ts'
import { openStage } from './stage.ts'

function readMcpOptions(args: string[]) {
  const { values } = readCommandLine({
    args,
    options: {
      project: { type: 'string', default: '.' },
      headed: { type: 'boolean', default: false },
    },
  })
  return values
}

/**
 * Serves the Model Context Protocol on standard input and output, until the input ends.
 *
 * @throws UsageError, ProjectError, BrowserMissing
 */
export async function mcp(args: string[]): Promise<undefined> {
  const { project, headed: isHeaded } = readMcpOptions(args)
  const stage = await openStage({ project, isHeaded })
  const server = createMcpServer({
    origin: stage.origin,
    call: (method, params) => stage.hub.call(method, params),
    screenshot: () => stage.screenshot(),
  })
  const end = async () => {
    await stage.close()
    process.exit(0)
  }
  process.stdin.once('end', () => void end())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void end())
  }
  await server.connect(new StdioServerTransport())
}
