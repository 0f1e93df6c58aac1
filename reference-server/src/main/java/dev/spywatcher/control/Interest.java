package dev.spywatcher.control;

import dev.spywatcher.journal.Entry;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a listener wants to be told.
 *
 * @param guild the guild to tell in full; {@code null} for none
 * @param members search among its members
 * @param connections search among connections
 * @param since the number of the entry that it has seen last
 * @param messages which messages
 */
record Interest(
    @Nullable String guild,
    String members,
    String connections,
    long since,
    Predicate<Entry> messages) {

  static final String[] PARAMETERS = {
    "guild", "members", "connections", "since", "event", "of", "text", "delivered"
  };

  static Interest of(Parameters query) throws ControlError {
    return new Interest(
        query.text("guild"),
        OverviewCalls.text(query, "members"),
        OverviewCalls.text(query, "connections"),
        query.number("since", 0, Long.MAX_VALUE),
        messages(
            query.text("event"),
            query.text("of"),
            OverviewCalls.text(query, "text").toLowerCase(Locale.ROOT),
            "true".equals(query.text("delivered"))));
  }

  /**
   * Which messages.
   *
   * @param events names with commas between them; {@code null} for any
   * @param guild id of the guild that they are of; {@code null} for any
   * @param text what they must have somewhere, in small letters; empty for anything
   * @param delivered whether somebody must have got them
   */
  private static Predicate<Entry> messages(
      @Nullable String events, @Nullable String guild, String text, boolean delivered) {
    Set<String> names = events == null ? Set.of() : Set.of(events.split(","));
    return entry ->
        (events == null || names.contains(entry.event()))
            && (guild == null || guild.equals(entry.guildId()))
            && (!delivered || entry.recipients() > 0)
            && (text.isEmpty() || has(entry, text));
  }

  private static boolean has(Entry entry, String text) {
    return entry.event().toLowerCase(Locale.ROOT).contains(text)
        || entry.payload() != null && entry.payload().toLowerCase(Locale.ROOT).contains(text);
  }
}
