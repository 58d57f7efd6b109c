import { Descriptors } from './descriptors.ts'
import { fileFailures, FileSystem } from './file-system.ts'
import type { Context } from '../context.ts'
import { fromBytes, toBytes } from './text.ts'

interface Given {
  path: string
  filePath: string
  dirPath: string
  oldPath: string
  newPath: string
  srcPath: string
  destPath: string
  tempFilePath: string
  data: string | ArrayBuffer
  encoding: string | undefined
  position: number | undefined
  length: number | undefined
  offset: number | undefined
  recursive: boolean | undefined
  fd: string
  flag: string | undefined
  arrayBuffer: ArrayBuffer
}

/** One operation: the parameters of its synchronous form in order, and what it does. */
interface Operation {
  parameters: (keyof Given)[] | 'options'
  /** Its result; the synchronous form gives `sync(result)` where that is there. */
  run: (given: Given) => Record<string, unknown> | void
  sync?: (result: Record<string, unknown>) => unknown
}

const part = (bytes: Uint8Array, position = 0, length = bytes.length) =>
  bytes.subarray(position, position + length)

/** Operations of `FileSystemManager`; each exists as `name` and as `nameSync`. */
export function fileOperations(phone: Context): Record<string, Operation> {
  const system = new FileSystem(phone.files, phone.host)
  const open = new Descriptors(system)
  return {
    ...contentOperations(system, open),
    ...pathOperations(system),
    ...descriptorOperations(system, open),
  }
}

/** Operations on the content of files. */
function contentOperations(system: FileSystem, open: Descriptors): Record<string, Operation> {
  return {
    readFile: {
      parameters: ['filePath', 'encoding', 'position', 'length'],
      run: ({ filePath, encoding, position, length }) => ({
        data: fromBytes(part(system.read(filePath), position, length), encoding),
      }),
      sync: ({ data }) => data,
    },
    writeFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: ({ filePath, data, encoding }) => system.write(filePath, toBytes(data, encoding)),
    },
    appendFile: {
      parameters: ['filePath', 'data', 'encoding'],
      run: ({ filePath, data, encoding }) => system.append(filePath, toBytes(data, encoding)),
    },
    truncate: {
      parameters: ['filePath', 'length'],
      run: ({ filePath, length = 0 }) => {
        const fd = open.open(filePath, 'r+')
        open.truncate(fd, length)
        open.close(fd)
      },
    },
  }
}

/** Operations on files and folders as wholes. */
function pathOperations(system: FileSystem): Record<string, Operation> {
  return {
    access: {
      parameters: ['path'],
      run: ({ path }) => {
        if (!system.exists(path)) throw fileFailures.missing('access', path)
      },
    },
    copyFile: {
      parameters: ['srcPath', 'destPath'],
      run: ({ srcPath, destPath }) => system.copy(srcPath, destPath),
    },
    rename: {
      parameters: ['oldPath', 'newPath'],
      run: ({ oldPath, newPath }) => system.rename(oldPath, newPath),
    },
    unlink: { parameters: ['filePath'], run: ({ filePath }) => system.remove(filePath) },
    mkdir: {
      parameters: ['dirPath', 'recursive'],
      run: ({ dirPath, recursive = false }) => system.makeFolder(dirPath, recursive),
    },
    rmdir: {
      parameters: ['dirPath', 'recursive'],
      run: ({ dirPath, recursive = false }) => system.removeFolder(dirPath, recursive),
    },
    readdir: {
      parameters: ['dirPath'],
      run: ({ dirPath }) => ({ files: system.list(dirPath) }),
      sync: ({ files }) => files,
    },
    stat: {
      parameters: ['path', 'recursive'],
      run: ({ path, recursive = false }) => ({ stats: system.stat(path, recursive) }),
      sync: ({ stats }) => stats,
    },
    saveFile: {
      parameters: ['tempFilePath', 'filePath'],
      run: ({ tempFilePath, filePath }) => ({
        savedFilePath: system.save(tempFilePath, filePath),
      }),
      sync: ({ savedFilePath }) => savedFilePath,
    },
  }
}

/** Operations on files that are open, by their descriptors. */
function descriptorOperations(system: FileSystem, open: Descriptors): Record<string, Operation> {
  return {
    open: {
      parameters: 'options',
      run: ({ filePath, flag = 'r' }) => ({ fd: open.open(filePath, flag) }),
      sync: ({ fd }) => fd,
    },
    close: { parameters: 'options', run: ({ fd }) => open.close(fd) },
    fstat: {
      parameters: 'options',
      run: ({ fd }) => ({ stats: system.stat(open.at(fd).path, false) }),
      sync: ({ stats }) => stats,
    },
    ftruncate: { parameters: 'options', run: ({ fd, length = 0 }) => open.truncate(fd, length) },
    read: {
      parameters: 'options',
      run: ({ fd, arrayBuffer, offset = 0, length = 0, position }) => ({
        bytesRead: open.read(fd, new Uint8Array(arrayBuffer, offset), length, position),
        arrayBuffer,
      }),
      sync: (result) => result,
    },
    write: {
      parameters: 'options',
      run: ({ fd, data, encoding, offset = 0, length, position }) => ({
        bytesWritten: open.write(
          fd,
          part(toBytes(data, encoding), offset, length).slice(),
          position,
        ),
      }),
      sync: (result) => result,
    },
  }
}
