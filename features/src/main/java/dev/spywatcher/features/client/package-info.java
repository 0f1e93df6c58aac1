/**
 * A standard Socket.IO client whose every received packet is kept with its time. Expectations are
 * matched against what a {@link dev.spywatcher.features.client.Collector} holds, and what no
 * expectation claimed did not happen. Start at {@link dev.spywatcher.features.client.ApiClient}.
 */
@NullMarked
package dev.spywatcher.features.client;

import org.jspecify.annotations.NullMarked;
