package dev.spywatcher.discord.form;

/** JSON that is not an event or a guild; the message names the field, its value and what is due. */
public final class FormException extends Exception {
  private static final long serialVersionUID = 1L;

  FormException(String message) {
    super(message, null, false, false);
  }
}
