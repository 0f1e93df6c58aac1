package dev.spywatcher.discord.replay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A stream cut at its line feeds. The first line, which may be long, is read as a stream; each
 * further one lies in a buffer. Not thread-safe.
 */
final class Lines implements Closeable {

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[1 << 16];
  private int begin;
  private int end;
  private int offset;
  private int length;
  private long number;
  private boolean atEnd;
  private boolean cutOff;
  private boolean tooLong;

  /**
   * Lines of {@code in}.
   *
   * @param longest how many bytes a line may have, the first excepted
   */
  Lines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** The first line, without its line feed; to be read before {@link #next}. */
  InputStream first() {
    number = 1;
    return new First();
  }

  /** Moves to the next line; false at the end of the stream. */
  boolean next() throws IOException {
    int seen = begin;
    tooLong = false;
    while (true) {
      int feed = lineFeed(seen);
      if (feed >= 0) {
        line(begin, feed);
        begin = feed + 1;
        return true;
      }
      seen = end;
      if (end - begin > longest) {
        tooLong = true;
        begin = end;
      }
      int moved = begin;
      if (!fill()) {
        if (begin == end && !tooLong) {
          return false;
        }
        line(begin, end);
        begin = end;
        return true;
      }
      seen -= moved - begin;
    }
  }

  private void line(int from, int to) {
    tooLong |= to - from > longest;
    offset = from;
    length = to - from;
    number++;
  }

  private int lineFeed(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads more behind what is buffered; false at the end. */
  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read;
    try {
      read = in.read(buffer, end, buffer.length - end);
    } catch (EOFException | ZipException e) {
      // Compressed data that ends too soon, or goes wrong from here on.
      cutOff = true;
      read = -1;
    }
    if (read < 0) {
      atEnd = true;
      return false;
    }
    end += read;
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Whether the line holds spaces at most. */
  boolean blank() {
    for (int i = offset; i < offset + length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }

  boolean startWith(byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(buffer, offset, offset + prefix.length, prefix, 0, prefix.length);
  }

  /** Whether the line was longer than a line may be; then its bytes are not all there. */
  boolean tooLong() {
    return tooLong;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  /** Whether compressed data ended or broke before its end. */
  boolean cutOff() {
    return cutOff;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private final class First extends InputStream {
    private boolean over;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
      if (over || begin == end && !fill()) {
        return -1;
      }
      int feed = lineFeed(begin);
      int count = Math.min(most, (feed < 0 ? end : feed) - begin);
      System.arraycopy(buffer, begin, into, at, count);
      begin += count;
      if (begin == feed) {
        begin++;
        over = true;
        return count == 0 ? -1 : count;
      }
      return count;
    }
  }
}
