package dev.spywatcher.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One TCP connection on which HTTP is spoken by hand, so that a test may send half a request. */
final class HttpWire implements AutoCloseable {

  private static final int DEADLINE_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;

  HttpWire(InetSocketAddress server) {
    try {
      socket.connect(server, DEADLINE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(DEADLINE_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a whole request. */
  static String request(String method, String target, String body) {
    return head(method, target, body.getBytes(StandardCharsets.UTF_8).length) + body;
  }

  /** A request up to its body, which is left to the caller to send. */
  static String head(String method, String target, int length) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + (length == 0 && method.equals("GET")
            ? ""
            : "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: " + length + "\r\n")
        + "\r\n";
  }

  HttpWire write(String text) {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  HttpWire write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InputStream in() {
    return in;
  }

  /** Reads one answer. */
  Answer answer() {
    try {
      String statusLine = line(in);
      Map<String, List<String>> headers = new HashMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), key -> new ArrayList<>())
            .add(line.substring(colon + 1).trim());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).get(0));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new AssertionError("the body has " + body.length + " bytes, announced " + length);
      }
      return new Answer(
          Integer.parseInt(statusLine.split(" ")[1]),
          headers,
          new String(body, StandardCharsets.UTF_8));
    } catch (EOFException e) {
      return Answer.NONE;
    } catch (IOException e) {
      if ("Connection reset".equals(e.getMessage()) || "Socket closed".equals(e.getMessage())) {
        return Answer.NONE;
      }
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server closes the connection without another byte. */
  boolean isEnded() {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether anything comes within that time. */
  boolean hasInput(Duration time) {
    try {
      socket.setSoTimeout((int) time.toMillis());
      in.mark(1);
      in.read();
      in.reset();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deadline();
    }
  }

  private void deadline() {
    try {
      socket.setSoTimeout(DEADLINE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** Ends the connection without a word, as a lost network does once it is noticed. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
