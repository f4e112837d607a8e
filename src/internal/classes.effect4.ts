/**
 * How classes of data are made with Effect's `Schema`.
 */
import * as Schema from "effect/Schema"

/**
 * Makes a class of data that has a tag. Its identifier names this package and the module. What it has in common with
 * other classes comes apart from its own fields, because the declarations of a spread lose the docstrings of its members.
 */
export const taggedClass =
  <Self>(module: string) =>
  <const Tag extends string, const Fields extends Schema.Struct.Fields, Common extends Schema.Struct.Fields = {}>(
    tag: Tag,
    fields: Fields,
    common?: Common
  ): Schema.Class<Self, Schema.TaggedStruct<Tag, Common & Fields>, object> =>
    // `Self` is a class, for which the conditional type of `Schema.TaggedClass` is the one that this function states.
    Schema.TaggedClass<Self>(`effect-cognito/${module}/${tag}`)(tag, { ...common, ...fields }, {
      identifier: tag
    }) as never
