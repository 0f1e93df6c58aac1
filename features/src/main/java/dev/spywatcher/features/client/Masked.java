package dev.spywatcher.features.client;

import java.util.regex.Pattern;

/** A text without the tokens in it, for whatever is shown or kept: they are good for logging in. */
public final class Masked {

  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]*\\.[\\w-]+\\.[\\w-]*");

  private Masked() {}

  /** The text with {@code <token>} in place of each JWT. */
  public static String tokens(String text) {
    return TOKEN.matcher(text).replaceAll("<token>");
  }
}
