/**
 * Who a client is, and what it may view.
 *
 * <p>In: the {@code auth} payload of a handshake; a guild that someone asks for. Out: an {@link
 * dev.spywatcher.auth.Identity} or a refusal; a {@link dev.spywatcher.auth.Decision}. {@code
 * ClientToken} mints tokens for whoever tests. Start reading at {@code TokenVerifier}.
 */
@NullMarked
package dev.spywatcher.auth;

import org.jspecify.annotations.NullMarked;
