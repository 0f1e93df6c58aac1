package dev.spywatcher.discord.replay;

import java.io.IOException;

/** A line that cannot be read; the message names the line, and where it can the field and value. */
public final class DamagedRecordingException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long line;

  DamagedRecordingException(long line, String problem) {
    super("line " + line + ": " + problem);
    this.line = line;
  }

  /** The number of the line; the header is line 1. */
  public long line() {
    return line;
  }
}
