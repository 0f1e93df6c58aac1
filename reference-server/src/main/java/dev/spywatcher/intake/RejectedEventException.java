package dev.spywatcher.intake;

/** An event that cannot have happened; the message names the field, the value and what is right. */
public final class RejectedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;

  RejectedEventException(int index, String message) {
    super(message);
    this.index = index;
  }

  /** Its position in the list that was offered, from 0. */
  public int index() {
    return index;
  }
}
