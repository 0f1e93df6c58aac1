/**
 * When each scenario has its turn: first those that measure a second or less, one after another,
 * then all others side by side, the longest first. Start at {@link
 * dev.spywatcher.features.schedule.RunOrder}.
 */
@NullMarked
package dev.spywatcher.features.schedule;

import org.jspecify.annotations.NullMarked;
