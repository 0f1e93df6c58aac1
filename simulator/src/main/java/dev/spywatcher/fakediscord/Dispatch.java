package dev.spywatcher.fakediscord;

import org.jspecify.annotations.Nullable;

/**
 * An event as the gateway tells it, not yet to anyone: without a sequence number. Immutable; the
 * arrays are not to be changed.
 *
 * @param guildId of which guild; 0 where of none
 * @param intent who asked for it hears it; {@code null} for all
 * @param data the JSON under {@code d}
 * @param blanked the same for a bot without the intent for content; {@code null} where that is no
 *     different
 */
record Dispatch(
    String name, long guildId, @Nullable Intent intent, byte[] data, byte @Nullable [] blanked) {

  static Dispatch of(String name, LiveGuild guild, Intent intent, byte[] data) {
    return new Dispatch(name, guild.number(), intent, data, null);
  }

  /** The JSON under {@code d} for a bot with these intents. */
  byte[] dataFor(java.util.Set<Intent> intents) {
    byte[] withoutContent = blanked;
    return withoutContent == null || intents.contains(Intent.MESSAGE_CONTENT)
        ? data
        : withoutContent;
  }
}
