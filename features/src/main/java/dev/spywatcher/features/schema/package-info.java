/**
 * The suite's own reading of each payload, as closed JSON Schemas. Start at {@link
 * dev.spywatcher.features.schema.PayloadSchemas}.
 */
@NullMarked
package dev.spywatcher.features.schema;

import org.jspecify.annotations.NullMarked;
