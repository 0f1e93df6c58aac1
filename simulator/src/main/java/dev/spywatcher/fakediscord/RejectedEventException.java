package dev.spywatcher.fakediscord;

/** An event of a list cannot have happened; then none of the list has. */
public final class RejectedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int index;

  RejectedEventException(int index, String message) {
    super(message);
    this.index = index;
  }

  /** Which event of the list, from 0. */
  public int index() {
    return index;
  }
}
