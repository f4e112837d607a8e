/** What TypeDoc shows that says nothing to a reader, replaced or left out. */
import { Converter, PageEvent, ReflectionKind, UnionType } from "typedoc"
import ts from "typescript"

/** @param {import("typedoc").Application} app */
export const load = (app) => {
  /** @type {Map<import("typedoc").DeclarationReflection, UnionType>} */
  const unions = new Map()

  // The members of a union that is made of values or of other unions: `Failure<typeof errors>` names no error.
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const symbol = context.getSymbolFromReflection(reflection)
    const declaration = symbol?.declarations?.find(ts.isTypeAliasDeclaration)
    if (symbol === undefined || declaration === undefined || !reflection.kindOf(ReflectionKind.TypeAlias)) return
    const type = context.checker.getDeclaredTypeOfSymbol(symbol)
    if (!type.isUnion() || declaration.typeParameters !== undefined || ts.isUnionTypeNode(declaration.type)) return
    const members = type.types.map((member) => app.converter.convertType(context.withScope(reflection), member))
    unions.set(reflection, new UnionType(members.toSorted((one, other) => String(one).localeCompare(String(other)))))
  })

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const [reflection, union] of unions) reflection.type = union

    for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
      // How an operation was declared is the same for all of them, and documented once, with `Operation`.
      if (reflection.name === "[TypeId]" && reflection.parent?.kindOf(ReflectionKind.Function)) {
        project.removeReflection(reflection)
      }
      if (!reflection.isDeclaration() || !reflection.kindOf(ReflectionKind.Class)) continue
      // The members of what a class extends are listed anyway.
      if (reflection.extendedTypes?.every(({ type }) => type !== "reference")) delete reflection.extendedTypes
      // Only errors are made by their constructors.
      const constructor = reflection.children?.find((child) => child.kindOf(ReflectionKind.Constructor))
      const isError = reflection.children?.some(({ name }) => name === "_tag")
      if (constructor !== undefined && isError !== true) project.removeReflection(constructor)
    }
  })

  // Where a member comes from is the text of a program here, and so is its default value.
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const reflection of project.getReflectionsByKind(ReflectionKind.ClassMember)) {
      if (!reflection.isDeclaration() || reflection.parent?.kindOf(ReflectionKind.Class) !== true) continue
      for (const member of [reflection, ...reflection.signatures ?? []]) delete member.inheritedFrom
      delete reflection.defaultValue
    }
  })

  // Who opens the site as files has no server that finds the first page of a folder.
  app.renderer.on(PageEvent.END, (page) => {
    page.contents = page.contents?.replaceAll(/(?<=href="(\.\.\/)+)(?=#|")/g, "index.html")
  })
}
