package dev.spywatcher.discord.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as text: ISO 8601 in UTC with {@code Z} and three digits of a second, or six or
 * nine where they are needed to lose nothing. Written and read by hand, since events come by the
 * hundred thousand a second and a formatter takes longer than all the rest.
 */
final class IsoTime {

  /** Length of {@code 2026-01-31T12:00:00}. */
  private static final int TO_SECONDS = 19;

  private static final int LONGEST = 30;

  private IsoTime() {}

  /**
   * Writes a time to the beginning of {@code into}.
   *
   * @param into at least 30 characters
   * @return how many were written
   */
  static int write(Instant time, char[] into) {
    long second = time.getEpochSecond();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, 86_400L));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      throw new IllegalArgumentException(time + " is not in a year of four digits");
    }
    int ofDay = (int) Math.floorMod(second, 86_400L);
    digits(date.getYear(), 4, into, 0);
    into[4] = '-';
    digits(date.getMonthValue(), 2, into, 5);
    into[7] = '-';
    digits(date.getDayOfMonth(), 2, into, 8);
    into[10] = 'T';
    digits(ofDay / 3600, 2, into, 11);
    into[13] = ':';
    digits(ofDay / 60 % 60, 2, into, 14);
    into[16] = ':';
    digits(ofDay % 60, 2, into, 17);
    into[TO_SECONDS] = '.';
    int nanos = time.getNano();
    int end = TO_SECONDS + 1;
    if (nanos % 1_000_000 == 0) {
      end += digits(nanos / 1_000_000, 3, into, end);
    } else if (nanos % 1_000 == 0) {
      end += digits(nanos / 1_000, 6, into, end);
    } else {
      end += digits(nanos, 9, into, end);
    }
    into[end] = 'Z';
    return end + 1;
  }

  private static int digits(int number, int count, char[] into, int from) {
    int left = number;
    for (int i = from + count - 1; i >= from; i--) {
      into[i] = (char) ('0' + left % 10);
      left /= 10;
    }
    return count;
  }

  /** The time that {@code text} gives, from 1970 to 9999 and with an offset, or {@code null}. */
  static @Nullable Instant read(String text) {
    try {
      Instant time = isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      return year >= 1970 && year <= 9999 ? time : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Whether {@code text} is as {@link #write} writes it, give or take digits of the second. */
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length <= TO_SECONDS || length > LONGEST || text.charAt(length - 1) != 'Z') {
      return false;
    }
    for (int i = 0; i < length - 1; i++) {
      char expected =
          switch (i) {
            case 4, 7 -> '-';
            case 10 -> 'T';
            case 13, 16 -> ':';
            case TO_SECONDS -> '.';
            default -> '0';
          };
      char found = text.charAt(i);
      if (expected == '0' ? found < '0' || found > '9' : found != expected) {
        return false;
      }
    }
    return length - 1 != TO_SECONDS + 1;
  }

  private static Instant plain(String text) {
    LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("not a time of day");
    }
    int digits = Math.max(0, text.length() - 1 - (TO_SECONDS + 1));
    int nanos = digits == 0 ? 0 : number(text, TO_SECONDS + 1, text.length() - 1);
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    return Instant.ofEpochSecond(
        date.toEpochDay() * 86_400 + hour * 3600 + minute * 60 + second, nanos);
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
