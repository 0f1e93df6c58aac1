package dev.spywatcher.load.crowd;

/**
 * How events are numbered. Each of {@value #WRITERS} writers counts its own events from 0 to {@code
 * CYCLE - 1} and starts again; both numbers are the last four digits of the event's {@code userId},
 * so that a server under test need not carry anything that the API does not document.
 */
public final class Numbering {

  /** Writers that may feed one guild at the same time. */
  public static final int WRITERS = 8;

  /** Events of one writer before its numbers repeat; more than it ever has under way. */
  public static final int CYCLE = 500;

  /** Length of the Socket.IO packet of every event, bytes. */
  public static final int PACKET_LENGTH = 170;

  /** What every packet begins with. */
  static final String PACKET_START = "42[\"message:new\",{\"userId\":\"";

  private static final String USER_ID_START = "30000000000000";
  private static final int USER_ID_LENGTH = 18;

  /** Where in the packet the four digits stand. */
  static final int DIGITS_AT = PACKET_START.length() + USER_ID_LENGTH - 4;

  private Numbering() {}

  /** The Discord id of the user whose message is event {@code number} of {@code writer}. */
  public static String userId(int writer, int number) {
    return USER_ID_START + digits(writer, number);
  }

  /** That user's name. */
  public static String username(int writer, int number) {
    return "writer-" + digits(writer, number);
  }

  private static String digits(int writer, int number) {
    return String.valueOf(10_000 + writer * 1_000 + number).substring(1);
  }

  /** The writer that four digits name. */
  static int writer(int digits) {
    return digits / 1_000;
  }

  /** The number that four digits name. */
  static int number(int digits) {
    return digits % 1_000;
  }
}
