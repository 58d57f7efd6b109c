import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ProjectFault } from '../project/fault.ts'
import { readProject, type Project } from '../project/project.ts'
import type { ProjectPlace } from '../project/root.ts'
import { hashOf, type BuildCache } from './build/cache.ts'
import { compileProject, loadCompilers, type Build } from './build/compile.ts'
import { findDifference, type ProjectUpdate } from './build/difference.ts'
import { FolderWatch } from './watch.ts'

/** An update to a phone, or a reload. */
export type LiveUpdate = ProjectUpdate | { kind: 'reload' }

/** What a phone gets: a build that was whole, and what is wrong by now. */
export interface Shown {
  build: Build
  faults: ProjectFault[]
  /** Of all that a phone shows. */
  version: string
}

/** A tool that makes a whole `dist` again removes the old one first. */
const ABSENCE_MS = 1500
/** After the last change. */
const KEEP_AFTER_MS = 500
/** After a phone has opened. */
const PREPARE_AFTER_MS = 300
/** Files that never come to rest are shown all the same, now and then. */
const MOST_OVERTAKEN = 10

/**
 * A mini-program as it is being worked on: compiled when it is first asked for and again whenever a
 * file changes. While a change does not compile, phones keep what they show and are told the faults.
 */
export class LiveProject {
  readonly #place: ProjectPlace
  readonly #cache: BuildCache
  readonly #onUpdate: (update: LiveUpdate) => void
  readonly #watch = new FolderWatch(() => void this.#look())
  #shown: Promise<Shown>
  /** Runs are serialized. */
  #looking: Promise<void> | undefined
  #isStale = false
  #missingSince: number | undefined
  #keeping: NodeJS.Timeout | undefined
  #preparing: NodeJS.Timeout | undefined
  /** Builds in a row that were out of date when they were made. */
  #overtaken = 0

  constructor(place: ProjectPlace, cache: BuildCache, onUpdate: (update: LiveUpdate) => void) {
    this.#place = place
    this.#cache = cache
    this.#onUpdate = onUpdate
    this.#shown = this.#build().then((build) => shown(build, build.program.faults))
    this.#shown.then(
      () => this.#cache.save(),
      () => {}, // the next caller gets the error
    )
  }

  get shown(): Promise<Shown> {
    return this.#shown
  }

  /** Warms up the compilers once a phone is open: the first save is 0.1 s faster. */
  prepare() {
    this.#preparing ??= setTimeout(
      () => void loadCompilers().catch(console.error),
      PREPARE_AFTER_MS,
    ).unref()
  }

  close() {
    clearTimeout(this.#keeping)
    clearTimeout(this.#preparing)
    this.#watch.close()
  }

  async #build(before?: Build): Promise<Build> {
    return compileProject(this.#read(), this.#cache, before)
  }

  /** A folder that is new may have got files before it was watched: then all is read again. */
  #read(): Project {
    for (;;) {
      const project = readProject(this.#place)
      const { files, place } = project
      if (!this.#watch.set(new Set([...files.folders, place.folder, place.root]))) return project
    }
  }

  async #look() {
    this.#isStale = true
    this.#looking ??= this.#lookUntilFresh().finally(() => (this.#looking = undefined))
    await this.#looking
  }

  async #lookUntilFresh() {
    while (this.#isStale) {
      this.#isStale = false
      if (this.#isAbsent()) continue
      try {
        const before = await this.#shown
        const build = await this.#build(before.build)
        if (!(await this.#isOvertaken())) await this.#update(before, build)
        this.#keepSoon(build) // the phones come first
      } catch (error) {
        console.error(error)
      }
    }
  }

  /** Compiles the whole project and caches it for the next phone and start, when no saves come. */
  #keepSoon(build: Build) {
    clearTimeout(this.#keeping)
    const keep = () => build.templates().then(() => this.#cache.save(), console.error)
    this.#keeping = setTimeout(() => void keep(), KEEP_AFTER_MS).unref()
  }

  /** Files that changed while they were read may have been read in part: the result is discarded. */
  async #isOvertaken(): Promise<boolean> {
    await setImmediate() // what the system has noticed meanwhile
    const isOvertaken = this.#watch.isPending || this.#isStale
    this.#overtaken = isOvertaken ? this.#overtaken + 1 : 0
    return isOvertaken && this.#overtaken < MOST_OVERTAKEN
  }

  /** Without `app.json` it is being rebuilt. */
  #isAbsent(): boolean {
    if (existsSync(join(this.#place.root, 'app.json'))) {
      this.#missingSince = undefined
      return false
    }
    this.#missingSince ??= Date.now()
    const isShort = Date.now() - this.#missingSince < ABSENCE_MS
    if (isShort) setTimeout(() => void this.#look(), ABSENCE_MS).unref()
    return isShort
  }

  async #update(before: Shown, build: Build) {
    const { faults } = build.program
    const known = before.build.program.faults
    const isSame = JSON.stringify(faults) === JSON.stringify(before.faults)
    if (faults.some((fault) => !known.some((it) => isSameFault(it, fault)))) {
      const held = shown(before.build, faults)
      return isSame || this.#show(held, { kind: 'in-place', faults, version: held.version })
    }
    const now = shown(build, faults)
    const difference = await findDifference(before.build, build, this.#cache)
    if (difference?.kind === 'reload') this.#show(now, difference)
    else if (difference) this.#show(now, { ...difference, faults, version: now.version })
    else if (!isSame) this.#show(now, { kind: 'in-place', faults, version: now.version })
    else this.#shown = Promise.resolve({ ...before, build }) // its list of files may be another one
  }

  #show(now: Shown, update: LiveUpdate) {
    this.#shown = Promise.resolve(now)
    this.#onUpdate(update)
  }
}

const shown = (build: Build, faults: ProjectFault[]): Shown => {
  const { app, theme, ext, components, styles } = build.program
  const { scripts, markupHashes, media } = build // templates come out of their compiler in any order
  const program = JSON.stringify({
    app,
    theme,
    ext,
    components,
    styles,
    markupHashes,
    media,
    faults,
  })
  return { build, faults, version: hashOf(program, scripts.hash) }
}

/** Lines move while one types: a fault is known by its words. */
const isSameFault = (a: ProjectFault, b: ProjectFault) =>
  a.file === b.file && a.message === b.message
