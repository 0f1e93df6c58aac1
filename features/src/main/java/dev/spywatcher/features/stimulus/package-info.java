/**
 * Discord as the suite plays it: guilds, members and events go in, and happen behind the
 * implementation. Start at {@link dev.spywatcher.features.stimulus.HttpStimulus}.
 */
@NullMarked
package dev.spywatcher.features.stimulus;

import org.jspecify.annotations.NullMarked;
