package dev.spywatcher.recording;

/**
 * Points in time as a file of events has them: ISO 8601 in UTC with milliseconds. Remembers the day
 * of the last one, since most events share it with the one before. Not thread-safe.
 */
final class ByteTime {

  private static final long DAY_MILLIS = 86_400_000;

  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  /** Adds {@code 2026-03-02T08:00:00.000Z}; the year has four digits. */
  void add(long epochMillis, ByteText to) {
    long of = Math.floorDiv(epochMillis, DAY_MILLIS);
    if (of != day) {
      day = of;
      date = date(of);
    }
    int millis = (int) (epochMillis - of * DAY_MILLIS);
    int seconds = millis / 1_000;
    to.add(date)
        .addTwoDigits(seconds / 3_600)
        .add(':')
        .addTwoDigits(seconds / 60 % 60)
        .add(':')
        .addTwoDigits(seconds % 60)
        .add('.')
        .addThreeDigits(millis % 1_000)
        .add('Z');
  }

  /** Days since 1970 as a date, in years that begin with March (Hinnant, "chrono-Compatible"). */
  private static byte[] date(long epochDay) {
    long days = epochDay + 719_468;
    long era = Math.floorDiv(days, 146_097L);
    int ofEra = (int) (days - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int month = (5 * ofYear + 2) / 153;
    int ofMonth = ofYear - (153 * month + 2) / 5 + 1;
    long year = era * 400 + yearOfEra + (month < 10 ? 0 : 1);
    return new ByteText(11)
        .addTwoDigits((int) (year / 100))
        .addTwoDigits((int) (year % 100))
        .add('-')
        .addTwoDigits(month < 10 ? month + 3 : month - 9)
        .add('-')
        .addTwoDigits(ofMonth)
        .add('T')
        .copy();
  }
}
