/** What the compiler knows of the public members of this library, of which editors show the documentation. */
import { join, relative } from "node:path"
import { API, isIntersectionType, isObjectType, isTypeReference, isUnionType } from "typescript/unstable/sync"
import type { Checker, Symbol, Type } from "typescript/unstable/sync"

/** Some values of the compiler's enums, which its API declares for the compiler alone. */
const kinds = { alias: 2_097_152, type: 32 + 64 + 524_288, value: 1 + 2 + 16 + 32, module: 512, call: 0, construct: 1 }

export interface Member {
  /** How the member is reached from an export. */
  readonly path: string
  /** The file in which it is declared, from the library's folder. */
  readonly file: string
  readonly documentation: string
}

interface Library {
  /** The path of a `tsconfig.json` whose program has the modules. */
  readonly project: string
  /** The folder of the library's sources or declarations. Only what is declared in it counts. */
  readonly folder: string
  /** The public modules, by their paths in the folder. */
  readonly modules: ReadonlyArray<string>
}

/** Members of every schema of Effect 4 that only Effect itself uses. */
const membersOfSchemas = /\.(Type|Encoded|DecodingServices|EncodingServices|Iso|~type\.make(\.in)?)$/

/** Walks the exports of modules, and all members of the library that are reached from them. */
export const listMembers = ({ folder, modules, project: config }: Library): ReadonlyArray<Member> => {
  const api = new API({ cwd: folder })
  try {
    const [project] = api.updateSnapshot({ openProject: config }).getProjects()
    if (project === undefined) throw new Error(`There is no project ${config}.`)
    const { checker, program } = project
    const walker = makeWalker(checker, folder)
    for (const module of modules) {
      const file = program.getSourceFile(join(folder, module))
      const symbol = file && checker.getSymbolAtLocation(file)
      if (symbol === undefined) throw new Error(`${module} is no module of ${config}.`)
      for (const exported of checker.getExportsOfModule(symbol)) walker.visitExport(module, exported)
    }
    return walker.members
  } finally {
    api.close()
  }
}

/** The members over which a hover would say nothing. */
export const listUndocumented = (members: ReadonlyArray<Member>): ReadonlyArray<Member> =>
  members.filter(({ documentation, path }) => documentation.trim() === "" && !membersOfSchemas.test(path))

const makeWalker = (checker: Checker, folder: string) => {
  const members: Array<Member> = []
  const seen = new Set<number>()

  const visitType = (type: Type | undefined, path: string): void => {
    if (type === undefined || seen.has(type.id)) return
    seen.add(type.id)
    if (isUnionType(type) || isIntersectionType(type)) { for (const part of type.getTypes()) visitType(part, path) }
    if (isTypeReference(type)) { for (const argument of checker.getTypeArguments(type)) visitType(argument, path) }
    if (!isObjectType(type) && !isIntersectionType(type)) return
    for (const kind of [kinds.call, kinds.construct]) {
      for (const signature of checker.getSignaturesOfType(type, kind)) {
        for (const parameter of signature.getParameters()) {
          visitType(checker.getTypeOfSymbol(parameter), `${path}(${parameter.name})`)
        }
        visitType(checker.getReturnTypeOfSignature(signature), `${path}()`)
      }
    }
    for (const property of checker.getPropertiesOfType(type)) visitProperty(property, path)
  }

  const visitProperty = (property: Symbol, path: string): void => {
    const own = property.declarations.find((declaration) => declaration.path.startsWith(join(folder, "/")))
    // The names of symbols begin so.
    if (own === undefined || property.name.startsWith("__@")) return
    members.push({
      path: `${path}.${property.name}`,
      file: relative(folder, own.path),
      documentation: checker.getDocumentationCommentOfSymbol(property)
    })
    visitType(checker.getTypeOfSymbol(property), `${path}.${property.name}`)
  }

  const visitExport = (file: string, exported: Symbol): void => {
    const isAlias = (exported.flags & kinds.alias) !== 0
    const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported
    if ((symbol.flags & kinds.module) !== 0) return
    const documentation = [exported, symbol].map((each) => checker.getDocumentationCommentOfSymbol(each)).join("")
    members.push({ path: exported.name, file, documentation })
    if ((symbol.flags & kinds.type) !== 0) visitType(checker.getDeclaredTypeOfSymbol(symbol), exported.name)
    if ((symbol.flags & kinds.value) !== 0) visitType(checker.getTypeOfSymbol(symbol), exported.name)
  }

  return { members, visitExport }
}
