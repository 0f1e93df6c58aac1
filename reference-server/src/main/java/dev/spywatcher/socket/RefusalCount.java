package dev.spywatcher.socket;

/**
 * How often something was refused.
 *
 * @param what what was done: {@code refused handshake}, {@code disconnected}
 * @param reason why, without the advice
 */
public record RefusalCount(String what, String reason, long count) {}
