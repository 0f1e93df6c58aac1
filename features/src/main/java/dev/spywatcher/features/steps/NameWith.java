package dev.spywatcher.features.steps;

/** Names that hold something out of the ordinary, in the words of the features. */
final class NameWith {
  private NameWith() {}

  static String of(String characters) {
    return switch (characters) {
      case "a null" -> "ma\0ry";
      case "a line feed" -> "ma\r\nry";
      case "a tab" -> "ma\try";
      case "an escape" -> "ma\u001b[31mry";
      case "a delete" -> "ma\u007fry";
      case "a C1 control" -> "ma\u0085\u009bry";
      case "emoji" -> "mary 🛰️🧭";
      case "joined emoji" -> "mary 👩‍🚀👨‍👩‍👧";
      case "right-to-left" -> "מרים مريم";
      case "direction marks" -> "mary\u200f\u202e\u2066mirror\u2069";
      case "HTML" -> "<b onclick=\"x()\">mary</b> &amp; <script>";
      case "quotes" -> "ma\"ry' \\ \\n {}[]";
      default -> throw new IllegalArgumentException("no name with " + characters);
    };
  }
}
