/**
 * Tokens, good ones and those that are broken in one way each. Start at {@link
 * dev.spywatcher.features.token.TokenMint}.
 */
@NullMarked
package dev.spywatcher.features.token;

import org.jspecify.annotations.NullMarked;
