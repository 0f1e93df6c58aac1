/**
 * Where the implementation under judgement is: its URL, how Discord events are made to happen
 * behind it, and the secret that its tokens are signed with. Start at {@link
 * dev.spywatcher.features.target.Target}.
 */
@NullMarked
package dev.spywatcher.features.target;

import org.jspecify.annotations.NullMarked;
