/**
 * The network below the clients: lines that can be cut or held, and the addresses that clients
 * connect from. Start at {@link dev.spywatcher.features.network.Line}.
 */
@NullMarked
package dev.spywatcher.features.network;

import org.jspecify.annotations.NullMarked;
