package dev.spywatcher.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event that went out or came in.
 *
 * @param sequence counts up from 1 over the life of the server
 * @param sent whether the server sent it; otherwise it received it
 * @param event the name of the event
 * @param guildId the guild it is about; {@code null} where it names none
 * @param recipients how many clients it was sent to; 1 for one that was received
 * @param payload the payload as JSON; {@code null} for one that was received
 */
public record Entry(
    long sequence,
    Instant at,
    boolean sent,
    String event,
    @Nullable String guildId,
    int recipients,
    @Nullable String payload) {}
